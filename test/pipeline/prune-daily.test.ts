import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '../../src/ops/clock.ts'
import type { Log } from '../../src/ops/log.ts'
import { createPruning } from '../../src/pipeline/prune-daily.ts'

const START = Temporal.Instant.from('2026-03-02T08:00:00Z')
const KEEP_MS = 90 * 86_400_000

function openPruning(prune: () => Promise<number>) {
  const [clock, logged, asked] = [manualClock(START), [] as string[], [] as string[]]
  const say = (_facts: unknown, message: string) => void logged.push(message)
  const log: Log = { debug: say, info: say, warn: say, error: say }
  const upkeep = {
    keepMs: KEEP_MS,
    prune: (before: Temporal.Instant) => {
      asked.push(before.toString())
      return prune()
    },
  }
  return { clock, logged, asked, turn: createPruning(upkeep, clock, log) }
}

test('it deletes at the first turn, and then once a day', async () => {
  const { clock, logged, asked, turn } = openPruning(async () => 3)
  for (let hour = 0; hour < 50; hour += 1) {
    await turn()
    clock.set(clock.now().add({ hours: 1 }))
  }
  deepEqual(asked, ['2025-12-02T08:00:00Z', '2025-12-03T08:00:00Z', '2025-12-04T08:00:00Z'])
  equal(logged.length, 3)
  match(logged[0] ?? '', /3 old articles were deleted/)
})

test('where nothing is old, nothing is said', async () => {
  const { logged, turn } = openPruning(async () => 0)
  await turn()
  deepEqual(logged, [])
})

test('a fault of the store is logged, and ends no turn', async () => {
  const { logged, turn } = openPruning(() => Promise.reject(new Error('disk')))
  await turn()
  await turn()
  equal(logged.length, 1)
})

test('a clock that is set back keeps nothing waiting', async () => {
  const { clock, asked, turn } = openPruning(async () => 0)
  await turn()
  clock.set(START.subtract({ hours: 48 }))
  await turn()
  equal(asked.length, 2)
})
