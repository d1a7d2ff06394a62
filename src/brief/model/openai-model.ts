import { APIError, OpenAIError } from 'openai'
import { z } from 'zod'
import {
  estimateInput,
  estimateTokens,
  unavailable,
  type Model,
  type ModelOutcome,
  type ModelRequest,
} from './model.ts'
import { dialectsFrom, fewerDemands, type Dialect } from './model-dialect.ts'
import { openClient, unlessAborted, type ServerAccess } from './openai-client.ts'
import { faultIn, outcomeOf, whyAborted } from './openai-faults.ts'
import { readJson } from './read-json.ts'
import { readUsage } from './read-usage.ts'

export type OpenaiOptions = ServerAccess & { readonly model: string }

/** An answer of 1,200 tokens is some 10 kB; a longer body is none, and is not read on. */
const BODY_BYTES_MAX = 1_000_000

/** Words in one piece, or in several, of which those that are text are read. */
const CONTENT = z
  .string()
  .or(
    z
      .array(z.object({ text: z.string().catch('') }).catch({ text: '' }))
      .transform((parts) => parts.map(({ text }) => text).join('')),
  )

/** What is read of an answer; servers leave out the rest, or say it otherwise. */
const COMPLETION = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: CONTENT.nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() })
    .nullish()
    .catch(null),
})

/**
 * A model of OpenAI or of any server with the same API (Ollama, vLLM, LM Studio). The client neither retries nor logs:
 * a brief has seconds, and its text is nobody else's. What a server cannot do (a schema, a limit's newer name) is found
 * out once and remembered.
 */
export function createOpenaiModel({ apiKey, baseUrl, model, timeoutMs }: OpenaiOptions): Model {
  const client = openClient({ apiKey, baseUrl, timeoutMs }, BODY_BYTES_MAX)
  let dialect = dialectsFrom(baseUrl)
  const complete = async (request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome> => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    for (;;) {
      const tried = dialect
      try {
        const body = await unlessAborted(
          client.chat.completions.create(toBody(model, request, tried), { signal: deadline }),
          deadline,
        )
        return readCompletion(body, request)
      } catch (error) {
        if (deadline.aborted) return unavailable(whyAborted(signal))
        // Each step demands less, so there are few of them.
        const less = error instanceof APIError ? fewerDemands(tried, error) : null
        if (less === null) return answerBegun(error) ? cutOff(error, request) : outcomeOf(error)
        dialect = less
      }
    }
  }
  return { name: model, complete }
}

function toBody(model: string, { system, user, schema, outputTokensMax }: ModelRequest, dialect: Dialect) {
  const { form, limit, steady } = dialect
  return {
    model,
    stream: false as const,
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ],
    [limit]: outputTokensMax,
    ...(steady ? { temperature: 0 } : {}),
    ...(form === 'json_schema'
      ? {
          response_format: { type: form, json_schema: { name: schema.name, strict: true, schema: { ...schema.json } } },
        }
      : {}),
    ...(form === 'json_object' ? { response_format: { type: form } } : {}),
  }
}

/** The client's own faults come before an answer begins; others come while it is read, and it was paid for. */
const answerBegun = (error: unknown): boolean => !(error instanceof OpenAIError)

function cutOff(error: unknown, request: ModelRequest): ModelOutcome {
  const usage = { inputTokens: estimateInput(request), outputTokens: 0 }
  return error instanceof SyntaxError ? { kind: 'unreadable', usage } : { kind: 'cut', at: 'unfinished', usage }
}

/** How servers say that an answer is whole: OpenAI's word, and those of others who did not translate theirs. */
const FINISHED: ReadonlySet<unknown> = new Set(['stop', 'eos', 'eos_token', 'end_turn', 'stop_sequence'])

function readCompletion(sent: unknown, request: ModelRequest): ModelOutcome {
  // Sent as text, it may be JSON all the same.
  const body = typeof sent === 'string' ? (readJson(sent) ?? sent) : sent
  const fault = faultIn(body)
  if (fault !== null) return fault
  const parsed = COMPLETION.safeParse(body)
  const [choice] = parsed.data?.choices ?? []
  const content = choice?.message.content ?? ''
  const told = parsed.data?.usage ?? null
  const usage = readUsage(
    { input: told?.prompt_tokens, output: told?.completion_tokens },
    { inputTokens: estimateInput(request), outputTokens: estimateTokens(content) },
  )
  if (choice === undefined) return { kind: 'unreadable', usage }
  const { finish_reason: finish, message } = choice
  if (finish === 'content_filter') return { kind: 'refused', by: 'filter', usage }
  if ((message.refusal ?? '') !== '') return { kind: 'refused', by: 'model', usage }
  if (finish === 'length') return { kind: 'cut', at: 'length', usage }
  if (!FINISHED.has(finish)) return { kind: 'cut', at: 'unfinished', usage }
  const json = readJson(content)
  return json === undefined || !isOfForm(json, request)
    ? { kind: 'unreadable', usage }
    : { kind: 'answered', json, usage }
}

/** A list, or an object with what the schema requires: anything else was asked by nobody, and is not kept as an answer. */
function isOfForm(json: unknown, { schema }: ModelRequest): boolean {
  if (typeof json !== 'object' || json === null) return false
  const { required } = schema.json
  return Array.isArray(json) || !Array.isArray(required) || required.every((name) => Object.hasOwn(json, String(name)))
}
