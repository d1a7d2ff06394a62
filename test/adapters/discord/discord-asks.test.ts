import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Reply } from '../../../src/news/chat.ts'
import { RESPOND_MAX_MS, TOKEN_MAX_MS } from '../../e2e/discord-interaction-routes.ts'
import type { Doing, Person } from '../../e2e/discord-interactions.ts'
import { addChannel } from '../../e2e/discord-world.ts'
import { DISCORD_CHANNEL, DISCORD_GUILD } from '../../e2e/fake-discord.ts'
import { MESSAGES } from '../messages.ts'
import { MANAGER_ROLE, reply, says, talk, until } from './talking.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const asked: readonly (readonly [string, Doing, string])[] = [
  ['a command', { command: 'brief' }, 'named brief {}'],
  [
    'a command with options',
    { command: 'whatchanged', values: { story: 'dam-break', since: 'since monday' } },
    'named whatchanged {"story":"dam-break","since":"since monday"}',
  ],
  [
    'a part of a command',
    { command: 'digest retract', values: { because: 'a wrong figure' } },
    'named digest retract {"because":"a wrong figure"}',
  ],
  ['a button', { press: 'whatchanged dam-break' }, 'words whatchanged dam-break'],
  ['an entry of a menu', { choose: 'why dam-break c1' }, 'words why dam-break c1'],
  [
    'the shortcut of a message with a link',
    { shortcut: { content: 'Look (https://outlet-1.example/a?b=1), @everyone!' } },
    'named add-url {"url":"https://outlet-1.example/a?b=1"}',
  ],
  [
    'the shortcut of a message that shows a card',
    { shortcut: { embeds: [{ url: 'javascript:alert(1)' }, { url: 'https://outlet-2.example/x' }] } },
    'named add-url {"url":"https://outlet-2.example/x"}',
  ],
  ['the shortcut of a message without a link', { shortcut: { content: 'no link' } }, 'named add-url {}'],
]

test('whatever a person does asks once, and the answer is seen by him alone', async (context) => {
  const { discord, heard, notes } = await talk(context)
  for (const [what, doing, echoed] of asked) {
    await context.test(what, async () => {
      const before = heard.accepted
      const interaction = discord.interact(doing)
      await until(
        () => heard.accepted > before,
        () => [notes, discord.violations],
      )
      equal(discord.shown(interaction), `An answer\n${echoed}`)
      deepEqual(
        interaction.answers.map(({ isEphemeral, edits }) => [isEphemeral, edits]),
        [[true, 0]],
      )
      discord.repeat(interaction)
    })
  }
  await wait(50)
  equal(heard.asks.length, asked.length)
  equal(discord.read(), '')
  deepEqual(discord.violations, [])
})

const rights: readonly (readonly [string, Person, string])[] = [
  ['nobody in particular', {}, 'may-not'],
  ['who manages channels', { permissions: ['MANAGE_CHANNELS'] }, 'may'],
  ['an administrator', { permissions: ['ADMINISTRATOR'] }, 'may'],
  ['who may write', { permissions: ['SEND_MESSAGES', 'VIEW_CHANNEL'] }, 'may-not'],
  ['a holder of a configured role', { roles: ['1', MANAGER_ROLE] }, 'may'],
  ['somebody in a direct message', { guild: null, channel: '900000000000000900' }, 'may-not'],
  ['somebody whose permissions did not come', { raw: { member: { user: { id: '5' }, roles: [] } } }, 'unknown'],
]
test('who may manage the channel is known from the interaction; so are language, server, channel and thread', async (context) => {
  const { discord, heard } = await talk(context)
  const thread = addChannel(discord.world, {
    id: '900000000000000300',
    guild: DISCORD_GUILD,
    type: 11,
    parent: DISCORD_CHANNEL,
  })
  for (const [who, by, expected] of rights) {
    await context.test(`${who}: ${expected}`, async () => {
      const before = heard.accepted
      discord.interact({ command: 'brief' }, by)
      await until(() => heard.accepted > before)
      equal(await heard.asks.at(-1)?.mayManage(AbortSignal.timeout(1_000)), expected)
    })
  }
  discord.interact({ command: 'brief' }, { locale: 'es-419', channel: thread.id, user: '55' })
  discord.interact({ command: 'brief' }, { guild: null, channel: '900000000000000900', user: '55' })
  await until(() => heard.accepted === rights.length + 2)
  const [inThread, direct] = heard.asks.slice(-2)
  const asker = { platform: 'discord', workspace: DISCORD_GUILD, user: '55', lang: 'es', zone: null }
  deepEqual(inThread?.asker, asker)
  deepEqual(inThread?.channel, { platform: 'discord', id: thread.id, workspace: DISCORD_GUILD })
  deepEqual(direct?.asker, { ...asker, workspace: null, lang: 'en' })
  equal(direct?.channel, null)
  deepEqual(discord.violations, [])
})

test('what takes longer is said to be under way within a second, then answered in its place and improved', async (context) => {
  const later = Promise.withResolvers<Reply>()
  const better = Promise.withResolvers<Reply | null>()
  const { discord, heard } = await talk(context, () => ({ answer: () => later.promise }))
  const start = performance.now()
  const interaction = discord.interact({ command: 'brief' })
  await until(() => interaction.answers.length > 0)
  ok(performance.now() - start < 1_500, `${performance.now() - start} ms`)
  equal(discord.shown(interaction), 'An answer\nOne moment.')
  later.resolve(reply(MESSAGES.short, { better: better.promise }))
  await until(() => heard.accepted === 1)
  equal(interaction.answers.length, 1)
  match(discord.shown(interaction), /^Trump–Petro/)
  better.resolve(reply(says('better')))
  await until(() => discord.shown(interaction) === 'An answer\nbetter')
  equal(interaction.answers.length, 1)
  deepEqual(discord.violations, [])
})

test('an answer for the channel is posted for all, also where only the asker saw that it is under way', async (context) => {
  const later = Promise.withResolvers<Reply>()
  const { discord, heard } = await talk(context, () => ({
    answer: ({ text }) =>
      text.kind === 'words'
        ? later.promise
        : Promise.resolve(reply(says('at once', { notification: 'A sentence.' }), { audience: 'channel' })),
  }))
  discord.interact({ command: 'brief' })
  await until(() => heard.accepted === 1)
  const slow = discord.interact({ press: 'share brief' })
  await until(() => slow.answers.length === 1)
  later.resolve(reply(says('for all'), { audience: 'channel' }))
  await until(() => slow.answers.length === 2 && slow.answers[0]?.isDeleted === true)
  // A sentence for notifications stands above what all see, where it does not stand there anyway.
  equal(discord.read(), 'A sentence.\nAn answer\nat once\nAn answer\nfor all')
  deepEqual(discord.violations, [])
})

test('a long answer goes on in further messages in order, and an improved one takes their places', async (context) => {
  const better = Promise.withResolvers<Reply | null>()
  const { discord, heard } = await talk(
    context,
    () => ({
      answer: async () =>
        reply(
          { ...MESSAGES.long, buttons: [{ label: 'Sources', words: 'sources' }] },
          {
            better: better.promise,
          },
        ),
    }),
    { limits: true },
  )
  const interaction = discord.interact({ command: 'brief' })
  await until(() => heard.accepted === 1)
  ok(interaction.answers.length > 3 && interaction.answers.every(({ isEphemeral }) => isEphemeral))
  match(discord.shown(interaction), /Update 1:[^]*Update 24:[^]*Line 30:/)
  deepEqual(
    interaction.answers.map(({ body }) => (body.components ?? []).length),
    interaction.answers.map((_, index) => (index === 0 ? 1 : 0)),
  )
  better.resolve(reply(says('short')))
  await until(() => discord.shown(interaction) === 'An answer\nshort')
  deepEqual(discord.violations, [])
})

test('too late, nothing is shown and nothing counts as seen: after three seconds, after fifteen minutes', async (context) => {
  const later = Promise.withResolvers<Reply>()
  const { discord, heard, notes } = await talk(context, () => ({ answer: () => later.promise }))
  const slow = discord.interact({ command: 'brief' })
  await until(() => slow.answers.length === 1)
  const late = discord.interact({ command: 'brief' })
  discord.clock.advance(RESPOND_MAX_MS + 1)
  await until(() => notes.some((note) => note.includes('later than three seconds')))
  discord.clock.advance(TOKEN_MAX_MS)
  later.resolve(reply(says('too late')))
  await until(() => discord.calls.some((call) => call.startsWith('PATCH')))
  await wait(50)
  deepEqual([heard.accepted, discord.shown(slow), discord.shown(late)], [0, 'An answer\nOne moment.', ''])
  ok(![slow.token, late.token].some((token) => notes.join().includes(token)), 'a token is in the log')
  deepEqual(discord.violations, [])
})

test('an answer that is lost on the way is sent again, and stands there once', async (context) => {
  const { discord, heard } = await talk(context)
  const callback = 'POST /interactions/{interaction_id}/{interaction_token}/callback'
  for (const [index, kind] of (['reset', 'reset-accepting', 'hang-accepting', 'hang'] as const).entries()) {
    discord.injectFor(callback, { kind })
    const interaction = discord.interact({ command: 'brief' })
    await until(
      () => heard.accepted === index + 1,
      () => kind,
    )
    equal(interaction.answers.length, 1)
  }
  // Another process has answered already.
  const taken = discord.interact({ command: 'brief' })
  taken.answered = 4
  await until(() => heard.asks.length === 5)
  await wait(50)
  deepEqual([heard.accepted, taken.answers.length], [4, 0])
  deepEqual(discord.violations, [])
})

test('what is asked while the gateway is away is answered once it resumes, each once, whatever the order', async (context) => {
  const first = Promise.withResolvers<Reply>()
  const { discord, heard, notes } = await talk(context, () => ({
    answer: ({ text }) =>
      text.kind === 'words' && text.text === 'first' ? first.promise : Promise.resolve(reply(says('second'))),
  }))
  discord.gateway.drop()
  const [one, two] = [discord.interact({ press: 'first' }), discord.interact({ press: 'second' })]
  discord.repeat(one)
  await until(
    () => discord.shown(two) !== '',
    () => notes,
  )
  first.resolve(reply(says('first')))
  await until(() => discord.shown(one) === 'An answer\nfirst')
  discord.gateway.reconnect()
  await until(() => discord.gateway.heard.filter((said) => said === 'RESUME').length > 1)
  discord.repeat(two)
  await wait(50)
  deepEqual([heard.asks.length, one.answers.length, two.answers.length], [2, 1, 1])
  deepEqual(discord.violations, [])
})

test('what stands in an answer does not act: no mention, no markup, no link but those of the message', async (context) => {
  const hostile = '@everyone <@1> [x](https://evil.example) **b** \u202Eevil `c` discord.gg/abc'
  const { discord, heard } = await talk(context, () => ({
    answer: async ({ text }) =>
      reply(
        text.kind === 'words'
          ? MESSAGES.hostile
          : { ...says(hostile), title: hostile, buttons: [{ label: hostile, words: 'x' }] },
        { audience: 'channel' },
      ),
  }))
  discord.interact({ press: '@everyone'.repeat(700) })
  discord.interact({
    command: 'whatchanged',
    values: { since: `${'س'.repeat(3_000)}\u202E@everyone ${'x'.repeat(3_000)}` },
  })
  await until(
    () => heard.accepted === 2,
    () => discord.violations,
  )
  deepEqual(discord.violations, [])
})

const strange: readonly (readonly [string, Doing, Person?])[] = [
  ['no data', { type: 2, data: null }],
  ['a command without a name', { type: 2, data: { type: 1, options: 'x' } }],
  ['a command of a kind to come', { type: 2, data: { type: 9, name: 'x' } }],
  ['an interaction of a kind to come', { type: 99, data: { custom_id: 'x' } }],
  ['no person', { type: 2, data: { type: 1, name: 'brief' } }, { raw: { member: null } }],
  ['a token that is none', { type: 2, data: { type: 1, name: 'brief' } }, { raw: { token: '../../users/@me?x=' } }],
  ['an id that is none', { type: 2, data: { type: 1, name: 'brief' } }, { raw: { id: '../x' } }],
  ['nothing that is typed', { type: 4, data: { type: 1, name: 'brief', options: [{ name: 'story', value: 'x' }] } }],
]
const odd: readonly (readonly [string, Doing, string])[] = [
  ['values of other types', { command: 'brief', values: { story: { a: 1 } } }, 'named brief {}'],
  ['a number', { command: 'brief', values: { story: 7 } }, 'named brief {"story":"7"}'],
  [
    'parts within parts',
    {
      type: 2,
      data: {
        type: 1,
        name: 'a',
        options: [{ type: 2, name: 'b', options: [{ type: 1, name: 'c', options: [{ type: 1, name: 'd' }] }] }],
      },
    },
    'named a b c {}',
  ],
  ['a button without an id', { type: 3, data: { component_type: 2 } }, 'words '],
  ['a menu with nothing chosen', { type: 3, data: { component_type: 3, custom_id: '#menu', values: [] } }, 'words '],
  ['a component to come', { type: 3, data: { component_type: 42, custom_id: 'brief' } }, 'words brief'],
]
test('payloads of strange shapes end nothing: what cannot be answered is let go, the rest is asked as far as it goes', async (context) => {
  const { discord, heard, notes } = await talk(context)
  for (const [, doing, by] of strange) discord.interact(doing, by)
  await wait(100)
  equal(heard.asks.length, 0)
  for (const [what, doing, echoed] of odd) {
    await context.test(what, async () => {
      const before = heard.accepted
      const interaction = discord.interact(doing)
      await until(
        () => heard.accepted > before,
        () => notes,
      )
      equal(discord.shown(interaction), `An answer\n${echoed}`.trimEnd())
    })
  }
  deepEqual(
    notes.filter((note) => note.startsWith('warn')),
    [],
  )
})

test('of more than can be answered at once the rest is told to come again; stopping gives up what is under way', async (context) => {
  const { discord, connection, heard } = await talk(context, () => ({
    answer: (_, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(reply(says('stopped'))), { once: true })),
  }))
  const pressed = Array.from({ length: 500 }, () => discord.interact({ press: 'brief' }))
  await until(() => heard.asks.length === 500)
  const further = discord.interact({ press: 'brief' })
  await until(() => further.answers.length === 1)
  match(discord.shown(further), /Ask again in a minute/)
  const start = performance.now()
  await connection.close()
  ok(performance.now() - start < 3_000)
  await wait(20)
  deepEqual([heard.asks.length, heard.accepted, pressed.length, discord.violations], [500, 0, 500, []])
})
