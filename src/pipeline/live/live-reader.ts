import type { LiveNote } from './live-note.ts'
import type { FeedState } from '../../ingest/feeds/feed-store.ts'
import type { ArticleId } from '../../news/ids.ts'
import { createHostDays, type HostDays } from './host-days.ts'
import { LEASE_MS, shownAddress, type LiveParts } from './live-parts.ts'
import { pollFeed, type FeedPolled } from './poll-feed.ts'
import { readAddress, type AddressRead } from './read-address.ts'
import { workOff } from './work-off.ts'

/** Notes kept until they are asked for; what is beyond is counted. */
const NOTES_MAX = 200

/** What was done since this was asked last. */
export type LiveReport = {
  readonly polled: number
  readonly newItems: number
  readonly read: number
  /** Articles that are new or that changed. */
  readonly kept: number
  readonly notes: readonly LiveNote[]
  /** Notes that found no room. */
  readonly notesLost: number
  /** Those that are new or changed; of very many, the first. */
  readonly articles: readonly { readonly article: ArticleId; readonly about: string }[]
}

/** Of a report, what is counted. */
export type LiveCounts = Omit<LiveReport, 'notes' | 'articles'>

/** Pages that nobody read yet, or that are read again. */
export type ReadKind = 'first' | 'again'

/** Polls feeds and reads pages, each time as many as are due, until it is stopped. */
export type LiveReader = {
  /** How many items were new. Throws what the store throws. */
  poll(): Promise<number>
  /** How many articles are new or changed. Throws what the store throws. */
  read(kind: ReadKind): Promise<number>
  report(): LiveReport
  /** Breaks off what is under way and lets go of it. */
  stop(): Promise<void>
}

export function createLiveReader(parts: LiveParts): LiveReader {
  const stopping = new AbortController()
  const tally = createTally()
  const days = createHostDays()
  const working = new Set<Promise<unknown>>()

  async function count(round: (add: (found: number) => void) => Promise<number>): Promise<number> {
    let sum = 0
    const work = round((found) => {
      sum += found
    })
    working.add(work)
    try {
      await work
      return sum
    } finally {
      working.delete(work)
    }
  }

  return {
    poll: () =>
      count((add) => {
        const heard = (polled: FeedPolled) => {
          tally.polled(polled)
          add(polled.newItems)
        }
        return pollDue(parts, heard, stopping.signal)
      }),
    read: (kind) =>
      count((add) => {
        const heard = (read: AddressRead) => {
          tally.read(read)
          add(read.kept ? 1 : 0)
        }
        return readDue({ ...parts, kind }, days, heard, stopping.signal)
      }),
    report: () => tally.take(),
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(working)
      await parts.fetcher.close()
    },
  }
}

/** Asks the feeds that are due, each once. How many. Throws what the store throws. */
export async function pollDue(
  parts: LiveParts,
  onPolled: (polled: FeedPolled) => void,
  signal: AbortSignal,
): Promise<number> {
  const { feeds } = parts.store
  const followed = new Set((await feeds.listFeeds()).map(({ url }) => url))
  return workOff(
    {
      atOnce: parts.limits.atOnce,
      claim: async (limit) => feeds.claimDue(claimOf(parts, limit)),
      release: async (left) => feeds.release(left.map(({ url }) => url)),
      work: async (feed) => onPolled(await pollFeed(feed, parts, (url) => followed.has(url), signal)),
    },
    signal,
  )
}

/** Reads the pages that are due, each once; of one kind, where one is given. How many. Throws what the store throws. */
export async function readDue(
  { kind, ...parts }: LiveParts & { readonly kind?: ReadKind },
  days: HostDays,
  onRead: (read: AddressRead) => void,
  signal: AbortSignal,
): Promise<number> {
  const { rereads } = parts.store
  return workOff(
    {
      atOnce: parts.limits.atOnce,
      claim: async (limit) => rereads.claimDue({ ...claimOf(parts, limit), ...(kind === undefined ? {} : { kind }) }),
      release: async (left) => rereads.release(left.map(({ url }) => url)),
      work: async (planned) => onRead(await readAddress(planned, parts, days, signal)),
    },
    signal,
  )
}

function claimOf({ clock, limits }: LiveParts, limit: number) {
  const now = clock.now()
  return { now, until: now.add({ milliseconds: LEASE_MS }), limit, hostMax: limits.hostAtOnce }
}

const NOTHING: LiveCounts = { polled: 0, newItems: 0, read: 0, kept: 0, notesLost: 0 }

function createTally() {
  let counts = { ...NOTHING }
  let notes: LiveNote[] = []
  let articles: LiveReport['articles'][number][] = []
  const note = (one: LiveNote) => {
    if (notes.length < NOTES_MAX) notes.push(one)
    else counts = { ...counts, notesLost: counts.notesLost + 1 }
  }
  return {
    note,
    polled: (polled: FeedPolled) => {
      if (polled.poll === null) return
      counts = { ...counts, polled: counts.polled + 1, newItems: counts.newItems + polled.newItems }
      const change = healthChange(polled)
      if (change !== null) note(change)
    },
    read: ({ url, article, read, kept, note: told }: AddressRead) => {
      if (kept && article !== null && articles.length < NOTES_MAX) articles.push({ article, about: shownAddress(url) })
      counts = { ...counts, read: counts.read + (read ? 1 : 0), kept: counts.kept + (kept ? 1 : 0) }
      if (told !== null) note(told)
    },
    take: (): LiveReport => {
      const report = { ...counts, notes, articles }
      counts = { ...NOTHING }
      notes = []
      articles = []
      return report
    },
  }
}

const LEVELS: Readonly<Record<FeedState, LiveNote['level']>> = {
  unchecked: 'info',
  ok: 'info',
  slow: 'info',
  failing: 'warn',
  gone: 'warn',
}

/** A feed that fares as before is not told again. */
function healthChange({ feed, poll }: FeedPolled): LiveNote | null {
  if (poll === null || poll.state === feed.state) return null
  const because = poll.because === null ? '' : `: ${poll.because}`
  const since = poll.state === 'failing' ? ` since ${poll.since.toString({ smallestUnit: 'minute' })}` : ''
  const about = shownAddress(feed.url)
  return { level: LEVELS[poll.state], about, text: `the feed ${about} is ${poll.state}${since}${because}` }
}
