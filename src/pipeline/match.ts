import { setImmediate } from 'node:timers/promises'
import { ENGINE_VERSION } from '../claim/ledger.ts'
import { createLedger, type Ledger } from '../claim/ledger-state.ts'
import type { LedgerChange } from '../claim/ledger-store.ts'
import { NewsError } from '../news/errors.ts'
import type { ArticleId, StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import { matchStory } from '../story/match-story.ts'
import type { StoredRevision } from '../story/story-store.ts'
import { enterTexts, type Entered } from './enter-texts.ts'
import type { Newsroom } from './parts.ts'

/** Revisions looked at in one step, so that a long backlog neither fills memory nor holds the store. */
const STEP_REVISIONS = 500
/** Revisions entered between two looks at the signal: a tenth of a second's work. */
const ENTERED_AT_ONCE = 50
/** Another process may write the same ledger in between; then we start over, this often at most. */
const TRIES_MAX = 5

export type MatchSummary = { readonly story: StoryId; readonly matched: number; readonly entered: number }

type Kept = { readonly generation: number; readonly ledger: Ledger }

/** Brings stories up to date with what was stored; keeps each story's ledger in memory between calls. */
export type Matcher = {
  matchAll(signal: AbortSignal): Promise<readonly MatchSummary[]>
}

/** The matcher of one process. */
export function createMatcher(newsroom: Pick<Newsroom, 'store' | 'outlets'>): Matcher {
  const kept = new Map<StoryId, Kept>()
  return {
    async matchAll(signal) {
      const summaries: MatchSummary[] = []
      for (const story of await newsroom.store.stories.listStories()) {
        signal.throwIfAborted()
        const matched = await matchArrivals(story, newsroom, signal)
        const entered = await enterRevisions(story.id, newsroom, kept, signal)
        summaries.push({ story: story.id, matched, entered })
      }
      return summaries
    },
  }
}

async function matchArrivals(
  story: StoryDefinition,
  { store }: Pick<Newsroom, 'store'>,
  signal: AbortSignal,
): Promise<number> {
  const matched = new Set<ArticleId>()
  for (;;) {
    signal.throwIfAborted()
    const arrivals = await store.stories.listUnmatched(story.id, STEP_REVISIONS)
    if (arrivals.length === 0) return matched.size
    for (const { article, revision } of arrivals) {
      const match = matchStory({ ...article, latest: revision }, story)
      if (match.kind === 'apart') continue
      await store.stories.addToStory(story.id, article.id, match.because, revision.seenAt)
      matched.add(article.id)
    }
    await store.stories.markMatched(story.id, arrivals)
  }
}

async function enterRevisions(
  story: StoryId,
  newsroom: Pick<Newsroom, 'store' | 'outlets'>,
  kept: Map<StoryId, Kept>,
  signal: AbortSignal,
): Promise<number> {
  const engine = engineOf(newsroom)
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    signal.throwIfAborted()
    const head = await newsroom.store.ledger.findHead(story)
    const revisions = await newsroom.store.stories.listStoryRevisions(story)
    const origins = head?.engine === engine ? await newsroom.store.ledger.listOrigins(story) : []
    const entered = new Set(origins.map(({ article, revision }) => `${article} ${revision}`))
    const fresh = revisions.filter(({ revision }) => !entered.has(keyOf(revision)))
    if (fresh.length === 0 && (head?.engine === engine || revisions.length === 0)) return 0
    const mode = isTail(revisions, fresh.length, entered) && head?.engine === engine ? 'append' : 'replace'
    const basedOn = head?.generation ?? 0
    const memory = kept.get(story)
    // While it grows it is no memory of anything stored: an abort would leave it half grown.
    kept.delete(story)
    const ledger = mode === 'append' && memory?.generation === basedOn ? memory.ledger : createLedger()
    if (mode === 'append' && ledger !== memory?.ledger) {
      await enterAll(ledger, revisions.slice(0, -fresh.length), newsroom, signal)
    }
    const grown = await enterAll(ledger, mode === 'append' ? fresh : revisions, newsroom, signal)
    const through = revisions.at(-1)?.revision.seenAt ?? null
    const change: LedgerChange = { engine, basedOn, through, mode, ...grown }
    if (await newsroom.store.ledger.saveChange(story, change)) {
      kept.set(story, { generation: basedOn + 1, ledger })
      return fresh.length
    }
  }
  throw new NewsError('store-busy', `${story}: other processes kept changing its ledger; nothing was lost, try again.`)
}

/** The fresh revisions are the newest ones: what is stored is a beginning of the new ledger. */
function isTail(revisions: readonly StoredRevision[], fresh: number, entered: ReadonlySet<string>): boolean {
  return revisions.slice(0, revisions.length - fresh).every(({ revision }) => entered.has(keyOf(revision)))
}

/** Enters revisions step by step: a signal, a heartbeat or another task is heard between two steps. */
async function enterAll(
  ledger: Ledger,
  revisions: readonly StoredRevision[],
  { outlets }: Pick<Newsroom, 'outlets'>,
  signal: AbortSignal,
): Promise<Entered> {
  const rows: Entered['rows'][number][] = []
  const relations: Entered['relations'][number][] = []
  const origins: Entered['origins'][number][] = []
  for (let from = 0; from < revisions.length; from += ENTERED_AT_ONCE) {
    await setImmediate()
    signal.throwIfAborted()
    const entered = enterTexts(ledger, revisions.slice(from, from + ENTERED_AT_ONCE), outlets)
    for (const row of entered.rows) rows.push(row)
    for (const relation of entered.relations) relations.push(relation)
    for (const origin of entered.origins) origins.push(origin)
  }
  return { rows, relations, origins }
}

/** The engine is its code and the outlet book: a change of either makes ledgers anew. */
function engineOf({ outlets }: Pick<Newsroom, 'outlets'>): string {
  let hash = 0
  for (const letter of JSON.stringify(outlets)) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return `${ENGINE_VERSION}-${hash.toString(16)}`
}

function keyOf({ article, revision }: { readonly article: string; readonly revision: number }): string {
  return `${article} ${revision}`
}
