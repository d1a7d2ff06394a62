import { charsetOf, decodeBytes } from '../../ingest/decode-bytes.ts'
import type { SaveOutcome } from '../../ingest/article-store.ts'
import { canonicalUrl } from '../../ingest/canonical-url.ts'
import { readFeed } from '../../ingest/feeds/read-feed.ts'
import type { ClaimedRead } from '../../ingest/reread-store.ts'
import { isFeed } from '../../ingest/read-bytes.ts'
import { isNewsError, NewsError, type ErrorCode } from '../../news/errors.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { StoryDefinition } from '../../news/story.ts'
import type { IngestReport } from '../ingest.ts'
import type { Newsroom } from '../parts.ts'
import { requireFetched, type Fetched } from './fetch-once.ts'
import { createHostDays } from './host-days.ts'
import { LEASE_MS, shownAddress, type LiveParts } from './live-parts.ts'
import { planAgain } from './plan-reads.ts'
import { bury, readAddress, type AddressRead } from './read-address.ts'
import { takeItems } from './take-items.ts'
import { takePage } from './take-page.ts'
import { claimInTurn, workOff } from './work-off.ts'

export type AddressesRequest = {
  readonly addresses: readonly string[]
  /** The address that the one page given is a copy of; null for none. */
  readonly as: string | null
  /** As if all had been seen then; null: now. */
  readonly seenAt: Temporal.Instant | null
  /** Puts every article into this story, whatever it matches. */
  readonly story: StoryDefinition | null
  readonly signal: AbortSignal
  /** Hears how many of the pages that a feed lists were read. */
  readonly onProgress: (read: number, of: number) => void
}

export type AddressesReport = Pick<IngestReport, 'articles' | 'faults'> & {
  /** Pages of feeds that could not be read now, with the reason; they are tried again by the bot. */
  readonly later: readonly { readonly url: string; readonly because: string }[]
}

type Kept = IngestReport['articles'][number]
type Work = {
  readonly request: AddressesRequest
  /** Its clock stands where everything is seen. */
  readonly parts: LiveParts
  readonly clock: LiveParts['clock']
  readonly later: AddressesReport['later'][number][]
  readonly faults: IngestReport['faults'][number][]
}

/** Faults of no single address. */
const ENDING: ReadonlySet<ErrorCode> = new Set(['interrupted', 'usage'])

/**
 * Fetches addresses into the store, each by what it is: a page, or a feed with the pages that it lists. What is no article
 * is told and not kept. Throws what the store throws, and NewsError 'interrupted', 'usage': what was read before is kept.
 */
export async function ingestAddresses(
  request: AddressesRequest,
  live: LiveParts,
  { store }: Pick<Newsroom, 'store'>,
): Promise<AddressesReport> {
  const { story, seenAt } = request
  if (request.as !== null && request.addresses.length !== 1)
    throw new NewsError('usage', 'An address for a copy goes with exactly one page: give one.')
  const parts = seenAt === null ? live : { ...live, clock: { now: () => seenAt } }
  const faults: IngestReport['faults'][number][] = []
  const work: Work = { request, parts, clock: live.clock, later: [], faults }
  const articles: Kept[] = []
  for (const address of request.addresses) {
    try {
      const kept = await takeAddress(address, work)
      articles.push(...kept)
      if (story === null) continue
      const because = 'it was put in by hand'
      await store.stories.addToStory(
        story.id,
        kept.map(({ article }) => ({ article, because })),
      )
    } catch (error) {
      if (!isNewsError(error) || ENDING.has(error.code)) throw error
      faults.push({ path: address, code: error.code, message: error.message })
    }
  }
  return { articles, faults, later: work.later }
}

async function takeAddress(address: string, work: Work): Promise<readonly Kept[]> {
  const { parts, request } = work
  const asked = await parts.fetcher.fetch({ url: address, accept: 'page' }, request.signal)
  const withdrawn = asked.kind === 'gone' ? await takeDown(address, parts) : null
  if (withdrawn !== null) return [withdrawn]
  const answer = requireFetched(asked, address, request.signal)
  const text = decodeBytes(answer.bytes, shownAddress(address), charsetOf(answer.contentType))
  if (!isFeed(text)) return [await takeArticle(address, answer, work)]
  if (request.as !== null) throw new NewsError('usage', `${shownAddress(address)} is a feed: --as is for one page.`)
  return takeFeed(address, text, answer, work)
}

/** Withdraws what is stored under an address of which its server says that it is gone; null where nothing is. */
async function takeDown(address: string, parts: LiveParts): Promise<Kept | null> {
  const url = canonicalUrl(address)
  const [article = null] = url === null ? [] : await parts.store.articles.findKnown([{ url, title: null }])
  const outcome = url === null ? null : await bury({ article, url }, parts)
  return outcome === null ? null : { ...outcome, input: address, url }
}

async function takeArticle(address: string, answer: Fetched, { parts, request }: Work): Promise<Kept> {
  const as = request.as === null ? null : readCopied(request.as)
  const [page, url] = as === null ? [answer, address] : [{ ...answer, url: as, redirects: [] }, as]
  const taken = await takePage(page, { url, found: [] }, parts)
  if ('because' in taken) throw new NewsError('input-invalid', `${shownAddress(address)}: ${taken.because}.`)
  const { etag, lastModified } = taken.freshness
  // A copy says nothing of what becomes of its original.
  const again = as === null ? (taken.movedTo ?? url) : null
  const was = { isStub: taken.isStub, etag, lastModified }
  await parts.store.rereads.plan(planAgain(again, taken.article, was, parts.clock.now()))
  const outcome = taken.kind === 'kept' ? taken.saved : await unchanged(taken.article, parts)
  return { ...outcome, input: address, url: canonicalUrl(taken.movedTo ?? url) }
}

function readCopied(as: string): string {
  const url = canonicalUrl(as)
  if (url === null)
    throw new NewsError('usage', `"${as}" is not an http or https address. Give the page's own address.`)
  return url
}

async function unchanged(article: ArticleId, { store }: LiveParts): Promise<SaveOutcome> {
  const known = await store.articles.findArticle(article)
  return { kind: 'unchanged', article, revision: known?.latest.revision ?? 1 }
}

/** What the feed lists, each article once; its pages are read too. */
async function takeFeed(
  address: string,
  text: string,
  answer: Fetched,
  { parts, clock, request, later, faults }: Work,
): Promise<readonly Kept[]> {
  const { outlets } = parts
  const { feed, brokenOff } = readFeed(text, { input: shownAddress(address), url: answer.url, outlets })
  if (brokenOff !== null) faults.push({ path: address, code: brokenOff.code, message: brokenOff.message })
  const taken = await takeItems({ feed, url: address, outlet: null }, parts)
  const kept: Kept[] = taken.saved.map(({ url, outcome }) => ({ ...outcome, input: address, url }))
  for (const article of taken.known) {
    const stored = await parts.store.articles.findArticle(article)
    kept.push({ ...(await unchanged(article, parts)), input: address, url: stored?.url ?? null })
  }
  let done = 0
  const hear = async ({ url, saved, article, because, isPlanned }: AddressRead) => {
    done += 1
    request.onProgress(done, taken.pages.length)
    const outcome = saved ?? (article === null ? null : await unchanged(article, parts))
    if (outcome !== null) kept.push({ ...outcome, input: address, url })
    else later.push({ url, because: `${because ?? 'it was not read'}${isPlanned ? '' : '; it is let be'}` })
  }
  await readPages(taken.pages, hear, { parts, clock, request })
  if (request.signal.aborted)
    throw new NewsError('interrupted', 'Stopped while a feed’s pages were read; what was read before is kept.')
  return kept
}

/** They mostly stand on one host: no more at once than it is asked for. */
async function readPages(
  pages: readonly string[],
  hear: (read: AddressRead) => Promise<void>,
  { parts, clock, request: { signal } }: Pick<Work, 'parts' | 'clock' | 'request'>,
): Promise<void> {
  const { rereads } = parts.store
  const days = createHostDays()
  const claim = (some: readonly string[]) => {
    const now = clock.now()
    return rereads.claimReads(some, { now, until: now.add({ milliseconds: LEASE_MS }) })
  }
  await workOff<ClaimedRead>(
    {
      atOnce: parts.limits.hostAtOnce,
      claim: claimInTurn(pages, claim),
      release: async (left) => rereads.release(left.map(({ url }) => url)),
      work: async (planned) => hear(await readAddress(planned, parts, days, signal)),
    },
    signal,
  )
}
