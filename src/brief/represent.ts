import type { Support } from '../news/claim.ts'
import { datesAgree } from '../text/dates.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
import { backsLine, holdsFigures, holdsNames } from './back-line.ts'

type Candidate = { readonly support: Support; readonly features: SentenceFeatures }

/** A count told so much later is the state of things, however many told the one before: hours. */
const LATER_HOURS = 12

/**
 * True where another of the claim's passages gives another figure for what this one counts, and is to be believed
 * before it: told much later, by more origins, or by as many and later. A page without origin overtakes nobody.
 */
export function isOvertaken(one: Candidate, all: readonly Candidate[]): boolean {
  const rivals = all.filter(
    ({ support, features }) =>
      support.group !== one.support.group &&
      !support.variant &&
      support.origin.kind !== 'unattributed' &&
      clash(one.features, features),
  )
  return rivals.some((rival) => {
    const hours = rival.support.seenAt.since(one.support.seenAt).total('hours')
    if (Math.abs(hours) >= LATER_HOURS) return hours > 0
    const more = countBacking(rival, all) - countBacking(one, all)
    return more > 0 || (more === 0 && hours > 0)
  })
}

/** Figures and days of the two are the same, both ways; of their names one may tell fewer, or some are shared. */
export function saysTheSame(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const daysClash = one.dates.some((day) => other.dates.some((date) => datesAgree(day, date) === 'conflict'))
  return holdsFigures(one, other) && holdsFigures(other, one) && !daysClash && areNamedAlike(one, other)
}

function areNamedAlike(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const share = one.names.some((name) => other.names.some(({ key }) => key === name.key))
  return share || holdsNames(one, other) || holdsNames(other, one)
}

/** Figures of one unit that nothing on the other side answers, and at least one pair of which cannot both hold. */
function clash(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const open = one.quantities.filter((quantity) => !isAnswered(quantity, other.quantities))
  const others = other.quantities.filter((quantity) => !isAnswered(quantity, one.quantities))
  return open.some((quantity) => others.some((figure) => isRival(quantity, figure)))
}

/** Sentences of one claim count one thing, whatever noun they choose: the dead, people killed. */
function isRival(one: Quantity, other: Quantity): boolean {
  const [first, second] = counted(one, other)
  return compareQuantities({ ...first, noun: 'one' }, { ...second, noun: 'one' }) === 'conflict'
}

const isAnswered = (quantity: Quantity, others: readonly Quantity[]): boolean =>
  others.some((other) => ['same', 'compatible'].includes(compareQuantities(...counted(quantity, other))))

/** "At least 14" and "at least 22" can both hold, and are two counts all the same. */
function counted(one: Quantity, other: Quantity): readonly [Quantity, Quantity] {
  const areOpen = one.high === Infinity && other.high === Infinity
  return areOpen
    ? [
        { ...one, high: one.low },
        { ...other, high: other.low },
      ]
    : [one, other]
}

function countBacking({ support, features }: Candidate, all: readonly Candidate[]): number {
  const backing = all.filter(
    (other) => other.support === support || (!other.support.variant && backsLine(features, other.support)),
  )
  return new Set(backing.flatMap(({ support: { origin } }) => (origin.kind === 'unattributed' ? [] : [origin.name])))
    .size
}
