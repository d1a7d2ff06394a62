import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLanes } from '../../../src/pipeline/tasks/lanes.ts'
import { recordTasks } from './record-tasks.ts'

const unaborted = new AbortController().signal

test('tasks of the desk that are woken together run one after the other, in their order', async () => {
  const { handlers, told } = recordTasks()
  const lanes = createLanes(handlers, () => unaborted)
  await Promise.all((['prune', 'brief', 'match', 'deliver'] as const).map((task) => lanes.run(task)))
  deepEqual(told, ['match', '/match', 'deliver', '/deliver', 'brief', '/brief', 'prune', '/prune'])
})

test('what one task wakes comes before what waited behind it', async () => {
  const { handlers, told } = recordTasks({ match: async () => void lanes.run('deliver') })
  const lanes = createLanes(handlers, () => unaborted)
  await Promise.all([lanes.run('match'), lanes.run('prune')])
  deepEqual(told, ['match', '/match', 'deliver', '/deliver', 'prune', '/prune'])
})

test('feeds, new pages and pages read again wait for nobody', async () => {
  const slow = Promise.withResolvers<void>()
  const { handlers, told } = recordTasks({ match: () => slow.promise, poll: () => slow.promise })
  const lanes = createLanes(handlers, () => unaborted)
  const both = [lanes.run('match'), lanes.run('poll')]
  await Promise.all([lanes.run('read'), lanes.run('re-read')])
  deepEqual(told.filter((each) => each.startsWith('/')).toSorted(), ['/re-read', '/read'].toSorted())
  slow.resolve()
  await Promise.all(both)
})

test('however often a task is asked for while it runs, it runs once more', async () => {
  const { handlers, told } = recordTasks({ poll: () => sleep(20) })
  const lanes = createLanes(handlers, () => unaborted)
  const first = lanes.run('poll')
  await sleep(5)
  await Promise.all([first, ...Array.from({ length: 9 }, () => lanes.run('poll'))])
  deepEqual(told, ['poll', '/poll', 'poll', '/poll'])
  await lanes.idle()
})

test('a task that throws rejects for who asked, and keeps no other', async () => {
  const { handlers, told } = recordTasks({
    match: async () => {
      throw new Error('no')
    },
  })
  const lanes = createLanes(handlers, () => unaborted)
  const matching = lanes.run('match')
  await Promise.all([rejects(matching, /no/), lanes.run('deliver')])
  deepEqual(told, ['match', 'deliver', '/deliver'])
})

test('after the signal nothing begins', async () => {
  const { handlers, told } = recordTasks()
  const lanes = createLanes(handlers, () => AbortSignal.abort())
  await rejects(lanes.run('match'))
  equal(told.length, 0)
})
