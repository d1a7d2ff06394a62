import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { before, test } from 'node:test'
import { fillSampleStore, makeDeskFolder, type DeskFolder } from './desk-folder.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_CLIENT, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import * as shapes from './json-shapes.ts'
import { wrapEvent } from './slack-signed.ts'
import { addChannel } from './slack-world.ts'
import { pickPort } from '../fakes/pick-port.ts'

const WAIT_MAX_MS = 60_000
const SECOND = { id: 'T0FAKE002', name: 'second', token: 'xoxb-0002-fake-token' }
const KEY = Buffer.alloc(32, 7).toString('base64')
const follow = (channel: string) => `  - { story: trump-petro, channel: '${channel}', at: ['00:01'], grace: 1m }\n`

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, 'it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function ask(db: string, sql: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(db)
  const rows = database
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }))
  database.close()
  return rows
}

test('a workspace installs the app, gets its digest with its own token, and leaves nothing when it removes it', async (context) => {
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()]
  context.after(() => Promise.all([slack.close(), discord.close()]))
  const second = slack.addWorkspace(SECOND)
  addChannel(second, { id: 'C0FAKE002' })
  slack.offerInstall('code-1', second)
  const port = pickPort()
  const env = {
    SLACK_BOT_TOKEN: SLACK_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_CLIENT_ID: SLACK_CLIENT.id,
    SLACK_CLIENT_SECRET: SLACK_CLIENT.secret,
    SLACK_PORT: String(port),
    SLACK_API_URL: slack.apiUrl,
    STANDFIRST_SECRET_KEY: KEY,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  }
  const channels = [`slack:${SLACK_CHANNEL}`, 'slack:C0FAKE002', `discord:${DISCORD_CHANNEL}`]
  const settings = `zone: UTC\nsubscriptions:\n${channels.map(follow).join('')}`
  const desk = await makeDeskFolder({ from: filled.db, settings })

  // The second channel is not the environment's: doctor says so before the first post.
  const found = shapes.doctor.parse(JSON.parse((await desk.run(['doctor', '--json'], { env })).out))
  deepEqual(
    found.checks.filter(({ ok: isOk }) => !isOk).map(({ name }) => name),
    ['slack C0FAKE002'],
  )
  equal(slack.messages().length + discord.messages().length, 0)

  const first = desk.start(['run'], { env })
  await first.printed(/HTTP on .*: connected/)
  const page = await fetch(`http://127.0.0.1:${port}/slack/install`)
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const state = /[?&]state=([^&"]+)/.exec(await page.text())?.[1] ?? ''
  const back = `http://127.0.0.1:${port}/slack/oauth_redirect?code=code-1&state=${state}`
  equal((await fetch(back, { headers: { cookie } })).status, 200)
  await first.printed(/was installed in workspace T0FAKE002/)
  first.child.kill('SIGTERM')
  equal((await first.ended).code, 0)

  ask(desk.db, 'delete from deliveries')
  const named = settings.replace('slack:C0FAKE002', `slack:${SECOND.id}/C0FAKE002`)
  await writeFile(join(desk.config, 'standfirst.yaml'), named)
  equal((await desk.run(['subscriptions', 'resume', 'all'])).code, 0)
  const bot = desk.start(['run'], { env })
  await bot.printed(/Socket Mode: connected/)
  await until(() => slack.messages('C0FAKE002').length > 0)
  ok(!(await readFile(desk.db)).includes(SECOND.token), 'the token lies open in the store')
  const sealed = shapes.doctor.parse(JSON.parse((await desk.run(['doctor', '--json'], { env })).out))
  deepEqual([sealed.ok, sealed.checks.filter(({ name }) => name.startsWith('slack')).length], [true, 5])
  const otherKey = { ...env, STANDFIRST_SECRET_KEY: Buffer.alloc(32, 8).toString('base64') }
  match((await desk.run(['doctor'], { env: otherKey })).out, /another key than that of STANDFIRST_SECRET_KEY/)

  discord.deleteChannel(DISCORD_CHANNEL)
  // Slack tries again when a busy program does not answer within three seconds.
  const gone = wrapEvent(second, { type: 'app_uninstalled' })
  let tries = 0
  while (tries < 4 && !(await slack.sockets.send('events_api', gone)).acked) tries += 1
  ok(tries < 4)
  await bot.printed(/the app was removed/)
  await bot.printed(/a channel is paused/)
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  equal(ran.code, 0, ran.err)
  for (const secret of [SLACK_TOKEN, SLACK_APP_TOKEN, SECOND.token, KEY, DISCORD_TOKEN, SLACK_CLIENT.secret]) {
    ok(!ran.err.includes(secret) && !ran.out.includes(secret))
  }
  deepEqual(ask(desk.db, 'select count(*) as left from installations'), [{ left: 0 }])
  const rows = ask(desk.db, 'select channel, paused_because as paused from subscriptions order by channel')
  deepEqual(
    rows.map(({ channel, paused }) => [channel, paused]),
    [
      [DISCORD_CHANNEL, 'The channel was deleted. Remove the subscription.'],
      [SLACK_CHANNEL, null],
    ],
  )
  // An answer that comes after three seconds is one too late, and no fault of the post.
  const late = /acknowledged twice or too late/
  deepEqual([slack.violations.filter((fault) => !late.test(fault)), discord.violations], [[], []])
  match((await desk.run(['doctor'], { env })).out, /is paused: The channel was deleted\./)
})
