import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId } from '../../../src/news/ids.ts'
import { createReadyStories } from '../../../src/pipeline/reading/ready-stories.ts'
import type { ReadingSide } from '../../../src/pipeline/reading/reading-side.ts'

const NOON = Temporal.Instant.from('2026-01-08T12:00:00Z')
const WISHES = ['dam', 'strike', 'flood'].map((name) => ({ story: storyId(name), lang: 'en' }) as const)

/** A thread that is alive and is asked nothing. */
function idleSide(): ReadingSide {
  const none = async () => undefined
  const look = () => ({ state: 'alive', waiting: 0, busyMs: 0 }) as const
  const line = { ask: none, use: () => undefined, idle: none, close: none, look }
  return { line, ready: new Map(), ask: none }
}

test('each story is made ready once at a renewal, however often people ask for it meanwhile', async () => {
  const made: string[] = []
  const sides = [idleSide(), idleSide()] as const
  const stories = createReadyStories({
    sides,
    followed: async () => WISHES,
    makeReady: async (side, wish, kind) => {
      made.push(`${side === sides[0] ? 0 : 1} ${kind} ${wish.story}`)
      for (const each of WISHES) stories.isCold({ kind: 'sources', wish: each })
      // Without end it would never be told.
      if (made.length > 100) throw new RangeError('there is no end to it')
      return kind === 'make-ready' ? NOON : null
    },
    generationOf: async () => '1',
    onFault: (error) => {
      throw error
    },
  })
  await stories.renew()
  deepEqual(made, ['1 make-ready dam', '1 make-ready strike', '1 make-ready flood'])
  equal(stories.sideFor({ kind: 'sources', wish: { story: storyId('dam'), lang: 'en' } }).side, sides[1])
  made.length = 0
  await stories.renew()
  deepEqual(
    made,
    ['1 keep-ready', '0 make-ready'].flatMap((how) => ['dam', 'strike', 'flood'].map((name) => `${how} ${name}`)),
  )
  equal(stories.sideFor({ kind: 'sources', wish: { story: storyId('dam'), lang: 'en' } }).side, sides[0])
})
