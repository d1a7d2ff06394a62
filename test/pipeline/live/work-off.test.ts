import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workOff, type DueWork } from '../../../src/pipeline/live/work-off.ts'

/** Pieces that are due, in order, and what is done with them. */
function world(pieces: readonly string[], { atOnce = 2, work }: { atOnce?: number; work?: DueWork<string>['work'] }) {
  const due = [...pieces]
  const [began, released]: [string[], string[]] = [[], []]
  let underWay = 0
  let most = 0
  const parts: DueWork<string> = {
    atOnce,
    claim: async (limit) => due.splice(0, limit),
    release: async (left) => void released.push(...left),
    work: async (piece) => {
      began.push(piece)
      underWay += 1
      most = Math.max(most, underWay)
      try {
        await (work ?? (() => Promise.resolve()))(piece)
      } finally {
        underWay -= 1
      }
    },
  }
  return { parts, due, began, released, most: () => most }
}

const never = new AbortController().signal

test('all that is due is done, so many at once', async () => {
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
  const { parts, began, most } = world(['a', 'b', 'c', 'd', 'e'], { work: pause })
  assert.equal(await workOff(parts, never), 5)
  assert.deepEqual(began, ['a', 'b', 'c', 'd', 'e'])
  assert.equal(most(), 2)
})

test('a slow piece keeps no other waiting', async () => {
  const slow = Promise.withResolvers<void>()
  const { parts, began } = world(['slow', 'b', 'c', 'd'], {
    work: async (piece) => {
      if (piece === 'slow') await slow.promise
      if (piece === 'd') slow.resolve()
    },
  })
  assert.equal(await workOff(parts, never), 4)
  assert.deepEqual(began, ['slow', 'b', 'c', 'd'])
})

test('nothing is begun after the signal, and what was begun ends', async () => {
  const stop = new AbortController()
  const { parts, began, due } = world(['a', 'b', 'c'], { atOnce: 1, work: async () => stop.abort() })
  assert.equal(await workOff(parts, stop.signal), 1)
  assert.deepEqual([began, due], [['a'], ['b', 'c']])
})

test('what was taken when the signal came is let go of', async () => {
  const stop = new AbortController()
  const { parts, released, began } = world(['a', 'b'], {})
  const claim = async (limit: number) => {
    stop.abort()
    return parts.claim(limit)
  }
  assert.equal(await workOff({ ...parts, claim }, stop.signal), 0)
  assert.deepEqual([began, released], [[], ['a', 'b']])
})

test('what a piece throws ends the round, when the others have ended', async () => {
  const ended: string[] = []
  const { parts, due } = world(['bad', 'b', 'c'], {
    work: async (piece) => {
      if (piece === 'bad') throw new Error('the store is gone')
      await new Promise((resolve) => setImmediate(resolve))
      ended.push(piece)
    },
  })
  await assert.rejects(workOff(parts, never), /the store is gone/)
  assert.deepEqual([ended, due], [['b'], ['c']])
})

test('no more is claimed than can be begun, beside a quarter: another process may be idle', async () => {
  const all = Array.from({ length: 40 }, (_, at) => `p${at}`)
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
  const { parts, due, began } = world(all, { atOnce: 8, work: pause })
  let waitedMost = 0
  const work = async (piece: string) => {
    await parts.work(piece)
    waitedMost = Math.max(waitedMost, all.length - due.length - began.length)
  }
  assert.equal(await workOff({ ...parts, work }, never), 40)
  assert.ok(waitedMost <= 2, `${waitedMost} waited`)
})

test('where no more is due, it is not claimed anew for each piece that ends', async () => {
  let ended = 0
  const { parts, due } = world(['a', 'b', 'c', 'd', 'e', 'f'], {
    atOnce: 8,
    work: async () => {
      ended += 1
      await new Promise((resolve) => setTimeout(resolve, 3 * ended))
    },
  })
  let claims = 0
  const claim = async (limit: number) => {
    claims += 1
    return due.splice(0, limit)
  }
  assert.equal(await workOff({ ...parts, claim }, never), 6)
  assert.ok(claims <= 3, `${claims} claims`)
})
