import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createMatcher } from '../../src/pipeline/match.ts'
import { findMatchedByOthers } from '../../src/pipeline/matched-by-others.ts'
import { at, ownReport, wireOriginal } from './dam-story.ts'
import { inNewsroom, keepAll, unaborted } from './newsroom.ts'

const NOW = at('08:00:00')
const known = (moment: Temporal.Instant | null) => ({ findMatched: async () => moment })

test('what others matched need not be matched anew, until a while has passed', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const found = async (moment: Temporal.Instant | null, now = NOW) =>
      String(await findMatchedByOthers(newsroom, known(moment), now))
    equal(await found(null), 'null')
    equal(await found(at('07:55:00')), String(at('07:55:00')))
    equal(await found(at('07:55:00'), NOW.add({ minutes: 10 })), String(at('07:55:00')))
    equal(await found(at('07:55:00'), NOW.add({ minutes: 11 })), 'null')
    // Clocks of replicas differ.
    equal(await found(at('07:55:00'), at('07:54:00')), String(at('07:55:00')))
  })
})

test('what came in since, or shortly before, is left to who matches; what waits for longer is not', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    await keepAll([{ reading: ownReport, seenAt: at('07:50:00') }], newsroom)
    for (const moment of ['07:49:00', '07:55:00']) {
      equal(String(await findMatchedByOthers(newsroom, known(at(moment)), NOW)), String(at(moment)))
    }
    equal(await findMatchedByOthers(newsroom, known(at('07:55:01')), NOW), null)
  })
})

test('a ledger of another engine is made anew before anything is told', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await createMatcher(newsroom, 'an older engine').matchAll(unaborted)
    equal(await findMatchedByOthers(newsroom, known(at('07:55:00')), NOW), null)
  })
})
