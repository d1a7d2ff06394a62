import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../src/ops/clock.ts'
import { createTick } from '../pipeline/tick.ts'
import { retractDelivery } from '../../src/pipeline/digest/retract.ts'
import { openStore } from '../../src/store/open-store.ts'
import { ARRIVALS, bring, CHAT_PLATFORMS, copyCrashDesk, owe, WORDING } from './crash-desk.ts'
import type { ChatPlatform, CrashChannel, CrashDesk } from './crash-desk.ts'
import { openCrashPlatforms } from './crash-platforms.ts'
import type { CrashPlatforms, CrashWeather } from './crash-platforms.ts'
import type { DeskFolder } from './desk-folder.ts'
import { joinBot } from './join-bot.ts'
import { reckon } from './posted.ts'
import type { Started } from './run-cli.ts'
import type { Owed, Reckoning } from './posted.ts'

/** A kill comes while the bot starts, at a moment while it posts, or at one of its requests. */
const EARLY_SHARE = 0.1
const MOMENT_SHARE = 0.4
const START_MS = 2_000
/** Posting takes about this long from the first request; on a busy machine longer. */
const POSTING_MS = 900
/** Moments of requests, of which each has two: before it takes effect, and when it has. Early ones are met in every start. */
const PULSES_MAX = 70
/** Without a request for so long the bot has nothing to do, or waits. */
const IDLE_MS = 1_500
/** Past every lease and settling time. */
const AGE_MS = 600_000
const QUIET_MAX_MS = 150_000
/** Ticks at the end of a run: one delivers, one looks again. */
const ENDS_MAX = 6
const POLL_MS = 25

/** What comes before the n-th start of a bot; what is killed there may be half done. */
const ACTS: readonly ((folder: DeskFolder, desk: CrashDesk) => Promise<void>)[] = [
  (folder, { channels }) => owe(folder, channels, [30, 20]),
  (folder, { channels }) => owe(folder, channels.filter(isDigestsOnly), [0]),
  async (folder, { channels }) => {
    await bring(folder, ARRIVALS.reports)
    await retractFirst(folder, channels.filter(isDigestsOnly))
  },
  async (folder, { channels }) => {
    await bring(folder, ARRIVALS.correction)
    await owe(folder, channels.filter(isDigestsOnly), [0])
  },
  (folder, { channels }) => owe(folder, channels.filter(isDigestsOnly), [0]),
  (folder, { channels }) => retractFirst(folder, channels),
]

export type CrashOutcome = Reckoning & {
  /** Kills that met open deliveries of the platform, and those that left one in the middle of being sent. */
  readonly kills: number
  readonly midway: number
  readonly violations: readonly string[]
  /** Deliveries that are out, by kind. */
  readonly sent: Readonly<Record<string, number>>
  /** Requests that met a fault or a limit. */
  readonly troubled: number
}

/** A bot that ends by itself leaves its compiled files to those that start after it; one that is killed leaves none. */
export async function warmUp(desk: CrashDesk): Promise<void> {
  const folder = await copyCrashDesk(desk)
  for (const entry of ['program', 'bot'] as const) {
    const bot = folder.start(['run'], ENTRIES[entry])
    await bot.printed(/next digest/)
    bot.child.kill('SIGTERM')
    await bot.ended
  }
}

/** When a bot is killed: so many milliseconds after its start or its first request, or at its n-th moment of a request. */
export type Kill =
  | { readonly kind: 'early'; readonly afterMs: number }
  | { readonly kind: 'moment'; readonly afterMs: number }
  | { readonly kind: 'pulse'; readonly pulse: number }

/** Kills of every kind. `random` gives 0 to 1. */
export function randomKills(random: () => number): readonly Kill[] {
  return ACTS.map(() => {
    const kind = random()
    if (kind < EARLY_SHARE) return { kind: 'early', afterMs: random() * START_MS }
    if (kind < EARLY_SHARE + MOMENT_SHARE) return { kind: 'moment', afterMs: random() * POSTING_MS }
    return { kind: 'pulse', pulse: 1 + Math.floor(random() ** 2 * PULSES_MAX) }
  })
}

/** The program as a user starts it, or the same bot without what posts nothing, which starts in half the time. */
export type BotEntry = 'program' | 'bot'
const ENTRIES = { program: {}, bot: { entry: join(import.meta.dirname, 'crash-bot.ts') } } as const

/** Starts the bot and kills it, again and again, while channels of both platforms have much to get; lets it end its work, and reckons. */
export async function runCrash(
  desk: CrashDesk,
  kills: readonly (Kill | null)[],
  weather: CrashWeather,
  entry: BotEntry,
): Promise<Readonly<Record<ChatPlatform, CrashOutcome>>> {
  const platforms = await openCrashPlatforms(desk.channels, weather)
  const folder = await copyCrashDesk(desk)
  const start = () => folder.start(['run'], { env: platforms.env, ...ENTRIES[entry] })
  try {
    const met = { slack: [0, 0], discord: [0, 0] } satisfies Record<ChatPlatform, number[]>
    for (const [index, act] of ACTS.entries()) {
      await act(folder, desk)
      const kill = kills[index] ?? null
      if (kill === null) continue
      await killOnce(start, platforms, kill)
      for (const platform of CHAT_PLATFORMS) {
        const states = openStates(folder.db, platform)
        if (states.length > 0) met[platform][0]! += 1
        if (states.includes('sending')) met[platform][1]! += 1
      }
      age(folder.db)
      if (!weather.noncesKept) platforms.advance(AGE_MS)
    }
    await workToEnd(folder, platforms)
    const outcome = (platform: ChatPlatform): CrashOutcome => {
      const own = desk.channels.filter((channel) => channel.platform === platform)
      const found = own.map((channel) => reckon(platforms.posted(channel), owedTo(folder.db, channel), WORDING))
      const sent = own.flatMap((channel) => owedTo(folder.db, channel)).filter(({ state }) => state === 'sent')
      return {
        kills: met[platform][0]!,
        midway: met[platform][1]!,
        lost: found.flatMap(({ lost }) => lost),
        double: found.flatMap(({ double }) => double),
        disordered: found.flatMap(({ disordered }) => disordered),
        stale: found.flatMap(({ stale }) => stale),
        violations: platforms.violations(platform),
        sent: Object.fromEntries(
          [...Map.groupBy(sent, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length]),
        ),
        troubled: platforms.troubled(platform),
      }
    }
    return { slack: outcome('slack'), discord: outcome('discord') }
  } finally {
    await platforms.close()
  }
}

const isDigestsOnly = ({ digestsOnly }: CrashChannel) => digestsOnly

async function killOnce(start: () => Started, platforms: CrashPlatforms, kill: Kill): Promise<void> {
  const bot = start()
  const isOver = () => bot.child.exitCode !== null || bot.child.signalCode !== null
  const die = () => void bot.child.kill('SIGKILL')
  platforms.begin(kill.kind === 'pulse' ? kill.pulse : Infinity, die)
  if (kill.kind === 'early') await sleep(kill.afterMs)
  else {
    await until(
      () => platforms.pulses() > 0 || isOver(),
      () => 'the bot asked nothing',
    )
    if (kill.kind === 'moment') await sleep(kill.afterMs)
    else
      await until(
        () => isOver() || platforms.idleMs() > IDLE_MS,
        () => 'the bot asks for ever',
      )
  }
  die()
  const { code, err } = await bot.ended
  if (code !== null) throw new Error(`the bot ended by itself: ${err}`)
}

/** One bot after the other, in this process, until a tick finds nothing more to do. */
async function workToEnd(folder: DeskFolder, platforms: CrashPlatforms): Promise<void> {
  platforms.calm()
  const env = { ...platforms.env, STANDFIRST_CONFIG: folder.config, STANDFIRST_DB: folder.db }
  const stands = () => JSON.stringify(query(folder.db, 'select id, state from deliveries order by id'))
  for (let time = 1; time <= ENDS_MAX; time += 1) {
    const before = stands()
    const { parts, close } = await joinBot(env, () => undefined)
    await createTick(parts)(new AbortController().signal)
    await close()
    if (stands() === before) return
    age(folder.db)
  }
}

/** As if what happened had happened ten minutes ago. */
function age(db: string): void {
  query(db, `update deliveries set changed_at = changed_at - ${AGE_MS}`)
}

async function until(happened: () => boolean, why: () => string): Promise<void> {
  const end = performance.now() + QUIET_MAX_MS
  while (!happened()) {
    if (performance.now() > end) throw new Error(`it did not happen: ${why()}`)
    await sleep(POLL_MS)
  }
}

/** A person takes back the first digest that stands in each of these channels, and was not taken back. */
async function retractFirst(folder: DeskFolder, channels: readonly CrashChannel[]): Promise<void> {
  const store = await openStore(folder.db)
  for (const channel of channels) {
    const all = owedTo(folder.db, channel)
    const gone = new Set(all.filter(({ kind }) => kind === 'retraction').map(({ about }) => about))
    const first = all.find(({ id, kind, state }) => kind === 'digest' && state === 'sent' && !gone.has(id))
    if (first !== undefined)
      await retractDelivery(first.id, `It mixed up two towns (${channel.id}).`, { store, clock: systemClock })
  }
  await store.close()
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

function openStates(db: string, platform: ChatPlatform): readonly string[] {
  const rows = query(
    db,
    `select state from deliveries where state in ('planned', 'sending', 'unconfirmed') and subscription like 'crash-${platform}-%'`,
  )
  return rows.map(({ state }) => String(state))
}

function owedTo(db: string, { subscription }: CrashChannel): readonly Owed[] {
  const fields = "id, kind, state, because, about, reason, json_extract(posted, '$.message') as message"
  const rows = query(db, `select ${fields} from deliveries where subscription = '${subscription}' order by slot, id`)
  return rows as unknown as readonly Owed[]
}
