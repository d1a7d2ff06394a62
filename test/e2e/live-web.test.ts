import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { makeDeskFolder, STORY } from './desk-folder.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { articlePage, feedOf, LOOPBACK_FETCH, startOutlet } from './loopback-outlet.ts'
import type { Ran, Started } from './run-cli.ts'

const WAIT_MAX_MS = 60_000

const PORT = { path: '/news/engineers-for-the-port', title: 'Engineers for the port' }
const textWith = (engineers: number) => [
  `President Donald Trump and Gustavo Petro agreed on Wednesday to send ${engineers} engineers to the port of Buenaventura.`,
  'The engineers will repair the grain terminal, which was closed after the storm of last month, the port authority said.',
  'Both presidents spoke by telephone for about an hour, officials of the two governments told reporters in the evening.',
  'The first ships are expected before the end of March, and the harbour master has asked for two more tugs, he said.',
]
/** A slot that is hours away: what is posted is a first digest, or what it owes. */
const SLOT = Temporal.Now.zonedDateTimeISO('UTC').add({ hours: 6 }).toPlainTime().toString({ smallestUnit: 'minute' })
const SETTINGS = `zone: UTC
subscriptions:
  - { story: ${STORY}, channel: 'slack:${SLACK_CHANNEL}', at: ['${SLOT}'] }
${LOOPBACK_FETCH}`

async function until(happened: () => boolean, what: string): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, `${what}: it did not happen`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** As a supervisor would. The program cuts a stop of more than 5 s short, and then ends with another code. */
async function stop(bot: Started): Promise<Ran> {
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  equal(ran.code, 0, ran.err)
  return ran
}

/** One row of one query on a store that others have open. */
function ask(db: string, query: string): Readonly<Record<string, unknown>> {
  const database = new DatabaseSync(db)
  try {
    database.exec('pragma busy_timeout = 5000')
    return database.prepare(query).get() ?? {}
  } finally {
    database.close()
  }
}
/** As if the hours had passed after which it is asked, or read again. */
const bringForward = (db: string, table: 'feeds' | 'planned_reads') =>
  ask(db, `update ${table} set next_at = 0 where next_at is not null returning url`)

test('the bot follows an outlet: what is new is briefed, what is edited is corrected, and neither a move nor a fault of the server loses it', async (context) => {
  const [outlet, slack] = [await startOutlet(), await startFakeSlack()]
  context.after(() => Promise.all([outlet.close(), slack.close()]))
  const desk = await makeDeskFolder({ settings: SETTINGS })
  const [quiet, posting] = [
    { STANDFIRST_FOLLOW: 'on' },
    { STANDFIRST_FOLLOW: 'on', SLACK_BOT_TOKEN: SLACK_TOKEN, SLACK_API_URL: slack.apiUrl },
  ]
  const revisions = () => Number(ask(desk.db, 'select count(*) as n from revisions')['n'])
  const feed = () => ask(desk.db, `select * from feeds where url like '%/feed.xml'`)
  const inRun = async (env: Readonly<Record<string, string>>, happened: () => boolean, what: string) => {
    const bot = desk.start(['run'], { env })
    await until(happened, what)
    return stop(bot)
  }
  outlet.put('/feed.xml', { body: feedOf(outlet.origin, [PORT]) })
  outlet.put(PORT.path, { body: articlePage(PORT.title, textWith(120)) })
  equal((await desk.ask(['feeds', 'add', `${outlet.origin}/feed.xml`, '--outlet', 'Harbour Post'])).code, 0)

  await inRun(quiet, () => revisions() === 1, 'the page is read')
  await inRun(posting, () => slack.messages().length > 0, 'a digest is posted')
  match(slack.read(), /120 engineers/)

  // It is edited, and moves; so does its feed.
  const moved = '/2026/03/engineers-for-the-port-of-buenaventura'
  outlet.put(moved, { body: articlePage(PORT.title, textWith(180)) })
  outlet.put(PORT.path, { status: 301, location: moved })
  outlet.put('/rss.xml', { body: feedOf(outlet.origin, [{ ...PORT, path: moved }]) })
  outlet.put('/feed.xml', { status: 301, location: '/rss.xml' })
  bringForward(desk.db, 'planned_reads')
  bringForward(desk.db, 'feeds')
  const isMoved = () => revisions() === 2 && outlet.asked.includes('/rss.xml')
  await inRun(quiet, isMoved, 'the edited page is read where it is now')
  equal(ask(desk.db, `select count(*) as n from articles where same_as is null`)['n'], 1)
  await inRun(posting, () => slack.read().includes('180 engineers'), 'the correction is told')

  // The server fails, and recovers; then it takes the question and is silent.
  outlet.put('/feed.xml', { status: 503 })
  outlet.put('/rss.xml', { status: 503 })
  const bot = desk.start(['run'], { env: posting })
  for (const failures of [1, 2]) {
    bringForward(desk.db, 'feeds')
    await until(() => feed()['failures'] === failures, `poll ${failures} fails`)
  }
  equal(feed()['state'], 'failing')
  outlet.put('/feed.xml', { body: feedOf(outlet.origin, [{ ...PORT, path: moved }]) })
  outlet.put('/rss.xml', { body: feedOf(outlet.origin, [{ ...PORT, path: moved }]) })
  bringForward(desk.db, 'feeds')
  await until(() => feed()['state'] === 'ok', 'it recovers')
  outlet.put('/feed.xml', 'hang')
  outlet.put('/rss.xml', 'hang')
  const asked = outlet.asked.length
  bringForward(desk.db, 'feeds')
  await until(() => outlet.asked.length > asked, 'the silent server is asked')
  const { err } = await stop(bot)
  match(err, /feed\.xml is failing since \S+: 127\.0\.0\.1:\d+ is not available \(503\)/)
  match(err, /feed\.xml is ok/)
  deepEqual([feed()['leased_until'], feed()['state']], [null, 'ok'])
  equal(revisions(), 2)
  deepEqual(slack.violations, [])
})
