import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { createSeenIds } from '../../src/adapters/seen-ids.ts'
import { manualClock } from '../../src/ops/clock.ts'

const START = Temporal.Instant.from('2026-01-08T08:00:00Z')

test('an id is new once in ten minutes', () => {
  const clock = manualClock(START)
  const seen = createSeenIds(clock)
  const told = (['a@0', 'a@0', 'b@5', 'a@9', 'a@10', 'a@19', 'b@20'] as const).map((entry) => {
    const [id = '', minutes = ''] = entry.split('@')
    clock.set(START.add({ minutes: Number(minutes) }))
    return seen.isNew(id)
  })
  deepEqual(told, [true, false, true, false, true, false, true])
})

test('of a flood the oldest are forgotten first', () => {
  const seen = createSeenIds(manualClock(START))
  for (let count = 0; count < 10_001; count += 1) seen.isNew(`E${count}`)
  deepEqual([seen.isNew('E10000'), seen.isNew('E0')], [false, true])
})
