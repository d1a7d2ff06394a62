import type { SentenceFeatures } from '../text/features.ts'
import type { Quantity } from '../text/quantities.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { periodOf, withPeriod } from './figure-periods.ts'
import { foldConcept } from '../text/concepts.ts'
import { termsOf } from '../text/similarity.ts'
import { clauseAround, isOfEvent, roleOf, type FigureRole } from './figure-roles.ts'
import { ROLE_TITLES } from './figure-titles.ts'
import { readOnce } from './read-once.ts'
import { areRounded } from './rounded.ts'
import { isOnePart, nameOthers, partsOf, tellsOfOtherTime } from './same-event.ts'
import { areIndependent, type Found, type Passage, type Side } from './passage.ts'

/** "At least 45" and "up to 45" speak of figures near 45: beyond this many times it, or below its part, another is meant.
 *  A choice, not a fit: news says "more than 100" of 130, not of 250. */
const BOUND_FACTOR = 2
/** "At least three" is what first reports say: of so few any number more may come. */
const FEW = 10
/** Sides shown of one difference: the best supported. */
const SIDES_MAX = 4
/** A day in the sentence nearer to the article's than this is the moment of its figure. */
const MOMENT_DAYS = 4
/** Figures further apart than this many times are of other events: no two reporters miss one by so much. */
const RATIO_MAX = 10
/** Money is compared only where the sentences name as many of the same parties, or the same ones alone. */
const PARTIES_MIN = 2
/** Figures of one story compared pair by pair. */
const FIGURES_MAX = 3_000

type Measured = {
  readonly passage: Passage
  readonly quantity: Quantity
  readonly role: FigureRole
  readonly low: number
  readonly high: number
  /** ISO day that the figure is of: said so, or its article's. Null when unknown. */
  readonly day: string | null
  readonly parties: ReadonlySet<string>
  /** Part of a place it is of: `capital`, `hospital`. */
  readonly parts: readonly string[]
  /** What its article tells of. */
  readonly about: ReadonlySet<string>
}

/** A figure that another has overtaken: the same count at a later moment. */
type Moved = { readonly key: string; readonly before: Passage; readonly after: Passage }

export type FigureDifferences = { readonly found: readonly Found[]; readonly moved: readonly Moved[] }

/**
 * Figures for one count that cannot both be true, told anywhere in the story: by what is counted, what became of it, where
 * and when. Figures of different days for a count that moves are no difference but `moved`.
 */
export function differFigures(passages: readonly Passage[]): FigureDifferences {
  const partiesOf = indexParties(passages)
  const aboutOf = indexTerms(passages)
  const measured = passages.flatMap((passage) => measure(passage, partiesOf, aboutOf))
  const byKey = Map.groupBy(shareSince(measured.slice(0, FIGURES_MAX)), keyOf)
  const found: Found[] = []
  const moved: Moved[] = []
  for (const [key, all] of byKey) {
    for (const list of byPlace(all)) {
      found.push(...toFound(key, list))
      moved.push(...findMoved(key, list))
    }
  }
  return { found, moved }
}

/** What an article counts over all once, it counts so in its headline too. */
function shareSince(all: readonly Measured[]): readonly Measured[] {
  const placeOf = (one: Measured) => `${one.passage.support.article} ${keyOf(one)} ${one.quantity.low}`
  const overAll = new Set(all.filter(({ role }) => role.since).map(placeOf))
  return all.map((one) => (overAll.has(placeOf(one)) ? { ...one, role: { ...one.role, since: true } } : one))
}

/** Roles of which a story has one count: who died in it, what it cost. People are arrested, gather or are rescued many
 *  times in a story: such figures are compared in sentences on one thing alone. */
const COUNTED_ONCE: ReadonlySet<string> = new Set(
  'dead hurt dead+hurt missing homeless displaced affected buried given raised cost lost'.split(' '),
)

const keyOf = ({ role, quantity, passage }: Measured): string => {
  const within = COUNTED_ONCE.has(role.role) ? '' : passage.claim
  return `${quantity.unit ?? 'count'} ${role.role} ${role.who} ${within}`.trim()
}

type PartiesOf = (passage: Passage) => ReadonlySet<string>

/** Who a passage speaks of: the names in it and in the one before it, where capitals and pronouns are spelled out. */
function indexParties(passages: readonly Passage[]): PartiesOf {
  const byArticle = Map.groupBy(passages, ({ support }) => support.article)
  const sorted = new Map(
    [...byArticle].map(([article, list]) => [
      article,
      list.toSorted((one, other) => one.support.start - other.support.start),
    ]),
  )
  return (passage) => {
    const { article, start } = passage.support
    const before = sorted.get(article)?.findLast(({ support }) => support.end <= start)
    const isNext = before !== undefined && start - before.support.end <= BEFORE_REACH
    return new Set(
      [...(isNext ? [before] : []), passage].flatMap(({ features }) => features.names.map(({ key }) => key)),
    )
  }
}

/** Characters between two passages of which one goes on with the other. */
const BEFORE_REACH = 200

type TermsOf = (passage: Passage) => ReadonlySet<string>

/** The words that name events in the article of a passage. */
function indexTerms(passages: readonly Passage[]): TermsOf {
  const byArticle = new Map<string, Set<string>>()
  for (const passage of passages) {
    const terms = byArticle.get(passage.support.article) ?? new Set()
    byArticle.set(passage.support.article, terms)
    for (const term of eventTermsOf(passage)) terms.add(term)
  }
  return ({ support }) => byArticle.get(support.article) ?? new Set()
}

function measure(passage: Passage, partiesOf: PartiesOf, aboutOf: TermsOf): readonly Measured[] {
  const { features } = passage
  if (tellsOfOtherTime(passage).is) return []
  const isSaid = ({ start }: Quantity) => features.quotations.some((said) => start >= said.start && start < said.end)
  const all = mergeRanges(withoutConversions(features.quantities, features.text), features.text)
  return all.flatMap((quantity) => {
    const role = isSaid(quantity) ? null : roleOf(quantity, features)
    if (role === null || isMore(quantity, role, passage) || isPart(quantity, features)) return []
    const [parties, about] = [partiesOf(passage), aboutOf(passage)]
    const parts = partsOf(passage, clauseAround(quantity, features.text))
    return [{ passage, quantity, role, ...spanOf(quantity), day: dayOf(passage), parties, parts, about }]
  })
}

/** "$270m (£165m)": the sum in brackets is the same one; alone in brackets a sum of money always is. */
export function withoutConversions(quantities: readonly Quantity[], text: string): readonly Quantity[] {
  return quantities.filter(({ start, end, unit }, at) => {
    const isAlone = /\(\s?$/.test(text.slice(0, start)) && /^\s?\)/.test(text.slice(end))
    if (isAlone && unit !== null) return false
    const before = quantities[at - 1]
    const gap = before === undefined ? '' : text.slice(before.end, start)
    return (
      (!/^\s?\((?:about |around |roughly |or )?$/.test(gap) && !/^[;,]\s$/.test(gap)) ||
      !/\([^)]*$/.test(text.slice(0, start))
    )
  })
}

/** "from 45 to 60", "between 45 and 60" in words apart are one range. */
function mergeRanges(quantities: readonly Quantity[], text: string): readonly Quantity[] {
  const merged: Quantity[] = []
  for (const quantity of quantities) {
    const before = merged.at(-1)
    const gap = before === undefined ? '' : text.slice(before.end, quantity.start)
    const opened = before !== undefined && /\b(?:from|between|de|entre|desde)\s$/i.test(text.slice(0, before.start))
    if (before !== undefined && opened && /^\s(?:to|and|a|y|hasta)\s$/.test(gap) && before.unit === quantity.unit) {
      merged.pop()
      const { start, low } = before
      merged.push({ ...quantity, start, low, text: text.slice(start, quantity.end), bound: 'range' })
    } else merged.push(quantity)
  }
  return merged
}

/** "It gives $5m for tents and $7m for wells": sums side by side are parts of one. */
function isPart(quantity: Quantity, features: SentenceFeatures): boolean {
  if (quantity.unit === null) return false
  return withoutConversions(features.quantities, features.text).some(
    (other) => other.start !== quantity.start && other.unit === quantity.unit,
  )
}

/** "An additional 45"; "another 45" after a first figure of that role: not the whole count. */
function isMore({ start, end }: Quantity, { role }: FigureRole, { features }: Passage): boolean {
  const [before, after] = [features.text.slice(0, start), features.text.slice(end)]
  const isExtra = /\b(?:a further|an? (?:extra|additional)|un[oa]s? adicional(?:es)?)\s$/i.test(before)
  if (isExtra || /^\s(?:extra|additional|further|adicionales)\b/i.test(after)) return true
  if (!/\b(?:another|otr[oa]s)\s$/i.test(before) && !/^\s(?:more|others?|más)\b/i.test(after)) return false
  return features.quantities.some((other) => other.end <= start && roleOf(other, features)?.role === role)
}

/** The interval within which another figure may be the same one. */
function spanOf({ low, high, bound, text }: Quantity): { readonly low: number; readonly high: number } {
  if (bound === 'at-least') return { low, high: low < FEW ? Number.POSITIVE_INFINITY : low * BOUND_FACTOR }
  if (bound === 'at-most') return { low: high / BOUND_FACTOR, high }
  // "Thousands" is said of any number above.
  return bound === 'range' && !/\d/.test(text) ? { low, high: Number.POSITIVE_INFINITY } : { low, high }
}

function dayOf(passage: Passage): string | null {
  const stated = passage.day?.slice(0, 10) ?? null
  if (stated === null) return null
  const { dates, words, lang } = passage.features
  const said = dates.find(({ date, start, precision }) => {
    if (date === null || !(precision === 'day' || precision === 'weekday')) return false
    const before = words.filter(({ end }) => end <= start).slice(-SAID_WORDS)
    const isReport = before.length < 2 || before.some(({ folded }) => isSpeechVerb(folded, lang))
    return isReport && Math.abs(daysBetween(stated, date)) < MOMENT_DAYS
  })
  return said?.date ?? stated
}

/** Words between a verb of saying and its day: "the ministry said early on Friday". */
const SAID_WORDS = 4

function daysBetween(later: string, earlier: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000
}

/** Figures that may be of one count: of places that share one, or of none; money between the same parties. */
function byPlace(list: readonly Measured[]): readonly (readonly Measured[])[] {
  const groups: Measured[][] = []
  for (const one of list) {
    const group = groups.find((others) => others.some((other) => isOneCount(one, other)))
    if (group === undefined) groups.push([one])
    else group.push(one)
  }
  return groups
}

function isOneCount(one: Measured, other: Measured): boolean {
  if (one.role.since !== other.role.since) return false
  const [places, others] = [one.role.places, other.role.places]
  const samePlace = (places.length === 0) === (others.length === 0) && places.every((place) => others.includes(place))
  if (!samePlace) return false
  if (one.quantity.unit === null) return true
  const shared = [...one.parties].filter((party) => other.parties.has(party)).length
  return shared >= PARTIES_MIN || (shared > 0 && shared === one.parties.size && shared === other.parties.size)
}

/** No number lies in both intervals. Two rough figures are each held to be nearly what they say: "about 27", "about 31". */
function areApart(one: Measured, other: Measured): boolean {
  const areRough = one.quantity.bound === 'about' && other.quantity.bound === 'about'
  const margin = areRough ? ROUGH_MARGIN : 0
  return one.high * (1 - margin) < other.low * (1 + margin) || other.high * (1 - margin) < one.low * (1 + margin)
}

/** Taken from either end of two rough figures: half of what one alone gives or takes. */
const ROUGH_MARGIN = 0.05

/** Some text of the other side could be speaking of the same: figures worlds apart are of other events. */
const areNear = (one: Measured, other: Measured): boolean => {
  const [low, high] = one.high < other.low ? [one.high, other.low] : [other.high, one.low]
  return high <= RATIO_MAX * low
}

/** Moments of one count at which sources differ that are told: the newest. */
const MOMENTS_MAX = 3

/** The sides of one count at each moment: figures that agree stand together, one that agrees with several sides on none. */
function toFound(key: string, list: readonly Measured[]): readonly Found[] {
  const days = [...Map.groupBy(list, ({ day }) => day ?? '')].toSorted(([one], [other]) => other.localeCompare(one))
  const found = days.flatMap(([day, today]): Found[] => {
    const sides = sidesOf(today)
    const one = sides[0]?.members[0]
    if (one === undefined || sides.length < 2) return []
    const shown = sides.slice(0, SIDES_MAX).map(toSide)
    const isOtherPeriod = new Set(sides.map(({ members }) => periodOf(members[0]?.passage))).size > 1
    const about = { topic: topicOf(one), key: `${key} ${one.role.places.join(' ')} ${day}` }
    // A duration beside a count of people is told of something else: a trial, a rescue.
    if (isOtherPeriod && one.quantity.unit === null) return []
    if (isOtherPeriod) return [{ kind: 'scope', severity: 'low', ...about, sides: shown.map(withPeriod) }]
    // An estimate beside a count is no contradiction: two ways to know.
    const estimated = sides.map(({ members }) => members.every(isEstimate))
    const severity = estimated.includes(true) && estimated.includes(false) ? 'low' : 'high'
    return [{ kind: 'value', severity, ...about, sides: shown }]
  })
  return found.slice(0, MOMENTS_MAX)
}

const ESTIMATE =
  /\b(?:estimat\w+|fear(?:s|ed)?|believ\w+|thought|may|could|might|likely|as many as|up to|estim\w+|cree[n]?|podría[n]?|hasta)\b/iu

const isEstimate = ({ passage }: Measured): boolean => ESTIMATE.test(passage.features.text)

type FigureSide = { readonly members: readonly Measured[] }

function sidesOf(list: readonly Measured[]): readonly FigureSide[] {
  const narrowFirst = list.toSorted(
    (one, other) =>
      width(one) - width(other) ||
      Temporal.Instant.compare(one.passage.support.seenAt, other.passage.support.seenAt) ||
      one.passage.support.article.localeCompare(other.passage.support.article) ||
      one.quantity.start - other.quantity.start,
  )
  const sides: { readonly members: Measured[] }[] = []
  for (const one of narrowFirst) {
    const agreeing = sides.filter(({ members }) => members.every((member) => !areApart(one, member)))
    const apart = sides.every(({ members }) => members.some((member) => areApart(one, member)))
    if (apart) sides.push({ members: [one] })
    else if (agreeing.length === 1) agreeing[0]?.members.push(one)
  }
  // What is worlds apart from the side that most tell is of another event.
  const [main] = sides.toSorted((one, other) => other.members.length - one.members.length)
  const near = sides.filter(
    (side) => side === main || side.members.some((one) => main?.members.some((other) => areNear(one, other))),
  )
  // A side that only texts of another side tell is their own range, no difference between sources.
  const told = near.filter((side) => near.some((other) => other !== side && differ(side, other)))
  return told.toSorted((one, other) => other.members.length - one.members.length)
}

/** Members of a side compared with those of another. */
const MEMBERS_MAX = 30

function differ(side: FigureSide, other: FigureSide): boolean {
  return side.members
    .slice(0, MEMBERS_MAX)
    .some(
      (member) =>
        !isAlso(member, other) && other.members.slice(0, MEMBERS_MAX).some((theirs) => isOneMoment(member, theirs)),
    )
}

/** Told by independent texts of one event, and not the one as the other's later state. */
function isOneMoment(one: Measured, other: Measured): boolean {
  if (!areIndependent(one.passage, other.passage) || areRounded(one.quantity, other.quantity)) return false
  if (!isOnePart(one.parts, other.parts) || nameOthers(one.passage, other.passage)) return false
  const larger = one.low > other.low ? one : other
  if (HAS_RISEN.test(larger.passage.features.text)) return false
  if (one.passage.claim === other.passage.claim) return true
  const [mine, theirs] = [eventTermsOf(one.passage), eventTermsOf(other.passage)]
  if (mine.some((term) => theirs.includes(term))) return true
  if (one.day === null || one.day !== other.day) return false
  return isTold(withoutNames(mine, one.passage), other.about) && isTold(withoutNames(theirs, other.passage), one.about)
}

/** Whether names are of one event was asked before: a people or a place has many. */
const withoutNames = (terms: readonly string[], { features: { names } }: Passage): readonly string[] =>
  terms.filter((term) => !names.some(({ words }) => words.some((word) => word.startsWith(term))))

/** What a sentence names is told of in an article: most of it, or it names nothing. Then, on one day, both tell one event. */
const isTold = (terms: readonly string[], about: ReadonlySet<string>): boolean =>
  terms.filter((term) => about.has(term)).length >= terms.length / 2

/** A count that has grown since another was told. */
const HAS_RISEN =
  /\b(?:ris(?:en|es|ing)|rose|climb(?:s|ed|ing)|jump(?:s|ed)|grew|grown|up from|now (?:confirmed|stands?|put)|ha (?:subido|aumentado)|subi[oó]|aument[oó]|asciende)\b/iu

/** What names the event: "earthquake", "bridge", a country. */
const eventTermsOf = readOnce(({ features }: Passage): readonly string[] =>
  termsOf(features).map(foldConcept).filter(isOfEvent),
)

const isAlso = (member: Measured, other: FigureSide): boolean =>
  other.members.some(({ passage }) => passage.support.group === member.passage.support.group)

const width = ({ low, high }: Measured): number => (high === Number.POSITIVE_INFINITY ? high : high / Math.max(low, 1))

function toSide({ members }: FigureSide): Side {
  return { value: members[0]?.quantity.text ?? '', passages: members.map(({ passage }) => passage) }
}

/** What is counted, in the words of its sentence where it is not people, and what became of it. */
function topicOf({ role: { role, who, places }, quantity, passage: { features } }: Measured): string {
  const next = features.words.find(({ start }) => start >= quantity.end)
  const isCounted = quantity.unit === null && who !== '' && next !== undefined && next.start - quantity.end <= 1
  const where = places.map((place) => features.names.find(({ key }) => key === place)?.text ?? place)
  const title = ROLE_TITLES[role] ?? role
  return `${isCounted ? `${next.text}, ` : ''}${title}${where.length === 0 ? '' : ` (${where.join(', ')})`}`
}

/** The last figure of one moment, and the first of a later one that is apart from it. */
function findMoved(key: string, list: readonly Measured[]): readonly Moved[] {
  const dated = list
    .filter(({ day }) => day !== null)
    .toSorted((one, other) => Temporal.Instant.compare(one.passage.support.seenAt, other.passage.support.seenAt))
  return dated.flatMap((after, at) => {
    const before = dated.slice(0, at).findLast(({ day }) => (day ?? '') < (after.day ?? ''))
    const isFirst = dated.slice(0, at).every(({ day, ...one }) => day !== after.day || areApart({ day, ...one }, after))
    return before !== undefined &&
      isFirst &&
      areNear(before, after) &&
      areApart(before, after) &&
      areIndependent(before.passage, after.passage)
      ? [{ key, before: before.passage, after: after.passage }]
      : []
  })
}
