import { deepEqual, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { subscriptionId } from '../../../src/news/ids.ts'
import type { Subscription } from '../../../src/news/subscription.ts'
import type { Poster } from '../../../src/schedule/sender.ts'
import { faultyPoster } from '../../fakes/poster.ts'
import { FOLLOWER, openChannels, textOf } from '../channel-world.ts'
import { confirmation, ownReport, ownReportCorrected, wireOriginal } from '../dam-story.ts'

/** Three processes begin the same tasks at one moment, and each request takes as long as chance will have it. */
const PROCESSES = 3
const RUNS = 4
const LATENCY_MAX_MS = 6

const CHANNELS: readonly Subscription[] = [
  FOLLOWER,
  { ...FOLLOWER, id: subscriptionId('s0000000002'), channel: { platform: 'slack', id: 'C2' }, breaking: null },
]

/** What comes in, and when every process looks. */
const DAY = [
  ['08:00', wireOriginal],
  ['09:00', ownReport],
  ['09:40', confirmation],
  ['18:00', null],
  ['19:00', ownReportCorrected],
] as const

/** A day of the two channels; what was said in each, in order. */
async function liveThrough(processes: number, random: () => number) {
  const world = await openChannels(...CHANNELS)
  const { poster } = faultyPoster()
  const slow: Poster = {
    ...poster,
    post: async (...asked) => {
      await sleep(random() * LATENCY_MAX_MS)
      return poster.post(...asked)
    },
    reply: async (...asked) => {
      await sleep(random() * LATENCY_MAX_MS)
      return poster.reply(...asked)
    },
  }
  const bots = Array.from({ length: processes }, () => world.boot(slow))
  const tickAtOnce = async () => {
    const ticks = bots.map(async (bot) => {
      await sleep(random() * LATENCY_MAX_MS)
      await bot.tick()
    })
    await Promise.all(ticks)
  }
  try {
    for (const [time, reading] of DAY) {
      world.to(time)
      if (reading !== null) await world.arrive(reading)
      await tickAtOnce()
      // What one had under way, others left alone: the next minute finds it done, or does it.
      await tickAtOnce()
    }
    const said = CHANNELS.map(({ channel }) =>
      world.said.filter(({ how }) => how === `post ${channel.id}`).map(({ message }) => textOf(message)),
    )
    const ledgers = await Promise.all(CHANNELS.map(({ id }) => world.ledger(id)))
    return {
      said,
      changes: world.said.filter(({ how }) => !how.startsWith('post')).length,
      ledgers,
      faults: world.faults,
    }
  } finally {
    await world.close()
  }
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('processes that run the same tasks at one time', () => {
  test('say what one alone says, in the same order, each once', async () => {
    const alone = await liveThrough(1, () => 0)
    ok(alone.said.every((texts) => texts.length >= 2))
    ok(alone.changes > 0)
    for (let run = 1; run <= RUNS; run += 1) {
      deepEqual(await liveThrough(PROCESSES, randomOf(run)), alone, `run ${run}`)
    }
  })
})
