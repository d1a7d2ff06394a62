import { equal } from 'node:assert/strict'
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
