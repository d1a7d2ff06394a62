import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createReadiness, type Probe, type Stage } from '../../src/ops/readiness.ts'

const well: Probe = { name: 'store', look: () => ({ ready: true, found: 'it answers' }) }
const ill: Probe = { name: 'slack', look: async () => ({ ready: false, found: 'not connected' }) }
const broken: Probe = { name: 'thread', look: () => Promise.reject(new Error('postgres://me:hush@db')) }
const thrown: Probe = {
  name: 'thread',
  look: () => {
    throw new Error('hush')
  },
}
const silent: Probe = { name: 'store', look: () => new Promise(() => undefined) }

const cases: readonly (readonly [string, Stage, readonly Probe[], boolean, readonly string[]])[] = [
  ['all is well', 'running', [well], true, ['store: it answers']],
  ['nothing is looked at yet', 'starting', [], false, []],
  ['it starts', 'starting', [well], false, ['store: it answers']],
  ['it stops', 'stopping', [well], false, ['store: it answers']],
  ['a platform is not connected', 'running', [well, ill], false, ['store: it answers', 'slack: not connected']],
  ['a look fails', 'running', [broken], false, ['thread: it failed; the log says why']],
  ['a look fails at once', 'running', [thrown], false, ['thread: it failed; the log says why']],
  [
    'the store is silent',
    'running',
    [silent, well],
    false,
    ['store: it did not answer within 50 ms', 'store: it answers'],
  ],
]
for (const [name, state, probes, ready, found] of cases) {
  test(`${ready ? 'ready' : 'not ready'}: ${name}`, async () => {
    const told = await createReadiness(
      () => probes,
      () => state,
      50,
    )()
    deepEqual([told.ready, told.state], [ready, state])
    deepEqual(
      told.checks.map((check) => `${check.name}: ${check.found}`),
      found,
    )
  })
}

test('however many ask at once, each thing is looked at once; a change of stage is told at once', async () => {
  let looks = 0
  let state: Stage = 'running'
  const probe: Probe = {
    name: 'store',
    look: () => {
      looks += 1
      return { ready: true, found: 'it answers' }
    },
  }
  const readiness = createReadiness(
    () => [probe],
    () => state,
  )
  const told = await Promise.all(Array.from({ length: 50 }, readiness))
  equal(looks, 1)
  equal(
    told.every(({ ready }) => ready),
    true,
  )
  state = 'stopping'
  equal((await readiness()).ready, false)
})
