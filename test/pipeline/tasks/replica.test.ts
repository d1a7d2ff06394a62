import { deepEqual, equal, ok } from 'node:assert/strict'
import { mock, test, type TestContext } from 'node:test'
import { NewsError } from '../../../src/news/errors.ts'
import { createLog } from '../../../src/ops/log.ts'
import { examineReplicas } from '../../../src/pipeline/tasks/examine-replicas.ts'
import { createReplica, type Replica, type ReplicaStore } from '../../../src/pipeline/tasks/replica.ts'

/** A store in memory whose clock is the test's. */
function memoryReplicas() {
  const rows = new Map<string, { startedAt: number; seenAt: number; version: string; worker: string | null }>()
  const state = { now: 1_000_000, isAway: false, signs: 0 }
  const reach = () => {
    if (state.isAway) throw new NewsError('store-busy', 'the database cannot be reached')
  }
  const listed = () =>
    [...rows]
      .toSorted(([, a], [, b]) => a.startedAt - b.startedAt)
      .map(([id, { seenAt, ...row }]) => ({ id, ...row, silentMs: state.now - seenAt }))
  const store: ReplicaStore = {
    signLife: async ({ id, version, worker }) => {
      reach()
      state.signs += 1
      const known = rows.get(id)
      rows.set(id, { startedAt: known?.startedAt ?? state.now, seenAt: state.now, version, worker })
      return known === undefined ? 'anew' : 'known'
    },
    listReplicas: async () => {
      reach()
      return listed()
    },
    buryReplicas: async (silentMs) => {
      reach()
      const dead = listed().filter((one) => one.silentMs >= silentMs)
      for (const { id } of dead) rows.delete(id)
      return dead
    },
    leave: async (id) => void rows.delete(id),
  }
  return { store, rows, state }
}

type World = ReturnType<typeof openWorld>

/** Replicas whose timers are the test's. */
function openWorld(context: TestContext) {
  mock.timers.enable({ apis: ['setTimeout'] })
  const real = performance.now
  const { store, rows, state } = memoryReplicas()
  performance.now = () => state.now
  const lines: { level: string; replica?: string; msg: string }[] = []
  const log = createLog({
    level: 'info',
    secrets: [],
    style: 'json',
    write: (text) => void lines.push(JSON.parse(text)),
  })
  const dead: string[] = []
  context.after(() => {
    performance.now = real
    mock.timers.reset()
  })
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  }
  return {
    state,
    rows,
    store,
    dead,
    said: () => lines.map(({ level, replica, msg }) => `${level} ${replica}: ${msg}`),
    start: async (id: string): Promise<Replica> => {
      const parts = { id, version: '1.2.3', store, log, worker: () => `worker of ${id}` }
      const replica = createReplica({
        ...parts,
        onDead: async (workers) => void dead.push(...workers),
        onChange: () => undefined,
      })
      await replica.start()
      return replica
    },
    /** Time goes on, a second at a time, for all or without somebody's look. */
    pass: async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        state.now += 1_000
        mock.timers.tick(1_000)
        await settle()
      }
    },
  }
}

const inWorld = (name: string, body: (world: World) => Promise<void>) =>
  test(name, (context) => body(openWorld(context)))

inWorld('the oldest leads; when it leaves, the next one does within seconds', async ({ start, pass }) => {
  const a = await start('a')
  await pass(1)
  const b = await start('b')
  deepEqual([a.leads(), b.leads()], [true, false])
  await pass(60)
  deepEqual([a.leads(), b.leads()], [true, false])
  const term = a.term()
  await a.stop()
  equal(term.aborted, true)
  await pass(6)
  equal(b.leads(), true)
})

inWorld(
  'who is silent for 30 s is dead: its work is freed, and another leads',
  async ({ start, pass, rows, dead, said }) => {
    rows.set('gone', { startedAt: 1, seenAt: 1_000_000, version: '1.2.3', worker: 'worker of gone' })
    const b = await start('b')
    await pass(29)
    deepEqual([b.leads(), dead], [false, []])
    await pass(6)
    deepEqual([b.leads(), dead], [true, ['worker of gone']])
    deepEqual(
      said().filter((line) => line.startsWith('warn')),
      ['warn gone: a replica is dead; what it had taken on is free'],
    )
  },
)

inWorld(
  'who cannot sign for 20 s leads no more, long before others take it for dead',
  async ({ start, pass, state, said }) => {
    const a = await start('a')
    await pass(12)
    const term = a.term()
    state.isAway = true
    await pass(7)
    equal(a.leads(), true)
    await pass(14)
    deepEqual([a.leads(), term.aborted, a.term().aborted], [false, true, true])
    state.isAway = false
    await pass(6)
    equal(a.leads(), true)
    deepEqual(said(), [
      'info a: this replica leads: it matches, makes digests and posts them',
      'error a: the store cannot be asked; this replica waits until it can',
      'warn a: this replica leads no more: it cannot sign its life',
      'info a: this replica leads: it matches, makes digests and posts them',
      'info a: the store is there again: the work goes on',
    ])
  },
)

inWorld(
  'who was taken for dead and wakes up finds that it leads no more, and comes last',
  async ({ start, pass, rows, state }) => {
    const a = await start('a')
    await pass(1)
    const b = await start('b')
    // It stood still: others buried it.
    rows.delete('a')
    await pass(6)
    equal(b.leads(), true)
    await pass(6)
    deepEqual([a.leads(), b.leads()], [false, true])
    ok(state.signs > 2)
  },
)

inWorld('faults of a store that is away are told as one; others as they come', async ({ start, pass, state, said }) => {
  const a = await start('a')
  state.isAway = true
  for (let time = 0; time < 3; time += 1) {
    await a.tell('error', { err: new NewsError('store-busy', 'the database cannot be reached') }, 'a digest failed')
    await pass(1)
  }
  state.isAway = false
  await a.tell('error', { err: new NewsError('store-busy', 'the connection was lost') }, 'it waited too long')
  await a.tell('error', {}, 'a digest cannot be made')
  deepEqual(
    said().filter((line) => line.startsWith('error')),
    ['error a: the store cannot be asked; this replica waits until it can', 'error undefined: a digest cannot be made'],
  )
})

inWorld('doctor lists them: who leads, who is dead, when each was seen', async ({ start, pass, rows, store }) => {
  deepEqual((await examineReplicas(store)).mend, null)
  await start('a')
  rows.set('b', { startedAt: 2_000_000, seenAt: 1_000_000, version: '1.3.0', worker: null })
  rows.set('c', { startedAt: 3_000_000, seenAt: 960_000, version: '1.2.3', worker: null })
  await pass(3)
  deepEqual(await examineReplicas(store), {
    found:
      'replicas alive: 2; a (1.2.3): leads, seen 3 s ago; b (1.3.0): alive, seen 3 s ago; c (1.2.3): dead, seen 43 s ago',
    mend: null,
  })
})
