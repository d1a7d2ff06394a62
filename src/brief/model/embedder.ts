import { estimateTokens, type ModelOutcome, type ModelUsage } from './model.ts'

/** What became of texts that were sent: a vector for each, in their order, or why there are none. */
export type EmbedOutcome =
  | { readonly kind: 'embedded'; readonly vectors: readonly (readonly number[])[]; readonly usage: ModelUsage }
  | Exclude<ModelOutcome, { kind: 'answered' | 'cut' }>

/** A model of embeddings behind some server: texts near in meaning get vectors near in direction. */
export type Embedder = {
  /** As the server knows it: `text-embedding-…`, `bge-m3`. Vectors of two models are never compared. */
  readonly name: string
  /** Never throws; ends soon after `signal` does. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbedOutcome>
}

/** Tokens of texts that are sent to be embedded, rather too many than too few; nothing is answered in tokens. */
export function usageOfTexts(texts: readonly string[]): ModelUsage {
  return { inputTokens: texts.reduce((sum, text) => sum + estimateTokens(text), 0), outputTokens: 0 }
}
