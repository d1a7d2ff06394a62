import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createMatchCheck } from '../../src/pipeline/match-wanted.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { at, DAM, ownReport, wireOriginal } from './dam-story.ts'
import { inNewsroom, keepAll, unaborted } from './newsroom.ts'

test('something waits to be matched from when it is stored until it has entered its story', async () => {
  await inNewsroom(async (newsroom) => {
    const isWanted = createMatchCheck(newsroom)
    equal(await isWanted(), false)
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    equal(await isWanted(), true)
    await newsroom.matcher.matchAll(unaborted)
    equal(await isWanted(), false)
    equal(await isWanted(), false)
    await keepAll([{ reading: ownReport, seenAt: at('07:50:00') }], newsroom)
    equal(await isWanted(), true)
    await newsroom.matcher.matchAll(unaborted)
    equal(await isWanted(), false)
    await newsroom.store.stories.removeStory(DAM.id)
    equal(await isWanted(), false)
  })
})

test('another engine makes every ledger anew', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await createMatcher(newsroom, 'an older engine').matchAll(unaborted)
    equal(await createMatchCheck(newsroom)(), true)
    await newsroom.matcher.matchAll(unaborted)
    equal(await createMatchCheck(newsroom)(), false)
  })
})
