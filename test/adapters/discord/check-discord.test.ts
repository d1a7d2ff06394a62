import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { checkDiscord } from '../../../src/adapters/discord/check-discord.ts'
import {
  DISCORD_CHANNEL,
  DISCORD_GUILD,
  DISCORD_TOKEN,
  startFakeDiscord,
  type FakeDiscord,
} from '../../e2e/fake-discord.ts'

const cases: readonly (readonly [string, (discord: FakeDiscord) => void, string, RegExp | null])[] = [
  ['all is well', () => {}, 'takes posts', null],
  [
    'one permission is missing',
    (d) => d.deny(DISCORD_CHANNEL, 'EMBED_LINKS'),
    'Embed Links',
    /^Give the bot there: Embed Links\.$/,
  ],
  ['the bot may start no thread', (d) => d.forbidThreads(), 'Create Public Threads', /Create Public Threads/],
  ['the channel is hidden from it', (d) => d.deny(DISCORD_CHANNEL, 'VIEW_CHANNEL'), 'View Channel', /View Channel/],
  [
    'the channel was deleted',
    (d) => d.deleteChannel(DISCORD_CHANNEL),
    'There is no such channel',
    /Do what the message says/,
  ],
  [
    'the bot was put out of the server',
    (d) => d.removeBot(DISCORD_GUILD),
    'Discord refused',
    /Do what the message says/,
  ],
]
for (const [name, arrange, found, mend] of cases) {
  test(`doctor and Discord: ${name}`, async (context) => {
    const discord = await startFakeDiscord()
    context.after(() => discord.close())
    arrange(discord)
    const options = { token: DISCORD_TOKEN, apiUrl: discord.apiUrl }
    const channels = [{ platform: 'discord', id: DISCORD_CHANNEL } as const]
    const [bot, channel] = await checkDiscord({ ...options, channels }, AbortSignal.timeout(10_000))
    equal(bot?.mend, null)
    ok(channel !== undefined)
    ok(channel.found.includes(found), channel.found)
    if (mend === null) equal(channel.mend, null)
    else match(channel.mend ?? '', mend)
    deepEqual(discord.violations, [])
    ok(
      discord.calls.every((call) => call.startsWith('GET ')),
      'nothing is posted',
    )
  })
}

test('doctor and Discord: a wrong token and a network that is off are told, and no token is shown', async (context) => {
  const discord = await startFakeDiscord()
  context.after(() => discord.close())
  const limit = AbortSignal.timeout(10_000)
  const wrong = await checkDiscord({ token: 'wrong.token.value', apiUrl: discord.apiUrl, channels: [] }, limit)
  match(wrong[0]?.found ?? '', /The token is not valid/)
  const off = await checkDiscord({ token: DISCORD_TOKEN, apiUrl: 'http://127.0.0.1:9/api', channels: [] }, limit)
  match(off[0]?.mend ?? '', /^Check the network/)
  ok(!JSON.stringify([wrong, off]).includes('wrong.token') && !JSON.stringify(off).includes(DISCORD_TOKEN))
  ok(!/may have been accepted/.test(off[0]?.found ?? ''))
})

test('doctor and Discord: an application whose commands go elsewhere is told', async (context) => {
  const discord = await startFakeDiscord()
  context.after(() => discord.close())
  discord.world.interactionsUrl = 'https://elsewhere.example/interactions'
  const options = { token: DISCORD_TOKEN, apiUrl: discord.apiUrl, channels: [] }
  const [bot, commands] = await checkDiscord(options, AbortSignal.timeout(10_000))
  deepEqual([bot?.mend, commands?.name], [null, 'discord commands'])
  match(commands?.mend ?? '', /Empty "Interactions Endpoint URL"/)
})
