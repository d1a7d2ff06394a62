import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { before, test } from 'node:test'
import { fillSampleStore, makeDeskFolder, type DeskFolder } from './desk-folder.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { driveSocket } from './slack-drive.ts'
import { readBlocks } from './slack-rules.ts'
import { addUser } from './slack-world.ts'

const WAIT_MAX_MS = 60_000
/** How long a write waits for another process's, as the bot is told here. */
const PATIENCE_MS = 6_000
/** Another process writes for so long. */
const HELD_MS = 5_000
/** Both platforms count as lost what is not acknowledged by then. */
const ACK_MAX_MS = 3_000

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

async function until(happened: () => boolean, what: string): Promise<void> {
  const latest = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < latest, `it did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))

test('while another process writes for seconds, everything is acknowledged in time and answered, or told as a fault', async (context) => {
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()]
  context.after(() => Promise.all([slack.close(), discord.close()]))
  const settings = `zone: UTC\nlimits: { storeBusy: ${PATIENCE_MS / 1_000}s }\n`
  const desk = await makeDeskFolder({ from: filled.db, settings })
  const [home] = slack.workspaces
  ok(home !== undefined)
  const here = { workspace: home, channel: SLACK_CHANNEL }
  const manager = { ...here, user: addUser(home, { id: 'U0MANAGER', isAdmin: true }).id }
  const reader = { ...here, user: addUser(home, { id: 'U0READER' }).id }
  const bot = desk.start(['run'], {
    timeoutMs: 120_000,
    env: {
      SLACK_BOT_TOKEN: SLACK_TOKEN,
      SLACK_APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN,
      DISCORD_API_URL: discord.apiUrl,
    },
  })
  await bot.printed(/Socket Mode: connected/)
  await until(() => discord.world.commands.has('global'), 'commands are registered')
  const driver = driveSocket(slack)
  const shown = (user: string) =>
    home.ephemerals
      .filter((each) => each.user === user)
      .map(({ blocks }) => readBlocks(blocks))
      .join('\n')
  const leader = { user: '700000000000000030', permissions: ['MANAGE_CHANNELS'] } as const
  await driver.send(slack.acts.command(reader, '/stories'))
  await until(() => shown(reader.user).includes('Trump–Petro'), 'it is awake')

  const writer = new DatabaseSync(desk.db)
  const other = new DatabaseSync(desk.db, { readOnly: true })
  context.after(() => {
    writer.close()
    other.close()
  })
  // A long read beside a long write.
  other.exec('begin')
  other.prepare('select count(*) from claim_spans').get()
  writer.exec('begin immediate')
  const began = performance.now()
  const acked = driver.send(slack.acts.command(manager, '/follow', 'trump-petro at 08:00'))
  const onDiscord = discord.interact({ command: 'follow', values: { at: '08:00' } }, leader)
  await until(() => onDiscord.answered !== null, 'Discord has its first answer')
  ok(performance.now() - began < ACK_MAX_MS)
  ok((await acked) < ACK_MAX_MS)
  await until(() => shown(manager.user).includes('Looking it up'), 'Slack is told that it is being looked up')
  // Who only asks is answered meanwhile, and the clicks that come then are acknowledged too.
  const readers = shown(reader.user).length
  await driver.send(slack.acts.command(reader, '/whatchanged', 'since yesterday'))
  await until(() => shown(reader.user).length > readers + 10, 'a reader is answered')
  ok(performance.now() - began < HELD_MS, 'only after the lock')
  while (performance.now() - began < HELD_MS) {
    ok((await driver.send(slack.acts.openHome(reader))) < ACK_MAX_MS)
    await sleep(250)
  }
  writer.exec('commit')
  await until(() => /follows it now/.test(shown(manager.user)), 'Slack is answered')
  await until(() => /follows it now/.test(discord.shown(onDiscord)), 'Discord is answered')
  await until(() => slack.messages().length > 0 && discord.messages(DISCORD_CHANNEL).length > 0, 'first digests')

  // Held for longer than the bot waits: what was asked was not done, and that is said.
  await sleep(200)
  writer.exec('begin immediate')
  await driver.send(slack.acts.command(manager, '/unfollow', 'trump-petro'))
  await until(() => /That did not work[^]*Nothing was changed/.test(shown(manager.user)), 'a clear fault')
  writer.exec('rollback')
  const rows = writer.prepare('select count(*) as n from subscriptions').get()
  equal(rows?.['n'], 2)
  await driver.send(slack.acts.command(manager, '/unfollow', 'trump-petro'))
  await until(() => /have ended/.test(shown(manager.user)), 'then it is done')
  other.exec('rollback')

  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  equal(ran.code, 0, ran.err)
  match(ran.err, /an answer failed/)
  deepEqual([slack.violations, discord.violations], [[], []])
})
