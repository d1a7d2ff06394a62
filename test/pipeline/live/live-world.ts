import { manualClock } from '../../../src/ops/clock.ts'
import { createHostDays } from '../../../src/pipeline/live/host-days.ts'
import type { LiveParts } from '../../../src/pipeline/live/live-parts.ts'
import { pollDue, readDue } from '../../../src/pipeline/live/live-reader.ts'
import type { FeedPolled } from '../../../src/pipeline/live/poll-feed.ts'
import type { AddressRead } from '../../../src/pipeline/live/read-address.ts'
import type { Store } from '../../../src/store/open-store.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { fakeFetcher, type FakeFetcher } from '../../fakes/fake-fetcher.ts'

export const SITE = 'https://post.example'
export const FEED = `${SITE}/feed.xml`
export const DAM = `${SITE}/news/dam-breaks-at-lake-orrin`
const START = Temporal.Instant.from('2026-03-02T08:00:00Z')

export const DAM_TEXT = [
  'The old dam at Lake Orrin broke in the night and flooded 400 homes, the harbour council said on Monday.',
  'Rescue teams brought 200 people to schools on higher ground, the mayor Ana Lind told reporters in the morning.',
  'The council had been warned of cracks in the wall two years ago, according to a report that this newspaper has seen.',
  'Engineers will look at the other dams of the valley within a week, the ministry of public works said in a statement.',
  'Schools in the lower town stay closed until the water has gone down, and trains stop at the bridge, the railway said.',
]

/** An article's page. */
export function pageOf(title: string, paragraphs: readonly string[], head = ''): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><title>${title} - The Post</title>
    <meta property="og:type" content="article"><meta property="og:title" content="${title}">${head}</head>
    <body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${body}</article></body></html>`
}
export const DAM_PAGE = pageOf('Dam breaks at Lake Orrin', DAM_TEXT)

type Item = { readonly url?: string; readonly title?: string; readonly guid?: string; readonly text?: string }

/** A feed of these items; what is left out is the dam's. */
export function feedOf(...items: readonly Item[]): string {
  const entries = items.map(({ url = DAM, title = 'Dam breaks at Lake Orrin', guid = url, text }) => {
    const summary = text ?? 'The old dam at Lake Orrin broke in the night.'
    return `<item><title>${title}</title><link>${url}</link><guid isPermaLink="false">${guid}</guid>
      <pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate><description>${summary}</description></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><link>${SITE}/</link>
    ${entries.join('\n')}</channel></rss>`
}

export type LiveWorld = {
  readonly store: Store
  readonly web: FakeFetcher
  readonly parts: LiveParts
  /** Follows the feed, or these. */
  follow(...urls: readonly string[]): Promise<void>
  /** Lets time pass. */
  pass(duration: Temporal.DurationLike): void
  /** Polls the feeds that are due. */
  poll(): Promise<readonly FeedPolled[]>
  /** Reads the pages that are due. */
  read(): Promise<readonly AddressRead[]>
  close(): Promise<void>
}

/** Live reading on a web in memory, a store in memory and a clock that the test moves. */
async function openLiveWorld(): Promise<LiveWorld> {
  const [clock, store, web] = [manualClock(START), await openMemoryStore(), fakeFetcher()]
  const page = { tags: 50_000, depth: 200 }
  const limits = { atOnce: 4, hostAtOnce: 2, keepMs: 90 * 86_400_000, page }
  const parts: LiveParts = { store, betweenWrites: store.betweenWrites, fetcher: web, outlets: [], clock, limits }
  const { signal } = new AbortController()
  const days = createHostDays()
  return {
    store,
    web,
    parts,
    follow: async (...urls) => {
      for (const url of urls.length === 0 ? [FEED] : urls) await store.feeds.addFeed({ url, outlet: null }, clock.now())
    },
    pass: (duration) => clock.set(clock.now().add(duration)),
    poll: async () => {
      const polled: FeedPolled[] = []
      await pollDue(parts, (one) => polled.push(one), signal)
      return polled
    },
    read: async () => {
      const read: AddressRead[] = []
      await readDue(parts, days, (one) => read.push(one), signal)
      return read
    },
    close: () => store.close(),
  }
}

/** A world for one test, closed when it is done. */
export async function inLiveWorld(task: (world: LiveWorld) => Promise<void>): Promise<void> {
  const world = await openLiveWorld()
  try {
    await task(world)
  } finally {
    await world.close()
  }
}

/** The one article that is stored, with its revisions and where it was seen. */
export async function onlyArticle({ store }: LiveWorld) {
  const rows = await store.articles.findKnown([{ url: DAM, title: null }])
  const id = rows[0]
  if (id === undefined || id === null) throw new Error('the article is not known')
  return {
    id,
    article: await store.articles.findArticle(id),
    revisions: await store.articles.listRevisions(id),
    sources: (await store.articles.listSightings(id)).map(({ source }) => source),
  }
}
