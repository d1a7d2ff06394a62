import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { subscriptionId } from '../../src/news/ids.ts'
import { deliveryIdOf } from '../../src/schedule/outbox.ts'
import { openStore } from '../../src/store/open-store.ts'
import { NO_POSTGRES, startPostgres, type TestServer } from '../postgres/server.ts'
import { makeDeskFolder, sampleRows, STORY, type DeskFolder } from './desk-folder.ts'
import { addChannel as addDiscordChannel } from './discord-world.ts'
import { DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { doctor } from './json-shapes.ts'
import { postedOnDiscord, postedOnSlack } from './posted.ts'
import type { Started } from './run-cli.ts'
import { driveSocket } from './slack-drive.ts'
import { readBlocks } from './slack-rules.ts'
import { addChannel as addSlackChannel, addUser } from './slack-world.ts'

const WAIT_MAX_MS = 120_000
/** What a dead replica had taken on is taken up by then. */
const TAKEN_UP_MAX_MS = 60_000
/** A server that is updated is gone for so long. */
const AWAY_MS = 20_000
/** Both platforms count as lost what is not acknowledged by then. */
const ACK_MAX_MS = 3_000
const CHANNELS_EACH = 3
/** A slot that is hours away: what is posted is a first digest, or what a test plans. */
const SLOT = Temporal.Now.zonedDateTimeISO('UTC').add({ hours: 6 }).toPlainTime().toString({ smallestUnit: 'minute' })

async function until(happened: () => boolean | Promise<boolean>, what: () => string): Promise<number> {
  const began = performance.now()
  while (!(await happened())) {
    ok(performance.now() - began < WAIT_MAX_MS, `it did not happen: ${what()}`)
    await sleep(50)
  }
  return performance.now() - began
}

/** A bot on the database, and what it has said. */
type Bot = Started & { readonly said: () => string }

/** A team whose store is a database of `server`: its channels on both platforms, and bots that serve them. */
async function openTeam(context: TestContext, server: TestServer) {
  const address = await server.database()
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()]
  context.after(() => Promise.all([slack.close(), discord.close()]))
  const slackIds = [SLACK_CHANNEL, ...numbered('C0TEAM')]
  const discordIds = numbered('90000000000000020')
  for (const id of slackIds) addSlackChannel(slack.workspaces[0]!, { id })
  for (const id of discordIds) addDiscordChannel(discord.world, { id, guild: DISCORD_GUILD })
  const follow = (channel: string) => `  - { story: ${STORY}, channel: '${channel}', at: ['${SLOT}'], grace: 2h }\n`
  const channels = [...slackIds.map((id) => `slack:${id}`), ...discordIds.map((id) => `discord:${id}`)]
  const settings = `zone: UTC\ndormantAfter: 3650d\nsubscriptions:\n${channels.map(follow).join('')}`
  const desk = await makeDeskFolder({ settings })
  const env = {
    STANDFIRST_DB: address,
    STANDFIRST_HEALTH_PORT: 'off',
    SLACK_BOT_TOKEN: SLACK_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  }
  const rows = await desk.write('samples.jsonl', (await sampleRows()).join('\n'))
  const stored = await desk.run(['ingest', rows], { env })
  equal(stored.code, 0, stored.err)
  const places = [
    ...slackIds.map((id) => ({ name: `slack ${id}`, posted: () => postedOnSlack(slack, id) })),
    ...discordIds.map((id) => ({ name: `discord ${id}`, posted: () => postedOnDiscord(discord, id) })),
  ]
  return {
    address,
    slack,
    discord,
    env,
    places,
    start: () => startBot(desk, env),
    doctor: () => desk.run(['doctor', '--json'], { env }),
    ...queries(address),
  }
}

const numbered = (prefix: string) => Array.from({ length: CHANNELS_EACH }, (_, at) => `${prefix}${at + 1}`)

function startBot(desk: DeskFolder, env: Readonly<Record<string, string>>): Bot {
  const bot = desk.start(['run'], { env, timeoutMs: 2 * WAIT_MAX_MS })
  let said = ''
  bot.child.stderr.on('data', (text: string) => {
    said += text
  })
  return { ...bot, said: () => said }
}

function queries(address: string) {
  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: address })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  return {
    states: async () => (await ask('select state from deliveries order by slot')).map(({ state }) => String(state)),
    deliveries: async () =>
      (
        await ask(
          'select d.id, s.platform, s.channel from deliveries d join subscriptions s on s.id = d.subscription order by d.slot',
        )
      ).map(({ id, platform, channel }) => ({ id: String(id), place: `${platform} ${channel}` })),
    /** Each channel is owed one digest more, from now on. */
    owe: async () => {
      const store = await openStore(address)
      const at = Temporal.Now.instant().round('millisecond')
      for (const { id } of await store.deliveries.listSubscriptions()) {
        const slot = at
        await store.deliveries.planDelivery({
          id: deliveryIdOf(subscriptionId(id), slot),
          subscription: id,
          kind: 'digest',
          about: null,
          slot,
          at,
        })
      }
      await store.close()
      await ask(
        `select graphile_worker.add_job('deliver', job_key := 'deliver', priority := 1, flags := array['deliver'])`,
      )
    },
  }
}

type Team = Awaited<ReturnType<typeof openTeam>>

/** Every delivery stands in its channel, each part once, in the order of their slots. */
async function assertPosted({ places, deliveries, slack, discord }: Team): Promise<void> {
  const owed = await deliveries()
  for (const { name, posted } of places) {
    const parts = posted().map(({ delivery, part }) => `${delivery} ${part}`)
    deepEqual([...new Set(parts)], parts, `${name}: twice`)
    const order = [...new Set(posted().map(({ delivery }) => delivery))]
    deepEqual(
      order,
      owed.filter(({ place }) => place === name).map(({ id }) => id),
      `${name}: each once, in order`,
    )
  }
  deepEqual([slack.violations, discord.violations], [[], []])
}

const isAllSent = async ({ states }: Team, count: number) => {
  const found = await states()
  return found.length === count && found.every((state) => state === 'sent')
}

async function stop(bot: Bot): Promise<void> {
  bot.child.kill('SIGTERM')
  const { code } = await bot.ended
  equal(code, 0, bot.said())
}

/** Lines of the log above `info`, each once. */
const loud = (bot: Bot) => [
  ...new Set(
    bot
      .said()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { level: string; msg: string })
      .filter(({ level }) => level === 'warn' || level === 'error')
      .map(({ msg }) => msg),
  ),
]

const servers: (TestServer | null)[] = []
before(async () => {
  servers.push(...(await Promise.all([startPostgres(), startPostgres()])))
})
after(() => Promise.all(servers.map((server) => server?.stop())))

describe('replicas of one database', { concurrency: 2 }, () => {
  test('three post every digest once, in order; one is killed in the middle of a post, and its work is taken up within a minute', async (context) => {
    const server = servers[0] ?? null
    if (server === null) return context.skip(NO_POSTGRES)
    const team = await openTeam(context, server)
    const count = team.places.length
    const bots = [team.start(), team.start(), team.start()]
    await Promise.all(bots.map((bot) => bot.printed(/tasks run on every replica/)))
    await until(
      () => isAllSent(team, count),
      () => bots.map((bot) => bot.said()).join('\n'),
    )
    await assertPosted(team)

    // The next posts meet a Slack that takes them and does not answer, and the replica dies while it waits.
    await until(
      () => bots.some((bot) => /this replica leads/.test(bot.said())),
      () => 'one leads',
    )
    const leader = bots.find((bot) => /this replica leads/.test(bot.said()))!
    const others = bots.filter((bot) => bot !== leader)
    const { checks } = doctor.parse(JSON.parse((await team.doctor()).out))
    match(checks.find(({ name }) => name === 'replicas')?.found ?? '', /^replicas alive: 3; \S+ \(\S+\): leads, seen/)
    const stood = team.slack.messages().length
    team.slack.injectFor('chat.postMessage', { kind: 'hang-accepting' })
    await team.owe()
    await until(
      () => team.slack.messages().length > stood,
      () => `it posts:\n${leader.said()}`,
    )
    leader.child.kill('SIGKILL')
    const takenUpMs = await until(
      () => isAllSent(team, 2 * count),
      () => others.map((bot) => bot.said()).join('\n'),
    )
    context.diagnostic(`the work of a killed replica was done ${Math.round(takenUpMs / 1_000)} s after its death`)
    ok(takenUpMs < TAKEN_UP_MAX_MS, `${takenUpMs} ms`)
    await assertPosted(team)
    equal(others.filter((bot) => /a replica is dead/.test(bot.said())).length, 1)
    await Promise.all(others.map(stop))
  })

  test('one that loses its database says so once, answers with a fault in time, and goes on when it is there again', async (context) => {
    const server = servers[1] ?? null
    if (server === null) return context.skip(NO_POSTGRES)
    const team = await openTeam(context, server)
    const [home] = team.slack.workspaces
    ok(home !== undefined)
    const reader = { workspace: home, channel: SLACK_CHANNEL, user: addUser(home, { id: 'U0READER' }).id }
    const shown = () => home.ephemerals.map(({ blocks }) => readBlocks(blocks)).join('\n')
    const driver = driveSocket(team.slack)
    const count = team.places.length
    const bot = team.start()
    await bot.printed(/Socket Mode: connected/)
    await until(
      () => isAllSent(team, count),
      () => bot.said(),
    )

    await server.halt('fast')
    const away = sleep(AWAY_MS)
    ok((await driver.send(team.slack.acts.command(reader, '/stories'))) < ACK_MAX_MS)
    await until(
      () => /did not work/.test(shown()),
      () => `a fault is told: ${shown()}`,
    )
    await bot.printed(/the store cannot be asked/)
    await away
    await server.resume()
    await bot.printed(/the store is there again/)
    await team.owe()
    await until(
      () => isAllSent(team, 2 * count),
      () => bot.said(),
    )
    await assertPosted(team)
    await driver.send(team.slack.acts.command(reader, '/stories'))
    await until(
      () => /Trump–Petro/.test(shown()),
      () => shown(),
    )
    await stop(bot)
    const errors = loud(bot)
    equal(errors.filter((line) => /cannot be asked/.test(line)).length, 1)
    match(errors.join('\n'), /cannot be asked/)
    context.diagnostic(`told: ${errors.join(' | ')}`)
  })
})
