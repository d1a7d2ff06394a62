import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { openStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuild } from '../../e2e/discord-world.ts'
import { DISCORD_CHANNEL, DISCORD_GUILD } from '../../e2e/fake-discord.ts'
import { reply, says, talk, until } from './talking.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Of two connections the server of the fake is of the second, this one of the first: `id >> 22` is even. */
const OTHER_GUILD = '800000000004194304'
const OTHER_CHANNEL = '900000000000000002'
const COUNT = 20

test('of three processes that hear the same each asking is answered by one', async (context) => {
  const store = await openStore(':memory:')
  context.after(() => store.close())
  const options = { processes: 3, claims: store.handledEvents }
  const { discord, heard, notes } = await talk(context, () => ({}), options)
  const sent = Array.from({ length: COUNT }, () => discord.interact({ command: 'brief' }))
  await until(
    () => heard.accepted >= COUNT,
    () => [heard.accepted, notes, discord.violations],
  )
  await wait(100)
  deepEqual([heard.asks.length, heard.accepted], [COUNT, COUNT])
  deepEqual(
    sent.map(({ answers }) => answers.length),
    sent.map(() => 1),
  )
  deepEqual(discord.violations, [])
})

test('where the store does not answer, or says what it may not, people are answered all the same', async (context) => {
  for (const claimEvents of [
    () => Promise.reject(new Error('the store is away')),
    () => new Promise<boolean>(() => undefined),
  ]) {
    const { discord, heard, notes } = await talk(context, () => ({}), { claims: { claimEvents } })
    const interaction = discord.interact({ command: 'brief' })
    await until(
      () => heard.accepted === 1,
      () => [notes, discord.violations],
    )
    equal(discord.shown(interaction), 'An answer\nnamed brief {}')
  }
})

test('over two connections of one process each server is heard as over one', async (context) => {
  const script = () => ({ answer: async () => reply(says('An answer')) })
  const { discord, heard, notes } = await talk(context, script, {
    arrange: ({ world }) => {
      world.shards = 2
      addGuild(world, { id: OTHER_GUILD })
      addChannel(world, { id: OTHER_CHANNEL, guild: OTHER_GUILD })
    },
  })
  equal(discord.gateway.connections(), 2)
  for (const [guild, channel] of [
    [DISCORD_GUILD, DISCORD_CHANNEL],
    [OTHER_GUILD, OTHER_CHANNEL],
  ] as const) {
    const before = heard.accepted
    discord.interact({ command: 'brief' }, { guild, channel })
    await until(
      () => heard.accepted === before + 1,
      () => [guild, notes, discord.violations],
    )
  }
  deepEqual(discord.violations, [])
})
