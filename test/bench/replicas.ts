// What a second, a third and a fourth replica on one Postgres do to the time that a round of new feeds and pages takes: each time
// the same feeds on the loopback, a new database, and so many processes that do nothing but read. A replica runs for weeks: each
// round first reads feeds that are not counted, until the processes are compiled and their connections stand. It is long enough
// that its start and its last pages weigh little; the rate between the first and the last tenth of it, where all replicas have
// work, is told beside that of the whole. Rounds begin as long before the clock's next look for what is due.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { openStore } from '../../src/store/open-store.ts'
import { makeDeskFolder } from '../e2e/desk-folder.ts'
import { NO_POSTGRES, startPostgres, type TestServer } from '../postgres/server.ts'
import { startFeedServers } from './live/feed-servers.ts'
import { expectedPages, followedAddress, kindOf, type FeedKind } from './live/feed-world.ts'

export type ReplicasRow = {
  readonly replicas: number
  readonly feeds: number
  readonly articles: number
  readonly seconds: number
  readonly perSecond: number
  /** Between the first and the last tenth of the articles. */
  readonly steadyPerSecond: number
  /** Of what one replica does in the same round: the middle, the least and the most of all rounds. */
  readonly ratio: number
  readonly ratioMin: number
  readonly ratioMax: number
  /** The middle of the same ratios between the first and the last tenth. */
  readonly steadyRatio: number
  /** Items that are not stored, and pages that were asked for by two replicas. */
  readonly lost: number
  readonly pagesTwice: number
  readonly load: number
}

const MANY_MAX = 4
/** Each number of replicas is measured once in every round, forwards and backwards by turns: what else the machine does falls on all alike. */
const ROUNDS = 5
/** Only what is read as fast as it can be: no server that is slow or broken sets the pace. */
const KINDS: ReadonlySet<FeedKind> = new Set(['whole', 'packed', 'paged'])
const SETTINGS = 'zone: UTC\nfetch:\n  allow: [127.0.0.0/8]\n  hostEvery: 0s\n'
const LIVE_BOT = join(import.meta.dirname, 'live', 'live-bot.ts')
const LOOK_EVERY_MS = 200
/** Feeds that are read first, and are not counted; some ten articles each. */
const WARMING_FEEDS = 40
/** Replicas look for what is due at every fifth second; a round begins so long after one. */
const TICK_MS = 5_000
const AFTER_TICK_MS = 4_000
const TENTH = 0.1
const ROUND_MAX_MS = 5 * 60_000

/** `count` feeds, read by one to four replicas: medians of rounds. */
export async function benchReplicas(count: number): Promise<readonly ReplicasRow[]> {
  const server = await startPostgres({ durable: true })
  if (server === null) throw new Error(NO_POSTGRES)
  try {
    const rounds: (readonly Round[])[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const upwards = Array.from({ length: MANY_MAX }, (_, at) => at + 1)
      const measured: Round[] = []
      for (const replicas of round % 2 === 0 ? upwards : upwards.toReversed()) {
        measured.push(await readRound(server, replicas, count))
        console.log(JSON.stringify(measured.at(-1)))
      }
      rounds.push(measured.toSorted((one, other) => one.replicas - other.replicas))
    }
    return Array.from({ length: MANY_MAX }, (_, at) => sumUp(rounds, at))
  } finally {
    await server.stop()
  }
}

type Round = Omit<ReplicasRow, 'ratio' | 'ratioMin' | 'ratioMax' | 'steadyRatio'>

/** Of all rounds what the `at`th number of replicas did. */
function sumUp(rounds: readonly (readonly Round[])[], at: number): ReplicasRow {
  const own = rounds.flatMap((round) => round[at] ?? [])
  const ratiosOf = (rate: 'perSecond' | 'steadyPerSecond') =>
    rounds
      .map((round) => (round[at]?.[rate] ?? Number.NaN) / (round[0]?.[rate] ?? Number.NaN))
      .toSorted((one, other) => one - other)
  const ratios = ratiosOf('perSecond')
  const steady = ratiosOf('steadyPerSecond')
  const ordered = own.toSorted((one, other) => one.seconds - other.seconds)
  const middle = ordered[Math.floor(ordered.length / 2)]
  if (middle === undefined) throw new RangeError('no round was measured')
  const hundredths = (value = Number.NaN) => Math.round(100 * value) / 100
  return {
    ...middle,
    lost: own.reduce((sum, { lost }) => sum + lost, 0),
    pagesTwice: own.reduce((sum, { pagesTwice }) => sum + pagesTwice, 0),
    ratio: hundredths(ratios[Math.floor(ratios.length / 2)]),
    ratioMin: hundredths(ratios[0]),
    ratioMax: hundredths(ratios.at(-1)),
    steadyRatio: hundredths(steady[Math.floor(steady.length / 2)]),
  }
}

async function readRound(server: TestServer, replicas: number, count: number): Promise<Round> {
  const desk = await makeDeskFolder({ settings: SETTINGS })
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const feeds = Array.from({ length: 20 * count }, (_, feed) => feed)
    .filter((feed) => KINDS.has(kindOf(feed)))
    .slice(0, WARMING_FEEDS + count)
  const address = await server.database()
  const servers = await startFeedServers()
  const client = new Client({ connectionString: address })
  const bots: ChildProcess[] = []
  try {
    const store = await openStore(address)
    await servers.advance(0)
    await servers.take()
    await client.connect()
    // They start while there is nothing to do: what is measured is the work.
    for (let bot = 0; bot < replicas; bot += 1) bots.push(start(address, desk.config, desk.folder))
    await sleep(4_000 + 2_000 * replicas)
    const follow = async (some: readonly number[]) => {
      const wishes = some.map((feed) => ({ url: followedAddress(feed, servers.port), outlet: null }))
      await store.feeds.seedFeeds(wishes, Temporal.Now.instant())
      return some.flatMap((feed) => expectedPages(feed, 1, servers.port)).length
    }
    const [warming, measured] = [feeds.slice(0, WARMING_FEEDS), feeds.slice(WARMING_FEEDS)]
    const before = await follow(warming)
    await watchStored(client, 0, before)
    await sleep(TICK_MS - ((Date.now() - AFTER_TICK_MS + TICK_MS) % TICK_MS))
    const wanted = await follow(measured)
    await store.close()
    const { articles, seconds, steadyPerSecond } = await watchStored(client, before, wanted)
    return {
      replicas,
      feeds: count,
      articles,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round((10 * articles) / seconds) / 10,
      steadyPerSecond: Math.round(10 * steadyPerSecond) / 10,
      lost: wanted - articles,
      pagesTwice: (await servers.take()).pagesTwice,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    }
  } finally {
    for (const bot of bots) bot.send('stop')
    await Promise.all(bots.map((bot) => bot.exitCode ?? once(bot, 'exit')))
    await client.end()
    servers.close()
  }
}

type Stored = { readonly articles: number; readonly seconds: number; readonly steadyPerSecond: number }

/** Waits until `wanted` articles are stored beside those from before, or for as long as a round may take. */
async function watchStored(client: Client, before: number, wanted: number): Promise<Stored> {
  const began = performance.now()
  /** When at least the first tenth was there, and when all but the last tenth at most. */
  const marks: { readonly articles: number; readonly atMs: number }[] = []
  for (;;) {
    const { rows } = await client.query<{ n: string }>('select count(*) as n from articles where same_as is null')
    const articles = Number(rows[0]?.n) - before
    const atMs = performance.now() - began
    if (articles >= wanted * (marks.length === 0 ? TENTH : 1 - TENTH) && marks.length < 2)
      marks.push({ articles, atMs })
    if (articles >= wanted || atMs > ROUND_MAX_MS) {
      const [first, last] = marks
      const steady =
        (1_000 * ((last?.articles ?? 0) - (first?.articles ?? 0))) / ((last?.atMs ?? 0) - (first?.atMs ?? 0))
      return { articles, seconds: atMs / 1_000, steadyPerSecond: steady }
    }
    await sleep(LOOK_EVERY_MS)
  }
}

function start(address: string, config: string, folder: string): ChildProcess {
  return fork(LIVE_BOT, [address, config], {
    cwd: folder,
    execArgv: [],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
