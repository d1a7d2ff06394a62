import { z } from 'zod'
import { usageOfTexts, type Embedder, type EmbedOutcome } from './embedder.ts'
import { unavailable } from './model.ts'
import { openClient, unlessAborted, type ServerAccess } from './openai-client.ts'
import { outcomeOf, whyAborted } from './openai-faults.ts'
import { readUsage } from './read-usage.ts'

/** The longest vectors that servers offer have 4,096 numbers; OpenAI's have 1,536 and 3,072. */
const DIMENSIONS_MAX = 4_096
/** A batch of 64 texts at 4,096 numbers of some 20 letters each takes 5 MB. */
const BODY_BYTES_MAX = 8_000_000

/** What is read of an answer. */
const EMBEDDINGS = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1).max(DIMENSIONS_MAX) })),
  usage: z.object({ prompt_tokens: z.number() }).nullish().catch(null),
})

/** The embeddings of OpenAI or of any server with the same API; it neither retries nor logs. */
export function createOpenaiEmbedder({ model, ...access }: ServerAccess & { readonly model: string }): Embedder {
  const client = openClient(access, BODY_BYTES_MAX)
  return {
    name: model,
    async embed(texts, signal) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(access.timeoutMs)])
      try {
        // Numbers as numbers: not every server packs them.
        const asked = { model, input: [...texts], encoding_format: 'float' as const }
        const body = await unlessAborted(client.embeddings.create(asked, { signal: deadline }), deadline)
        return readVectors(body, texts)
      } catch (error) {
        if (deadline.aborted) return unavailable(whyAborted(signal))
        return outcomeOf(error)
      }
    },
  }
}

/** A vector for each text, all of one length; anything else is nothing that can be read. */
function readVectors(body: unknown, texts: readonly string[]): EmbedOutcome {
  const parsed = EMBEDDINGS.safeParse(body)
  const usage = readUsage({ input: parsed.data?.usage?.prompt_tokens, output: null }, usageOfTexts(texts))
  const byIndex = new Map(parsed.data?.data.map(({ index, embedding }) => [index, embedding]))
  const vectors = texts.flatMap((_, at) => {
    const vector = byIndex.get(at)
    return vector === undefined ? [] : [vector]
  })
  const isWhole = vectors.length === texts.length && new Set(vectors.map(({ length }) => length)).size === 1
  return isWhole ? { kind: 'embedded', vectors, usage } : { kind: 'unreadable', usage }
}
