import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '../../src/ops/clock.ts'
import type { Log } from '../../src/ops/log.ts'
import { createPruning, examineOld } from '../../src/pipeline/prune-daily.ts'

const START = Temporal.Instant.from('2026-03-02T08:00:00Z')
const KEEP_MS = 90 * 86_400_000

function openPruning(prune: () => Promise<number>, countOld: () => Promise<number> = async () => 0) {
  const [clock, logged, asked, counted] = [manualClock(START), [] as string[], [] as string[], [] as string[]]
  const say = (_facts: unknown, message: string) => void logged.push(message)
  const log: Log = { debug: say, info: say, warn: say, error: say }
  const noting = (moments: string[], answer: () => Promise<number>) => (before: Temporal.Instant) => {
    moments.push(before.toString())
    return answer()
  }
  const upkeep = { keepMs: KEEP_MS, prune: noting(asked, prune), countOld: noting(counted, countOld) }
  const turn = createPruning(upkeep, clock, log)
  const hours = async (count: number) => {
    for (let hour = 0; hour < count; hour += 1) {
      await turn()
      clock.set(clock.now().add({ hours: 1 }))
    }
  }
  return { clock, logged, asked, counted, turn, hours }
}

test('it deletes an hour after its first turn, and then once a day', async () => {
  const { logged, asked, hours } = openPruning(async () => 3)
  await hours(50)
  deepEqual(asked, ['2025-12-02T09:00:00Z', '2025-12-03T09:00:00Z', '2025-12-04T09:00:00Z'])
  equal(logged.length, 3)
  match(logged[0] ?? '', /3 old articles were deleted/)
})

test('at the first turn it says how many it will delete, and deletes none', async () => {
  const { clock, logged, asked, counted, turn } = openPruning(
    async () => 9,
    async () => 9,
  )
  await turn()
  clock.set(START.add({ minutes: 59 }))
  await turn()
  deepEqual([asked, counted], [[], ['2025-12-02T09:00:00Z']])
  deepEqual(logged, [
    '9 articles were last seen longer ago than 90 days (keep); in an hour they are deleted. Set keep: in standfirst.yaml higher to keep them',
  ])
})

test('where nothing is old, nothing is said', async () => {
  const { logged, hours } = openPruning(async () => 0)
  await hours(3)
  deepEqual(logged, [])
})

test('a fault of the store is logged, and ends no turn', async () => {
  const broken = () => Promise.reject(new Error('disk'))
  const { logged, hours } = openPruning(broken, broken)
  await hours(3)
  deepEqual(logged, ['old articles could not be counted', 'old articles could not be deleted; tried again in a day'])
})

test('a clock that is set back keeps nothing waiting', async () => {
  const { clock, asked, hours, turn } = openPruning(async () => 0)
  await hours(2)
  clock.set(START.subtract({ hours: 48 }))
  await turn()
  equal(asked.length, 2)
})

test('doctor is told what the next deletion takes, where it takes anything', async () => {
  deepEqual(await examineOld(async () => 0, KEEP_MS, START), [])
  deepEqual(await examineOld(async () => 1, KEEP_MS / 60, START), [
    {
      name: 'keep',
      found:
        '1 article was last seen longer ago than 1.5 days (keep): the bot deletes them an hour after it starts, then daily',
      mend: null,
    },
  ])
})
