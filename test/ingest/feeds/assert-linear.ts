import { ok } from 'node:assert/strict'

/** Too short to say anything: a clock's step, a collection of garbage. */
const TOO_SHORT_MS = 60

/**
 * That a piece of work on four times as much takes about four times as long. The processor's time of this thread alone
 * counts, so that a busy machine does not matter; of three tries the quickest.
 */
export function assertLinear(work: (size: number) => () => void, size = 150_000): void {
  const cost = (each: number) => {
    const run = work(each)
    return Math.min(
      ...[1, 2, 3].map(() => {
        const before = process.threadCpuUsage()
        run()
        const { user, system } = process.threadCpuUsage(before)
        return (user + system) / 1000
      }),
    )
  }
  const [small, large] = [cost(size), cost(4 * size)]
  // A square would be sixteen times.
  ok(large < Math.max(TOO_SHORT_MS, small * 10), `${small} ms, then ${large} ms`)
}
