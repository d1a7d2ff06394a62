import { mixBits } from '../../text/shingles.ts'
import type { Redirect } from '../fetch/fetcher.ts'
import type { FeedPoll, FeedState, StoredFeed } from './feed-store.ts'
import { afterSkipped, askedWait, firstInterval, nextInterval, POLL_LIMITS, type PollLimits } from './poll-interval.ts'
import type { PollOutcome } from './poll-outcome.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** An answer that takes longer holds a connection that others wait for. */
const SLOW_MS = 10_000
/** So many polls in a row must see a permanent redirect to the same address: a hijacked answer moves nothing. */
const REDIRECTS_AGREEING = 2
/** So many failures in a row, and the address it moved to is doubted: its first one is asked again. */
const REDIRECT_DOUBTED_AFTER = 3
/** So many failures in a row before a feed that did well is called failing: single ones are the network's. */
const FAILURES_SHOWN = 2

/** After the first failure; twice as long after each further one. */
const BACK_OFF_FIRST_MS = 10 * MINUTE_MS
/** Doubling ends at this, or at a share of the time it has been failing: after a day at 3 hours, after a week at 21. */
const BACK_OFF_LEAST_CAP_MS = HOUR_MS
const BACK_OFF_SHARE = 1 / 8

/** Up to this share of the wait is added, by the feed's address: feeds that began together do not stay together. */
const JITTER_SHARE = 0.1

/** Written after a first 410; a second in a row retires the feed. */
const SAID_GONE = 'The server says that the feed is gone for good (410); it is asked once more.'

const NO_ITEMS = 'It answers with a feed that holds no item.'

export type PollContext = {
  readonly now: Temporal.Instant
  /** Whether another feed of that address is followed. */
  readonly isFollowed: (url: string) => boolean
  readonly limits?: PollLimits
}

/** Where to ask for the feed: its own address, or the one it moved to for good. */
export function pollAddress({ url, redirect }: Pick<StoredFeed, 'url' | 'redirect'>): string {
  return redirect !== null && redirect.times >= REDIRECTS_AGREEING ? redirect.to : url
}

/**
 * What a poll leaves for the next one: when it is due, how the feed fares, what to remember. Pure: the same record,
 * outcome and time give the same. The next poll is later than now by `limits.intervalMaxMs` at most.
 */
export function planNextPoll(feed: StoredFeed, outcome: PollOutcome, context: PollContext): FeedPoll {
  if (outcome.kind === 'failed' && outcome.fault === 'stopped') {
    // We gave up, not the feed: it is as it was.
    return { ...pollOf(feed), nextAt: dueAt(feed, 0, context) }
  }
  // A feed lists what came last: one without items is mostly a template whose source broke.
  if (outcome.kind === 'fetched' && outcome.items === 0) {
    return afterFault(feed, { kind: 'unreadable', because: NO_ITEMS }, context)
  }
  return outcome.kind === 'fetched' || outcome.kind === 'not-modified'
    ? afterAnswer(feed, outcome, context)
    : afterFault(feed, outcome, context)
}

type Answer = Extract<PollOutcome, { kind: 'fetched' | 'not-modified' }>

function afterAnswer(feed: StoredFeed, outcome: Answer, context: PollContext): FeedPoll {
  const { now, limits = POLL_LIMITS } = context
  const redirect = redirectAfter(feed, outcome.redirects)
  if (redirect !== null && redirect.times >= REDIRECTS_AGREEING && redirect.to !== feed.url) {
    if (context.isFollowed(redirect.to)) {
      return retired(feed, now, `It moved to ${bare(redirect.to)}, which is followed already.`, redirect)
    }
  }
  const hints = outcome.kind === 'fetched' ? outcome.hints : feed.hints
  const quietMs = feed.changedAt === null ? null : Math.max(0, now.since(feed.changedAt).total('milliseconds'))
  const { items, newItems, gapMs } = outcome.kind === 'fetched' ? outcome : { items: 0, newItems: 0, gapMs: null }
  const before = feed.intervalMs ?? firstInterval(gapMs, hints, limits)
  const intervalMs = nextInterval(before, { items, newItems, quietMs, gapMs }, limits)
  const wait = Math.max(intervalMs, askedWait(hints, outcome.freshness.maxAgeMs))
  const incomplete = outcome.kind === 'fetched' ? outcome.incomplete : null
  const isSlow = outcome.tookMs > SLOW_MS
  const state = isSlow ? 'slow' : 'ok'
  const because = isSlow ? `It took ${Math.round(outcome.tookMs / 1000)} s to answer.` : incomplete
  // What was read in part is asked for anew, whole.
  const known = incomplete === null ? validatorsAfter(feed, outcome) : { etag: null, lastModified: null }
  return {
    state,
    since: feed.state === state ? feed.since : now,
    because,
    nextAt: dueAt(feed, wait, { ...context, hints }),
    intervalMs,
    checkedAt: now,
    changedAt: newItems > 0 ? now : feed.changedAt,
    failures: 0,
    ...known,
    redirect,
    hints,
  }
}

function validatorsAfter(feed: StoredFeed, { kind, freshness }: Answer): Pick<FeedPoll, 'etag' | 'lastModified'> {
  if (kind === 'fetched') return { etag: freshness.etag, lastModified: freshness.lastModified }
  return { etag: freshness.etag ?? feed.etag, lastModified: freshness.lastModified ?? feed.lastModified }
}

/** The permanent redirects that begin the chain count, the last of them is where it moved; a temporary one ends them. */
function redirectAfter(feed: StoredFeed, redirects: readonly Redirect[]): FeedPoll['redirect'] {
  const temporary = redirects.findIndex(({ permanent }) => !permanent)
  const to = redirects.slice(0, temporary === -1 ? redirects.length : temporary).at(-1)?.to ?? null
  // Asked for where it moved to, it says nothing of that any more.
  if (to === null) return pollAddress(feed) === feed.url ? null : feed.redirect
  if (to === feed.url) return null
  return { to, times: feed.redirect?.to === to ? Math.min(feed.redirect.times + 1, REDIRECTS_AGREEING) : 1 }
}

type Fault = Exclude<PollOutcome, Answer>

function afterFault(feed: StoredFeed, outcome: Fault, context: PollContext): FeedPoll {
  const { now, limits = POLL_LIMITS } = context
  if (outcome.kind === 'gone' && feed.because === SAID_GONE) {
    return retired(feed, now, 'The server says that the feed is gone for good (410).', feed.redirect)
  }
  const failures = feed.failures + 1
  const isShown = failures >= FAILURES_SHOWN || feed.state === 'unchecked' || outcome.kind === 'gone'
  const state: FeedState = isShown ? 'failing' : feed.state
  // It is failing since its first failure in a row, which was the poll before this.
  const began = feed.failures > 0 ? (feed.checkedAt ?? now) : now
  const since = feed.state === state ? feed.since : began
  const downMs = failures === 1 ? 0 : now.since(since).total('milliseconds')
  const backOff = Math.min(
    BACK_OFF_FIRST_MS * 2 ** Math.min(failures - 1, 20),
    Math.max(BACK_OFF_LEAST_CAP_MS, downMs * BACK_OFF_SHARE),
    limits.intervalMaxMs,
  )
  const asked = outcome.kind === 'refused' ? (outcome.retryAfterMs ?? 0) : 0
  // A 410 of the address it moved to says nothing of its first one.
  const isDoubted = failures >= REDIRECT_DOUBTED_AFTER || outcome.kind === 'gone'
  return {
    state,
    since,
    because: reasonOf(outcome, pollAddress(feed)),
    nextAt: dueAt(feed, Math.max(backOff, asked), context),
    intervalMs: feed.intervalMs,
    checkedAt: now,
    changedAt: feed.changedAt,
    failures,
    // What an answer nobody could read was marked with must not pass for known.
    ...(outcome.kind === 'unreadable' || isDoubted
      ? { etag: null, lastModified: null }
      : { etag: feed.etag, lastModified: feed.lastModified }),
    redirect: isDoubted ? null : feed.redirect,
    hints: feed.hints,
  }
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: 'asks for a password',
  403: 'refuses us',
  404: 'knows no such page',
  429: 'finds that we ask too often',
  500: 'has a fault',
  502: 'has a fault',
  503: 'is not available',
  504: 'has a fault',
}

function reasonOf(outcome: Fault, address: string): string {
  if (outcome.kind === 'gone') return SAID_GONE
  if (outcome.kind === 'failed') return outcome.message
  if (outcome.kind === 'unreadable') return outcome.because
  const host = URL.parse(address)?.host ?? address
  return `${host} ${STATUS_WORDS[outcome.status] ?? 'refuses'} (${outcome.status}).`
}

function retired(feed: StoredFeed, now: Temporal.Instant, because: string, redirect: FeedPoll['redirect']): FeedPoll {
  return { ...pollOf(feed), state: 'gone', since: now, because, nextAt: null, checkedAt: now, redirect }
}

/** Without what may be secret in an address. */
const bare = (url: string) => /^[^?#]*/.exec(url)?.[0] ?? url

function pollOf({ url: _url, outlet: _outlet, ...poll }: StoredFeed): FeedPoll {
  return poll
}

/** After the wait and the feed's jitter, out of the hours it skips, and within the limits of all polls. */
function dueAt(
  feed: StoredFeed,
  waitMs: number,
  { now, hints, limits = POLL_LIMITS }: PollContext & { readonly hints?: FeedPoll['hints'] },
): Temporal.Instant {
  const latest = now.add({ milliseconds: limits.intervalMaxMs })
  const wait = Math.max(waitMs, limits.intervalMinMs) * (1 + JITTER_SHARE * fraction(feed.url))
  const at = now.add({ milliseconds: Math.min(limits.intervalMaxMs, Math.ceil(wait)) })
  return afterSkipped(at, latest, hints ?? null)
}

/** From 0 to 1, spread evenly over addresses: FNV-1a (Fowler, Noll, Vo) and MurmurHash3's finaliser. */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixBits(hash) / 0x1_0000_0000
}
