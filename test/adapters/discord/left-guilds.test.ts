import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createDiscordCaller } from '../../../src/adapters/discord/discord-call.ts'
import { tellLeftGuilds } from '../../../src/adapters/discord/left-guilds.ts'
import { DISCORD_GUILD, DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'
import type { FakeDiscord } from '../../e2e/fake-discord.ts'
import { addGuild } from '../../e2e/discord-world.ts'

const NEVER = new AbortController().signal
const [LEFT, OTHER] = ['800000000000000077', '800000000000000078']
const here = { id: DISCORD_GUILD, unavailable: true }

type Case = readonly [
  what: string,
  ready: unknown,
  told: readonly string[],
  kept?: readonly string[],
  arrange?: (discord: FakeDiscord) => void,
]
const cases: readonly Case[] = [
  ['a server that is not listed', { guilds: [here], shard: [0, 1] }, [`${LEFT} remain`]],
  ['the only server', { guilds: [] }, [`${LEFT} alone`]],
  ['several', { guilds: [here] }, [`${LEFT} remain`, `${OTHER} remain`], [LEFT, DISCORD_GUILD, OTHER]],
  ['a server that is listed, and out of order', { guilds: [{ id: LEFT, unavailable: true }] }, []],
  [
    'a server that is not listed, but has the bot',
    { guilds: [here] },
    [],
    [LEFT],
    (discord) => void addGuild(discord.world, { id: LEFT }),
  ],
  ['a server of another connection', { guilds: [here], shard: [0, 2] }, []],
  ['a server of one of two connections', { guilds: [here], shard: [1, 2] }, [`${LEFT} remain`]],
  ['a connection that cannot be told', { guilds: [here], shard: ['x', 0] }, []],
  ['no list', {}, []],
  ['a list that cannot be read', { guilds: [here, {}] }, []],
  ['what names no server', { guilds: [here] }, [], ['@me', '../users/@me', '']],
  [
    'a Discord that is out of order',
    { guilds: [here] },
    [],
    [LEFT],
    (each) => each.inject({ kind: 'status', status: 502 }),
  ],
  ['an answer that does not come', { guilds: [here] }, [], [LEFT], (each) => each.inject({ kind: 'reset' })],
  [
    'a Discord that asks to wait',
    { guilds: [here] },
    [],
    [LEFT],
    (each) => each.inject({ kind: 'rate-limited', retryAfterS: 9 }),
  ],
  [
    'a page of something in between',
    { guilds: [here] },
    [],
    [LEFT],
    (each) => each.inject({ kind: 'status', status: 404 }),
  ],
  ['another refusal', { guilds: [here] }, [], [LEFT], (each) => each.inject({ kind: 'refused', code: '40001' })],
]
for (const [what, ready, expected, kept = [LEFT], arrange] of cases) {
  test(`of ${what} ${expected.length === 0 ? 'nothing' : expected.join(', ')} is told to be gone`, async (context) => {
    const discord = await startFakeDiscord()
    const caller = createDiscordCaller({ token: DISCORD_TOKEN, apiUrl: discord.apiUrl })
    context.after(async () => {
      caller.close()
      await discord.close()
    })
    arrange?.(discord)
    const told: string[] = []
    const handlers = {
      onGone: async (id: string, { others = 'alone' }: { readonly others?: string }) =>
        void told.push(`${id} ${others}`),
      onChannelGone: async () => undefined,
      onNote: () => undefined,
      kept: async () => kept,
    }
    await tellLeftGuilds(ready, { caller, handlers }, NEVER)
    deepEqual(told, expected)
    deepEqual(discord.violations, [])
  })
}

test('where the store does not say what is kept, nobody is asked', async () => {
  let asked = 0
  const caller = {
    call: async () => {
      asked += 1
    },
    close: () => undefined,
  }
  const quiet = { onGone: async () => undefined, onChannelGone: async () => undefined, onNote: () => undefined }
  await tellLeftGuilds({ guilds: [] }, { caller, handlers: quiet }, NEVER)
  await tellLeftGuilds({ guilds: [] }, { caller, handlers: { ...quiet, kept: async () => [] } }, NEVER)
  equal(asked, 0)
})
