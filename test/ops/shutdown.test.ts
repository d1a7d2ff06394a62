import { deepEqual, equal } from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../src/news/errors.ts'
import { watchSignals } from '../../src/ops/shutdown.ts'

function watch(timeoutMs = 60_000) {
  const source = new EventEmitter()
  const exits: number[] = []
  return { source, exits, shutdown: watchSignals({ source, exit: (code) => exits.push(code), timeoutMs }) }
}

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  test(`the first ${name} aborts and ends nothing`, () => {
    const { source, exits, shutdown } = watch()
    equal(shutdown.signal.aborted, false)
    source.emit(name)
    equal(isNewsError(shutdown.signal.reason, 'interrupted'), true)
    deepEqual(exits, [])
    shutdown.done()
  })
}

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`a second signal, ${name}, ends the process at once with ${code}`, () => {
    const { source, exits, shutdown } = watch()
    source.emit('SIGTERM')
    source.emit(name)
    deepEqual(exits, [code])
    shutdown.done()
  })
}

test('a stop that takes too long is cut short', async () => {
  const { source, exits, shutdown } = watch(20)
  source.emit('SIGTERM')
  await sleep(60)
  deepEqual(exits, [143])
  shutdown.done()
})

test('when all is done, no signal is heard and no timer ends the process', async () => {
  const { source, exits, shutdown } = watch(20)
  source.emit('SIGTERM')
  shutdown.done()
  await sleep(60)
  deepEqual(exits, [])
  equal(source.listenerCount('SIGTERM') + source.listenerCount('SIGINT'), 0)
})
