import { fields, rawText, type FieldName, type Placed } from './feed-fields.ts'

/** How often a feed says it may be asked for. What it does not say, or says oddly, is null or empty. */
export type FeedHints = {
  /** RSS's `ttl`: so long may it be kept. */
  readonly ttlMs: number | null
  /** How often it changes by its own account: `sy:updatePeriod` over `sy:updateFrequency`. */
  readonly periodMs: number | null
  /** Hours of the day in UTC, 0–23, in which it does not change. */
  readonly skipHours: readonly number[]
  /** Days of the week in UTC, 1 (Monday) – 7, on which it does not change. */
  readonly skipDays: readonly number[]
}

export const NO_HINTS: FeedHints = { ttlMs: null, periodMs: null, skipHours: [], skipDays: [] }

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE_MS,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
  yearly: 365 * DAY_MS,
}
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** RSS 2.0 §ttl, skipHours, skipDays; RDF Site Summary 1.0, module Syndication. */
export function feedHints(channel: Placed): FeedHints {
  const ttl = numberOf(channel, 'ttl')
  const period = PERIODS[wordOf(channel, 'sy:updateperiod')]
  const frequency = numberOf(channel, 'sy:updatefrequency') ?? 1
  return {
    ttlMs: ttl === null ? null : ttl * MINUTE_MS,
    periodMs: period === undefined ? null : period / frequency,
    // Netscape counted hours from 1 to 24.
    skipHours: unique(
      listOf(channel, 'skiphours', 'hour').map((hour) => (/^\d\d?$/.test(hour) ? Number(hour) % 24 : -1)),
    ),
    skipDays: unique(listOf(channel, 'skipdays', 'day').map((day) => DAYS.indexOf(day) + 1 || -1)),
  }
}

const unique = (values: readonly number[]) => [...new Set(values.filter((value) => value >= 0))]

function wordOf(parent: Placed, name: FieldName): string {
  const found = fields(parent, name)[0]
  return found === undefined ? '' : rawText(found.element).trim().toLowerCase()
}

/** A positive number of at most six digits. */
function numberOf(parent: Placed, name: FieldName): number | null {
  const written = wordOf(parent, name)
  return /^\d{1,6}$/.test(written) && Number(written) > 0 ? Number(written) : null
}

function listOf(channel: Placed, list: FieldName, entry: FieldName): readonly string[] {
  const found = fields(channel, list)[0]
  return found === undefined ? [] : fields(found, entry).map(({ element }) => rawText(element).trim().toLowerCase())
}
