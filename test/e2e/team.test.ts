import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { before, test } from 'node:test'
import { fillSampleStore, makeDeskFolder, type DeskFolder } from './desk-folder.ts'
import { addChannel as addDiscordChannel, addGuild } from './discord-world.ts'
import type { Doing, Person } from './discord-interactions.ts'
import { DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import type { Started } from './run-cli.ts'
import type { SlackDelivery } from './slack-acts.ts'
import { driveHttp, driveSocket, type SlackDriver } from './slack-drive.ts'
import { pressable, readBlocks } from './slack-rules.ts'
import { wrapEvent } from './slack-signed.ts'
import { addUser } from './slack-world.ts'
import { pickPort } from '../fakes/pick-port.ts'

/** A busy machine runs a bot, an ingest and two platforms. */
const WAIT_MAX_MS = 60_000
const BOT_MAX_MS = 150_000
const STORY = 'trump-petro'
const SIGNING = 'a-signing-secret-of-the-fake'
const [GUILD, CHANNEL] = ['800000000000000077', '900000000000000077']
const NEWS =
  'President Trump and Gustavo Petro agreed on Friday to reopen the port of Buenaventura to grain ships.\n\n' +
  'The order names 14 ships, the harbour master said.'

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

async function until(happened: () => boolean, what: string): Promise<void> {
  const latest = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < latest, `it did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function countRows(db: string, table: string): number {
  const database = new DatabaseSync(db, { readOnly: true })
  const row = database.prepare(`select count(*) as n from ${table}`).get()
  database.close()
  return Number(row?.['n'])
}

async function end(bot: Started): Promise<void> {
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  equal(ran.code, 0, ran.err)
  for (const secret of [SLACK_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN, SIGNING]) ok(!ran.err.includes(secret))
  ok(!/"level":"error"|"level":50/.test(ran.err), ran.err)
}

test('a team invites the bot, follows, asks, shares, takes a digest back and lets the bot go, on both platforms', async (context) => {
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()]
  context.after(() => Promise.all([slack.close(), discord.close()]))
  const desk = await makeDeskFolder({ from: filled.db, settings: 'zone: America/Bogota\n' })
  const port = pickPort()
  const [home] = slack.workspaces
  ok(home !== undefined)
  addGuild(discord.world, { id: GUILD }).isMember = false
  addDiscordChannel(discord.world, { id: CHANNEL, guild: GUILD })
  const tokens = {
    SLACK_BOT_TOKEN: SLACK_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  }
  const here = { workspace: home, channel: SLACK_CHANNEL }
  const manager = { ...here, user: addUser(home, { id: 'U0MANAGER', isAdmin: true }).id }
  const reader = { ...here, user: addUser(home, { id: 'U0READER' }).id }
  const onDiscord = { guild: GUILD, channel: CHANNEL }
  const leader: Person = { ...onDiscord, user: '700000000000000030', permissions: ['MANAGE_CHANNELS'] }
  const member: Person = { ...onDiscord, user: '700000000000000031' }

  /** What a person on Slack is shown for what they did, once it is no longer being looked up. */
  async function onSlack(driver: SlackDriver, delivery: SlackDelivery, user: string): Promise<string> {
    const shown = () => home?.ephemerals.filter((each) => each.user === user) ?? []
    const count = shown().length
    await driver.send(delivery)
    const told = () =>
      shown()
        .slice(count)
        .map(({ blocks }) => readBlocks(blocks))
        .join('\n')
    await until(() => told() !== '' && !told().includes('Looking it up'), JSON.stringify(delivery.payload))
    return told()
  }
  async function ask(doing: Doing, by: Person): Promise<string> {
    const interaction = discord.interact(doing, by)
    const told = () => discord.shown(interaction)
    await until(() => told() !== '' && !told().includes('Looking it up'), JSON.stringify(doing))
    return told()
  }
  const buttonOn = (label: RegExp) =>
    home.ephemerals.flatMap(({ blocks }) => pressable(blocks)).findLast(([name]) => label.test(name))?.[1] ?? ''

  // Invited: one hello, with what to press.
  const options = { timeoutMs: BOT_MAX_MS }
  const first = desk.start(['run'], { ...options, env: { ...tokens, SLACK_APP_TOKEN } })
  await first.printed(/Socket Mode: connected/)
  await until(() => discord.world.commands.has('global'), 'commands are registered')
  const socket = driveSocket(slack)
  await socket.send(slack.acts.join(here))
  discord.invite(GUILD)
  await until(() => slack.messages().length === 1 && discord.messages(CHANNEL).length === 1, 'two hellos')
  const [hello] = slack.messages()
  const [follow] = pressable(hello?.blocks ?? [])
  equal(follow?.[0], 'Follow a story')

  // Pressed by who may, it follows, and the first digest comes at once.
  match(await onSlack(socket, slack.acts.press(reader, follow[1]), reader.user), /Only those who manage this channel/)
  match(await onSlack(socket, slack.acts.press(manager, follow[1]), manager.user), /follows it now/)
  match(await ask({ press: follow[1] }, leader), /follows it now/)
  await until(() => /The story/.test(slack.read()) && /The story/.test(discord.read(CHANNEL)), 'first digests')
  match(await onSlack(socket, slack.acts.command(reader, '/whatchanged'), reader.user), /nothing new/i)
  match(await ask({ command: 'whatchanged' }, member), /nothing new/i)
  await until(() => countRows(desk.db, 'read_marks') === 2, 'two marks')
  await end(first)

  // Another process brings news; the next bot hears of Slack by signed requests.
  const arrival = { url: 'https://www.capitolledger.example/2026/port', text: NEWS, outlet: 'The Capitol Ledger' }
  equal((await desk.run(['ingest', await desk.write('new.jsonl', JSON.stringify(arrival))])).code, 0)
  const http = { SLACK_SIGNING_SECRET: SIGNING, SLACK_PORT: String(port) }
  const bot = desk.start(['run'], { ...options, env: { ...tokens, ...http } })
  await bot.printed(/HTTP on .*: connected/)
  await bot.printed(/Discord[^\n]*connected/)
  const signed = driveHttp({ url: `http://127.0.0.1:${port}/slack/events`, secret: SIGNING })
  match(await onSlack(signed, slack.acts.command(reader, '/whatchanged'), reader.user), /New: [^]*Buenaventura/)
  const share = buttonOn(/^Share$/)
  match(share, /^share changed trump-petro @/)
  match(await ask({ command: 'whatchanged' }, member), /New: [^]*Buenaventura/)
  const marks = () => {
    const database = new DatabaseSync(desk.db, { readOnly: true })
    const rows = database.prepare('select reader from read_marks where seen_at > ?').all(Date.now() - 60_000)
    database.close()
    return rows.length
  }
  await until(() => marks() === 2, 'the marks moved')
  match(await onSlack(signed, slack.acts.command(reader, '/whatchanged'), reader.user), /nothing new/i)
  match(await ask({ command: 'whatchanged' }, member), /nothing new/i)

  // Shared: all in the channel read what the asker read.
  const posts = slack.messages().length
  await signed.send(slack.acts.press(reader, share))
  await until(() => slack.messages().length > posts, 'the shared answer')
  match(slack.read(), /New: [^]*Buenaventura/)

  // Taken back, with the reason in the digest's place.
  const forms = home.forms.length
  await signed.send(slack.acts.command(manager, '/digest', 'retract'))
  await until(() => home.forms.length > forms, 'the form')
  const sent = slack.acts.submit(manager, { because: 'It mixed up two ports.' })
  match(await onSlack(signed, sent, manager.user), /being withdrawn/)
  const withdraw = discord.interact({ command: 'digest retract', values: { because: 'Two ports.' } }, leader)
  await until(() => /being withdrawn/.test(discord.shown(withdraw)), 'the answer on Discord')
  await until(() => /It mixed up two ports/.test(slack.read()), 'the reason on Slack')
  await until(() => /Two ports/.test(discord.read(CHANNEL)), 'the reason on Discord')

  // Let go, it keeps nothing of them.
  equal(countRows(desk.db, 'subscriptions'), 2)
  await signed.send({ type: 'events_api', payload: wrapEvent(home, { type: 'app_uninstalled' }) })
  discord.removeBot(GUILD)
  await until(() => countRows(desk.db, 'subscriptions') === 0, 'no subscription is left')
  await until(() => countRows(desk.db, 'read_marks') === 0, 'no mark is left')
  await end(bot)
  deepEqual([slack.violations, discord.violations], [[], []])
  match((await desk.ask(['brief', STORY])).out, /Buenaventura/)
})
