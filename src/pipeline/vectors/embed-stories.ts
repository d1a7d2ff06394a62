import type { LedgerText } from '../../claim/ledger-state.ts'
import type { LedgerStore } from '../../claim/ledger-store.ts'
import { revisionKey } from '../../news/article.ts'
import type { StoryId } from '../../news/ids.ts'
import type { RevisionKey, StoryStore } from '../../story/story-store.ts'
import { readText } from '../enter-texts.ts'
import { fetchVectors, type Fetched, type FetchParts } from './fetch-vectors.ts'
import { openVectors, type KnownVectors, type VectorSettings } from './known-vectors.ts'

export type EmbedParts = FetchParts & {
  readonly settings: VectorSettings
  readonly stories: StoryStore
  readonly ledger: LedgerStore
  /** A story whose newest text is older than this is not looked after. */
  readonly dormantAfterMs: number
}

/** Vectors for the texts of live stories: those of new texts as they come in, of all others while nobody waits. */
export type StoryEmbedder = {
  readonly vectors: KnownVectors
  /** Fetches what is missing, up to a bound; the next call goes on. Never throws over a model; one call at a time. */
  catchUp(signal: AbortSignal): Promise<Fetched>
}

/** Matching waits so long for the vectors of a new text, and then does without: the ledger is made anew when they came. */
const ON_TIME_MS = 4_000
/** New texts that matching waits for between two calls of `catchUp`. */
const ON_TIME_TEXTS_MAX = 20
/** Texts fetched in one call of `catchUp`: with 25 sentences each some minutes of a local server. */
const TEXTS_A_CALL = 400
/** Texts read at once. */
const TEXTS_AT_ONCE = 20

/** What is known of a story in this process: texts that lack no vector that can be had; null: not yet of all of them. */
type Kept = { readonly whole: Set<string>; arrivals: number | null }

export function createStoryEmbedder(parts: EmbedParts): StoryEmbedder {
  const { store, settings } = parts
  const known = openVectors(store, settings)
  const kept = new Map<StoryId, Kept>()
  let onTimeLeft = 0
  const fetchOnTime = async (text: LedgerText, signal: AbortSignal): Promise<boolean> => {
    onTimeLeft -= 1
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ON_TIME_MS)])
    const { fault } = await fetchVectors([text], parts, null, limit)
    return fault === null
  }
  const attach: KnownVectors['attach'] = async (text, story, signal) => {
    const own = kept.get(story)
    if (own !== undefined && !own.whole.has(revisionKey(text))) {
      const isOnTime = own.arrivals !== null && onTimeLeft > 0 && (await fetchOnTime(text, signal))
      if (isOnTime) own.whole.add(revisionKey(text))
      // From now on the story's ledger holds a text without its vectors: whatever comes is late, until all has come.
      else own.arrivals = null
    }
    return known.attach(text, story, signal)
  }
  return {
    vectors: { engineOf: known.engineOf, attach },
    async catchUp(signal) {
      let left = TEXTS_A_CALL
      let sentences = 0
      for (const { id: story } of await parts.stories.listStories()) {
        const own = kept.get(story) ?? { whole: new Set(), arrivals: null }
        kept.set(story, own)
        const done = await catchUpWith(story, own, left, parts, signal)
        left -= done.texts
        sentences += done.sentences
        if (done.fault !== null || left <= 0) return { sentences, fault: done.fault }
      }
      onTimeLeft = ON_TIME_TEXTS_MAX
      return { sentences, fault: null }
    },
  }
}

async function catchUpWith(
  story: StoryId,
  own: Kept,
  textsMax: number,
  parts: EmbedParts,
  signal: AbortSignal,
): Promise<Fetched & { readonly texts: number }> {
  const { arrivals } = await parts.ledger.findHead(story)
  if (own.arrivals === arrivals) return { texts: 0, sentences: 0, fault: null }
  const keys = await parts.stories.listStoryKeys(story, 'all')
  const late = { story, model: parts.settings.model }
  const lacking = isLive(keys, parts) ? keys.filter((key) => !own.whole.has(revisionKey(key))) : []
  let sentences = 0
  for (let from = 0; from < Math.min(lacking.length, textsMax); from += TEXTS_AT_ONCE) {
    signal.throwIfAborted()
    const step = lacking.slice(from, Math.min(from + TEXTS_AT_ONCE, textsMax))
    const texts = (await parts.stories.findRevisions(step)).map(readText)
    const fetched = await fetchVectors(texts, parts, late, signal)
    sentences += fetched.sentences
    if (fetched.fault !== null) return { texts: from, sentences, fault: fetched.fault }
    for (const key of step) own.whole.add(revisionKey(key))
  }
  const texts = Math.min(lacking.length, textsMax)
  if (texts === lacking.length) {
    // All there is: now the ledger is made anew, once, where it was made without some of it.
    await parts.store.closeRound(late)
    own.arrivals = arrivals
  }
  return { texts, sentences, fault: null }
}

function isLive(keys: readonly RevisionKey[], { clock, dormantAfterMs }: EmbedParts): boolean {
  const newest = keys.at(-1)
  return newest !== undefined && clock.now().epochMilliseconds - newest.seenAt.epochMilliseconds <= dormantAfterMs
}
