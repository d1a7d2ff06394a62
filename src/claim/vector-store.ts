import type { StoryId } from '../news/ids.ts'

/** Vectors of a story that its ledger may have been made without. */
export type LateVectors = { readonly story: StoryId; readonly model: string }

/**
 * Keeps what models of embeddings made of sentences, by the hash of text and model; the oldest go when there are too many.
 * And counts, by story and model, the rounds in which vectors came late: a ledger belongs to one round.
 */
export type VectorStore = {
  /** The values kept under these keys; keys that are not there are left out. */
  findVectors(keys: readonly string[]): Promise<ReadonlyMap<string, Int8Array>>
  /** `late`: the story's open round has some then. */
  keepVectors(vectors: ReadonlyMap<string, Int8Array>, at: Temporal.Instant, late: LateVectors | null): Promise<void>
  /** The rounds closed so far. */
  countRounds(of: LateVectors): Promise<number>
  /** Closes the open round; false where nothing came in it. */
  closeRound(of: LateVectors): Promise<boolean>
}
