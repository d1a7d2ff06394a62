import { hashText, mixBits } from '../text/shingles.ts'
import type { PlannedRead } from './reread-store.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long after it was first seen an article is read again: most corrections come within hours, few after days. */
const READ_AGAIN_MS = [HOUR_MS, 4 * HOUR_MS, DAY_MS, 3 * DAY_MS]
/** Of a page that shows its start only, little can be seen to change. */
const STUB_AGAIN_MS = [DAY_MS]
/** An article whose text changed is at work: it is looked at again this soon, where nothing sooner is planned … */
const AFTER_EDIT_MS = HOUR_MS
/** … until it was read so often, or is so old. */
const READS_MAX = 10
const AGE_MAX_MS = 7 * DAY_MS
/** Two reads of one page lie this far apart at least. */
const APART_MIN_MS = 20 * MINUTE_MS
/** Up to this share of the wait is added, by address: pages seen together are not read together. */
const JITTER_SHARE = 0.1

/** After a first fault; twice as long after each further one. */
const RETRY_FIRST_MS = 10 * MINUTE_MS
const RETRY_MAX_MS = 12 * HOUR_MS
/** So many tries in a row that failed, and the page is let be. */
const FAILURES_MAX = 6
/** What a server asks for is granted up to this. */
const ASKED_WAIT_MAX_MS = DAY_MS
/** So many 404 in a row mean that the page was taken down. */
const MISSING_MAX = 2
/** The second of them comes after this: a page may be moved about while it is edited. */
const MISSING_AGAIN_MS = 2 * HOUR_MS

/** What came of reading a planned page. */
export type ReadOutcome =
  | {
      readonly kind: 'read'
      /** `edited`: it says something else than when it was read last. */
      readonly found: 'new' | 'edited' | 'unchanged'
      readonly isStub: boolean
      readonly etag: string | null
      readonly lastModified: string | null
    }
  /** 304. */
  | { readonly kind: 'not-modified' }
  /** 404. */
  | { readonly kind: 'missing' }
  /** 410. */
  | { readonly kind: 'gone' }
  /** It may do better another time: a fault of network or server, a consent page, a challenge. */
  | { readonly kind: 'failed'; readonly retryAfterMs: number | null }
  /** It will not: robots.txt, 401, 403, 451, no article there. */
  | { readonly kind: 'refused' }
  /** Our own process gave up. */
  | { readonly kind: 'stopped' }

/** What comes next for a page: `next` is null where it is done with; `isGone`: its article was taken down. */
export type RereadPlan = { readonly next: PlannedRead | null; readonly isGone: boolean }

/** When a page is read again after `outcome`. Pure: the same record, outcome and time give the same. */
export function planReread(read: PlannedRead, outcome: ReadOutcome, now: Temporal.Instant): RereadPlan {
  switch (outcome.kind) {
    case 'stopped':
      return kept({ ...read })
    case 'gone':
      return { next: null, isGone: read.kind === 'again' }
    case 'missing':
      return afterMissing(read, now)
    case 'refused':
      return { next: null, isGone: false }
    case 'failed':
      return afterFailure(read, outcome.retryAfterMs, now)
    case 'not-modified':
      return kept(afterRead(read, null, now))
    case 'read':
      return kept(afterRead(read, outcome, now))
  }
}

/** True where every try to read a page failed, those among them that its process did not outlive: it is not tried again. */
export const isTriedOut = ({ failures }: Pick<PlannedRead, 'failures'>): boolean => failures >= FAILURES_MAX

const kept = (next: PlannedRead | null): RereadPlan => ({ next, isGone: false })

function afterRead(
  read: PlannedRead,
  outcome: Extract<ReadOutcome, { kind: 'read' }> | null,
  now: Temporal.Instant,
): PlannedRead | null {
  const reads = read.reads + 1
  // A clock that was set back is no reason to wait for what it said.
  const ageMs = Math.max(0, now.since(read.firstSeenAt).total('milliseconds'))
  if (reads >= READS_MAX) return null
  const steps = outcome?.isStub === true ? STUB_AGAIN_MS : READ_AGAIN_MS
  const planned = steps.find((step) => step >= ageMs + APART_MIN_MS) ?? null
  const sooner = outcome?.found === 'edited' && ageMs + AFTER_EDIT_MS <= AGE_MAX_MS ? ageMs + AFTER_EDIT_MS : null
  if (planned === null && sooner === null) return null
  const waitMs = Math.min(planned ?? Infinity, sooner ?? Infinity) - ageMs
  return {
    ...read,
    kind: 'again',
    reads,
    failures: 0,
    missing: 0,
    etag: outcome === null ? read.etag : outcome.etag,
    lastModified: outcome === null ? read.lastModified : outcome.lastModified,
    nextAt: later(read, reads, waitMs, now),
  }
}

function afterMissing(read: PlannedRead, now: Temporal.Instant): RereadPlan {
  const missing = read.missing + 1
  if (missing >= MISSING_MAX) return { next: null, isGone: read.kind === 'again' }
  // An item may be in a feed before its page is there.
  const waitMs = read.kind === 'first' ? RETRY_FIRST_MS : MISSING_AGAIN_MS
  return kept({ ...read, missing, failures: read.failures + 1, nextAt: later(read, missing, waitMs, now) })
}

function afterFailure(read: PlannedRead, retryAfterMs: number | null, now: Temporal.Instant): RereadPlan {
  const failures = read.failures + 1
  if (failures >= FAILURES_MAX) return kept(null)
  const backOff = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (failures - 1))
  const asked = Math.min(ASKED_WAIT_MAX_MS, retryAfterMs ?? 0)
  return kept({ ...read, failures, missing: 0, nextAt: later(read, failures, Math.max(backOff, asked), now) })
}

function later({ url }: PlannedRead, turn: number, waitMs: number, now: Temporal.Instant): Temporal.Instant {
  const share = mixBits(hashText(`${turn} ${url}`)) / 0x1_0000_0000
  return now.add({ milliseconds: Math.ceil(waitMs * (1 + JITTER_SHARE * share)) })
}

/** Pages of one host read in a day, first reads and later ones: a large outlet publishes some 500 articles. */
const HOST_READS_DAY_MAX = 3_000
/** Of these, later reads leave so many to what is new. */
const HOST_FIRST_READS_KEPT = 1_000

/** Whether a host's day, in which `readsToday` of its pages were read, still has room for this one. */
export function hasRoomToday({ kind }: Pick<PlannedRead, 'kind'>, readsToday: number): boolean {
  return readsToday < (kind === 'first' ? HOST_READS_DAY_MAX : HOST_READS_DAY_MAX - HOST_FIRST_READS_KEPT)
}

/** The same read in the day (UTC) that follows, spread over its first hours; nothing else of it changes. */
export function putOff(read: PlannedRead, now: Temporal.Instant): PlannedRead {
  const midnight = now.toZonedDateTimeISO('UTC').add({ days: 1 }).startOfDay().toInstant()
  const spreadMs = (mixBits(hashText(read.url)) / 0x1_0000_0000) * 6 * HOUR_MS
  return { ...read, nextAt: midnight.add({ milliseconds: Math.floor(spreadMs) }) }
}
