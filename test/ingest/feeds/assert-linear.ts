import { ok } from 'node:assert/strict'

/** Too short to say anything: a clock's step, a collection of garbage. */
const TOO_SHORT_MS = 60
/** A square would be sixteen times, each time it is tried. */
const RATIO_MAX = 10
/** What else the machine does makes work longer, and never shorter: of so many tries of each the quickest counts. */
const TRIES = 6

/**
 * That a piece of work on four times as much takes about four times as long. The processor's time of this thread alone
 * counts, so that a busy machine does not matter; what is in proportion at the first try is not tried again.
 */
export function assertLinear(work: (size: number) => () => void, size = 150_000): void {
  const [few, many] = [work(size), work(4 * size)]
  let [small, large] = [Infinity, Infinity]
  for (let tried = 0; tried < TRIES; tried += 1) {
    small = Math.min(small, timeOf(few))
    large = Math.min(large, timeOf(many))
    if (large < Math.max(TOO_SHORT_MS, small * RATIO_MAX)) return
  }
  ok(false, `${small} ms, then ${large} ms`)
}

function timeOf(run: () => void): number {
  const before = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
