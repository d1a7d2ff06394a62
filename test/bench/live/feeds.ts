// Polls feeds of servers on the loopback round by the real live thread, with a store on disk: cold, when everything is new, and
// again, when most have nothing new. Due times are moved in the store between the rounds; nothing else is.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../../src/store/open-store.ts'
import { makeDeskFolder, type DeskFolder } from '../../e2e/desk-folder.ts'
import { expectedPages, followedAddress, kindOf } from './feed-world.ts'
import { startFeedServers, type Asked, type FeedServers } from './feed-servers.ts'
import type { LiveProbe } from './live-probe.ts'

export type FeedsRow = {
  /** `live`: a main thread that does nothing, and the live thread. `bot`: all of the bot, as `run` starts it. */
  readonly bot: 'live' | 'bot'
  readonly round: string
  readonly feeds: number
  /** Until each feed had been polled, and until each new page had been read. */
  readonly seconds: number
  readonly pagesSeconds: number
  readonly cpuSeconds: number
  readonly 'MB at most': number
  readonly 'loop max': number
  readonly 'loop p99': number
  /** Answers of feeds. */
  readonly full: number
  readonly unchanged: number
  readonly parses: number
  /** Of feeds known by tag or date, how many were sent whole though nothing was new. */
  readonly sentForNothing: number
  readonly pages: number
  readonly articles: number
  /** Items that are neither an article nor planned to be read, and sightings that are missing. */
  readonly lost: number
  readonly pagesTwice: number
  /** Polls of one host that ran at once at most. */
  readonly hostAtOnce: number
  /** The middle wait until the next poll, in minutes: of feeds that brought something new, and of those that did not. */
  readonly freshMinutes: number
  readonly quietMinutes: number
  readonly load: number
}

const SETTINGS = 'zone: UTC\nfetch:\n  allow: [127.0.0.0/8]\n'
const PROBE = join(import.meta.dirname, 'live-probe.ts')
const LIVE_BOT = join(import.meta.dirname, 'live-bot.ts')
const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'src', 'start.ts')
/** A round that takes longer hangs. */
const ROUND_MAX_MS = 10 * 60_000
const LOOK_EVERY_MS = 250
const ROUNDS = ['cold', 'again', 'third'] as const

/** `count` feeds, polled round by nothing but the live thread and by the whole bot. */
export async function benchFeeds(count: number, bots: readonly FeedsRow['bot'][]): Promise<readonly FeedsRow[]> {
  const rows: FeedsRow[] = []
  for (const bot of bots) {
    const desk = await makeDeskFolder({ settings: SETTINGS })
    const servers = await startFeedServers()
    try {
      await follow(desk, count, servers.port)
      rows.push(...(await runRounds(bot, count, desk, servers)))
    } finally {
      servers.close()
      rmSync(desk.folder, { recursive: true, force: true })
    }
  }
  return rows
}

async function follow(desk: DeskFolder, count: number, port: number): Promise<void> {
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const store = await openStore(desk.db)
  const feeds = Array.from({ length: count }, (_, feed) => ({ url: followedAddress(feed, port), outlet: null }))
  await store.feeds.seedFeeds(feeds, Temporal.Now.instant())
  await store.close()
}

async function runRounds(bot: FeedsRow['bot'], count: number, desk: DeskFolder, servers: FeedServers) {
  const rows: FeedsRow[] = []
  const child = start(bot, desk)
  const stored = new DatabaseSync(desk.db, { timeout: 30_000 })
  try {
    for (const [round, name] of ROUNDS.entries()) {
      await servers.advance(round)
      await servers.take()
      const before = await probe(child)
      const began = Date.now()
      if (round > 0) stored.exec(`update feeds set next_at = ${began} where next_at is not null`)
      const due = Number(stored.prepare('select count(*) n from feeds where next_at is not null').get()?.['n'])
      const polled = `select count(*) n from feeds where checked_at >= ${began}`
      const seconds = await untilCount(stored, polled, due, child)
      const waiting = `select count(*) = 0 n from planned_reads where kind = 'first' and next_at <= ${Date.now() + 1_000}`
      const pages = await untilCount(stored, waiting, 1, child)
      const row = {
        bot,
        round: name,
        feeds: due,
        seconds,
        pagesSeconds: Math.round((seconds + pages) * 10) / 10,
        ...rowOf(await probe(child), before, await servers.take()),
        articles: Number(stored.prepare('select count(*) n from articles where same_as is null').get()?.['n']),
        lost: countLost(stored, count, round + 1, servers.port),
        ...waits(stored),
        load: Number((await import('node:os')).loadavg()[0]?.toFixed(1)),
      }
      console.log(JSON.stringify(row))
      rows.push(row)
    }
  } finally {
    stored.close()
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  return rows
}

function start(bot: FeedsRow['bot'], { db, config, folder }: DeskFolder): ChildProcess {
  const [program, args] = bot === 'live' ? [LIVE_BOT, [db, config]] : [PROGRAM, ['run', '--db', db, '--config', config]]
  return fork(program, args, {
    cwd: folder,
    execArgv: ['--import', PROBE],
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      STANDFIRST_FOLLOW: 'on',
      STANDFIRST_HEALTH_PORT: 'off',
      STANDFIRST_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function probe(child: ChildProcess): Promise<LiveProbe> {
  child.send('probe')
  const [report] = await once(child, 'message')
  return report
}

/** Seconds until the count is reached. */
async function untilCount(stored: DatabaseSync, query: string, wanted: number, child: ChildProcess): Promise<number> {
  const began = performance.now()
  const counting = stored.prepare(query)
  while (Number(counting.get()?.['n']) < wanted) {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}`)
    if (performance.now() - began > ROUND_MAX_MS) throw new Error(`not done after ${ROUND_MAX_MS} ms: ${query}`)
    await sleep(LOOK_EVERY_MS)
  }
  return Math.round((performance.now() - began) / 100) / 10
}

function rowOf(probed: LiveProbe, before: LiveProbe, { counts, ...asked }: Asked) {
  return {
    cpuSeconds: Math.round(probed.cpu - before.cpu),
    'MB at most': Math.round(probed.residentMax),
    'loop max': Math.round(probed.loopMax),
    'loop p99': Math.round(probed.loopP99),
    full: counts['feed 200'] ?? 0,
    unchanged: counts['feed 304'] ?? 0,
    parses: probed.parses,
    sentForNothing: asked.knownSent,
    pages: counts['page 200'] ?? 0,
    pagesTwice: asked.pagesTwice,
    hostAtOnce: asked.hostAtOnce,
  }
}

/** Items of readable feeds that are in no way in the store, or not seen in their feed. */
function countLost(stored: DatabaseSync, count: number, rounds: number, port: number): number {
  const known = new Set<string>()
  for (const query of [
    'select url from articles where url is not null',
    `select key as url from article_keys where kind = 'address'`,
    `select url from planned_reads where kind = 'first'`,
  ]) {
    for (const { url } of stored.prepare(query).all()) known.add(String(url))
  }
  const seen = new Map<string, number>()
  const sightings = `select source, count(distinct article) n from sightings group by source
    union all select source, count(*) n from planned_items group by source`
  for (const { source, n } of stored.prepare(sightings).all()) {
    seen.set(String(source), (seen.get(String(source)) ?? 0) + Number(n))
  }
  let lost = 0
  const failing = stored.prepare(`select url from feeds where state = 'failing'`).all()
  const unread = new Set(failing.map(({ url }) => String(url)))
  for (let feed = 0; feed < count; feed += 1) {
    // Of what a slow server did not answer in time, nothing can be known.
    if (unread.has(followedAddress(feed, port))) continue
    const pages = expectedPages(feed, rounds, port)
    const missing = pages.filter((url) => !known.has(url)).length
    const unseen = Math.max(0, pages.length - (seen.get(followedAddress(feed, port)) ?? 0))
    if (missing + unseen > 0 && lost < 5)
      console.log(`feed ${feed}, ${kindOf(feed)}: ${missing} lost, ${unseen} unseen`)
    lost += Math.max(missing, unseen)
  }
  return lost
}

function waits(stored: DatabaseSync): Pick<FeedsRow, 'freshMinutes' | 'quietMinutes'> {
  const middle = (condition: string) => {
    const query = `select interval_ms from feeds where state = 'ok' and interval_ms is not null and ${condition} order by 1`
    const all = stored.prepare(query).all()
    return Math.round(Number(all[Math.floor(all.length / 2)]?.['interval_ms'] ?? 0) / 6_000) / 10
  }
  return { freshMinutes: middle('changed_at >= checked_at'), quietMinutes: middle('changed_at < checked_at') }
}
