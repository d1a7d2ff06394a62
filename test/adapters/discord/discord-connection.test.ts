import { deepEqual, match, ok } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createDiscordConnection } from '../../../src/adapters/discord/discord-connection.ts'
import { DISCORD_CHANNEL, DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'

const WAIT_MAX_MS = 15_000

async function until(happened: () => boolean, what: () => unknown): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, `it did not happen: ${JSON.stringify(what())}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function connect(context: TestContext, token = DISCORD_TOKEN, kept: readonly string[] = []) {
  const discord = await startFakeDiscord()
  const heard: unknown[] = []
  const notes: string[] = []
  const connection = createDiscordConnection({
    token,
    apiUrl: discord.apiUrl,
    pauseMs: 20,
    handlers: {
      onGone: async (workspace, known) => void heard.push({ workspace, ...known }),
      onChannelGone: async (channel, because) => void heard.push({ ...channel, because }),
      onNote: (level, text) => void notes.push(`${level} ${text}`),
      kept: async () => kept,
    },
  })
  const stop = new AbortController()
  context.after(async () => {
    stop.abort()
    await connection.close()
    await discord.close()
  })
  const connected = () => notes.filter((note) => note === 'info Discord, gateway: connected.').length
  return { discord, connection, heard, notes, connected, signal: stop.signal }
}

const deleted = {
  platform: 'discord',
  id: DISCORD_CHANNEL,
  workspace: DISCORD_GUILD,
  because: 'The channel was deleted. Remove the subscription.',
}

test('a channel that is deleted is told, a server that puts the bot out with its channels', async (context) => {
  const { discord, connection, heard, notes, connected, signal } = await connect(context)
  connection.start(signal)
  await until(
    () => connected() === 1,
    () => notes,
  )
  // An outage is none.
  discord.gateway.dispatch('GUILD_DELETE', { id: '800000000000000009', unavailable: true })
  discord.removeBot(DISCORD_GUILD)
  await until(
    () => heard.length > 0,
    () => notes,
  )
  deepEqual(heard, [{ workspace: DISCORD_GUILD, channels: [DISCORD_CHANNEL], unnamed: false }])
  deepEqual(discord.violations, [])
})

test('after a drop, a reconnect and a lost session the gateway still tells', async (context) => {
  const { discord, connection, heard, notes, connected, signal } = await connect(context)
  connection.start(signal)
  await until(
    () => connected() === 1,
    () => notes,
  )
  const identified = () => discord.gateway.heard.filter((said) => said === 'IDENTIFY' || said === 'RESUME').length
  discord.gateway.drop()
  await until(
    () => identified() > 1 && discord.gateway.connections() === 1,
    () => discord.gateway.heard,
  )
  discord.deleteChannel(DISCORD_CHANNEL)
  await until(
    () => heard.length > 0,
    () => [notes, discord.gateway.heard],
  )
  deepEqual(heard, [deleted])
})

test('a gateway that is away is tried again; a token that is refused is told, and never shown', async (context) => {
  const { discord, connection, notes, connected, signal } = await connect(context)
  discord.inject({ kind: 'refused', code: '50001' })
  connection.start(signal)
  await until(
    () => connected() === 1,
    () => notes,
  )
  match(notes[0] ?? '', /^warn Discord, gateway: the gateway could not be reached: /)
  discord.gateway.closeWith(4004)
  await until(
    () => notes.some((note) => note.includes('code 4004')) && connected() === 2,
    () => notes,
  )

  const wrong = await connect(context, 'wrong.token.value')
  wrong.connection.start(wrong.signal)
  await until(
    () => wrong.notes.length > 1,
    () => wrong.notes,
  )
  ok(
    wrong.notes.every((note) => note.includes('make a new one and set it')),
    wrong.notes.join('\n'),
  )
  ok(!wrong.notes.join().includes('wrong.token'))
})

test('closing ends it at once, connected or not', async (context) => {
  const { connection, discord, notes, connected, signal } = await connect(context)
  connection.start(signal)
  await until(
    () => connected() === 1,
    () => notes,
  )
  const start = performance.now()
  await connection.close()
  ok(performance.now() - start < 3_000)
  await until(
    () => discord.gateway.connections() === 0,
    () => discord.gateway.connections(),
  )
})

test('of the servers that something is kept of, those that put the bot out while it was away are told', async (context) => {
  const gone = '800000000000000077'
  const { connection, heard, notes, discord, signal } = await connect(context, DISCORD_TOKEN, [gone, DISCORD_GUILD])
  connection.start(signal)
  await until(
    () => heard.length > 0,
    () => notes,
  )
  deepEqual(heard, [{ workspace: gone, channels: [], unnamed: false, others: 'remain' }])
  deepEqual(discord.violations, [])
})
