import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import { deliveryIdOf } from '../../src/schedule/outbox.ts'
import { openStore } from '../../src/store/open-store.ts'
import { fillSampleStore, makeDeskFolder, STORY } from './desk-folder.ts'
import type { DeskFolder } from './desk-folder.ts'
import { DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { postedOnDiscord, postedOnSlack, reckon } from './posted.ts'
import type { PostedMark } from './posted.ts'
import { addChannel as addDiscordChannel } from './discord-world.ts'
import { addChannel as addSlackChannel } from './slack-world.ts'

type ChatPlatform = 'slack' | 'discord'

/** Channels of one run, and digests that each of them is owed. */
const CHANNELS = 4
const SLOTS_EACH = 3
/** A request takes up to so long each way: so a kill meets every state of it. */
const LATENCY_MAX_MS = 15
/** The digests of a run are posted within about this time of the first request. */
const POSTING_MS = 600
/** A quarter of the kills come while the bot still starts. */
const EARLY_SHARE = 0.25
const START_MS = 1_200
/** Past every lease and settling time, and past the platform's memory for nonces. */
const AGE_MS = 600_000
const QUIET_MAX_MS = 90_000
const POLL_MS = 50
const MINUTE_MS = 60_000
/** The longest digests there can be: several parts, in a thread. */
const SETTINGS = 'zone: UTC\nlimits: { words: 1000, lines: 40, extractWords: 400 }\n'
const OPEN_STATES = "('planned', 'sending', 'unconfirmed')"
const DELIVERING = /chat\.|conversations\.|\/messages/

/** A closed store in which `CHANNELS` channels are owed `SLOTS_EACH` digests each, and the ids of these by channel. */
export type CrashDesk = {
  readonly platform: ChatPlatform
  readonly db: string
  readonly owed: ReadonlyMap<string, readonly string[]>
}

export type CrashOutcome = {
  /** Kills that met open deliveries. */
  readonly kills: number
  /** Kills that left a delivery in the middle of being sent. */
  readonly midway: number
  readonly lost: readonly string[]
  readonly double: readonly string[]
  readonly disordered: readonly string[]
  readonly violations: readonly string[]
  readonly notSent: readonly string[]
}

type Platform = {
  readonly env: Readonly<Record<string, string>>
  readonly calls: readonly string[]
  readonly violations: readonly string[]
  posted(channel: string): readonly PostedMark[]
  /** Time goes on for the platform as well. */
  advance(ms: number): void
  close(): Promise<void>
}

/** Stores the samples, and the subscriptions with what they are owed. */
export async function makeCrashDesk(platform: ChatPlatform): Promise<CrashDesk> {
  const filled = await fillSampleStore()
  const store = await openStore(filled.db)
  const now = Temporal.Now.instant().round('second')
  const createdAt = now.subtract({ minutes: 50 })
  // The next slot of the schedule itself is hours away.
  const later = now.add({ hours: 6 }).toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' })
  const owed = new Map<string, readonly string[]>()
  for (let number = 1; number <= CHANNELS; number += 1) {
    const id = channelId(platform, number)
    const subscription = subscriptionId(`crash-${number}`)
    await store.deliveries.saveSubscription({
      id: subscription,
      story: storyId(STORY),
      channel: { platform, id },
      times: [later],
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: 'UTC',
      quiet: null,
      whenQuiet: 'post',
      lang: 'en',
      breaking: null,
      graceMs: 24 * 60 * MINUTE_MS,
      pausedBecause: null,
      createdAt,
    })
    const ids: string[] = []
    for (let index = 0; index < SLOTS_EACH; index += 1) {
      const slot = createdAt.add({ minutes: 10 * index })
      const plan = {
        id: deliveryIdOf(subscription, slot),
        subscription,
        kind: 'digest',
        about: null,
        slot,
        at: now,
      } as const
      await store.deliveries.planDelivery(plan)
      ids.push(plan.id)
    }
    owed.set(id, ids)
  }
  await store.close()
  return { platform, db: filled.db, owed }
}

/** Starts the bot, kills it `kills` times at random moments, lets it end its work, and reckons. `random` gives 0 to 1. */
export async function runCrash(desk: CrashDesk, kills: number, random: () => number): Promise<CrashOutcome> {
  const platform = desk.platform === 'slack' ? await openSlack(random) : await openDiscord(random)
  const folder = await makeDeskFolder({ from: desk.db, settings: SETTINGS })
  try {
    let [met, midway] = [0, 0]
    for (let count = 0; count < kills && openStates(folder.db).length > 0; count += 1) {
      await killOnce(folder, platform, random)
      const states = openStates(folder.db)
      if (states.length > 0) met += 1
      if (states.includes('sending')) midway += 1
      age(folder.db)
      platform.advance(AGE_MS)
    }
    await workToEnd(folder, platform)
    const found = [...desk.owed].map(([channel, owed]) => reckon(platform.posted(channel), owed))
    return {
      kills: met,
      midway,
      lost: found.flatMap(({ lost }) => lost),
      double: found.flatMap(({ double }) => double),
      disordered: found.flatMap(({ disordered }) => disordered),
      violations: [...platform.violations],
      notSent: unsent(folder.db),
    }
  } finally {
    await platform.close()
  }
}

async function killOnce(folder: DeskFolder, platform: Platform, random: () => number): Promise<void> {
  const before = deliveringCalls(platform)
  const bot = folder.start(['run'], { env: platform.env })
  if (random() < EARLY_SHARE) await sleep(random() * START_MS)
  else {
    const begun = () => deliveringCalls(platform) > before || bot.child.exitCode !== null
    await until(begun, () => `the bot asked nothing`)
    await sleep(random() * POSTING_MS)
  }
  bot.child.kill('SIGKILL')
  await bot.ended
}

async function workToEnd(folder: DeskFolder, platform: Platform): Promise<void> {
  const bot = folder.start(['run'], { env: platform.env })
  try {
    await until(
      () => openStates(folder.db).length === 0 || bot.child.exitCode !== null,
      () => `still open: ${openStates(folder.db).join()}`,
    )
  } finally {
    bot.child.kill('SIGKILL')
    await bot.ended
  }
}

const deliveringCalls = ({ calls }: Platform) => calls.filter((call) => DELIVERING.test(call)).length

async function until(happened: () => boolean, why: () => string): Promise<void> {
  const end = performance.now() + QUIET_MAX_MS
  while (!happened()) {
    if (performance.now() > end) throw new Error(`it did not happen: ${why()}`)
    await sleep(POLL_MS)
  }
}

function query(db: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new DatabaseSync(db)
  try {
    database.exec('pragma busy_timeout = 5000')
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

function openStates(db: string): readonly string[] {
  return query(db, `select state from deliveries where state in ${OPEN_STATES}`).map(({ state }) => String(state))
}

function unsent(db: string): readonly string[] {
  return query(db, "select id, state, because from deliveries where state <> 'sent'").map((row) => JSON.stringify(row))
}

/** As if the dead process had been dead for ten minutes. */
function age(db: string): void {
  query(db, `update deliveries set changed_at = changed_at - ${AGE_MS}`)
}

function channelId(platform: ChatPlatform, number: number): string {
  return platform === 'slack' ? `C0CRASH0${number}` : `90000000000000010${number}`
}

async function openSlack(random: () => number): Promise<Platform> {
  const slack = await startFakeSlack({ latencyMs: () => random() * LATENCY_MAX_MS })
  for (let number = 1; number <= CHANNELS; number += 1) {
    addSlackChannel(slack.workspaces[0]!, { id: channelId('slack', number) })
  }
  return {
    env: { SLACK_BOT_TOKEN: SLACK_TOKEN, SLACK_API_URL: slack.apiUrl },
    calls: slack.calls,
    violations: slack.violations,
    posted: (channel) => postedOnSlack(slack, channel),
    advance: slack.clock.advance,
    close: slack.close,
  }
}

async function openDiscord(random: () => number): Promise<Platform> {
  const discord = await startFakeDiscord({ latencyMs: () => random() * LATENCY_MAX_MS })
  for (let number = 1; number <= CHANNELS; number += 1) {
    addDiscordChannel(discord.world, { id: channelId('discord', number), guild: DISCORD_GUILD })
  }
  return {
    env: { DISCORD_TOKEN, DISCORD_API_URL: discord.apiUrl },
    calls: discord.calls,
    violations: discord.violations,
    posted: (channel) => postedOnDiscord(discord, channel),
    advance: discord.clock.advance,
    close: discord.close,
  }
}
