import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { copyFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { before, describe, test, type TestContext } from 'node:test'
import type { Readiness } from '../../src/ops/readiness.ts'
import { fillSampleStore, makeDeskFolder, type DeskFolder } from './desk-folder.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack, type FakeSlack } from './fake-slack.ts'
import { postedOnSlack } from './posted.ts'
import type { Ran, Started } from './run-cli.ts'

const SECRET = 'sk-test-0123456789abcdefghij'
const DAY_MS = 86_400_000
/** Ten minutes ago: not due for a subscription made now, due for one made yesterday. */
const SLOT = Temporal.Now.zonedDateTimeISO('UTC')
  .subtract({ minutes: 10 })
  .toPlainTime()
  .toString({ smallestUnit: 'minute' })
const settings = `zone: UTC
subscriptions:
  - { story: trump-petro, channel: 'slack:${SLACK_CHANNEL}', at: ['${SLOT}'], grace: 2h }
`

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

async function openSlack(context: TestContext): Promise<FakeSlack> {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  return slack
}

const envOf = (slack: FakeSlack) => ({
  SLACK_BOT_TOKEN: SLACK_TOKEN,
  SLACK_API_URL: slack.apiUrl,
  STANDFIRST_HEALTH_PORT: '0',
  // A key alone: nothing is sent to anybody before a brief is worded, and that address answers nobody.
  OPENAI_API_KEY: SECRET,
  OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
})

/** Moves what the store remembers of the schedule into the past: a test cannot wait a day. */
function age(db: string, ms: number): void {
  const database = new DatabaseSync(db)
  database.exec(`update subscriptions set created_at = created_at - ${ms}`)
  database.exec(`update deliveries set slot = slot - ${ms}, changed_at = changed_at - ${ms}`)
  database.close()
}

async function stop(bot: Started): Promise<Ran> {
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  equal(ran.code, 0, ran.err)
  return ran
}

type Line = Readonly<Record<string, unknown>>
const linesOf = ({ err }: Pick<Ran, 'err'>): readonly Line[] =>
  err
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)

/** The port that the bot says it listens on. */
async function portOf(bot: Started): Promise<number> {
  let err = ''
  bot.child.stderr.on('data', (text: string) => (err += text))
  await bot.printed(/health and metrics: /)
  const { port } = linesOf({ err }).find(({ msg }) => String(msg).startsWith('health and metrics: ')) ?? {}
  return Number(port)
}

/** Values of one metric, by its labels. */
function valuesOf(metrics: string, name: string): Readonly<Record<string, number>> {
  const found = metrics.matchAll(new RegExp(`^standfirst_${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'))
  return Object.fromEntries([...found].map(([, labels = '', value]) => [labels.replaceAll('"', ''), Number(value)]))
}

describe('operating the bot', { concurrency: 2 }, () => {
  test('health, readiness and metrics are told; one digest is followed through the log by its delivery', async (context) => {
    const slack = await openSlack(context)
    const desk = await makeDeskFolder({ from: filled.db, settings })
    const bot = desk.start(['run'], { env: envOf(slack) })
    const port = await portOf(bot)
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    equal((await ask('/healthz')).status, 200)
    await bot.printed(/"state":"sent"/)
    const ready = await ask('/readyz')
    const told = (await ready.json()) as Readiness
    equal(ready.status, 200, JSON.stringify(told))
    const names = told.checks.map(({ name }) => name)
    deepEqual(names, ['store', 'thread match', 'thread read-1', 'thread read-2', 'slack', 'discord'])
    // What the store holds is counted in another thread, which may be busy.
    let metrics = await (await ask('/metrics')).text()
    const isCounted = () =>
      valuesOf(metrics, 'deliveries')['state=sent'] === 1 && Number(valuesOf(metrics, 'claims')['']) > 10
    while (!isCounted()) {
      await sleep(500)
      metrics = await (await ask('/metrics')).text()
    }
    deepEqual(valuesOf(metrics, 'deliveries'), { 'state=sent': 1 })
    deepEqual(valuesOf(metrics, 'delivery_steps_total'), { 'state=sent,reason=none': 1 })
    deepEqual(valuesOf(metrics, 'platform_call_seconds_count'), { 'platform=slack,call=post,outcome=done': 1 })
    ok((valuesOf(metrics, 'articles')[''] ?? 0) > 3)
    const ran = await stop(bot)
    // Nothing that is told holds a secret or a channel.
    for (const text of [metrics, JSON.stringify(told), ran.err])
      ok(![SECRET, SLACK_TOKEN].some((each) => text.includes(each)))
    ok(!metrics.includes(SLACK_CHANNEL) && !JSON.stringify(told).includes(SLACK_CHANNEL))
    const lines = linesOf(ran)
    const delivery = lines.find(({ state }) => state === 'sent')?.['delivery']
    const its = lines.filter((line) => line['delivery'] === delivery)
    deepEqual(
      its.map(({ msg, state }) => state ?? msg),
      ['an edition goes out', 'sent'],
    )
    match(String(its[0]?.['edition']), /^e[0-9a-f]{16}$/)
    equal(its[0]?.['story'], 'trump-petro')
  })

  test('a port that is taken is told once with its remedy, and the bot goes on', async (context) => {
    const taken = createServer().listen(0, '127.0.0.1')
    context.after(() => taken.close())
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const slack = await openSlack(context)
    const desk = await makeDeskFolder({ from: filled.db, settings })
    const bot = desk.start(['run'], { env: { ...envOf(slack), STANDFIRST_HEALTH_PORT: String(port) } })
    await bot.printed(/"state":"sent"/)
    const warned = linesOf(await stop(bot)).filter(({ code }) => code === 'EADDRINUSE')
    equal(warned.length, 1)
    match(String(warned[0]?.['msg']), /set STANDFIRST_HEALTH_PORT to a free one, or to off$/)
  })

  test('a backup that is put back posts nothing again that was posted since', async (context) => {
    const slack = await openSlack(context)
    const desk = await makeDeskFolder({ from: filled.db, settings })
    const copy = desk.path('backup.db')
    const env = envOf(slack)
    const runTillSent = async () => {
      const bot = desk.start(['run'], { env })
      await bot.printed(/"state":"sent"/)
      return stop(bot)
    }
    const posted = () => new Set(postedOnSlack(slack, SLACK_CHANNEL).map(({ delivery }) => delivery)).size
    await runTillSent()
    age(desk.db, DAY_MS)
    equal((await desk.ask(['backup', copy])).code, 0)
    await runTillSent()
    equal(posted(), 2)
    for (const left of ['', '-wal', '-shm']) await rm(`${desk.db}${left}`, { force: true })
    await copyFile(copy, desk.db)
    const ran = await runTillSent()
    match(ran.err, /the store was put back from a backup/)
    equal(posted(), 2)
    // Once: the next start is one as any other.
    const third = desk.start(['run'], { env })
    await third.printed(/tasks run/)
    ok(!(await stop(third)).err.includes('put back from a backup'))
    equal(posted(), 2)
  })
})
