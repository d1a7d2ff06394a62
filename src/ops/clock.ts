/** Where the time comes from. */
export type Clock = { now(): Temporal.Instant }

/** The machine's clock, to the millisecond: the store keeps moments no finer. */
export const systemClock: Clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) }

/** A clock that a test or a demo moves by hand. */
export function manualClock(start: Temporal.Instant): Clock & { set(to: Temporal.Instant): void } {
  let current = start
  return {
    now: () => current,
    set: (to) => {
      current = to
    },
  }
}
