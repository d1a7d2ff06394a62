import { equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pause, within } from '../../src/adapters/waiting.ts'

test('what comes in time is given, and what fails in time is thrown', async () => {
  equal(await within(5_000, Promise.resolve('in time'), () => 'late'), 'in time')
  await rejects(
    within(5_000, Promise.reject(new Error('broken')), () => 'late'),
    /broken/,
  )
})

test('what is late is replaced, or refused, and its own end is heard by nobody', async () => {
  const failing = sleep(20).then(() => {
    throw new Error('too late to matter')
  })
  equal(await within(1, failing, () => 'late'), 'late')
  await rejects(
    within(1, sleep(20), () => {
      throw new Error('refused')
    }),
    /refused/,
  )
  await sleep(40)
})

test('a pause ends with its signal, also one that ended before', async () => {
  const stop = new AbortController()
  const began = performance.now()
  setTimeout(() => stop.abort(), 10)
  await pause(60_000, stop.signal)
  await pause(60_000, stop.signal)
  ok(performance.now() - began < 30_000)
})
