import type { DateMention } from '../text/dates.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence } from '../text/features.ts'
import type { Quantity } from '../text/quantities.ts'
import { compareQuantities } from '../text/quantities.ts'
import { overlapTerms, termsOf, type Weigher } from '../text/similarity.ts'
import { areIndependent, settleSides, type Found, type Passage, type Side } from './passage.ts'

/** Two figures speak of one thing only where their sentences share this much, numbers apart. */
const SHARED_CONTEXT_MIN = 0.3
/** Words after a figure that say what it measures. */
const TOPIC_WORDS = 4
/** Units that measure a period, in which another figure holds, rather than a value of their own. */
const PERIOD_UNIT = 'minute'
/** A duration of a day or more beside an amount says over which time: `over two decades`. */
const PERIOD_MINUTES_MIN = 1_440
/** An ordinal ranks; it is no amount. */
const ORDINAL_UNIT = 'ordinal'

/** Figures for one thing that cannot both be true; with other periods beside them, a difference of scope. */
export function differValues(passages: readonly Passage[], weigh: Weigher): readonly Found[] {
  const found: Found[] = []
  const measured = passages.flatMap((passage) => amountsOf(passage).map((quantity) => ({ passage, quantity })))
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
  return found
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
  const agreesElsewhere = (quantity: Quantity, passage: Passage) =>
    amountsOf(passage).some((another) => ['same', 'compatible'].includes(compareQuantities(quantity, another)))
  if (agreesElsewhere(one.quantity, other.passage) || agreesElsewhere(other.quantity, one.passage)) return false
  const { ofA, ofB } = overlapTerms(wordsOf(one.passage), wordsOf(other.passage), weigh)
  return Math.max(ofA, ofB) >= SHARED_CONTEXT_MIN
}

function sidesOf(measured: readonly Measured[], one: Measured, other: Measured): readonly Side[] {
  return [one, other].map(({ quantity }) => ({
    value: quantity.text,
    passages: measured
      .filter((another) => compareQuantities(another.quantity, quantity) === 'same')
      .map(({ passage }) => passage),
  }))
}

function withPeriod(side: Side): Side {
  const period = side.passages.map(({ features }) => periodText(features.quantities)).find((text) => text !== null)
  return period === undefined || period === null ? side : { ...side, value: `${side.value} (${period})` }
}

function amountsOf({ features }: Passage): readonly Quantity[] {
  // What people say in so many words is theirs: “an hour too late” is no measure.
  const isSaid = ({ start }: Quantity) => features.quotations.some((said) => start >= said.start && start < said.end)
  return features.quantities.filter(
    (quantity) => quantity.unit !== ORDINAL_UNIT && !isPeriod(quantity, features.quantities) && !isSaid(quantity),
  )
}

function isPeriod(quantity: Quantity, all: readonly Quantity[]): boolean {
  return (
    quantity.unit === PERIOD_UNIT && quantity.low >= PERIOD_MINUTES_MIN && all.some(({ unit }) => unit !== PERIOD_UNIT)
  )
}

function periodText(quantities: readonly Quantity[]): string | null {
  return quantities.find((quantity) => isPeriod(quantity, quantities))?.text ?? null
}

function periodOf({ features }: Passage): string {
  return periodText(features.quantities)?.toLowerCase() ?? ''
}

function valueKey({ low, high }: Quantity): string {
  return `${low}-${high}`
}

function wordsOf({ features }: Passage): readonly string[] {
  const counted = new Set(features.quantities.flatMap(({ text }) => termsOf(analyseSentence(text, features.lang))))
  return termsOf(features).filter((term) => !/\d/.test(term) && !counted.has(term))
}

/** Days for one event that cannot both be true. Only passages that state one date each are compared. */
export function differDates(passages: readonly Passage[]): readonly Found[] {
  const dated = passages.flatMap((passage) => {
    const [date, ...more] = passage.features.dates.filter(
      ({ date: day, precision }) => day !== null && precision !== 'relative',
    )
    return date === undefined || more.length > 0 ? [] : [{ passage, date }]
  })
  for (const one of dated) {
    for (const other of dated) {
      if (!areIndependent(one.passage, other.passage) || datesAgree(one.date, other.date) !== 'conflict') continue
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
