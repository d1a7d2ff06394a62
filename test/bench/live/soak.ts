// Two minutes of a web that changes while the live thread reads it, its process killed and started again. Time passes quicker
// than it is: all that is stored of when things were, and are due, is moved back by an hour every few seconds, so that the
// plans of polls and of reading again are those of the program.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../../src/store/open-store.ts'
import { makeDeskFolder, type DeskFolder } from '../../e2e/desk-folder.ts'
import { editOf, startSoakWorld, type SoakItem, type SoakWorld } from './soak-world.ts'

export type SoakRow = {
  readonly seconds: number
  readonly hours: number
  readonly kills: number
  readonly feeds: number
  readonly items: number
  readonly moved: number
  readonly polls: number
  readonly pages: number
  readonly faults: number
  /** Edits of texts that were served, and the revisions that tell them. */
  readonly edits: number
  readonly revisions: number
  /** What must be nought. */
  readonly missing: number
  readonly double: number
  readonly unseen: number
  readonly 'edits lost': number
  readonly 'edits told twice': number
  readonly 'wrongly gone': number
}

const FEEDS = 200
const KILLS = 4
const HAPPEN_EVERY_MS = 30
const HOUR_MS = 3_600_000
/** Feeds are looked at every five seconds: so often, and not oftener, an hour has passed. */
const HOUR_EVERY_MS = 5_000
const CALM_HOURS = 60
/** What was served in so short a time before a kill may not have been stored. */
const DYING_MS = 3_000
const LIVE_BOT = join(import.meta.dirname, 'live-bot.ts')
const SETTINGS = 'zone: UTC\nfetch:\n  allow: [127.0.0.0/8]\n  hostEvery: 50ms\n  timeout: 3s\n  connect: 2s\n'

export async function benchSoak(seconds: number, seed = 7): Promise<readonly SoakRow[]> {
  const desk = await makeDeskFolder({ settings: SETTINGS })
  const world = await startSoakWorld(FEEDS, seed)
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const store = await openStore(desk.db)
  const feeds = world.feedAddresses.map((url) => ({ url, outlet: null }))
  await store.feeds.seedFeeds(feeds, Temporal.Now.instant())
  await store.close()
  const stored = new DatabaseSync(desk.db, { timeout: 30_000 })
  try {
    const { hours, kills } = await live(desk, world, stored, seconds)
    return [{ seconds, hours, kills: kills.length, feeds: FEEDS, ...judge(world, stored, kills) }]
  } finally {
    stored.close()
    world.close()
    rmSync(desk.folder, { recursive: true, force: true })
  }
}

/** How many hours passed, and when it was killed. */
async function live(desk: DeskFolder, world: SoakWorld, stored: DatabaseSync, seconds: number) {
  const kills: number[] = []
  let bot = start(desk)
  const end = performance.now() + seconds * 1_000
  const killEveryMs = (seconds * 1_000) / (KILLS + 1)
  let [hours, hourAt, killAt] = [0, performance.now() + HOUR_EVERY_MS, performance.now() + killEveryMs]
  const passHour = () => {
    hourAt += HOUR_EVERY_MS
    hours += 1
    moveTimes(stored, HOUR_MS)
  }
  while (performance.now() < end) {
    world.happen()
    if (performance.now() >= hourAt) passHour()
    if (performance.now() >= killAt && killAt < end - 1_000) {
      killAt += killEveryMs
      bot.kill('SIGKILL')
      kills.push(Date.now())
      await once(bot, 'exit')
      // Its leases end when their time has passed.
      moveTimes(stored, 0, HOUR_MS)
      bot = start(desk)
    }
    await sleep(HAPPEN_EVERY_MS)
  }
  world.calm()
  for (let calm = 0; calm < CALM_HOURS && !isDone(world, stored); calm += 1) {
    passHour()
    await sleep(HOUR_EVERY_MS)
  }
  bot.send('stop')
  await once(bot, 'exit')
  return { hours, kills }
}

function start({ db, config, folder }: DeskFolder): ChildProcess {
  return fork(LIVE_BOT, [db, config], {
    cwd: folder,
    execArgv: [],
    env: { PATH: process.env['PATH'], TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** As if so much time had passed. A lease ends early only where its process is dead. */
function moveTimes(stored: DatabaseSync, ms: number, leaseMs = 0): void {
  stored.exec(`begin immediate;
    update feeds set next_at = next_at - ${ms}, since = since - ${ms}, checked_at = checked_at - ${ms},
      changed_at = changed_at - ${ms}, leased_until = leased_until - ${leaseMs};
    update planned_reads set next_at = next_at - ${ms}, first_seen_at = first_seen_at - ${ms},
      leased_until = leased_until - ${leaseMs};
    commit`)
}

/** Every feed did well when it was asked last, which was after all had happened, and no page waits to be read. */
function isDone({ feedAddresses, items }: SoakWorld, stored: DatabaseSync): boolean {
  const count = (query: string) => Number(stored.prepare(query).get()?.['n'])
  const fine = count(`select count(*) n from feeds where state = 'ok' and failures = 0`)
  const now = Date.now()
  const due = count(
    `select count(*) n from planned_reads where kind = 'first' or next_at <= ${now} or leased_until > ${now}`,
  )
  const heads = count('select count(*) n from articles where same_as is null')
  return fine === feedAddresses.length && due === 0 && heads >= items.length
}

function judge(world: SoakWorld, stored: DatabaseSync, kills: readonly number[]) {
  const heads = new Map<string, Set<string>>()
  const queries = [
    'select url, coalesce(same_as, id) head from articles where url is not null',
    `select key as url, coalesce(same_as, id) head from article_keys join articles on id = article where kind = 'address'`,
  ]
  for (const query of queries) {
    for (const { url, head } of stored.prepare(query).all()) {
      heads.set(String(url), (heads.get(String(url)) ?? new Set()).add(String(head)))
    }
  }
  const sums = { edits: 0, revisions: 0, missing: 0, double: 0, unseen: 0, 'edits lost': 0, 'edits told twice': 0 }
  for (const item of world.items) {
    const own = new Set(item.addresses.flatMap((url) => [...(heads.get(url) ?? [])]))
    if (own.size === 0) sums.missing += 1
    if (own.size > 1) sums.double += 1
    const [head] = own
    if (head === undefined) continue
    const unseen = unseenIn(item, head, world, stored)
    const [served, told] = [editsOf(item, kills), toldEdits(head, stored)]
    const lost = served.filter((edit) => !told.includes(edit))
    const twice = told.length - new Set(told).size
    sums.unseen += unseen
    sums.edits += Math.max(0, new Set(item.served.map(({ edit }) => edit)).size - 1)
    sums.revisions += told.length - 1
    sums['edits lost'] += lost.length
    sums['edits told twice'] += twice
    if (own.size > 1 || unseen + lost.length + twice > 0) {
      console.log(JSON.stringify({ item, heads: [...own], unseen, served, told }))
    }
  }
  const { counts } = world
  const total = (name: RegExp) => Object.entries(counts).reduce((sum, [key, n]) => sum + (name.test(key) ? n : 0), 0)
  const gone = `select (select count(*) from feeds where state = 'gone') +
    (select count(*) from revisions where deleted = 1) as n`
  return {
    items: world.items.length,
    moved: world.items.filter(({ addresses }) => addresses.length > 1).length,
    polls: total(/^feed (?:200|304)/),
    pages: total(/^page 200/),
    faults: total(/ (?!200|304)/),
    ...sums,
    'wrongly gone': Number(stored.prepare(gone).get()?.['n']),
  }
}

/** Feeds that listed it and of which the store does not know that. */
function unseenIn({ feeds }: SoakItem, head: string, { feedAddresses }: SoakWorld, stored: DatabaseSync): number {
  const query = `select distinct source from sightings join articles on id = article where coalesce(same_as, id) = ?`
  const sources = new Set(
    stored
      .prepare(query)
      .all(head)
      .map(({ source }) => String(source)),
  )
  return feeds.filter((feed) => !sources.has(feedAddresses[feed] ?? '')).length
}

/** In order, each once; but for those that were served only to a process that was killed at once. */
function editsOf({ served }: SoakItem, kills: readonly number[]): readonly number[] {
  const isHeard = (at: number) => !kills.some((kill) => at <= kill && kill - at < DYING_MS)
  return [...new Set(served.filter(({ at }) => isHeard(at)).map(({ edit }) => edit))]
}

function toldEdits(head: string, stored: DatabaseSync): readonly (number | null)[] {
  const query = `select text from revisions where article = ? and seen_at is not null order by revision`
  return stored
    .prepare(query)
    .all(head)
    .map(({ text }) => editOf(String(text)))
}
