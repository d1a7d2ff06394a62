import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { before, describe, test, type TestContext } from 'node:test'
import { fillSampleStore, makeDeskFolder, type DeskFolder } from './desk-folder.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord, type FakeDiscord } from './fake-discord.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack, type FakeSlack } from './fake-slack.ts'
import type { Ran, Started } from './run-cli.ts'

/** What SIGTERM may take. */
const STOP_MAX_MS = 15_000
const WAIT_MAX_MS = 90_000
const DAY_MS = 86_400_000
/** Ten minutes ago: not due for a subscription made now, due for one made yesterday. */
const SLOT = Temporal.Now.zonedDateTimeISO('UTC')
  .subtract({ minutes: 10 })
  .toPlainTime()
  .toString({ smallestUnit: 'minute' })

const follow = (channel: string) => `  - { story: trump-petro, channel: '${channel}', at: ['${SLOT}'], grace: 2h }\n`
const settings = (...channels: readonly string[]) => `zone: UTC\nsubscriptions:\n${channels.map(follow).join('')}`

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

const slackEnv = (slack: FakeSlack) => ({ SLACK_BOT_TOKEN: SLACK_TOKEN, SLACK_API_URL: slack.apiUrl })
const bothEnv = (slack: FakeSlack, discord: FakeDiscord) => ({
  ...slackEnv(slack),
  DISCORD_TOKEN,
  DISCORD_API_URL: discord.apiUrl,
})

/** A Slack that is there until the test ends. */
async function openSlack(context: TestContext): Promise<FakeSlack> {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  return slack
}
async function openDiscord(context: TestContext): Promise<FakeDiscord> {
  const discord = await startFakeDiscord()
  context.after(() => discord.close())
  return discord
}

/** Ends the bot as a supervisor would. */
async function stop(bot: Started): Promise<Ran> {
  const start = performance.now()
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  ok(performance.now() - start < STOP_MAX_MS, 'it took too long to stop')
  equal(ran.code, 0, ran.err)
  return ran
}

/** The log as a program reads it: JSON, a line each, and no secret in it. */
function readLog({ err }: Ran): readonly Readonly<Record<string, unknown>>[] {
  ok(!err.includes(SLACK_TOKEN) && !err.includes(DISCORD_TOKEN))
  return err
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
const messagesOf = (ran: Ran) => readLog(ran).map(({ msg }) => String(msg))

/** Moves what the store remembers of the schedule into the past: a test cannot wait a day. */
function age(db: string, ms: number): void {
  const database = new DatabaseSync(db)
  database.exec(`update subscriptions set created_at = created_at - ${ms}`)
  database.exec(`update deliveries set slot = slot - ${ms}, changed_at = changed_at - ${ms}`)
  database.close()
}

/** As if the last try had been ten minutes ago: past every lease and settling time. */
function ageChanges(db: string): void {
  const database = new DatabaseSync(db)
  database.exec(`update deliveries set changed_at = changed_at - ${10 * 60_000}`)
  database.close()
}

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, 'it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function statesOf(db: string): readonly string[] {
  const database = new DatabaseSync(db, { readOnly: true })
  const rows = database.prepare('select state from deliveries order by slot, state').all()
  database.close()
  return rows.map(({ state }) => String(state))
}

describe('the bot', { concurrency: 3 }, () => {
  test('a digest goes to each channel at once, once; the next one, a day later, says what changed', async (context) => {
    const [slack, discord] = [await openSlack(context), await openDiscord(context)]
    const env = bothEnv(slack, discord)
    const channels = ['terminal', `slack:${SLACK_CHANNEL}`, `discord:${DISCORD_CHANNEL}`]
    const desk = await makeDeskFolder({ from: filled.db, settings: settings(...channels) })

    // Without tokens: the terminal alone, and how to add the others.
    const alone = desk.start(['run'])
    await alone.printed(/"state":"sent"/)
    const first = await stop(alone)
    match(first.out, /^Trump–Petro[^]*The story\n[^]*Sources\n/)
    ok(!first.out.includes('\u001b'))
    const told = messagesOf(first)
    ok(told.some((line) => /no SLACK_BOT_TOKEN: .* how to add it/.test(line)))
    ok(told.some((line) => /no DISCORD_TOKEN: .* how to add it/.test(line)))
    ok(
      told.some((line) => /trump-petro is dormant; last article 2026-01-08T15:40:00Z/.test(line)),
      told.join('\n'),
    )
    ok(told.some((line) => line.startsWith('trump-petro goes to the terminal; next digest 20')))
    deepEqual(statesOf(desk.db), ['sent'])

    // With tokens: each gets its first; the terminal nothing again.
    const both = desk.start(['run'], { env })
    await both.printed(/"state":"sent"[^]*"state":"sent"/)
    equal((await stop(both)).out, '')
    equal(slack.messages().filter(({ thread }) => thread === null).length, 1)
    match(slack.read(), /Trump–Petro/)
    const [slackCount, discordCount] = [slack.messages().length, discord.messages().length]
    ok(discordCount > 0)
    deepEqual([slack.violations, discord.violations], [[], []])

    // Again, while another process brings an article: nothing is posted twice, nothing is lost.
    const again = desk.start(['run'], { env })
    await again.printed(/goes to discord/)
    const text = `President Trump and Gustavo Petro agreed on Friday to reopen the port of Buenaventura to ${'grain'} ships.\n\nThe order names 14 ships, the harbour master said.`
    const arrival = { url: 'https://www.capitolledger.example/2026/port', text, outlet: 'The Capitol Ledger' }
    const ingested = await desk.run(['ingest', await desk.write('new.jsonl', JSON.stringify(arrival))])
    equal(ingested.code, 0)
    equal((await stop(again)).out, '')
    deepEqual([slack.messages().length, discord.messages().length], [slackCount, discordCount])
    deepEqual(statesOf(desk.db), ['sent', 'sent', 'sent'])

    // A day later the slot is due: what changed since the digest before.
    age(desk.db, DAY_MS)
    const later = desk.start(['run'], { env })
    await later.printed(/(?:"state":"sent"[^]*){3}/)
    const second = await stop(later)
    match(second.out, /What changed since[^]*New: [^]*Buenaventura/)
    match(slack.read(), /Buenaventura/)
    match(discord.read(), /Buenaventura/)
    equal(slack.messages().filter(({ thread }) => thread === null).length, 2)
    deepEqual([slack.violations, discord.violations], [[], []])
  })

  test('killed in the middle of a post: nothing is posted twice, and the digest is found and counted as sent', async (context) => {
    const slack = await openSlack(context)
    const env = slackEnv(slack)
    const desk = await makeDeskFolder({ from: filled.db, settings: settings(`slack:${SLACK_CHANNEL}`) })
    const posted = () => slack.messages().length
    const count = posted()
    // Slack takes the post and never answers.
    slack.inject({ kind: 'hang-accepting' })
    const bot = desk.start(['run'], { env })
    await until(() => posted() > count)
    bot.child.kill('SIGKILL')
    equal((await bot.ended).code, null)
    deepEqual(statesOf(desk.db), ['sending'])

    const soon = desk.start(['run'], { env })
    await soon.printed(/it is being sent/)
    await stop(soon)
    equal(posted(), count + 1)

    ageChanges(desk.db)
    const late = desk.start(['run'], { env })
    await late.printed(/"state":"sent"/)
    await stop(late)
    equal(posted(), count + 1)
    match((await desk.ask(['doctor'])).out, /^ok +store: /m)
  })

  test('two bots on one store post once; stopped in the middle of a post, it ends in time and the post is looked for', async (context) => {
    const slack = await openSlack(context)
    const env = slackEnv(slack)
    const desk = await makeDeskFolder({ from: filled.db, settings: settings(`slack:${SLACK_CHANNEL}`) })
    slack.inject({ kind: 'hang-accepting' })
    const bots = [desk.start(['run'], { env }), desk.start(['run'], { env })]
    await until(() => slack.messages().length > 0)
    await Promise.all(bots.map((bot) => bot.printed(/next digest/)))
    await Promise.all(bots.map(stop))
    equal(slack.messages().length, 1)
    deepEqual(statesOf(desk.db), ['unconfirmed'])
    ageChanges(desk.db)
    const next = desk.start(['run'], { env })
    await next.printed(/"state":"sent"/)
    await stop(next)
    equal(slack.messages().length, 1)
    deepEqual(statesOf(desk.db), ['sent'])
  })

  test('stopped while it starts, it ends at once and without a fault', async () => {
    const desk = await makeDeskFolder({ from: filled.db, settings: settings('terminal') })
    const bot = desk.start(['run'])
    await bot.printed(/is dormant/)
    await stop(bot)
    equal((await desk.ask(['doctor'])).code, 0)
  })
})
