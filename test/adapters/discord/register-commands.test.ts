import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { commandBodies } from '../../../src/adapters/discord/command-bodies.ts'
import { createDiscordCaller } from '../../../src/adapters/discord/discord-call.ts'
import { registerCommands } from '../../../src/adapters/discord/register-commands.ts'
import { COMMANDS } from '../../../src/commands/grammar/command-table.ts'
import type { CommandDefinition } from '../../../src/news/chat.ts'
import { commandFaults } from '../../e2e/discord-commands.ts'
import { DISCORD_APP_ID } from '../../e2e/discord-world.ts'
import { DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'
import { matchesGolden } from '../../golden/golden.ts'
import { DEFINITIONS } from './talking.ts'

const COMMANDS_ROUTE = 'PUT /applications/{application_id}/commands'
const { signal } = new AbortController()

async function registrar(context: { after(task: () => unknown): void }) {
  const discord = await startFakeDiscord()
  const notes: string[] = []
  const caller = createDiscordCaller({ token: DISCORD_TOKEN, apiUrl: discord.apiUrl })
  context.after(async () => {
    caller.close()
    await discord.close()
  })
  const note = (level: string, text: string) => void notes.push(`${level} ${text}`)
  const parts = { caller, application: DISCORD_APP_ID, note, pauseMs: 1 }
  const register = (commands: readonly CommandDefinition[]) => registerCommands({ ...parts, commands }, signal)
  const puts = () => discord.calls.filter((call) => call.startsWith('PUT')).length
  return { discord, notes, register, puts }
}

test('commands are registered once, and again only when one of them is another', async (context) => {
  const { discord, notes, register, puts } = await registrar(context)
  await register(DEFINITIONS)
  await register(DEFINITIONS)
  await register([...DEFINITIONS].toReversed())
  equal(puts(), 1)
  const [first, ...others] = DEFINITIONS
  ok(first !== undefined)
  const changes: readonly CommandDefinition[] = [
    { ...first, about: { ...first.about, en: 'Another text' } },
    { ...first, names: { ...first.names, es: 'otro' } },
    { ...first, options: first.options.map((option) => ({ ...option, need: 'required' as const })) },
    { ...first, options: [] },
  ]
  for (const [index, changed] of changes.entries()) {
    await register([changed, ...others])
    equal(puts(), index + 2)
  }
  await register(others)
  equal(discord.world.commands.get('global')?.length, others.length + 1)
  ok(
    notes.every((note) => /^info Discord: \d commands were registered/.test(note)),
    notes.join('\n'),
  )
  deepEqual(discord.violations, [])
})

test('a Discord that is away is asked again; one that refuses is told, and everything else goes on', async (context) => {
  const { discord, notes, register, puts } = await registrar(context)
  discord.injectFor(COMMANDS_ROUTE, { kind: 'reset' }, { kind: 'status', status: 500 }, { kind: 'reset-accepting' })
  await register(DEFINITIONS)
  equal(notes.filter((note) => note.startsWith('warn')).length, 3)
  match(notes[0] ?? '', /posting and answering go on\. The next try comes in/)
  // The third was accepted unseen: it needs no other.
  equal(puts(), 1)
  discord.world.isTokenGood = false
  await register([])
  match(notes.at(-1) ?? '', /The token is not valid.*at the next start\.$/)
  ok(!notes.join().includes(DISCORD_TOKEN))
})

test('everybody sees every command, in servers and in direct messages; the shortcut of messages in servers', () => {
  const bodies = commandBodies(DEFINITIONS)
  ok(bodies.every((body) => body.default_member_permissions === null))
  deepEqual(
    bodies.map(({ contexts }) => contexts?.join()),
    [...DEFINITIONS.map(() => '0,1'), '0'],
  )
})

test('the commands of the table are such as Discord takes, in English and in Spanish', async (context) => {
  deepEqual(commandFaults(JSON.parse(JSON.stringify(commandBodies(COMMANDS)))), [])
  const { discord, register } = await registrar(context)
  await register(COMMANDS)
  deepEqual(discord.violations, [])
})

test('commands are registered as their golden file holds them', () => {
  matchesGolden('discord/commands.json', `${JSON.stringify(commandBodies(DEFINITIONS), null, 1)}\n`)
})
