import type { LedgerText } from '../../claim/ledger-state.ts'
import { isClaimable } from '../../claim/pick-claims.ts'
import { toVector } from '../../claim/sentence-vectors.ts'
import type { VectorStore } from '../../claim/vector-store.ts'
import { shortHash, type StoryId } from '../../news/ids.ts'

/** The model whose vectors are used, and the cosine from which on two of its sentences may state the same. */
export type VectorSettings = { readonly model: string; readonly sameFrom: number }

/** What matching asks of vectors; none of it fails because a model does not answer. */
export type KnownVectors = {
  /** What else a story's ledger is made with, for the name of its engine: another one is made anew. */
  engineOf(story: StoryId): Promise<string>
  /** The text with the vectors that there are of its sentences. */
  attach(text: LedgerText, story: StoryId, signal: AbortSignal): Promise<LedgerText>
}

/** Hex digits of a key: of a million sentences two are alike with a chance of 1 in 10^26. */
const KEY_DIGITS = 32
/** Of model and threshold, in the name of an engine. */
const SETTINGS_DIGITS = 6

/** The key of each sentence that can be in a claim; null for the others. */
export function keysOf({ text }: LedgerText, model: string): readonly (string | null)[] {
  return text.sentences.map((sentence) =>
    isClaimable(sentence) ? shortHash(`${model}\n${sentence.text}`, KEY_DIGITS) : null,
  )
}

/** The vectors that are kept; no model is asked. */
export function openVectors(store: VectorStore, { model, sameFrom }: VectorSettings): KnownVectors {
  const settings = shortHash(`${model}\n${sameFrom}`, SETTINGS_DIGITS)
  return {
    engineOf: async (story) => `vectors-${settings}.${await store.countRounds({ story, model })}`,
    attach: async (text) => {
      const keys = keysOf(text, model)
      const kept = await store.findVectors(keys.filter((key) => key !== null))
      if (kept.size === 0) return text
      const ofSentence = keys.map((key) => {
        const values = key === null ? undefined : kept.get(key)
        return values === undefined ? null : toVector(values)
      })
      return { ...text, vectors: { sameFrom, ofSentence } }
    },
  }
}
