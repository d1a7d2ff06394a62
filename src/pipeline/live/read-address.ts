import type { SaveOutcome } from '../../ingest/article-store.ts'
import type { FetchFault, FetchOutcome } from '../../ingest/fetch/fetcher.ts'
import { hasRoomToday, isTriedOut, planReread, putOff, type ReadOutcome } from '../../ingest/reread-plan.ts'
import type { ClaimedRead, FoundItem, PlannedRead } from '../../ingest/reread-store.ts'
import type { ArticleReading } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import { whyNotFetched } from './fetch-once.ts'
import type { HostDays } from './host-days.ts'
import type { LiveNote } from './live-note.ts'
import { shownAddress, type LiveParts } from './live-parts.ts'
import { takePage, type PageTaken } from './take-page.ts'

/** What reading a planned page did. */
export type AddressRead = {
  readonly url: string
  /** The server was asked. */
  readonly read: boolean
  /** What keeping it did; null where nothing was kept. */
  readonly saved: SaveOutcome | null
  /** The article whose page it is, where that is known. */
  readonly article: ArticleId | null
  /** Why it could not be read; null where it was. */
  readonly because: string | null
  /** It is read another time. */
  readonly isPlanned: boolean
  /** An article is new, or says something else than before. */
  readonly kept: boolean
  readonly note: LiveNote | null
}

/** Faults that another try will not mend. */
const LASTING: ReadonlySet<FetchFault> = new Set(['robots', 'forbidden-address', 'too-large', 'too-many-redirects'])
/** What ends the tries to read a page for the first time. One that is not there is not asked for at each poll of its feed. */
const UNREAD: ReadonlySet<ReadOutcome['kind']> = new Set(['refused', 'failed', 'missing', 'gone'])
/** What is said of a page that is let be before it is asked for once more. */
const BROKE_OFF: FetchOutcome = { kind: 'failed', fault: 'broken', message: 'reading it broke off, time and again' }
/** Statuses with which a server says that it will not show the page to us. */
const REFUSALS: ReadonlySet<number> = new Set([401, 402, 403, 405, 406, 451])

/**
 * Reads a planned page and keeps what it says, plans when it is read again, or keeps what its feed told of it where it
 * cannot be read. Throws what the store throws.
 */
export async function readAddress(
  planned: ClaimedRead,
  parts: LiveParts,
  days: HostDays,
  signal: AbortSignal,
): Promise<AddressRead> {
  const { store, fetcher, clock } = parts
  const { url, kind, etag, lastModified } = planned
  const began = clock.now()
  if (!hasRoomToday(planned, days.count(url, began))) {
    await store.rereads.saveDone(url, putOff(planOf(planned), began))
    return { ...notAsked(planned), because: 'its site was asked for enough pages today' }
  }
  days.add(url, began)
  const known = kind === 'again' ? { etag, lastModified } : {}
  const answer = isTriedOut(planned) ? BROKE_OFF : await fetcher.fetch({ url, accept: 'page', ...known }, signal)
  // A host that others lead to was asked as well.
  if ('redirects' in answer) for (const { to } of answer.redirects) days.add(to, began)
  if (answer.kind === 'failed' && answer.fault === 'stopped') {
    await store.rereads.release([url])
    return { ...notAsked(planned), because: 'it was stopped' }
  }
  const taken = answer.kind === 'fetched' ? await takePage(answer, planned, parts) : null
  const outcome = taken === null ? outcomeOf(answer) : outcomeOfPage(taken)
  const { next, isGone } = planReread(planOf(planned), outcome, clock.now())
  const fallen = next === null && kind === 'first' && UNREAD.has(outcome.kind) && planned.found.length > 0
  if (isGone) await bury(planned, parts)
  const stood = fallen ? await keepFound(planned.found, parts) : null
  await store.rereads.saveDone(url, next === null ? null : movedTo(next, taken))
  const saved = taken?.kind === 'kept' ? taken.saved : stood
  const kept = isGone || fallen || (saved !== null && saved.kind !== 'unchanged')
  const article = taken !== null && 'article' in taken ? taken.article : (saved?.article ?? planned.article)
  const because = whyNot(answer, taken)
  const note = fallen && because !== null ? noteOf(url, because) : null
  return { url, read: true, kept, saved, article, because, isPlanned: next !== null, note }
}

function notAsked({ url, article }: ClaimedRead) {
  return { url, read: false, kept: false, saved: null, article, isPlanned: true, note: null }
}

function planOf({ found: _found, ...plan }: ClaimedRead): PlannedRead {
  return plan
}

function outcomeOf(answer: FetchOutcome): ReadOutcome {
  switch (answer.kind) {
    case 'not-modified':
    case 'gone':
      return { kind: answer.kind }
    case 'refused':
      if (answer.status === 404) return { kind: 'missing' }
      return REFUSALS.has(answer.status) ? { kind: 'refused' } : { kind: 'failed', retryAfterMs: answer.retryAfterMs }
    case 'failed':
      return LASTING.has(answer.fault) ? { kind: 'refused' } : { kind: 'failed', retryAfterMs: null }
    case 'fetched':
      return { kind: 'failed', retryAfterMs: null }
  }
}

function outcomeOfPage(taken: PageTaken): ReadOutcome {
  if (taken.kind === 'missing' || taken.kind === 'refused') return { kind: taken.kind }
  if (taken.kind === 'hidden') return { kind: 'failed', retryAfterMs: null }
  const { isStub, freshness } = taken
  const found = taken.kind === 'same' ? 'unchanged' : FOUND[taken.saved.kind]
  return { kind: 'read', found, isStub, etag: freshness.etag, lastModified: freshness.lastModified }
}

const FOUND = { new: 'new', revised: 'edited', older: 'edited', deleted: 'edited', unchanged: 'unchanged' } as const

/** A page that moved for good is read where it is now; and from now on it is known whose it is. */
function movedTo(next: PlannedRead, taken: PageTaken | null): PlannedRead {
  if (taken?.kind !== 'kept' && taken?.kind !== 'same') return next
  return { ...next, article: taken.article, url: taken.movedTo ?? next.url }
}

/** The outlet took the article down: what it said stays known, as withdrawn. Null where there is nothing to withdraw. */
export async function bury(
  { article, url }: Pick<PlannedRead, 'article' | 'url'>,
  { store, clock }: LiveParts,
): Promise<SaveOutcome | null> {
  const stored = article === null ? null : await store.articles.findArticle(article)
  if (stored === null || stored.latest.deleted) return null
  // It is read at another address by now.
  if ((await store.rereads.findAddresses(stored.id)).some((other) => other !== url)) return null
  return store.articles.saveReading(tombstone(stored.url ?? url, stored.outlet), url, clock.now())
}

function tombstone(url: string, outlet: string | null): ArticleReading {
  const unknown = { title: null, dek: null, byline: null, publishedAt: null, lang: null, wire: null }
  return { input: url, url, outlet, ...unknown, text: '', furniture: [], flags: [], deleted: true }
}

/** What the feeds told stands for the page: a start is better than nothing, and is marked as one. */
async function keepFound(found: readonly FoundItem[], { store }: LiveParts): Promise<SaveOutcome | null> {
  const [first = null] = await store.articles.saveReadings(
    found.map(({ reading, source, seenAt }) => {
      const flags = reading.flags.includes('stub') ? reading.flags : [...reading.flags, 'stub' as const]
      return { reading: { ...reading, flags }, source, seenAt }
    }),
  )
  return first
}

function noteOf(url: string, because: string): LiveNote {
  const about = shownAddress(url)
  return { level: 'info', about, text: `${about} was not read, its feed’s words stand for it: ${because}` }
}

function whyNot(answer: FetchOutcome, taken: PageTaken | null): string | null {
  if (taken !== null) return 'because' in taken ? taken.because : null
  return answer.kind === 'fetched' || answer.kind === 'not-modified' ? null : whyNotFetched(answer)
}
