import { APIError } from 'openai'
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
import { outcomeOf, whyAborted } from './openai-faults.ts'
import { readJson } from './read-json.ts'

export type OpenaiOptions = ServerAccess & { readonly model: string }

/** An answer of 1,200 tokens is some 10 kB; a longer body is none, and is not read on. */
const BODY_BYTES_MAX = 1_000_000

/** What is read of an answer; servers leave out the rest, or say it otherwise. */
const COMPLETION = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() })
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
        if (less === null) return outcomeOf(error)
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

function readCompletion(body: unknown, request: ModelRequest): ModelOutcome {
  const parsed = COMPLETION.safeParse(body)
  const [choice] = parsed.data?.choices ?? []
  const content = choice?.message.content ?? ''
  const told = parsed.data?.usage ?? null
  const usage = {
    inputTokens: told?.prompt_tokens ?? estimateInput(request),
    outputTokens: told?.completion_tokens ?? estimateTokens(content),
  }
  if (choice === undefined) return { kind: 'unreadable', usage }
  const { finish_reason: finish, message } = choice
  if (finish === 'content_filter') return { kind: 'refused', by: 'filter', usage }
  if ((message.refusal ?? '') !== '') return { kind: 'refused', by: 'model', usage }
  if (finish === 'length') return { kind: 'cut', at: 'length', usage }
  if (finish !== 'stop') return { kind: 'cut', at: 'unfinished', usage }
  const json = readJson(content)
  return json === undefined ? { kind: 'unreadable', usage } : { kind: 'answered', json, usage }
}
