import type { Embedder, EmbedOutcome } from '../../brief/model/embedder.ts'
import type { LedgerText } from '../../claim/ledger-state.ts'
import { packVector } from '../../claim/sentence-vectors.ts'
import type { LateVectors, VectorStore } from '../../claim/vector-store.ts'
import type { Clock } from '../../ops/clock.ts'
import { keysOf } from './known-vectors.ts'

export type FetchParts = { readonly store: VectorStore; readonly embedder: Embedder; readonly clock: Clock }

/** What fetching came to: sentences that were sent and answered, and what ended it before its end. */
export type Fetched = { readonly sentences: number; readonly fault: Exclude<EmbedOutcome, { kind: 'embedded' }> | null }

/** Sentences of one request: a local server answers some hundred a second, OpenAI's takes up to 2,048. */
const EMBEDDED_AT_ONCE = 64
/** Characters of one request, some 8,000 tokens: what the smallest servers read at once. */
const CHARACTERS_AT_ONCE = 24_000
/** Characters of a sentence that are sent: 512 tokens, which every model reads. */
const SENTENCE_LENGTH_MAX = 1_500
/** What a server refuses for its content will be refused again: these sentences go without. */
const REFUSED: ReadonlySet<number | null> = new Set([400, 413, 422])

/**
 * Asks for the vectors of sentences that have none, a batch at a time, and keeps them; `late` where the story's ledger may
 * hold these texts already. Nothing of them is told in a fault.
 */
export async function fetchVectors(
  texts: readonly LedgerText[],
  { store, embedder, clock }: FetchParts,
  late: LateVectors | null,
  signal: AbortSignal,
): Promise<Fetched> {
  const wanted = new Map<string, string>()
  for (const text of texts) {
    for (const [at, key] of keysOf(text, embedder.name).entries()) {
      const sentence = text.text.sentences[at]?.text.slice(0, SENTENCE_LENGTH_MAX).toWellFormed()
      if (key !== null && sentence !== undefined) wanted.set(key, sentence)
    }
  }
  for (const key of (await store.findVectors([...wanted.keys()])).keys()) wanted.delete(key)
  let sentences = 0
  for (const batch of cutBatches([...wanted])) {
    const outcome = await embedder.embed(
      batch.map(([, sentence]) => sentence),
      signal,
    )
    if (outcome.kind === 'embedded') {
      await store.keepVectors(packAll(batch, outcome.vectors), clock.now(), late)
      sentences += batch.length
    } else if (!isRefused(outcome)) return { sentences, fault: outcome }
  }
  return { sentences, fault: null }
}

type Wanted = readonly [key: string, sentence: string]

function packAll(batch: readonly Wanted[], vectors: readonly (readonly number[])[]): ReadonlyMap<string, Int8Array> {
  const packed = new Map<string, Int8Array>()
  for (const [at, [key]] of batch.entries()) {
    const vector = packVector(vectors[at] ?? [])
    if (vector !== null) packed.set(key, vector.values)
  }
  return packed
}

const isRefused = (outcome: EmbedOutcome): boolean =>
  outcome.kind === 'refused' || (outcome.kind === 'unavailable' && REFUSED.has(outcome.status))

function cutBatches(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const batches: Wanted[][] = []
  let characters = Infinity
  for (const one of wanted) {
    const last = batches.at(-1)
    characters += one[1].length
    if (last === undefined || last.length >= EMBEDDED_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
      batches.push([one])
      characters = one[1].length
    } else last.push(one)
  }
  return batches
}
