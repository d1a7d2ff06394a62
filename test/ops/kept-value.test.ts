import { deepEqual, equal, ok } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { keepValue } from '../../src/ops/kept-value.ts'

const never = (error: unknown) => {
  throw error
}

test('who asks first waits for the value; then it is made once for all who ask while it is fresh', async () => {
  let made = 0
  const kept = keepValue(async () => (made += 1), { freshMs: 60_000, onFault: never })
  equal(kept.latest(), null)
  await Promise.all([kept.ask(), kept.ask()])
  await kept.ask()
  equal(kept.latest()?.value, 1)
  ok((kept.latest()?.ageMs ?? -1) >= 0)
})

test('an old value is told at once, and made again behind it', async () => {
  let made = 0
  const second = Promise.withResolvers<void>()
  const kept = keepValue(
    async () => {
      made += 1
      if (made > 1) await second.promise
      return made
    },
    { freshMs: 0, onFault: never },
  )
  await kept.ask()
  await sleep(500)
  await kept.ask()
  deepEqual([made, kept.latest()?.value], [2, 1])
  second.resolve()
  await sleep(10)
  equal(kept.latest()?.value, 2)
})

test('one that takes long to make is made seldom: it rests for fifty times as long', async () => {
  let made = 0
  const kept = keepValue(
    async () => {
      await sleep(20)
      return (made += 1)
    },
    { freshMs: 0, onFault: never },
  )
  for (let turn = 0; turn < 20; turn += 1) {
    await kept.ask()
    await sleep(10)
  }
  equal(made, 1)
})

test('a fault is told, what was made before stays, and nobody waits for ever', async () => {
  const faults: unknown[] = []
  let fails = false
  const make = async () => {
    if (fails) throw new Error('the store is busy')
    return 'counted'
  }
  const kept = keepValue(make, { freshMs: 0, onFault: (error) => faults.push(error) })
  await kept.ask()
  fails = true
  while (faults.length === 0) {
    await kept.ask()
    await sleep(5)
  }
  equal(kept.latest()?.value, 'counted')
  equal(faults.length, 1)
  const first = keepValue(() => Promise.reject(new Error('no')), { freshMs: 0, onFault: () => undefined })
  await first.ask()
  deepEqual(first.latest(), null)
})
