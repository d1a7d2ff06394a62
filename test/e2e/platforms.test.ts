import { deepEqual } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { createDiscordPublisher } from '../../src/adapters/discord/discord-publisher.ts'
import { deliveryId } from '../../src/news/ids.ts'
import { MESSAGES } from '../adapters/messages.ts'

test('the platforms run in a process of their own, and report what stands where', async (context) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'platforms.ts'), '2'])
  context.after(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async () => JSON.parse((await lines.next()).value ?? '{}')
  const ask = async (wish: unknown) => {
    child.stdin.write(`${JSON.stringify(wish)}\n`)
    return read()
  }
  const { DISCORD_TOKEN, DISCORD_API_URL, discordChannels } = await read()
  const publisher = createDiscordPublisher({ token: DISCORD_TOKEN, apiUrl: DISCORD_API_URL })
  const channel = { platform: 'discord', id: discordChannels[1] } as const
  await ask({ do: 'advance', ms: 1_000 })
  await publisher.post(channel, MESSAGES.short, deliveryId('d1a2b3c4d5'), new AbortController().signal)
  await publisher.close()
  const { discord, slack } = await ask({ do: 'report' })
  deepEqual(discord.channels[channel.id], { posted: ['d1a2b3c4d5 1/1'], twice: [] })
  deepEqual([discord.violations, slack.violations], [[], []])
  child.stdin.end()
})
