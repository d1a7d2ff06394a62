import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTicker } from '../../src/schedule/ticker.ts'

const EVERY_SECOND = '* * * * * *'
const noFault = (error: unknown) => {
  throw error
}

test('the task runs at once, then with every tick, until stopped', async () => {
  let runs = 0
  const ticker = startTicker(async () => void (runs += 1), { onFault: noFault, pattern: EVERY_SECOND })
  equal(runs, 1)
  await sleep(1_300)
  await ticker.stop()
  const before = runs
  equal(before >= 2, true)
  await sleep(1_200)
  equal(runs, before)
})

test('ticks that come while the last one works make one run more, as soon as it has ended', async () => {
  const work = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  const ticker = startTicker(
    async () => {
      runs += 1
      await work[runs - 1]?.promise
    },
    { onFault: noFault, pattern: EVERY_SECOND },
  )
  // Two ticks have come, and the next is half a second away.
  await sleep(2_500 - (Date.now() % 1_000))
  equal(runs, 1)
  work[0]?.resolve()
  await sleep(10)
  equal(runs, 2)
  work[1]?.resolve()
  await sleep(10)
  equal(runs, 2)
  for (const { resolve } of work) resolve()
  await ticker.stop()
})

test('a tick that comes while the process is busy is not lost', async () => {
  let runs = 0
  const ticker = startTicker(async () => void (runs += 1), { onFault: noFault, pattern: '*/4 * * * * *' })
  const comesIn = 4_000 - (Date.now() % 4_000)
  await sleep(comesIn - 50)
  const before = runs
  const end = Date.now() + 2_300
  while (Date.now() < end);
  await sleep(100)
  equal(runs, before + 1)
  await ticker.stop()
})

test('a task that throws is told of, and runs again', async () => {
  const heard: unknown[] = []
  const fault = new Error('the disk is full')
  const task = async () => {
    throw fault
  }
  const ticker = startTicker(task, { onFault: (error) => heard.push(error), pattern: EVERY_SECOND })
  await sleep(1_300)
  await ticker.stop()
  equal(heard.length >= 2, true)
  equal(heard[0], fault)
})

test('stopping aborts the running task and waits until it has ended', async () => {
  const seen: string[] = []
  const task = async (signal: AbortSignal) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true })
    })
    await sleep(20)
    seen.push('task ended')
    signal.throwIfAborted()
  }
  const ticker = startTicker(task, { onFault: noFault })
  await ticker.stop()
  seen.push('stopped')
  deepEqual(seen, ['task ended', 'stopped'])
})
