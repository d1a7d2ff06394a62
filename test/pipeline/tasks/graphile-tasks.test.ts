import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { NewsError } from '../../../src/news/errors.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { createLog } from '../../../src/ops/log.ts'
import type { TaskHandler, TaskName } from '../../../src/pipeline/tasks/task-runner.ts'
import { openReplicaTasks } from '../../../src/assembly/replica-parts.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { NO_POSTGRES, startPostgres } from '../../postgres/server.ts'
import { recordTasks } from './record-tasks.ts'

const WAIT_MAX_MS = 40_000
const server = await startPostgres()
after(() => server?.stop())

type Work = Readonly<Partial<Record<TaskName, TaskHandler>>>

async function until(happened: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!(await happened())) {
    ok(performance.now() < end, `it did not happen: ${what}`)
    await sleep(20)
  }
}

/** Replicas on one new database, which end with the test. */
async function withReplicas(body: (world: Awaited<ReturnType<typeof openWorld>>) => Promise<void>): Promise<void> {
  const world = await openWorld()
  try {
    await body(world)
  } finally {
    await world.close()
  }
}

async function openWorld() {
  const address = (await server?.database()) ?? ''
  const closing: (() => Promise<void>)[] = []
  const client = new Client({ connectionString: address })
  client.on('error', () => undefined)
  await client.connect()
  closing.push(() => client.end().catch(() => undefined))
  return {
    address,
    start: async (id: string, work: Work = {}) => {
      const store = await openStore(address, { replica: id })
      const lines: string[] = []
      const log = createLog({ level: 'info', secrets: [], style: 'json', write: (text) => void lines.push(text) })
      const parts = { id, version: '1.2.3', store: store.replicas, clock: systemClock, matchEveryMs: 60_000, log }
      const runner = openReplicaTasks(address, parts)
      const { handlers, told } = recordTasks(work)
      await runner.start(handlers)
      let isStopped = false
      const stop = async () => {
        if (isStopped) return
        isStopped = true
        await runner.stop()
        await store.close()
      }
      closing.unshift(stop)
      return { id, runner, told, store, lines, stop, said: (text: RegExp) => lines.some((line) => text.test(line)) }
    },
    run: (sql: string) => client.query(sql),
    jobs: async () =>
      (
        await client.query<{ key: string | null; task: string; error: string | null }>(
          'select key, task_identifier as task, last_error as error from graphile_worker.jobs order by id',
        )
      ).rows,
    close: async () => {
      for (const close of closing) await close()
    },
  }
}

describe('tasks on replicas', { skip: server === null && NO_POSTGRES, concurrency: false }, () => {
  test('at the start every task has its turn', () =>
    withReplicas(async ({ start }) => {
      const { told } = await start('a')
      await until(() => ['match', 'prune', 'poll', 'read', 're-read'].every((task) => told.includes(`/${task}`)), 'all')
    }))

  test('jobs of others are done by nobody and hold nothing up: unknown names, payloads of any form and size, hundreds', () =>
    withReplicas(async ({ start, run, jobs }) => {
      const { told, runner, lines } = await start('a')
      await until(() => told.includes('/re-read') && told.includes('/prune'), 'it has begun')
      await sleep(500)
      told.length = 0
      for (const [task, payload, count] of [
        ['no such task', '{}', 300],
        ['prune', '[1, 2]', 300],
        ['prune', '"text"', 1],
        ['prune', 'null', 1],
        ['prune', `"${'x'.repeat(5_000_000)}"`, 1],
      ] as const) {
        await run(
          `select graphile_worker.add_job('${task}', '${payload}'::json, priority => -100) from generate_series(1, ${count})`,
        )
      }
      runner.wake('prune')
      await until(() => told.includes('/prune'), 'its own turn comes')
      await until(async () => (await jobs()).every(({ task }) => task === 'no such task'), 'those of others are ended')
      // Its own turn at the start may come late.
      ok(told.filter((step) => step === '/prune').length <= 2)
      equal(
        lines.some((line) => /"level":"error"/.test(line)),
        false,
      )
    }))

  test('the oldest runs the tasks of the desk, others read with it; when it leaves, the next one leads', () =>
    withReplicas(async ({ start }) => {
      const a = await start('a')
      await until(() => a.told.includes('match'), 'a leads')
      const b = await start('b')
      b.runner.wake('deliver')
      await until(() => a.told.includes('deliver'), 'it is a that delivers, whoever asks')
      equal(b.told.includes('deliver') || b.told.includes('match'), false)
      await a.stop()
      await until(() => b.told.includes('match'), 'b leads')
      equal(b.said(/this replica leads/), true)
    }))

  test('a task that one replica has under way, another one takes when it is asked for again', () =>
    withReplicas(async ({ start }) => {
      const slow = Promise.withResolvers<void>()
      const running: string[] = []
      const poll = (id: string) => async () => {
        running.push(id)
        await slow.promise
      }
      const [a, b] = [await start('a', { poll: poll('a') }), await start('b', { poll: poll('b') })]
      await until(() => running.length === 2, 'both poll')
      deepEqual(running.toSorted(), ['a', 'b'])
      for (const { runner } of [a, b, a, b]) runner.wake('poll')
      await sleep(100)
      equal(running.length, 2)
      slow.resolve()
      await until(() => running.length > 2, 'what was asked for is done')
    }))

  test('however often it is asked for, one job of a task waits', () =>
    withReplicas(async ({ start, jobs }) => {
      const slow = Promise.withResolvers<void>()
      const work = { match: () => slow.promise }
      const replicas = [await start('a', work), await start('b', work)]
      await until(() => replicas[0]!.told.includes('match'), 'a matches')
      for (let time = 0; time < 10; time += 1) for (const { runner } of replicas) runner.wake('match')
      await until(async () => (await jobs()).filter(({ key }) => key === 'match').length === 1, 'one waits')
      slow.resolve()
      await until(async () => (await jobs()).every(({ task }) => task !== 'match'), 'all are done')
      const runs = replicas[0]!.told.filter((each) => each === 'match').length
      ok(runs <= 4, `it ran ${runs} times for 20 wishes`)
    }))

  test('what a task throws is in the log; the queue keeps a word of it, and it is run again', () =>
    withReplicas(async ({ start, jobs }) => {
      let runs = 0
      const a = await start('a', {
        read: async () => {
          runs += 1
          if (runs === 1) throw new NewsError('input-unreadable', 'postgres://me:secret@db.example cannot be read')
        },
      })
      await until(() => a.said(/"task":"read".*a task failed/), 'it is told')
      const failed = (await jobs()).find(({ error }) => error !== null)
      if (failed !== undefined) equal(failed.error, 'input-unreadable')
      equal(a.said(/me:secret/), false)
      await until(() => runs > 1, 'it is run again')
    }))

  test('of a server that is gone for a while one line tells, one that it is there again; then the work goes on', () =>
    withReplicas(async ({ start, address }) => {
      const a = await start('a', {
        read: async () => {
          await a?.store.feeds.listFeeds()
        },
      })
      await until(() => a.told.includes('/read'), 'it reads')
      await server?.halt('fast')
      await until(() => a.said(/the store cannot be asked/), 'it is told that it is away')
      await sleep(4_000)
      await server?.resume()
      await until(() => a.said(/the store is there again/), 'it is told that it is back')
      const before = a.told.length
      await until(() => a.told.slice(before).includes('/read') && a.told.slice(before).includes('/match'), 'work')
      const loud = a.lines.filter((line) => /"level":"(?:warn|error)"/.test(line))
      deepEqual(
        loud.map((line) => String((JSON.parse(line) as { msg: string }).msg)),
        ['the store cannot be asked; this replica waits until it can'],
      )
      match(address, /^postgres:/)
    }))

  test('it stops within five seconds, and says goodbye', () =>
    withReplicas(async ({ start }) => {
      const a = await start('a', { poll: () => new Promise(() => undefined) })
      const b = await start('b')
      await until(() => a.told.includes('poll') || b.told.includes('poll'), 'one polls')
      const began = performance.now()
      await a.stop()
      ok(performance.now() - began < 5_000)
      deepEqual(
        (await b.store.replicas.listReplicas()).map(({ id }) => id),
        ['b'],
      )
    }))
})
