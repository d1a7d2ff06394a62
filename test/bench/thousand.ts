// A thousand subscriptions due in one minute, half on each platform, with the platforms' limits kept: how long the real bot takes
// against what the limits allow, and what memory it needs meanwhile.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import type { ChannelRef } from '../../src/news/message.ts'
import { openStore } from '../../src/store/open-store.ts'
import { fillSampleStore, STORY } from '../e2e/desk-folder.ts'
import type { DeskFolder } from '../e2e/desk-folder.ts'
import { addChannel as addDiscordChannel } from '../e2e/discord-world.ts'
import { DISCORD_GLOBAL, DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from '../e2e/fake-discord.ts'
import { SLACK_POST_RATES, SLACK_TOKEN, startFakeSlack } from '../e2e/fake-slack.ts'
import { postedOnDiscord, postedOnSlack } from '../e2e/posted.ts'
import { addChannel as addSlackChannel } from '../e2e/slack-world.ts'
import type { HeapReport } from './heap-probe.ts'

export type ThousandRow = {
  readonly platform: string
  readonly subscriptions: number
  readonly delivered: number
  readonly posts: number
  readonly refused: number
  readonly violations: number
  /** From the first request to the last post, what the limits allow for these requests, and the one by the other. */
  readonly seconds: number
  readonly allowed: number
  readonly ratio: number
  /** The longest time without a post before the last one, in seconds. */
  readonly pause: number
  /** The bot's heap, garbage collected, when a tenth, half and all of the posts were out, in megabytes: what it holds on to. */
  readonly heapAt10: number
  readonly heapAt50: number
  readonly heapAt100: number
  /** The memory of its process then, garbage that nothing forced it to collect and all, and at its highest. */
  readonly memoryAt10: number
  readonly memoryAt50: number
  readonly memoryAt100: number
  readonly memoryPeak: number
}

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'start.ts')
/** A request takes about this long each way. */
const LATENCY_MS = 20
const PROBE = join(import.meta.dirname, 'heap-probe.ts')
const GIVEN_UP_S = 1_200
const PROBE_MAX_MS = 30_000
const POLL_MS = 100
const BYTES_PER_KILOBYTE = 1_024

/** `each` subscriptions of each platform. */
export async function benchThousand(each: number): Promise<readonly ThousandRow[]> {
  const desk = await fillSampleStore()
  const slack = await startFakeSlack({ limits: true, latencyMs: () => LATENCY_MS })
  const discord = await startFakeDiscord({ limits: true, latencyMs: () => LATENCY_MS })
  const channels = Array.from({ length: each }, (_, index) => String(index).padStart(5, '0'))
  const [slackIds, discordIds] = [channels.map((n) => `C0MANY${n}`), channels.map((n) => `9000000000001${n}`)]
  for (const id of slackIds) addSlackChannel(slack.workspaces[0]!, { id })
  for (const id of discordIds) addDiscordChannel(discord.world, { id, guild: DISCORD_GUILD })
  await subscribe(desk, [
    ...slackIds.map((id) => ({ platform: 'slack', id }) as const),
    ...discordIds.map((id) => ({ platform: 'discord', id }) as const),
  ])
  const posts = { slack: () => slack.workspaces[0]!.messages.length, discord: () => discord.world.messages.length }
  const watched = await watchBot(desk, each * 2, posts, {
    SLACK_BOT_TOKEN: SLACK_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  })
  const row = (
    platform: 'slack' | 'discord',
    fake: typeof slack | typeof discord,
    delivered: number,
    allowed: number,
  ) => {
    const seconds = watched.seconds[platform]
    return {
      platform,
      subscriptions: each,
      delivered,
      posts: posts[platform](),
      refused: fake.limited(),
      violations: fake.violations.length,
      seconds: rounded(seconds),
      allowed: rounded(allowed),
      ratio: rounded(seconds / allowed),
      pause: rounded(watched.pauses[platform]),
      ...watched.memory,
    }
  }
  const { burst, perSecond } = SLACK_POST_RATES.workspace
  const rows = [
    row(
      'slack',
      slack,
      slackIds.filter((id) => isWhole(postedOnSlack(slack, id))).length,
      (posts.slack() - burst) / perSecond,
    ),
    row(
      'discord',
      discord,
      discordIds.filter((id) => isWhole(postedOnDiscord(discord, id))).length,
      (discord.calls.length - discord.limited()) / DISCORD_GLOBAL.limit,
    ),
  ]
  console.log([...new Set([...slack.violations, ...discord.violations])].slice(0, 5).join('\n'))
  await slack.close()
  await discord.close()
  rmSync(desk.folder, { recursive: true, force: true })
  return rows
}

/** One delivery, each part of it once. */
function isWhole(marks: ReturnType<typeof postedOnSlack>): boolean {
  const parts = new Set(marks.map(({ part }) => part))
  return parts.size === marks.length && parts.size === marks[0]?.parts
}

/** Each gets its first digest at once: that of the moment it was made. */
async function subscribe(desk: DeskFolder, channels: readonly ChannelRef[]): Promise<void> {
  const store = await openStore(desk.db)
  const now = Temporal.Now.instant()
  const later = now.add({ hours: 6 }).toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' })
  for (const channel of channels) {
    await store.deliveries.saveSubscription({
      id: subscriptionId(`many-${channel.id}`),
      story: storyId(STORY),
      channel,
      times: [later],
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: 'UTC',
      quiet: null,
      whenQuiet: 'post',
      lang: 'en',
      breaking: null,
      graceMs: 7_200_000,
      pausedBecause: null,
      createdAt: now,
    })
  }
  await store.close()
}

type Memory = Pick<
  ThousandRow,
  'heapAt10' | 'heapAt50' | 'heapAt100' | 'memoryAt10' | 'memoryAt50' | 'memoryAt100' | 'memoryPeak'
>

type Watched = {
  readonly seconds: { readonly slack: number; readonly discord: number }
  readonly pauses: { readonly slack: number; readonly discord: number }
  readonly memory: Memory
}

/** Runs the bot until nothing is open any more. */
async function watchBot(
  desk: DeskFolder,
  deliveries: number,
  posts: { readonly slack: () => number; readonly discord: () => number },
  env: Readonly<Record<string, string>>,
): Promise<Watched> {
  const bot = spawn(process.execPath, ['--expose-gc', '--import', PROBE, MAIN, 'run'], {
    cwd: desk.folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      STANDFIRST_FOLLOW: 'off',
      STANDFIRST_HEALTH_PORT: 'off',
      STANDFIRST_CONFIG: desk.config,
      STANDFIRST_DB: desk.db,
      ...env,
    },
  })
  let first: number | null = null
  const memory = {
    heapAt10: 0,
    heapAt50: 0,
    heapAt100: 0,
    memoryAt10: 0,
    memoryAt50: 0,
    memoryAt100: 0,
    memoryPeak: 0,
  }
  const pauses = { slack: 0, discord: 0 }
  const last = { slack: { count: 0, at: 0 }, discord: { count: 0, at: 0 } }
  const end = performance.now() + GIVEN_UP_S * 1_000
  while (bot.exitCode === null && performance.now() < end) {
    await sleep(POLL_MS)
    const now = performance.now()
    for (const platform of ['slack', 'discord'] as const) {
      const count = posts[platform]()
      if (count === last[platform].count) continue
      if (last[platform].count > 0) pauses[platform] = Math.max(pauses[platform], (now - last[platform].at) / 1_000)
      last[platform] = { count, at: now }
    }
    const count = last.slack.count + last.discord.count
    if (count === 0) continue
    first ??= now
    const resident = residentMegabytes(bot.pid)
    memory.memoryPeak = Math.max(memory.memoryPeak, resident)
    memory.memoryAt100 = resident
    // Collecting takes the bot a few tenths of a second: three times in all.
    if (count >= deliveries * 0.1 && memory.memoryAt10 === 0) {
      memory.memoryAt10 = resident
      memory.heapAt10 = await heapMegabytes(bot)
    }
    if (count >= deliveries * 0.5 && memory.memoryAt50 === 0) {
      memory.memoryAt50 = resident
      memory.heapAt50 = await heapMegabytes(bot)
    }
    if (count >= deliveries && openCount(desk.db) === 0) break
  }
  memory.heapAt100 = await heapMegabytes(bot)
  bot.kill('SIGKILL')
  const since = (at: number) => (at - (first ?? at)) / 1_000
  return { seconds: { slack: since(last.slack.at), discord: since(last.discord.at) }, pauses, memory }
}

/** What is left once the garbage is gone; 0 where the bot no longer answers. */
async function heapMegabytes(bot: ChildProcess): Promise<number> {
  if (!bot.connected) return 0
  const answer = once(bot, 'message', { signal: AbortSignal.timeout(PROBE_MAX_MS) })
  bot.send('collect')
  const [report]: HeapReport[] = await answer.catch(() => [])
  return report?.heap ?? 0
}

function openCount(db: string): number {
  const database = new DatabaseSync(db, { readOnly: true })
  try {
    const sql = "select count(*) as open from deliveries where state in ('planned', 'sending', 'unconfirmed')"
    return Number(database.prepare(sql).get()?.['open'])
  } finally {
    database.close()
  }
}

/** Linux tells it in a file. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
    return Math.round(Number(kilobytes) / BYTES_PER_KILOBYTE)
  } catch {
    return 0
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
