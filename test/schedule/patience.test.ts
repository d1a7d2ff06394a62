import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '../../src/ops/clock.ts'
import { createPatience } from '../../src/schedule/patience.ts'

const START = Temporal.Instant.from('2026-01-08T08:00Z')
const slack = (id: string) => ({ platform: 'slack', id }) as const
const discord = (id: string) => ({ platform: 'discord', id }) as const

test('a limited channel waits as long as it was told, and no other does', () => {
  const clock = manualClock(START)
  const patience = createPatience(clock)
  equal(patience.heed(slack('C1'), 2_000), 2_000)
  equal(patience.leftMs(slack('C1')), 2_000)
  equal(patience.leftMs(slack('C2')), 0)
  clock.set(START.add({ milliseconds: 1_500 }))
  equal(patience.leftMs(slack('C1')), 500)
  clock.set(START.add({ seconds: 2 }))
  equal(patience.leftMs(slack('C1')), 0)
})

test('a second channel limited while the first waits holds up the whole platform, not the other one', () => {
  const patience = createPatience(manualClock(START))
  patience.heed(slack('C1'), 2_000)
  patience.heed(slack('C2'), 3_000)
  equal(patience.leftMs(slack('C3')), 3_000)
  equal(patience.leftMs(discord('7')), 0)
})

test('one channel limited twice holds up no other', () => {
  const patience = createPatience(manualClock(START))
  patience.heed(slack('C1'), 2_000)
  patience.heed(slack('C1'), 2_000)
  equal(patience.leftMs(slack('C2')), 0)
})

test('where the platform names no time half a minute is waited', () => {
  const patience = createPatience(manualClock(START))
  equal(patience.heed(slack('C1'), null), 30_000)
})

test('a wait is never so short that the platform is asked in a loop, nor so long that it is never asked', () => {
  const patience = createPatience(manualClock(START))
  const waits = [0, -1, 1, 250, 60_000, 86_400_000].map((ms) => patience.heed(slack('C1'), ms))
  deepEqual(waits, [30_000, 30_000, 250, 250, 60_000, 3_600_000])
})

test('a clock that is set back by a day makes no wait of a day', () => {
  const clock = manualClock(START)
  const patience = createPatience(clock)
  patience.heed(slack('C1'), 2_000)
  patience.heed(slack('C2'), 2_000)
  clock.set(START.subtract({ hours: 24 }))
  deepEqual(
    ['C1', 'C2', 'C3'].map((id) => patience.leftMs(slack(id))),
    [0, 0, 0],
  )
})
