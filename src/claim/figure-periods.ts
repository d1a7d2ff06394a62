import type { Quantity } from '../text/quantities.ts'
import type { Passage, Side } from './passage.ts'

/** Units that measure a period, in which another figure holds, rather than a value of their own. */
export const PERIOD_UNIT = 'minute'
/** A duration of a day or more beside an amount says over which time: `over two decades`. */
const PERIOD_MINUTES_MIN = 1_440

/** The side with the period that its figure is told over. */
export function withPeriod(side: Side): Side {
  const period = side.passages.map(({ features }) => periodText(features.quantities)).find((text) => text !== null)
  return period === undefined || period === null ? side : { ...side, value: `${side.value} (${period})` }
}

/** A duration that says over which time another figure of its sentence holds. */
export function isPeriod(quantity: Quantity, all: readonly Quantity[]): boolean {
  return (
    quantity.unit === PERIOD_UNIT && quantity.low >= PERIOD_MINUTES_MIN && all.some(({ unit }) => unit !== PERIOD_UNIT)
  )
}

function periodText(quantities: readonly Quantity[]): string | null {
  return quantities.find((quantity) => isPeriod(quantity, quantities))?.text ?? null
}

/** The period that a passage's figures are told over; empty where it tells none. */
export function periodOf(passage: Passage | undefined): string {
  return (passage === undefined ? null : periodText(passage.features.quantities))?.toLowerCase() ?? ''
}
