import { datesAgree } from '../text/dates.ts'
import { analyseSentence } from '../text/features.ts'
import type { Quantity } from '../text/quantities.ts'
import { foldConcept } from '../text/concepts.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf, type Weigher } from '../text/similarity.ts'
import { withoutConversions } from './differ-figures.ts'
import { clauseAround, isBroken, roleOf } from './figure-roles.ts'
import { isPeriod, PERIOD_UNIT, periodOf, withPeriod } from './figure-periods.ts'
import { areIndependent, settleSides, type Found, type Passage, type Side } from './passage.ts'
import { readOnce } from './read-once.ts'
import { areRounded } from './rounded.ts'
import {
  areOfOneStretch,
  areOfOtherTimes,
  isOnePart,
  nameOthers,
  partsOf,
  pointsBack,
  tellsOfOtherTime,
} from './same-event.ts'

/** Two figures speak of one thing only where their sentences are this alike, numbers apart (geometric mean of what each
 *  shares). */
const SHARED_CONTEXT_MIN = 0.45
/** Words after a figure that say what it measures. */
const TOPIC_WORDS = 4
/** An ordinal ranks; it is no amount. */
const ORDINAL_UNIT = 'ordinal'

/** Amounts of one claim that are compared pair by pair. */
const AMOUNTS_MAX = 200

/** Figures for one thing, in sentences of one claim, that cannot both be true; with other periods, one of scope. */
export function differValues(passages: readonly Passage[], weigh: Weigher): readonly Found[] {
  const found: Found[] = []
  const measured = passages
    .flatMap((passage) => amountsOf(passage).map((quantity) => ({ passage, quantity })))
    .slice(0, AMOUNTS_MAX)
  const seen = new Set<string>()
  for (const one of measured) {
    for (const other of measured) {
      if (!areIndependent(one.passage, other.passage)) continue
      if (!conflicts(one, other, weigh)) continue
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
  return mergeSides(found)
}

/** Sides shown of one difference. */
const SIDES_MAX = 4

/** Three values of one thing are one difference of three sides, not three of two. */
function mergeSides(found: readonly Found[]): readonly Found[] {
  const merged = new Map<string, Found>()
  for (const one of found) {
    const key = `${one.kind} ${one.key}`
    const before = merged.get(key)
    const shared = before?.sides.some(({ value }) => one.sides.some((side) => side.value === value)) ?? false
    if (before === undefined) merged.set(key, one)
    else if (!shared) merged.set(`${key} ${one.sides.map(({ value }) => value).join(' ')}`, one)
    else {
      const further = one.sides.filter((side) => !before.sides.some(({ value }) => value === side.value))
      merged.set(key, { ...before, sides: [...before.sides, ...further].slice(0, SIDES_MAX) })
    }
  }
  return [...merged.values()]
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
  if (isLater(one, other) || areWorldsApart(one, other) || isListed(one) || isListed(other)) return false
  const agreesElsewhere = (quantity: Quantity, passage: Passage) =>
    amountsOf(passage).some((another) => ['same', 'compatible'].includes(compareQuantities(quantity, another)))
  if (agreesElsewhere(one.quantity, other.passage) || agreesElsewhere(other.quantity, one.passage)) return false
  if (areRounded(one.quantity, other.quantity) || shareNoFigure(one, other)) return false
  if (holdsNumber(one.passage, other.quantity) || holdsNumber(other.passage, one.quantity)) return false
  if (!areOfOneEvent(one.passage, other.passage) || !isOnePart(partOf(one), partOf(other))) return false
  const { ofA, ofB } = overlapTerms(wordsOf(one.passage), wordsOf(other.passage), weigh)
  return Math.sqrt(ofA * ofB) >= SHARED_CONTEXT_MIN && areOfOneThing(one, other)
}

/** What is to come is no measure of what came. */
const IS_EXPECTED =
  /\b(?:expect(?:s|ed)?|forecast\w*|predict\w*|project(?:s|ed)|will|would|could|might|plans? to|aims? to|target\w*|prev[eé]\w*|espera\w*|podr[ií]a\w*)\b/iu

/** One moment and one place, and nobody named in each whom the other leaves out. */
function areOfOneEvent(one: Passage, other: Passage): boolean {
  return (
    !areOfOtherTimes(one, other) &&
    areOfOneTime(one, other) &&
    areOfOneStretch(one, other) &&
    !pointsBack(one) &&
    !pointsBack(other) &&
    IS_EXPECTED.test(one.features.text) === IS_EXPECTED.test(other.features.text) &&
    !nameOthers(one, other)
  )
}

/** Neither looks back or ahead, or both to one date. */
function areOfOneTime(one: Passage, other: Passage): boolean {
  if (!tellsOfOtherTime(one).is && !tellsOfOtherTime(other).is) return true
  return one.features.dates.some((date) => other.features.dates.some((theirs) => datesAgree(date, theirs) === 'same'))
}

const partOf = ({ quantity, passage }: Measured): readonly string[] =>
  partsOf(passage, clauseAround(quantity, passage.features.text))

/** One of several figures of its kind in a sentence: which of them another sentence means cannot be told. */
function isListed({ quantity, passage }: Measured): boolean {
  return amountsOf(passage).some(
    (other) =>
      other !== quantity && other.unit === quantity.unit && (other.unit !== null || other.noun === quantity.noun),
  )
}

/** Both sentences give further figures, and none is in both: they tell of two things, in like words. */
function shareNoFigure(one: Measured, other: Measured): boolean {
  const further = ({ quantity, passage }: Measured) => amountsOf(passage).filter((figure) => figure !== quantity)
  const [mine, theirs] = [further(one), further(other)]
  if (mine.length === 0 || theirs.length === 0) return false
  return !mine.some((figure) => theirs.some(({ low, high }) => figure.low <= high && low <= figure.high))
}

/** The number stands in the sentence, of whatever: "29 of 34", "and Lund added 101". */
const holdsNumber = ({ features: { words } }: Passage, { low, high }: Quantity): boolean =>
  low === high && words.some(({ text }) => Number(text.replaceAll(',', '')) === low)

/** What a figure has in common with another near by: its noun or verb, and what is told of it. */
const NEAR_SHARED_MIN = 2
/** Content words on either side of a figure that say what it measures. */
const NEAR_TERMS = 5

/** The words nearest the two figures share enough to say that one thing is measured. */
function areOfOneThing(one: Measured, other: Measured): boolean {
  const { shared } = overlapTerms(termsNear(one), termsNear(other), evenWeight)
  return new Set(shared).size >= NEAR_SHARED_MIN
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

/** Counts, sums and weights told on another day may have moved on; a length is measured once. */
function isLater(one: Measured, other: Measured): boolean {
  const [day, otherDay] = [one.passage.day, other.passage.day]
  if (day === null || day === undefined || otherDay === null || otherDay === undefined || day === otherDay) return false
  return !LASTING_UNITS.has(one.quantity.unit ?? 'count')
}

const LASTING_UNITS: ReadonlySet<string> = new Set(['km', 'km2', 'degree', PERIOD_UNIT, 'kmh', 'ha', 'mw'])
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

function readAmounts({ features }: Passage): readonly Quantity[] {
  // What people say in so many words is theirs: “an hour too late” is no measure.
  const isSaid = ({ start }: Quantity) => features.quotations.some((said) => start >= said.start && start < said.end)
  return withoutConversions(features.quantities, features.text).filter(
    (quantity) =>
      quantity.unit !== ORDINAL_UNIT &&
      !isPeriod(quantity, features.quantities) &&
      !isSaid(quantity) &&
      !isBroken(quantity, features.text) &&
      !(quantity.unit === null && features.text[quantity.end] === '-') &&
      !isAge(quantity, features.text),
  )
}

/** How old somebody is: told of each of many people, and of one on other days. */
const AGE_UNIT = 'year-old'

/** "69-year-old", "three hours ago", "aged 12": how old, or how long since, moves with the day it is told. */
function isAge({ start, end, unit }: Quantity, text: string): boolean {
  const isOld =
    /^[\s-]+(?:old|ago|earlier|later|before|after|since|into)\b|^\s(?:de edad|antes|después)(?!\p{L})/iu.test(
      text.slice(end),
    )
  const isRecent = /\b(?:aged|hace|past|last|next|within|últim[oa]s|próxim[oa]s)\s$/iu.test(text.slice(0, start))
  return unit === AGE_UNIT || (unit === PERIOD_UNIT && (isOld || isRecent))
}

function valueKey({ low, high }: Quantity): string {
  return `${low}-${high}`
}

function readWords({ features }: Passage): readonly string[] {
  const counted = new Set(features.quantities.flatMap(({ text }) => termsOf(analyseSentence(text, features.lang))))
  return termsOf(features).filter((term) => !/\d/.test(term) && !counted.has(term))
}
