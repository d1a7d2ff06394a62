// What a second, a third and a fourth replica on one Postgres do to the time that a round of new feeds and pages takes: each time
// the same feeds on the loopback, a new database, and so many processes that do nothing but read.
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
  /** Of what one replica does in the same run. */
  readonly ratio: number
  /** Items that are not stored, and pages that were asked for by two replicas. */
  readonly lost: number
  readonly pagesTwice: number
  readonly load: number
}

const MANY_MAX = 4
/** Only what is read as fast as it can be: no server that is slow or broken sets the pace. */
const KINDS: ReadonlySet<FeedKind> = new Set(['whole', 'packed', 'paged'])
const SETTINGS = 'zone: UTC\nfetch:\n  allow: [127.0.0.0/8]\n  hostEvery: 0s\n'
const LIVE_BOT = join(import.meta.dirname, 'live', 'live-bot.ts')
const LOOK_EVERY_MS = 200
const ROUND_MAX_MS = 5 * 60_000

/** `count` feeds, read by one to four replicas. */
export async function benchReplicas(count: number): Promise<readonly ReplicasRow[]> {
  const server = await startPostgres({ durable: true })
  if (server === null) throw new Error(NO_POSTGRES)
  try {
    const rows: ReplicasRow[] = []
    for (let replicas = 1; replicas <= MANY_MAX; replicas += 1) {
      const row = await readRound(server, replicas, count)
      const first = rows[0]?.perSecond ?? row.perSecond
      rows.push({ ...row, ratio: Math.round((100 * row.perSecond) / first) / 100 })
      console.log(JSON.stringify(rows.at(-1)))
    }
    return rows
  } finally {
    await server.stop()
  }
}

async function readRound(server: TestServer, replicas: number, count: number): Promise<Omit<ReplicasRow, 'ratio'>> {
  const desk = await makeDeskFolder({ settings: SETTINGS })
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const feeds = Array.from({ length: 20 * count }, (_, feed) => feed)
    .filter((feed) => KINDS.has(kindOf(feed)))
    .slice(0, count)
  const address = await server.database()
  const servers = await startFeedServers()
  const client = new Client({ connectionString: address })
  const bots: ChildProcess[] = []
  try {
    const store = await openStore(address)
    const addresses = feeds.map((feed) => followedAddress(feed, servers.port))
    await servers.advance(0)
    await servers.take()
    await client.connect()
    // They start while there is nothing to do: what is measured is the work.
    for (let bot = 0; bot < replicas; bot += 1) bots.push(start(address, desk.config, desk.folder))
    await sleep(4_000 + 2_000 * replicas)
    const began = performance.now()
    await store.feeds.seedFeeds(
      addresses.map((url) => ({ url, outlet: null })),
      Temporal.Now.instant(),
    )
    await store.close()
    const wanted = feeds.flatMap((feed) => expectedPages(feed, 1, servers.port))
    const stored = async () => {
      const { rows } = await client.query<{ n: string }>('select count(*) as n from articles where same_as is null')
      return Number(rows[0]?.n)
    }
    let articles = 0
    while ((articles = await stored()) < wanted.length && performance.now() - began < ROUND_MAX_MS) {
      await sleep(LOOK_EVERY_MS)
    }
    const seconds = (performance.now() - began) / 1_000
    return {
      replicas,
      feeds: count,
      articles,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(articles / seconds),
      lost: wanted.length - articles,
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

function start(address: string, config: string, folder: string): ChildProcess {
  return fork(LIVE_BOT, [address, config], {
    cwd: folder,
    execArgv: [],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
