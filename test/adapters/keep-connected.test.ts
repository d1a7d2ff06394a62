import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { keepConnected } from '../../src/adapters/keep-connected.ts'

test('whoever watches hears when it is connected, when that is lost, and when it is connected again', async () => {
  const heard: boolean[] = []
  const stop = new AbortController()
  let tries = 0
  const connect = async () => {
    tries += 1
    if (tries === 2) throw new Error('no route')
    // The first is lost at once; the last holds until the end.
    return { lost: tries === 1 ? Promise.resolve() : new Promise(() => undefined) }
  }
  const job = {
    name: 'Chat',
    connect,
    pauseMs: 1,
    note: () => undefined,
    heard: (isConnected: boolean) => {
      heard.push(isConnected)
      if (heard.length === 3) stop.abort()
    },
  }
  await keepConnected(job, stop.signal)
  deepEqual(heard, [true, false, true, false])
})
