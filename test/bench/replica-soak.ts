// Several replicas of the real bot on one Postgres, with a busy story and a digest every minute in each channel of a Slack and a
// Discord on the loopback, while replicas are killed, the server restarts or loses power, platforms fail and clocks jump
// (libfaketime; without it no clock does). Then all is well again, and what stands in the channels is compared with what was owed.
// The first row is the verdict, the others are what each minute was like.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { CHAT_PLATFORMS, type CrashChannel } from '../e2e/crash-desk.ts'
import { openCrashPlatforms, type CrashPlatforms } from '../e2e/crash-platforms.ts'
import { makeDeskFolder, ROOT, type DeskFolder } from '../e2e/desk-folder.ts'
import { reckon, type Owed } from '../e2e/posted.ts'
import { seededRandom } from '../eval/mutations.ts'
import { NO_POSTGRES, startPostgres, type TestServer } from '../postgres/server.ts'
import { generateStory } from './generate-story.ts'
import { OLD_ENOUGH_MS, query, watchReplicas, type MinuteRow, type Quarters } from './watch-replicas.ts'

export type ReplicaSoakRow = {
  readonly replicas: number
  readonly minutes: number
  readonly channels: number
  /** Articles that came in an hour, as a multiple of a busy day's; and the digests that were due in one. */
  readonly 'articles an hour': number
  readonly 'busy days': number
  readonly 'digests an hour': number
  readonly kills: number
  readonly restarts: number
  readonly 'clock steps': number
  readonly 'platform faults': number
  readonly articles: number
  readonly deliveries: number
  /** Minutes of channels that got no digest of their own: nobody was up, and the next one told it. */
  readonly 'minutes skipped': number
  /** What must be nought. */
  readonly 'articles lost': number
  readonly lost: number
  readonly double: number
  readonly disordered: number
  readonly violations: number
  readonly 'jobs left': number
} & Quarters

const CHANNELS_A_PLATFORM = 12
/**
 * The busiest day of the four long stories of ../shared/data/timelines brought 33 articles; a team that follows two dozen such
 * stories, all on a day of that kind, gets 800. Here they are of one story: that is harder for what makes its digests.
 */
const BUSY_DAY_ARTICLES = 800
/** Two more than are asked for: while the server is away, those that come in wait. */
const BUSY_DAYS = 22
const ARTICLES_AN_HOUR = (BUSY_DAY_ARTICLES * BUSY_DAYS) / 24
const ARRIVE_EVERY_MS = 3_600_000 / ARTICLES_AN_HOUR
/** Articles that the story has before: what is kept of a story that begins would grow by itself. */
const STORED_BEFORE = 300
/** A replica lives two minutes on average: what it needs to begin to be of use is some ten seconds of a core. */
const KILL_EVERY_MS = 40_000
/** For so long anybody is killed, the leader too; then for as long all but the oldest, which shows what a longer life takes. */
const SPELL_MS = 5 * 60_000
const DEAD_MAX_MS = 8_000
const RESTART_EVERY_MS = 150_000
const DOWN_MAX_MS = 8_000
const STEP_EVERY_MS = 40_000
const STEP_MAX_S = 120
const FAULT_SHARE = 0.05
const LOOK_EVERY_MS = 250
const SETTLE_MAX_MS = 8 * 60_000
const GRACE_MS = 86_400_000
const SUPERVISED_MS = 2_000
const MINUTES_A_DAY = 1_440
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
const PROGRAM = join(ROOT, 'src', 'start.ts')
const STORY = { id: storyId('veldrin-sluice'), title: 'The Veldrin sluice', query: 'Veldrin sluice' }
/** Words that no post holds: nothing is corrected here. */
const NO_WORDING = { news: [], outdated: '\u0000', corrected: '\u0000' }

/** `minutes` of trouble, then calm until everything is out. */
export async function benchReplicaSoak(
  minutes: number,
  replicaCount = 3,
  seed = 5,
): Promise<readonly (ReplicaSoakRow | MinuteRow)[]> {
  const server = await startPostgres({ durable: true })
  if (server === null) throw new Error(NO_POSTGRES)
  const random = seededRandom(seed)
  const channels = CHAT_PLATFORMS.flatMap((platform) =>
    Array.from({ length: CHANNELS_A_PLATFORM }, (_, at): CrashChannel => {
      const id = platform === 'slack' ? `C0SOAK${100 + at}` : `900000000000001${100 + at}`
      return { id, platform, subscription: `soak-${platform}-${at}`, digestsOnly: true }
    }),
  )
  const platforms = await openCrashPlatforms(channels, {
    random,
    faultShare: FAULT_SHARE,
    limits: true,
    noncesKept: true,
  })
  const desk = await makeDeskFolder({ settings: 'zone: UTC\ndormantAfter: 3650d\n' })
  // What is matched before is matched by the same book: another one would enter every article anew.
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const address = await server.database()
  const store = await openStore(address)
  const replicas = Array.from({ length: replicaCount }, (_, at) => createReplica(at, { address, desk, platforms }))
  try {
    await follow(store, channels)
    const readings = generateStory(Number.MAX_SAFE_INTEGER, 3)
    const before = await pour(store, readings, STORED_BEFORE)
    for (const replica of replicas) replica.start()
    const watched = watchReplicas(address, replicas)
    const { articles, ...told } = await makeTrouble({ minutes, server, store, replicas, random, readings })
    const { rows, quarters } = watched.end()
    platforms.calm()
    for (const replica of replicas) replica.step(0)
    await settle(address)
    for (const replica of replicas) await replica.stop()
    const judged = await judge(address, channels, platforms, [...before, ...articles])
    const perHour = (articles.length / minutes) * 60
    return [
      {
        replicas: replicaCount,
        minutes,
        channels: channels.length,
        articles: articles.length,
        'articles an hour': Math.round(perHour),
        'busy days': Math.round((perHour * 24 * 10) / BUSY_DAY_ARTICLES) / 10,
        'digests an hour': channels.length * 60,
        ...told,
        ...judged,
        ...quarters,
      },
      ...rows,
    ]
  } finally {
    for (const replica of replicas) replica.kill()
    await store.close().catch(() => undefined)
    await platforms.close()
    await server.stop()
  }
}

async function follow(store: Store, channels: readonly CrashChannel[]): Promise<void> {
  await store.stories.addStory({ ...STORY, aliases: [], langs: [], window: { from: null, to: null } })
  const times = Array.from({ length: MINUTES_A_DAY }, (_, minute) =>
    Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }).toString({
      smallestUnit: 'minute',
    }),
  )
  for (const { id, platform, subscription } of channels) {
    await store.deliveries.saveSubscription({
      id: subscriptionId(subscription),
      story: STORY.id,
      channel: { platform, id },
      times,
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: 'UTC',
      quiet: null,
      whenQuiet: 'post',
      lang: 'en',
      breaking: null,
      graceMs: GRACE_MS,
      pausedBecause: null,
      createdAt: Temporal.Now.instant(),
    })
  }
}

/** Stores articles and has them matched; their identities. */
async function pour(store: Store, readings: Readings, count: number): Promise<readonly string[]> {
  const articles: string[] = []
  for (let stored = 0; stored < count; stored += 1) {
    const { article } = await store.articles.saveReading(readings.next().value!.reading, 'soak', Temporal.Now.instant())
    articles.push(article)
  }
  await createMatcher({ store, outlets: [] }).matchAll(new AbortController().signal)
  return articles
}

type ReplicaParts = { readonly address: string; readonly desk: DeskFolder; readonly platforms: CrashPlatforms }
type Replica = ReturnType<typeof createReplica>

function createReplica(at: number, { address, desk, platforms }: ReplicaParts) {
  const clockFile = desk.path(`clock-${at}`)
  const log = createWriteStream(desk.path(`replica-${at}.log`))
  const step = (seconds: number) => writeFileSync(clockFile, `${seconds < 0 ? '' : '+'}${seconds}\n`)
  let child: ChildProcess | null = null
  let startedAt = 0
  step(0)
  return {
    step,
    start() {
      startedAt = performance.now()
      child = spawn(process.execPath, [PROGRAM, 'run', '--db', address, '--config', desk.config], {
        cwd: desk.folder,
        env: {
          PATH: process.env['PATH'],
          TZ: 'UTC',
          STANDFIRST_FOLLOW: 'off',
          STANDFIRST_HEALTH_PORT: 'off',
          STANDFIRST_LOG_LEVEL: 'info',
          ...platforms.env,
          ...(existsSync(FAKETIME)
            ? {
                LD_PRELOAD: FAKETIME,
                FAKETIME_TIMESTAMP_FILE: clockFile,
                FAKETIME_NO_CACHE: '1',
                FAKETIME_DONT_FAKE_MONOTONIC: '1',
              }
            : {}),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child.stderr?.pipe(log, { end: false })
      const own = child
      // As a supervisor does: one that finds no server when it starts ends, and is started again.
      own.on('exit', (code) => {
        if (code !== null && code !== 0 && own === child) setTimeout(() => own === child && this.start(), SUPERVISED_MS)
      })
    },
    isUp: () => child !== null && child.exitCode === null && child.signalCode === null,
    kill: () => void child?.kill('SIGKILL'),
    ranMs: () => performance.now() - startedAt,
    /** Null: it has just died. */
    megabytes() {
      try {
        const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8')
        return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024
      } catch {
        return null
      }
    },
    async stop() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

type TroubleParts = {
  readonly minutes: number
  readonly server: TestServer
  readonly store: Store
  readonly replicas: readonly Replica[]
  readonly random: () => number
  readonly readings: Readings
}

type Readings = ReturnType<typeof generateStory>

/** Every kind of trouble has a rhythm of its own; nothing waits for another. */
async function makeTrouble({ minutes, server, store, replicas, random, readings }: TroubleParts) {
  const began = performance.now()
  const end = began + minutes * 60_000
  const goesOn = () => performance.now() < end
  const articles: string[] = []
  const counts = { kills: 0, restarts: 0, 'clock steps': 0 }
  const pick = (among = replicas) => among[Math.floor(random() * among.length)]!
  const mortal = () => {
    const isSpared = Math.floor((performance.now() - began) / SPELL_MS) % 2 === 1
    return isSpared ? replicas.toSorted((one, other) => other.ranMs() - one.ranMs()).slice(1) : replicas
  }
  const every = async (ms: number, act: () => Promise<void>) => {
    while (goesOn()) {
      await sleep(Math.min(ms * (0.5 + random()), Math.max(0, end - performance.now())))
      if (goesOn()) await act()
    }
  }
  await Promise.all([
    every(ARRIVE_EVERY_MS, async () => {
      const { reading } = readings.next().value!
      const { article } = await insist(() => store.articles.saveReading(reading, 'soak', Temporal.Now.instant()))
      articles.push(article)
    }),
    every(KILL_EVERY_MS, async () => {
      const victim = pick(mortal())
      victim.kill()
      counts.kills += 1
      await sleep(random() * DEAD_MAX_MS)
      victim.start()
    }),
    every(RESTART_EVERY_MS, async () => {
      await server.halt(random() < 0.5 ? 'fast' : 'crash')
      counts.restarts += 1
      await sleep(random() * DOWN_MAX_MS)
      await server.resume()
    }),
    every(STEP_EVERY_MS, async () => {
      if (!existsSync(FAKETIME)) return
      pick().step(Math.round((random() - 0.5) * 2 * STEP_MAX_S))
      counts['clock steps'] += 1
    }),
  ])
  for (const replica of replicas) if (!replica.isUp()) replica.start()
  return { articles, ...counts }
}

/** A store that is away is asked again: what it took is told once. */
async function insist<Result>(task: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await task()
    } catch {
      await sleep(LOOK_EVERY_MS)
    }
  }
}

/** Until nothing older than a minute is open, and no article waits. */
async function settle(address: string): Promise<void> {
  const end = performance.now() + SETTLE_MAX_MS
  for (;;) {
    await sleep(2_000)
    const open = await query<{ n: string }>(
      address,
      `select (select count(*) from deliveries where state in ('planned', 'sending', 'unconfirmed')
        and slot < extract(epoch from now()) * 1000 - ${OLD_ENOUGH_MS}) + (select count(*) from story_pending) as n`,
    )
    if (Number(open[0]?.n) === 0) return
    if (performance.now() > end) {
      console.log(
        'not settled',
        await query(
          address,
          `select id, state, slot, because from deliveries where state in ('planned', 'sending', 'unconfirmed')`,
        ),
      )
      return
    }
  }
}

async function judge(
  address: string,
  channels: readonly CrashChannel[],
  platforms: CrashPlatforms,
  articles: readonly string[],
) {
  const sums = { deliveries: 0, 'minutes skipped': 0, lost: 0, double: 0, disordered: 0 }
  for (const channel of channels) {
    const all = await query<Owed & { slot: string }>(
      address,
      `select id, kind, state, because, about, reason, posted::json->>'message' as message, slot from deliveries
        where subscription = '${channel.subscription}' order by slot, id`,
    )
    // The last minute's may still have been under way when the replicas stopped.
    const owed = all.filter(({ state }) => !['planned', 'sending', 'unconfirmed'].includes(state))
    const known = new Set(all.map(({ id }) => id))
    const posted = platforms
      .posted(channel)
      .filter(({ delivery }) => owed.some(({ id }) => id === delivery) || !known.has(delivery))
    const { lost, double, disordered } = reckon(posted, owed, NO_WORDING)
    if (lost.length + double.length + disordered.length > 0) console.log(channel.id, { lost, double, disordered })
    const [first, last] = [Number(all[0]?.slot), Number(all.at(-1)?.slot)]
    sums.deliveries += owed.length
    sums['minutes skipped'] += Math.max(0, Math.round((last - first) / 60_000) + 1 - all.length)
    sums.lost += lost.length
    sums.double += double.length
    sums.disordered += disordered.length
  }
  const stored = new Set(
    (await query<{ article: string }>(address, 'select article from story_articles')).map(({ article }) => article),
  )
  const [jobs] = await query<{ n: string }>(address, 'select count(*) as n from graphile_worker._private_jobs')
  const violations = CHAT_PLATFORMS.flatMap((platform) => platforms.violations(platform))
  if (violations.length > 0) console.log(violations.slice(0, 20))
  return {
    ...sums,
    'articles lost': articles.filter((article) => !stored.has(article)).length,
    'platform faults': CHAT_PLATFORMS.reduce((sum, platform) => sum + platforms.troubled(platform), 0),
    violations: violations.length,
    'jobs left': Number(jobs?.n),
  }
}
