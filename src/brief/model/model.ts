/** What is asked of a model: one system text, then turns. Every text is ours or datamarked; there are no tools. */
export type ModelRequest = {
  readonly system: string
  readonly user: string
  /** JSON schema of the answer, with a short name; servers that cannot be held to it are asked for JSON in words. */
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
  readonly outputTokensMax: number
}

/** Tokens of one call, as the server counts them, or estimated where it does not say. */
export type ModelUsage = { readonly inputTokens: number; readonly outputTokens: number }

/**
 * Why no answer came. `key`: refused (401, 403). `model`: not there (404). `address`: the server is there, and this API is
 * not. `limit`: too many requests (429), or the account's money is spent (402). `long`: more than the model reads at
 * once. `server`: its fault (5xx). `time`: too late. `broken`: unreachable, reset, or a request it does
 * not take. `paused`: it failed often and is left alone. `busy`: too many calls wait. `budget`: the day's is spent.
 * `stopped`: the caller gave up.
 */
export type Unavailable =
  | 'key'
  | 'model'
  | 'address'
  | 'limit'
  | 'long'
  | 'server'
  | 'time'
  | 'broken'
  | 'paused'
  | 'busy'
  | 'budget'
  | 'stopped'

/** What became of a request. Text of the answer is nobody's word: whoever reads it trusts nothing. */
export type ModelOutcome =
  | { readonly kind: 'answered'; readonly json: unknown; readonly usage: ModelUsage; readonly cached?: true }
  /** It broke off: at its limit of tokens, or without saying that it was done. */
  | { readonly kind: 'cut'; readonly at: 'length' | 'unfinished'; readonly usage: ModelUsage }
  | { readonly kind: 'refused'; readonly by: 'model' | 'filter'; readonly usage: ModelUsage }
  /** No JSON, or no answer of the API's form. */
  | { readonly kind: 'unreadable'; readonly usage: ModelUsage }
  | {
      readonly kind: 'unavailable'
      readonly reason: Unavailable
      readonly status: number | null
      readonly retryAfterMs: number | null
    }

/** A language model behind some server. Wrapped by cache, budget and breaker, which are models too. */
export type Model = {
  /** As the server knows it: `gpt-…`, `llama3…`. A brief records it. */
  readonly name: string
  /** Never throws; ends soon after `signal` does. */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome>
}

/** An outcome of a model that gave none. */
export function unavailable(
  reason: Unavailable,
  { status = null, retryAfterMs = null }: { status?: number | null; retryAfterMs?: number | null } = {},
): Extract<ModelOutcome, { kind: 'unavailable' }> {
  return { kind: 'unavailable', reason, status, retryAfterMs }
}

/** What an outcome cost; nothing where nothing was answered. */
export function usageOf(outcome: ModelOutcome): ModelUsage {
  return outcome.kind === 'unavailable' ? { inputTokens: 0, outputTokens: 0 } : outcome.usage
}

/**
 * Characters a token has at least, on average, in English or Spanish prose with a mark between any two words: common
 * tokenisers give 3.0 to 3.6 for it and about 4 for plain prose, so this errs on the dear side.
 */
const CHARACTERS_PER_TOKEN = 3
/** Roles and delimiters of a conversation. */
const TOKENS_PER_REQUEST = 20

/** Tokens of a text by its length, rather too many than too few. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN)

/** Tokens a request sends, its schema included, rather too many than too few. */
export function estimateInput({ system, user, schema }: ModelRequest): number {
  return (
    estimateTokens(system) + estimateTokens(user) + estimateTokens(JSON.stringify(schema.json)) + TOKENS_PER_REQUEST
  )
}
