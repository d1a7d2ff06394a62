import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../../src/ops/clock.ts'
import { createInProcessTasks } from '../../../src/pipeline/tasks/in-process-tasks.ts'
import { recordTasks } from './record-tasks.ts'

const STOP_MAX_MS = 5_000
const PARTS = { clock: systemClock, matchEveryMs: 60_000 }
const noFault = (error: unknown) => {
  throw error
}

test('at the start every task has its turn: feeds and pages are looked for, what came in is matched', async () => {
  const runner = createInProcessTasks({ ...PARTS, onFault: noFault })
  const { handlers, told } = recordTasks({ match: async () => runner.wake('deliver') })
  await runner.start(handlers)
  await sleep(20)
  deepEqual(
    told.filter((each) => each.startsWith('/')).toSorted(),
    ['/deliver', '/match', '/poll', '/prune', '/re-read', '/read'].toSorted(),
  )
  await runner.stop()
})

test('a task that throws is told of, and runs when it is woken', async () => {
  const heard: unknown[] = []
  let runs = 0
  const runner = createInProcessTasks({ ...PARTS, onFault: (error, task) => heard.push([task, String(error)]) })
  const { handlers } = recordTasks({
    match: async () => {
      runs += 1
      if (runs === 1) throw new Error('no')
    },
  })
  await runner.start(handlers)
  await sleep(10)
  runner.wake('match')
  await sleep(10)
  deepEqual([heard, runs], [[['match', 'Error: no']], 2])
  await runner.stop()
})

test('it stops within five seconds, whether tasks heed their signal or not; nothing is woken afterwards', async () => {
  const runner = createInProcessTasks({ ...PARTS, onFault: noFault })
  let runs = 0
  const { handlers } = recordTasks({
    deliver: (signal) => sleep(60_000, undefined, { signal }),
    poll: () => new Promise(() => undefined),
    read: async () => void (runs += 1),
  })
  await runner.start(handlers)
  runner.wake('deliver')
  await sleep(10)
  const [began, before] = [performance.now(), runs]
  await runner.stop()
  ok(performance.now() - began < STOP_MAX_MS)
  runner.wake('read')
  await sleep(10)
  equal(runs, before)
})
