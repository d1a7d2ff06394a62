import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedState } from '../../ingest/feeds/feed-store.ts'
import { createHostDays, type HostDays } from './host-days.ts'
import { LEASE_MS, shownAddress, type LiveParts } from './live-parts.ts'
import { pollFeed, type FeedPolled } from './poll-feed.ts'
import { readAddress, type AddressRead } from './read-address.ts'
import { workOff } from './work-off.ts'

/** How often it is looked whether a feed or a page is due: feeds are asked every five minutes at most. */
const LOOK_EVERY_MS = 5_000
/** After a fault of the store it is left alone for so long. */
const FAULT_PAUSE_MS = 15_000
/** Notes kept until they are asked for; what is beyond is counted. */
const NOTES_MAX = 200

/** Something that an operator should know. */
export type LiveNote = {
  readonly level: 'info' | 'warn' | 'error'
  /** An address without what may be secret in it; null for a fault of our own. */
  readonly about: string | null
  readonly text: string
}

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
}

/** Polls feeds and reads pages as they fall due, until it is stopped. */
export type LiveReader = {
  /** Begins, where it did not yet. */
  start(): void
  report(): LiveReport
  /** Breaks off what is under way and lets go of it. */
  stop(): Promise<void>
}

export function createLiveReader(parts: LiveParts): LiveReader {
  const stopping = new AbortController()
  const tally = createTally()
  const days = createHostDays()
  let working: Promise<unknown> | null = null

  async function lookAgain(round: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      let pauseMs = LOOK_EVERY_MS
      try {
        await round()
      } catch (error) {
        if (stopping.signal.aborted) return
        tally.note({ level: 'error', about: null, text: error instanceof Error ? error.message : String(error) })
        pauseMs = FAULT_PAUSE_MS
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  return {
    start: () => {
      // Pages are read beside the feeds: a thousand new ones keep no feed waiting.
      working ??= Promise.all([
        lookAgain(async () => void (await pollDue(parts, tally.polled, stopping.signal))),
        lookAgain(async () => void (await readDue(parts, days, tally.read, stopping.signal))),
      ])
    },
    report: () => tally.take(),
    stop: async () => {
      stopping.abort()
      await working
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

/** Reads the pages that are due, each once. How many. Throws what the store throws. */
export async function readDue(
  parts: LiveParts,
  days: HostDays,
  onRead: (read: AddressRead) => void,
  signal: AbortSignal,
): Promise<number> {
  const { rereads } = parts.store
  return workOff(
    {
      atOnce: parts.limits.atOnce,
      claim: async (limit) => rereads.claimDue(claimOf(parts, limit)),
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

const NOTHING: Omit<LiveReport, 'notes'> = { polled: 0, newItems: 0, read: 0, kept: 0, notesLost: 0 }

function createTally() {
  let counts = { ...NOTHING }
  let notes: LiveNote[] = []
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
    read: ({ read, kept, note: told }: AddressRead) => {
      counts = { ...counts, read: counts.read + (read ? 1 : 0), kept: counts.kept + (kept ? 1 : 0) }
      if (told !== null) note(told)
    },
    take: (): LiveReport => {
      const report = { ...counts, notes }
      counts = { ...NOTHING }
      notes = []
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
