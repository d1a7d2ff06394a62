import type { DateMention } from '../text/dates.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence } from '../text/features.ts'
import type { Quantity } from '../text/quantities.ts'
import { foldConcept } from '../text/concepts.ts'
import { nameIsIn } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf, type Weigher } from '../text/similarity.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { foldText } from '../text/words.ts'
import { withoutConversions } from './differ-figures.ts'
import { roleOf } from './figure-roles.ts'
import { isPeriod, PERIOD_UNIT, periodOf, withPeriod } from './figure-periods.ts'
import { areIndependent, settleSides, type Found, type Passage, type Side } from './passage.ts'

/** Two figures speak of one thing only where their sentences share this much, numbers apart. */
const SHARED_CONTEXT_MIN = 0.3
/** Words after a figure that say what it measures. */
const TOPIC_WORDS = 4
/** An ordinal ranks; it is no amount. */
const ORDINAL_UNIT = 'ordinal'

/** Figures for one thing that cannot both be true; with other periods beside them, a difference of scope. */
export function differValues(
  passages: readonly Passage[],
  weigh: Weigher,
  { among }: { readonly among: 'one claim' | 'claims' } = { among: 'one claim' },
): readonly Found[] {
  const found: Found[] = []
  const measured = passages.flatMap((passage) => amountsOf(passage).map((quantity) => ({ passage, quantity })))
  const seen = new Set<string>()
  for (const one of measured) {
    for (const other of measured) {
      if (!areIndependent(one.passage, other.passage)) continue
      if (!conflicts(one, other, weigh)) continue
      if (among === 'claims' && !isOneMeasure(one, other)) continue
      const values = [
        one.quantity.unit ?? '',
        one.quantity.noun ?? '',
        ...[valueKey(one.quantity), valueKey(other.quantity)].toSorted(),
      ].join(' ')
      if (seen.has(values)) continue
      seen.add(values)
      const sides = settleSides(sidesOf(measured, one, other))
      if (sides === null) continue
      const isOtherPeriod = periodOf(one.passage) !== periodOf(other.passage)
      found.push({
        kind: isOtherPeriod ? 'scope' : 'value',
        severity: isOtherPeriod ? 'low' : 'high',
        topic: topicOf(one),
        key: `${one.passage.claim} ${one.quantity.unit ?? ''} ${one.quantity.noun ?? ''}`,
        sides: isOtherPeriod ? sides.map(withPeriod) : sides,
      })
    }
  }
  return found
}

/** Measures of one unit compared across the claims of a story. */
const MEASURES_MAX = 120

/** Lengths, shares, weights and the like told of one thing in sentences too unlike to be one claim. */
export function differMeasures(passages: readonly Passage[], weigh: Weigher): readonly Found[] {
  const byUnit = Map.groupBy(
    passages.flatMap((passage) => [...new Set(unitsOf(passage))].map((unit) => ({ unit, passage }))),
    ({ unit }) => unit,
  )
  return [...byUnit.values()].flatMap((list) =>
    differValues(
      list.slice(0, MEASURES_MAX).map(({ passage }) => passage),
      weigh,
      { among: 'claims' },
    ),
  )
}

const unitsOf = (passage: Passage): readonly string[] =>
  amountsOf(passage).flatMap(({ unit }) => (unit !== null && MEASURES_ACROSS.has(unit) ? [unit] : []))

/** Units of a thing's own; shares and durations, which anything has, are compared inside a claim alone. */
const MEASURES_ACROSS: ReadonlySet<string> = new Set(['km', 'km2', 'degree', 'kmh', 'ha', 'mw'])

/** A unit of its own, and two words near by that say what is measured. */
function isOneMeasure(one: Measured, other: Measured): boolean {
  const { unit } = one.quantity
  if (unit === null || !MEASURES_ACROSS.has(unit)) return false
  const { shared } = overlapTerms(termsNear(one), termsNear(other), evenWeight)
  return new Set(shared).size >= COUNT_TERMS_MIN
}

type Measured = { readonly passage: Passage; readonly quantity: Quantity }

/** What is measured, as its passage puts it: the words after the figure, or the figure. */
function topicOf({ passage, quantity }: Measured): string {
  const { text, words } = passage.features
  const stop = text.slice(quantity.end).search(/[,.;:()“”"—–]/)
  const until = stop === -1 ? text.length : quantity.end + stop
  const after = words.filter(({ start, end }) => start >= quantity.end && end <= until).slice(0, TOPIC_WORDS)
  const last = after.at(-1)
  return last === undefined ? quantity.text : passage.features.text.slice(quantity.start, last.end)
}

function conflicts(one: Measured, other: Measured, weigh: Weigher): boolean {
  if (compareQuantities(one.quantity, other.quantity) !== 'conflict') return false
  // Counts whose words tell what became of those counted are compared across the story, by moment and place.
  if (hasRole(one) || hasRole(other)) return false
  if (isLater(one, other) || areWorldsApart(one, other)) return false
  const agreesElsewhere = (quantity: Quantity, passage: Passage) =>
    amountsOf(passage).some((another) => ['same', 'compatible'].includes(compareQuantities(quantity, another)))
  if (agreesElsewhere(one.quantity, other.passage) || agreesElsewhere(other.quantity, one.passage)) return false
  const { ofA, ofB } = overlapTerms(wordsOf(one.passage), wordsOf(other.passage), weigh)
  return Math.max(ofA, ofB) >= SHARED_CONTEXT_MIN && areOfOneThing(one, other)
}

/** What a count has in common with another near by: its noun, and what is told of it. */
const COUNT_TERMS_MIN = 2
/** Content words on either side of a figure that say what it measures. */
const NEAR_TERMS = 5

/** The words nearest the two figures share something, and where both sentences name somebody, they share one. */
function areOfOneThing(one: Measured, other: Measured): boolean {
  const [mine, theirs] = [termsNear(one), termsNear(other)]
  const { shared } = overlapTerms(mine, theirs, evenWeight)
  const isCount = one.quantity.unit === null
  if (shared.length < (isCount ? COUNT_TERMS_MIN : 1)) return false
  const [names, others] = [one.passage.features.names, other.passage.features.names]
  if (names.length === 0 || others.length === 0) return true
  return names.some((name) => nameIsIn(name, others)) || others.some((name) => nameIsIn(name, names))
}

function termsNear({ passage: { features }, quantity }: Measured): readonly string[] {
  const isFigure = ({ start, end }: { start: number; end: number }) =>
    features.quantities.some((figure) => start < figure.end && end > figure.start)
  const words = features.words.filter((word) => !isFigure(word))
  const term = (word: (typeof words)[number]) => {
    const cut = analyseSentence(word.text, features.lang)
    return termsOf(cut).map(foldConcept)
  }
  const before = words
    .filter(({ end }) => end <= quantity.start)
    .flatMap(term)
    .slice(-NEAR_TERMS)
  return [
    ...before,
    ...words
      .filter(({ start }) => start >= quantity.end)
      .flatMap(term)
      .slice(0, NEAR_TERMS),
  ]
}

/** Counts, sums and weights told on another day may have moved on; a length or a share is measured once. */
function isLater(one: Measured, other: Measured): boolean {
  const [day, otherDay] = [one.passage.day, other.passage.day]
  if (day === null || day === undefined || otherDay === null || otherDay === undefined || day === otherDay) return false
  return !LASTING_UNITS.has(one.quantity.unit ?? 'count')
}

const LASTING_UNITS: ReadonlySet<string> = new Set(['km', 'km2', 'percent', 'degree', PERIOD_UNIT, 'kmh', 'ha', 'mw'])
/** Counts further apart than this many times are of other things. */
const RATIO_MAX = 10

function areWorldsApart({ quantity: one }: Measured, { quantity: other }: Measured): boolean {
  const [low, high] = one.high < other.low ? [one.high, other.low] : [other.high, one.low]
  return one.unit === null && high > RATIO_MAX * low
}

function hasRole({ quantity, passage }: Measured): boolean {
  return quantity.unit === null && roleOf(quantity, passage.features) !== null
}

function sidesOf(measured: readonly Measured[], one: Measured, other: Measured): readonly Side[] {
  return [one, other].map(({ quantity }) => ({
    value: quantity.text,
    passages: measured
      .filter((another) => compareQuantities(another.quantity, quantity) === 'same')
      .map(({ passage }) => passage),
  }))
}

// A passage is compared with many others: what it measures, and in which words, is read once.
const amountsOf = readOnce(readAmounts)
const wordsOf = readOnce(readWords)

function readOnce<Value extends object>(read: (passage: Passage) => Value): (passage: Passage) => Value {
  const known = new WeakMap<Passage, Value>()
  return (passage) => {
    const before = known.get(passage)
    if (before !== undefined) return before
    const value = read(passage)
    known.set(passage, value)
    return value
  }
}

function readAmounts({ features }: Passage): readonly Quantity[] {
  // What people say in so many words is theirs: “an hour too late” is no measure.
  const isSaid = ({ start }: Quantity) => features.quotations.some((said) => start >= said.start && start < said.end)
  return withoutConversions(features.quantities, features.text).filter(
    (quantity) =>
      quantity.unit !== ORDINAL_UNIT &&
      !isPeriod(quantity, features.quantities) &&
      !isSaid(quantity) &&
      !isAge(quantity, features.text),
  )
}

/** "69-year-old", "three hours ago", "aged 12": how old, or how long since, moves with the day it is told. */
function isAge({ start, end, unit }: Quantity, text: string): boolean {
  const isOld =
    /^[\s-]+(?:old|ago|earlier|later|before|after|since|into)\b|^\s(?:de edad|antes|después)(?!\p{L})/iu.test(
      text.slice(end),
    )
  const isRecent = /\b(?:aged|hace|past|last|next|within|últim[oa]s|próxim[oa]s)\s$/iu.test(text.slice(0, start))
  return unit === PERIOD_UNIT && (isOld || isRecent)
}

function valueKey({ low, high }: Quantity): string {
  return `${low}-${high}`
}

function readWords({ features }: Passage): readonly string[] {
  const counted = new Set(features.quantities.flatMap(({ text }) => termsOf(analyseSentence(text, features.lang))))
  return termsOf(features).filter((term) => !/\d/.test(term) && !counted.has(term))
}

/** Sentences this alike, their days apart, tell one event. Below it two events of one story are told in like words:
 *  chosen by reading the pairs found on windows of two stories, stricter where in doubt. */
const SAME_EVENT_MIN = 0.6

/** Days for one event that cannot both be true. Only passages that state one date each are compared. */
export function differDates(passages: readonly Passage[]): readonly Found[] {
  const dated = passages.flatMap((passage) => {
    const [date, ...more] = passage.features.dates.filter(
      ({ date: day, precision }) => day !== null && precision !== 'relative',
    )
    return date === undefined || more.length > 0 || isOfSaying(date, passage) ? [] : [{ passage, date }]
  })
  for (const one of dated) {
    for (const other of dated) {
      if (!areIndependent(one.passage, other.passage) || !areOtherDays(one.date, other.date)) continue
      if (isOfOtherTime(one.passage, other.passage)) continue
      if (isVague(one) || isVague(other) || one.passage.features.negated !== other.passage.features.negated) continue
      if (likenessApart(one, other) < SAME_EVENT_MIN) continue
      const side = (date: DateMention): Side => ({
        value: date.text,
        passages: dated.filter((another) => datesAgree(another.date, date) === 'same').map(({ passage }) => passage),
      })
      const sides = settleSides([side(one.date), side(other.date)])
      const key = one.passage.claim
      if (sides !== null) return [{ kind: 'date', severity: 'medium', topic: 'date', key, sides }]
    }
  }
  return []
}

/** Articles further apart than this tell days of their own: what was planned then has come or was put off. */
const SAME_TIME_DAYS = 30

function isOfOtherTime(one: Passage, other: Passage): boolean {
  const [day, otherDay] = [one.day, other.day].map((stated) =>
    stated === null || stated === undefined ? NaN : Date.parse(stated),
  )
  return Math.abs((day ?? NaN) - (otherDay ?? NaN)) > SAME_TIME_DAYS * 86_400_000
}

type Dated = { readonly date: DateMention; readonly passage: Passage }

/** How alike two sentences are, their days apart. */
function likenessApart(one: Dated, other: Dated): number {
  const [mine, theirs] = [one, other].map(({ date, passage: { features } }) =>
    termsOf(analyseSentence(`${features.text.slice(0, date.start)} ${features.text.slice(date.end)}`, features.lang)),
  )
  const { ofA, ofB } = overlapTerms(mine ?? [], theirs ?? [], evenWeight)
  return Math.sqrt(ofA * ofB)
}

/** "Last Tuesday" is this week's or the week's before. */
function isVague({ date, passage }: Dated): boolean {
  const { text } = passage.features
  const around = text.slice(Math.max(0, date.start - VAGUE_REACH), date.end + VAGUE_REACH)
  return date.precision === 'weekday' && /\b(?:last|next|pasado|próximo)\b/iu.test(around)
}
const VAGUE_REACH = 8

/** One weekday read against two publication days is no other day. */
function areOtherDays(one: DateMention, other: DateMention): boolean {
  if (datesAgree(one, other) !== 'conflict') return false
  return !(one.precision === 'weekday' && other.precision === 'weekday' && weekdayOf(one) === weekdayOf(other))
}

const weekdayOf = ({ text }: DateMention): string => foldText(text).replace(/['’]?s$/, '')

/** Words between a verb of saying and its day. */
const SAID_WORDS = 3

/** "Lund said on Friday that …": the day is of the saying. */
function isOfSaying({ start }: DateMention, { features: { words, lang } }: Passage): boolean {
  const before = words.filter(({ end }) => end <= start).slice(-SAID_WORDS)
  return before.some(({ folded }) => isSpeechVerb(folded, lang))
}
