import { setImmediate } from 'node:timers/promises'
import { ENGINE_VERSION } from '../claim/ledger.ts'
import { bringText, createLedger, restoreLedger, type Ledger, type LedgerText } from '../claim/ledger-state.ts'
import type { LedgerChange } from '../claim/ledger-store.ts'
import { revisionKey } from '../news/article.ts'
import { NewsError } from '../news/errors.ts'
import type { ArticleId, StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import { systemClock } from '../ops/clock.ts'
import { matchStory } from '../story/match-story.ts'
import type { Joining, RevisionKey, StoredRevision } from '../story/story-store.ts'
import { joinEntered, prepareText, readText, type Entered } from './enter-texts.ts'
import type { Newsroom } from './parts.ts'
import type { KnownVectors } from './vectors/known-vectors.ts'
import { keepNewest } from '../ops/keep-newest.ts'

/** Revisions looked at in one step, so that a long backlog neither fills memory nor holds the store. */
const STEP_REVISIONS = 500
/**
 * After so many steps what was seen after the call began is left to the next one: while articles come in without end, a call that
 * waited for the last of them would never say up to when all have joined.
 */
const STEPS_OF_ALL = 20
/** Revisions entered between two looks at the signal: a tenth of a second's work. */
const ENTERED_AT_ONCE = 50
/**
 * Texts of one story kept whole between calls: what came in during the last days, which new articles retell. One takes
 * about 70 kB; older ones are read again when an article looks back.
 */
const TEXTS_AT_HAND_MAX = 600
/** Stories whose ledgers are kept between calls: those that changed last. One of 10,000 articles takes some 150 MB. */
const LEDGERS_KEPT_MAX = 4
/** Articles that one call names: enough to follow one through the log, few enough for one line. */
const TOLD_MAX = 20
/** Another process may write the same ledger in between; then we start over, this often at most. */
const TRIES_MAX = 5

export type MatchSummary = {
  readonly story: StoryId
  readonly matched: number
  readonly entered: number
  /** Those that joined the story; of very many, the first. */
  readonly articles: readonly ArticleId[]
}

type Kept = { readonly generation: number; readonly arrivals: number; readonly ledger: Ledger }

type Parts = Pick<Newsroom, 'store' | 'outlets'> &
  Partial<Pick<Newsroom, 'clock'>> & {
    /** Only where a model of embeddings is configured. */
    readonly vectors?: KnownVectors
  }

/** Brings stories up to date with what was stored; keeps each story's ledger in memory between calls. */
export type Matcher = {
  matchAll(signal: AbortSignal): Promise<readonly MatchSummary[]>
}

/** The matcher of one process. `engineVersion` is the engine's own; a test may give another. */
export function createMatcher(newsroom: Parts, engineVersion: string = ENGINE_VERSION): Matcher {
  const engine = engineOf(newsroom, engineVersion)
  const kept = new Map<StoryId, Kept>()
  return {
    async matchAll(signal) {
      const began = (newsroom.clock ?? systemClock).now()
      const summaries: MatchSummary[] = []
      for (const story of await newsroom.store.stories.listStories()) {
        signal.throwIfAborted()
        const matched = await matchArrivals(story, newsroom, began, signal)
        const entered = await enterRevisions(story.id, newsroom, { engine, kept, signal })
        const articles = [...matched].slice(0, TOLD_MAX)
        summaries.push({ story: story.id, matched: matched.size, entered, articles })
      }
      return summaries
    },
  }
}

async function matchArrivals(
  story: StoryDefinition,
  { store }: Pick<Newsroom, 'store'>,
  began: Temporal.Instant,
  signal: AbortSignal,
): Promise<ReadonlySet<ArticleId>> {
  const matched = new Set<ArticleId>()
  for (let step = 1; ; step += 1) {
    signal.throwIfAborted()
    // Oldest first.
    const arrivals = await store.stories.listUnmatched(story.id, STEP_REVISIONS)
    const [oldest] = arrivals
    if (oldest === undefined) return matched
    if (step > STEPS_OF_ALL && Temporal.Instant.compare(oldest.revision.seenAt, began) > 0) return matched
    const joining = arrivals.flatMap(({ article, revision }): readonly Joining[] => {
      const match = matchStory({ ...article, latest: revision }, story)
      return match.kind === 'apart' ? [] : [{ article: article.id, because: match.because, since: revision.seenAt }]
    })
    await store.stories.addToStory(story.id, joining)
    for (const { article } of joining) matched.add(article)
    await store.stories.markMatched(story.id, arrivals)
  }
}

type Entering = { readonly engine: string; readonly kept: Map<StoryId, Kept>; readonly signal: AbortSignal }

async function enterRevisions(story: StoryId, newsroom: Parts, entering: Entering): Promise<number> {
  const { kept, signal } = entering
  const { store, vectors } = newsroom
  // Vectors that came late make the story's ledger anew, once: it is another engine's.
  const engine = vectors === undefined ? entering.engine : `${entering.engine}-${await vectors.engineOf(story)}`
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    signal.throwIfAborted()
    const head = await store.ledger.findHead(story)
    const { generation: basedOn, arrivals } = head
    const memory = kept.get(story)
    const isOurs = head.engine === engine
    if (isOurs && memory?.generation === basedOn && memory.arrivals === arrivals) return 0
    const keys = await store.stories.listStoryKeys(story, isOurs ? 'unentered' : 'all')
    const last = keys.at(-1)
    if (last === undefined) return 0
    const mode = isOurs && head.through !== null ? 'append' : 'replace'
    // While it grows it is no memory of anything stored: an abort would leave it half grown.
    kept.delete(story)
    const ledger =
      mode === 'append'
        ? await ledgerOf(story, newsroom, memory?.generation === basedOn ? memory.ledger : null)
        : createLedger(TEXTS_AT_HAND_MAX)
    const read = readerOf(story, newsroom, signal)
    const grown = await enterAll(ledger, keys, { store, outlets: newsroom.outlets, read }, signal)
    const change: LedgerChange = { engine, basedOn, arrivals, through: last.seenAt, mode, ...grown }
    if (await store.ledger.saveChange(story, change)) {
      keepNewest(kept, story, { generation: basedOn + 1, arrivals, ledger }, LEDGERS_KEPT_MAX)
      return keys.length
    }
  }
  throw new NewsError('store-busy', `${story}: other processes kept changing its ledger; nothing was lost, try again.`)
}

/** The ledger as it is stored: from memory, or from what is kept of each text. */
async function ledgerOf(story: StoryId, { store }: Parts, memory: Ledger | null): Promise<Ledger> {
  if (memory !== null) return memory
  const traces = await store.ledger.listTraces(story)
  return restoreLedger(traces, await store.ledger.listMembers(story), TEXTS_AT_HAND_MAX)
}

/** Reads a revision for the ledger, with its vectors where there are any. */
type Reader = (stored: StoredRevision) => LedgerText | Promise<LedgerText>

function readerOf(story: StoryId, { vectors }: Parts, signal: AbortSignal): Reader {
  return vectors === undefined ? readText : (stored) => vectors.attach(readText(stored), story, signal)
}

type Reading = Pick<Newsroom, 'store' | 'outlets'> & { readonly read: Reader }

/** Enters revisions step by step: a signal, a heartbeat or another task is heard between two steps. */
async function enterAll(
  ledger: Ledger,
  keys: readonly RevisionKey[],
  reading: Reading,
  signal: AbortSignal,
): Promise<Entered> {
  const parts: Entered[] = []
  for (const step of chunk(keys, ENTERED_AT_ONCE)) {
    await setImmediate()
    signal.throwIfAborted()
    for (const stored of await reading.store.stories.findRevisions(step)) {
      const prepared = prepareText(ledger, stored, reading.outlets, await reading.read(stored))
      if (prepared.missing.length > 0) await recallTexts(ledger, prepared.missing, reading)
      parts.push(prepared.enter())
    }
  }
  return joinEntered(parts)
}

async function recallTexts(ledger: Ledger, missing: readonly number[], { store, read }: Reading): Promise<void> {
  const places = missing.flatMap((textAt) => {
    const key = ledger.texts[textAt]
    return key === undefined ? [] : [{ textAt, key }]
  })
  const found = await store.stories.findRevisions(places.map(({ key }) => key))
  const stored = new Map(found.map((one) => [revisionKey(one.revision), one]))
  for (const { textAt, key } of places) {
    const one = stored.get(revisionKey(key))
    if (one !== undefined) bringText(ledger, textAt, await read(one))
  }
}

function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

/** The engine is its code and the outlet book: a change of either makes ledgers anew. */
export function engineOf({ outlets }: Pick<Newsroom, 'outlets'>, version: string): string {
  let hash = 0
  for (const letter of JSON.stringify(outlets)) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return `${version}-${hash.toString(16)}`
}
