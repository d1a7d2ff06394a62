import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createKeeper } from '../../../src/pipeline/reading/keep-made.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-08T${time}Z`)

const cases = [
  // made as of, its newest; asked for as of, under which mark; times made, told as of
  ['08:00', '07:00', '08:00', 'a', 1, '08:00'],
  ['08:00', '07:00', '09:00', 'a', 1, '09:00'],
  ['08:00', '08:00', '09:00', 'a', 1, '09:00'],
  ['08:00', null, '09:00', 'a', 1, '09:00'],
  ['08:00', '08:30', '08:00', 'a', 1, '08:00'], // dated later: it is not in it, then or now
  ['08:00', '08:30', '09:00', 'a', 2, '09:00'],
  ['08:00', '07:00', '09:00', 'b', 2, '09:00'],
  ['08:00', '07:00', '07:30', 'a', 2, '07:30'], // the clock was set back
] as const

for (const [made, newest, asked, mark, times, told] of cases) {
  test(`made at ${made}, newest ${newest}, asked at ${asked} of ${mark}: made ${times} times, told as of ${told}`, async () => {
    const keeper = createKeeper(2)
    const newestAt = newest === null ? null : at(`${newest}:00`)
    let count = 0
    const ask = (time: string, of: string) =>
      keeper.once(
        'brief',
        { mark: of, asOf: at(`${time}:00`), newestAt },
        async () => {
          count += 1
          return time
        },
        (_, asOf) => asOf.toString().slice(11, 16),
      )
    await ask(made, 'a')
    equal(await ask(asked, mark), told)
    equal(count, times)
  })
}

test('what fails is not kept, and no more is than was said', async () => {
  const keeper = createKeeper(2)
  const of = { mark: 'a', asOf: at('08:00:00'), newestAt: null }
  const made: string[] = []
  const ask = (key: string, fault: 'sound' | 'broken' = 'sound') =>
    keeper
      .once(key, of, async () => {
        made.push(key)
        if (fault === 'broken') throw new Error('it broke')
        return key
      })
      .catch(() => 'failed')
  equal(await ask('a', 'broken'), 'failed')
  for (const key of ['a', 'b', 'a', 'c', 'a']) await ask(key)
  deepEqual(made, ['a', 'a', 'b', 'c', 'a'])
})
