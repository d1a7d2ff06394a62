import type { Quantity } from '../text/quantities.ts'

/** One figure is the other told more roughly: 4,238 and 4,200, but not 4,238 and 4,300, nor 31 and 36. */
export function areRounded(one: Quantity, other: Quantity): boolean {
  if (one.low !== one.high || other.low !== other.high) return false
  const [first, second] = inOneUnit(one, other)
  const [fine, coarse] = digitsOf(first) > digitsOf(second) ? [first, second] : [second, first]
  return digitsOf(fine) > digitsOf(coarse) && Math.abs(fine - coarse) < unitOf(coarse) / 2
}

/** Digits of a number that tell: 2 of 4,200. */
const digitsOf = (value: number): number => value.toExponential().replace(/e.*$/, '').replace(/\D/g, '').length

/** What the last telling digit counts: 100 of 4,200. */
const unitOf = (value: number): number =>
  value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - digitsOf(value) + 1)

/** Both numbers as they are written, where that is in one unit: years, not the minutes that all durations are kept in. */
function inOneUnit(one: Quantity, other: Quantity): readonly [number, number] {
  const [first, second] = [one, other].map(({ text }) => Number(/\d[\d.]*/.exec(text.replaceAll(',', ''))?.[0] ?? NaN))
  const isOne = first !== undefined && second !== undefined && one.low / first === other.low / second
  return isOne ? [first, second] : [one.low, other.low]
}
