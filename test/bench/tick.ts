// From the scheduler's tick to the post that the platform accepted: the bot's own time, for one channel of a story in a full
// store. The platform's fake runs in a process of its own; its work, and nothing else, is taken off.
import { copyFileSync, rmSync } from 'node:fs'
import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import { createDiscordPublisher } from '../../src/adapters/discord/discord-publisher.ts'
import type { Publisher } from '../../src/adapters/publisher.ts'
import { createWorkspacePublisher } from '../../src/adapters/slack/workspace-publisher.ts'
import { subscriptionId } from '../../src/news/ids.ts'
import { createLog } from '../../src/ops/log.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { startMatcherThread } from '../../src/pipeline/matcher-thread.ts'
import type { Newsroom } from '../../src/pipeline/parts.ts'
import { createTick } from '../pipeline/tick.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { makeDeskFolder } from '../e2e/desk-folder.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN } from '../e2e/fake-discord.ts'
import { SLACK_CHANNEL, SLACK_TOKEN } from '../e2e/fake-slack.ts'
import { findFullStore, further, FULL_STORY, type Further } from './tick-store.ts'
import { startTimedFake, type TimedFake } from './timed-fake.ts'

type ChatPlatform = 'slack' | 'discord'

/**
 * What stood at a slot. `quiet`: nothing came in since the last digest. `earlier`: articles came in since it, the last one more
 * than a minute before the slot. `just-now`: one came in within the last minute.
 */
const CASES = ['quiet', 'earlier', 'just-now'] as const
type Case = (typeof CASES)[number]

export type TickRow = {
  readonly platform: ChatPlatform
  readonly case: Case
  readonly articles: number
  readonly 'on the story': number
  readonly ticks: number
  /** Milliseconds of our own from the tick to the accepted post: the middle one, and the longest but one in a hundred. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds that our processor worked meanwhile, threads and all: on a busy machine the time that passes is more. */
  readonly cpuP50: number
  /** Parts of the middle time: matching, from there to the request, and the request until it took effect, less the fake's work. */
  readonly match: number
  readonly make: number
  readonly post: number
  readonly violations: number
}

/** Slots measured in each case, after those that warm the program up. */
const TICKS = 20
const WARM_UP = 2
/** Articles on the story; the others are on none. */
const ON_STORY = 1_000
/** Articles on no story that come in beside each one on the story. */
const OTHERS = 20
const LIMITS = { words: 220, lines: 9, extractWords: 90 }
const STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const
const CHANNELS = { slack: SLACK_CHANNEL, discord: DISCORD_CHANNEL } as const
const ENGINE_THREAD = new URL('../../src/thread.ts', import.meta.url)

/** `count` articles in the store. */
export async function benchTick(count: number): Promise<readonly TickRow[]> {
  const onStory = Math.min(ON_STORY, count)
  const full = await findFullStore(count, onStory)
  const rows: TickRow[] = []
  for (const platform of ['slack', 'discord'] as const) {
    const desk = await makeDeskFolder()
    copyFileSync(full, desk.db)
    const store = await openStore(desk.db)
    const fake = await startTimedFake(platform)
    const thread = startMatcherThread(ENGINE_THREAD, { db: desk.db, config: await emptyConfig(desk) })
    try {
      const bot = await startBot(store, thread, platform, fake)
      const more = further(count, onStory)
      for (const one of CASES) {
        const slots: Slot[] = []
        for (let at = 0; at < WARM_UP + TICKS; at += 1) {
          await passHour(one, bot, store, more)
          slots.push(await bot.measure())
        }
        const row = {
          platform,
          case: one,
          articles: count,
          'on the story': onStory,
          ...summarise(slots.slice(WARM_UP)),
        }
        // All of them take some minutes.
        console.log(`${platform}, ${one}: ${row.p50} ms, processor ${row.cpuP50} ms, at worst ${row.p99} ms`)
        rows.push(row)
      }
      await bot.close()
    } finally {
      await thread.close()
      fake.close()
      await store.close()
      rmSync(desk.folder, { recursive: true, force: true })
    }
  }
  return rows
}

/** The thread reads its outlets from a folder: the store was filled without any. */
async function emptyConfig(desk: Awaited<ReturnType<typeof makeDeskFolder>>): Promise<string> {
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  return desk.config
}

type Slot = Pick<TickRow, 'match' | 'make' | 'post' | 'violations'> & { readonly total: number; readonly cpu: number }

type Bot = {
  pass(minutes: number): void
  /** A tick between slots. */
  tick(): Promise<void>
  now(): Temporal.Instant
  /** The tick of this minute, which posts a digest. */
  measure(): Promise<Slot>
  close(): Promise<void>
}

async function startBot(
  store: Store,
  thread: ReturnType<typeof startMatcherThread>,
  platform: ChatPlatform,
  fake: TimedFake,
): Promise<Bot> {
  const { through } = await store.ledger.findHead(FULL_STORY.id)
  if (through === null) throw new Error('the store holds no story')
  const start = through.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  const clock = manualClock(start)
  await subscribe(store, platform, start)
  let [matchedAt, postedAt, cpu] = [0n, 0n, process.cpuUsage()]
  const matcher = {
    matchAll: async (signal: AbortSignal) => {
      const summaries = await thread.matchAll(signal)
      matchedAt = process.hrtime.bigint()
      return summaries
    },
  }
  const real = openPublisher(platform, fake.apiUrl)
  const publisher: Publisher = {
    ...real,
    post: async (...given) => {
      postedAt = process.hrtime.bigint()
      const posted = await real.post(...given)
      cpu = process.cpuUsage(cpu)
      return posted
    },
  }
  const writer = createExtractiveWriter()
  const newsroom: Newsroom = { store, outlets: [], limits: LIMITS, writer, clock, dormantAfterMs: 1e12 }
  const log = createLog({
    level: 'warn',
    secrets: [],
    style: 'lines',
    write: (text) => void process.stderr.write(text),
  })
  const tick = createTick({ newsroom, matcher, publishers: [publisher], log })
  const signal = new AbortController().signal
  return {
    now: clock.now,
    pass: (minutes) => clock.set(clock.now().add({ minutes })),
    tick: async () => {
      await tick(signal)
      await fake.take()
    },
    measure: async () => {
      cpu = process.cpuUsage()
      const began = process.hrtime.bigint()
      await tick(signal)
      const { calls, violations } = await fake.take()
      const accepted = calls.find(({ call }) => /postMessage|POST .*\/messages$/.test(call))
      if (accepted === undefined) {
        const [last] = (await store.deliveries.listDeliveries(STATES)).toReversed()
        throw new Error(`nothing was posted at ${clock.now()}: ${last?.state}, ${last?.because}`)
      }
      const before = calls.filter(({ to }) => BigInt(to) <= BigInt(accepted.to))
      const theirs = before.reduce((sum, { from, to }) => sum + milliseconds(BigInt(from), BigInt(to)), 0)
      return {
        total: milliseconds(began, BigInt(accepted.to)) - theirs,
        cpu: (cpu.user + cpu.system) / 1_000,
        match: milliseconds(began, matchedAt),
        make: milliseconds(matchedAt, postedAt),
        post: milliseconds(postedAt, BigInt(accepted.to)) - theirs,
        violations: violations.length,
      }
    },
    close: () => real.close(),
  }
}

/** The slots are at the full hours. */
async function subscribe(store: Store, platform: ChatPlatform, createdAt: Temporal.Instant): Promise<void> {
  await store.deliveries.saveSubscription({
    id: subscriptionId(`tick-${platform}`),
    story: FULL_STORY.id,
    channel: { platform, id: CHANNELS[platform] },
    times: Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
    days: [1, 2, 3, 4, 5, 6, 7],
    zone: 'UTC',
    quiet: null,
    whenQuiet: 'post',
    lang: 'en',
    breaking: null,
    graceMs: 7_200_000,
    pausedBecause: null,
    createdAt,
  })
}

function openPublisher(platform: ChatPlatform, apiUrl: string): Publisher {
  return platform === 'slack'
    ? createWorkspacePublisher({ tokenFor: async () => SLACK_TOKEN, apiUrl })
    : createDiscordPublisher({ token: DISCORD_TOKEN, apiUrl })
}

/** The hour up to the next slot, with what comes in. Of the ticks in which nothing happens all but two are left out. */
async function passHour(one: Case, bot: Bot, store: Store, more: Further): Promise<void> {
  bot.pass(30)
  if (one !== 'quiet') await comeIn(bot, store, more)
  bot.pass(1)
  await bot.tick()
  bot.pass(28)
  await bot.tick()
  if (one === 'just-now') await comeIn(bot, store, more)
  bot.pass(1)
}

async function comeIn(bot: Bot, store: Store, { story, other }: Further): Promise<void> {
  const readings = [story, ...Array.from({ length: OTHERS }, () => other)].map((kind) => kind.next().value)
  const seenAt = bot.now().add({ seconds: 20 })
  await store.articles.saveReadings(readings.map((reading) => ({ reading, seenAt, source: 'bench' })))
}

function summarise(slots: readonly Slot[]) {
  const ordered = slots.toSorted((one, other) => one.total - other.total)
  const middle = quantile(ordered, 0.5)
  const cpu = quantile(
    slots.toSorted((one, other) => one.cpu - other.cpu),
    0.5,
  ).cpu
  return {
    ticks: slots.length,
    p50: Math.round(middle.total),
    p99: Math.round(quantile(ordered, 0.99).total),
    cpuP50: Math.round(cpu),
    match: Math.round(middle.match),
    make: Math.round(middle.make),
    post: Math.round(middle.post),
    violations: ordered.at(-1)?.violations ?? 0,
  }
}

/** By the nearest rank. */
function quantile(ordered: readonly Slot[], share: number): Slot {
  const found = ordered[Math.ceil(share * ordered.length) - 1]
  if (found === undefined) throw new RangeError('nothing was measured')
  return found
}

function milliseconds(from: bigint, to: bigint): number {
  return Number(to - from) / 1e6
}
