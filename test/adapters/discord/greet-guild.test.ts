import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { addChannel, addGuild } from '../../e2e/discord-world.ts'
import type { FakeDiscord } from '../../e2e/fake-discord.ts'
import { says, talk, until } from './talking.ts'

const GUILD = '800000000000000077'
const [GENERAL, NEWS, VOICE] = ['900000000000000770', '900000000000000771', '900000000000000772']

function newGuild(discord: FakeDiscord) {
  const guild = addGuild(discord.world, { id: GUILD })
  addChannel(discord.world, { id: VOICE, guild: GUILD, type: 2 })
  addChannel(discord.world, { id: GENERAL, guild: GUILD })
  addChannel(discord.world, { id: NEWS, guild: GUILD })
  return guild
}

const cases: readonly (readonly [
  string,
  (discord: FakeDiscord, guild: ReturnType<typeof addGuild>) => void,
  string | null,
])[] = [
  ['its first text channel', () => {}, GENERAL],
  [
    'its system channel',
    (_, guild) => {
      guild.systemChannel = NEWS
    },
    NEWS,
  ],
  [
    'another than its system channel, where the bot may not write there',
    (discord, guild) => {
      guild.systemChannel = GENERAL
      discord.deny(GENERAL, 'SEND_MESSAGES')
    },
    NEWS,
  ],
  [
    'none where the bot may write nowhere',
    (discord) => {
      discord.deny(GENERAL, 'VIEW_CHANNEL')
      discord.deny(NEWS, 'EMBED_LINKS')
    },
    null,
  ],
]
for (const [where, arrange, expected] of cases) {
  test(`a server that invites the bot is greeted once, in ${where}`, async (context) => {
    const { discord, heard, notes } = await talk(context, (told) => ({
      greet: async (channel, lang) => {
        told.greeted.push({ channel, lang })
        return told.greeted.length > 1
          ? null
          : says('Hello @everyone.', { buttons: [{ label: 'Follow', words: 'start follow' }] })
      },
    }))
    const guild = newGuild(discord)
    guild.locale = 'es-ES'
    arrange(discord, guild)
    discord.invite(GUILD)
    if (expected === null) {
      await until(() => notes.some((note) => note.includes('may write in none of its channels')))
      equal(heard.greeted.length, 0)
      return
    }
    await until(
      () => discord.messages(expected).length === 1,
      () => [notes, discord.violations],
    )
    deepEqual(heard.greeted, [{ channel: { platform: 'discord', id: expected, workspace: GUILD }, lang: 'es' }])
    equal(discord.messages(expected)[0]?.components?.length, 1)
    // An outage that ends is no invitation.
    discord.gateway.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true })
    discord.invite(GUILD)
    await new Promise((resolve) => setTimeout(resolve, 50))
    equal(heard.greeted.length, 1)
    deepEqual(discord.violations, [])
  })
}

test('servers of the bot are not greeted when it starts, nor one that it joined long ago', async (context) => {
  const { discord, heard } = await talk(context)
  newGuild(discord)
  const state = discord.world.guilds.get(GUILD)!
  discord.gateway.dispatch('GUILD_CREATE', {
    id: state.id,
    name: state.name,
    joined_at: '2020-01-01T00:00:00Z',
    channels: [],
    members: [],
    roles: [],
    threads: [],
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  equal(heard.greeted.length, 0)
})

test('a greeting that is refused is told, and asking goes on', async (context) => {
  const { discord, heard, notes } = await talk(context)
  newGuild(discord)
  discord.inject({ kind: 'refused', code: '50013' })
  discord.invite(GUILD)
  await until(() => notes.some((note) => note.startsWith('warn')))
  match(notes.at(-1) ?? '', /the greeting in 900000000000000770 was not posted/)
  discord.interact({ command: 'brief' })
  await until(() => heard.accepted === 1)
  ok(discord.violations.length === 0)
})
