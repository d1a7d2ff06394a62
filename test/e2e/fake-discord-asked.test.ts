import { deepEqual, equal, match } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { RESPOND_MAX_MS, TOKEN_MAX_MS } from './discord-interaction-routes.ts'
import type { DiscordInteraction } from './discord-interactions.ts'
import { discordSpecMissing } from './discord-rules.ts'
import { DISCORD_APP_ID } from './discord-world.ts'
import { DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import type { FakeDiscord } from './fake-discord.ts'

// What Discord refuses of answers and commands, the fake refuses.

const allowed_mentions = { parse: [] }
const message = { content: 'x', allowed_mentions }
const alone = { ...message, flags: 64 }
const label = (component: object, more: object = {}) => ({ type: 18, label: 'x', component, ...more })
const line = (custom_id: string, more: object = {}) => ({ type: 4, style: 1, custom_id, ...more })
const form = (...components: readonly object[]) => ({ type: 9, data: { custom_id: 'x', title: 'x', components } })

type Answer = { readonly status: number; readonly body: { readonly code?: number; readonly id?: string } }

async function ask(discord: FakeDiscord, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${discord.apiUrl}/v10/${path}`, {
    method,
    headers: { authorization: `Bot ${DISCORD_TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text === '' ? '{}' : text) }
}

describe('answers to the fake Discord', () => {
  let discord: FakeDiscord
  before(async () => {
    discord = await startFakeDiscord()
  })
  after(() => discord.close())

  const press = () => discord.interact({ press: 'x' })
  const respond = ({ id, token }: DiscordInteraction, body: unknown) =>
    ask(discord, 'POST', `interactions/${id}/${token}/callback`, body)
  const follow = ({ token }: DiscordInteraction, body: unknown, method = 'POST', path = '') =>
    ask(discord, method, `webhooks/${DISCORD_APP_ID}/${token}${path}`, body)
  const codes = (...answers: readonly Answer[]) => answers.map(({ status, body }) => body.code ?? status)

  test('the first answer comes once and within three seconds', async () => {
    const [once, late] = [press(), press()]
    const answers = [await respond(once, { type: 4, data: message }), await respond(once, { type: 4, data: message })]
    discord.clock.advance(RESPOND_MAX_MS + 1)
    deepEqual(codes(...answers, await respond(late, { type: 4, data: message })), [204, 40060, 10062])
    deepEqual(codes(await respond({ ...late, token: 'other' }, { type: 4, data: message })), [10062])
  })

  test('further ones come after the first, for fifteen minutes, and can be changed and taken away', async () => {
    const pressed = press()
    deepEqual(codes(await follow(pressed, message)), [10015])
    await respond(pressed, { type: 4, data: alone })
    const further = await follow(pressed, message)
    deepEqual(
      codes(
        further,
        await follow(pressed, message, 'PATCH', '/messages/@original'),
        await follow(pressed, message, 'PATCH', `/messages/${further.body.id}`),
        await follow(pressed, undefined, 'DELETE', `/messages/${further.body.id}`),
        await follow(pressed, message, 'PATCH', `/messages/${further.body.id}`),
      ),
      [200, 200, 200, 204, 10008],
    )
    discord.clock.advance(TOKEN_MAX_MS)
    deepEqual(codes(await follow(pressed, message)), [50027])
    deepEqual(
      pressed.answers.map(({ isEphemeral, edits, isDeleted }) => [isEphemeral, edits, isDeleted]),
      [
        [true, 1, false],
        [false, 1, true],
      ],
    )
  })

  test('nothing was held against all this', () => deepEqual(discord.violations, []))

  const faults: readonly (readonly [fault: RegExp, kind: 'press' | 'typing', body: unknown])[] = [
    [/answers no typing/, 'typing', { type: 4, data: message }],
    [/answers no component/, 'press', { type: 8, data: { choices: [] } }],
    [/choice name/, 'typing', { type: 8, data: { choices: [{ name: ' ', value: 'x' }] } }],
    [/mentions are allowed/, 'press', { type: 4, data: { content: 'x' } }],
    [/an empty message/, 'press', { type: 4, data: { allowed_mentions } }],
    [/flags 128/, 'press', { type: 4, data: { ...message, flags: 128 } }],
    [/embeds are suppressed/, 'press', { type: 4, data: { ...message, flags: 4, embeds: [{ description: 'x' }] } }],
    [/bare in/, 'press', { type: 4, data: { ...message, content: '@everyone' } }],
    [/field count/, 'press', form(...'abcdef'.split('').map((name) => label(line(name))))],
    [/a field twice/, 'press', form(label(line('a')), label(line('a')))],
    [/a label of its own/, 'press', form(label(line('a', { label: 'x' })))],
    [/holds 3 of 2/, 'press', form(label(line('a', { value: 'xyz', max_length: 2 })))],
    [
      /two defaults/,
      'press',
      form(
        label({ type: 3, custom_id: 'a', options: ['a', 'b'].map((value) => ({ value, label: 'x', default: true })) }),
      ),
    ],
  ]
  for (const [fault, kind, body] of faults) {
    test(`${String(fault)} is a violation`, async () => {
      const strict = await startFakeDiscord()
      await ask(strict, 'PUT', `applications/${DISCORD_APP_ID}/commands`, [
        { name: 'a', description: 'x', options: [{ type: 3, name: 'b', description: 'x', autocomplete: true }] },
      ])
      const { id, token } = strict.interact(kind === 'press' ? { press: 'x' } : { typing: 'a', option: 'b', typed: '' })
      equal((await ask(strict, 'POST', `interactions/${id}/${token}/callback`, body)).status, 400)
      match(strict.violations.join(), fault)
      await strict.close()
    })
  }

  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more })
  const command = (name: string, more: object = {}) => ({ type: 1, name, description: 'x', ...more })
  const lists: readonly (readonly [fault: RegExp, commands: readonly object[]])[] = [
    [/name Brief/, [command('Brief')]],
    [/name two words/, [command('a', { name_localizations: { 'es-ES': 'two words' } })]],
    [/no locale es-CO/, [command('a', { name_localizations: { 'es-CO': 'b' } })]],
    [
      /called the same in es-ES/,
      [command('a', { name_localizations: { 'es-ES': 'c' } }), command('b', { name_localizations: { 'es-ES': 'c' } })],
    ],
    [/description of a/, [{ type: 1, name: 'a' }]],
    [/required options come first/, [command('a', { options: [option('b'), option('c', { required: true })] })]],
    [/mixes parts and options/, [command('a', { options: [{ type: 1, name: 'b', description: 'x' }, option('c')] })]],
    [
      /a: both|b: both/,
      [command('a', { options: [option('b', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] })],
    ],
    [/has a description/, [{ type: 3, name: 'Add it', description: 'x' }]],
    [
      /8\d\d\d characters/,
      [
        command('a', {
          options: [
            option('b', {
              choices: [
                { name: 'x', value: 'x'.repeat(6_000) },
                { name: 'y', value: 'x'.repeat(2_100) },
              ],
            }),
          ],
        }),
      ],
    ],
  ]
  for (const [fault, commands] of lists) {
    test(`${String(fault)} is a violation of a list of commands`, async () => {
      const strict = await startFakeDiscord()
      equal((await ask(strict, 'PUT', `applications/${DISCORD_APP_ID}/commands`, commands)).status, 400)
      match(strict.violations.join(), fault)
      await strict.close()
    })
  }

  test('what the specification does not know is a violation of it', { skip: discordSpecMissing ?? false }, async () => {
    const strict = await startFakeDiscord()
    await ask(strict, 'PUT', `applications/${DISCORD_APP_ID}/commands`, [command('a', { colour: 'red' })])
    const { id, token } = strict.interact({ press: 'x' })
    await ask(strict, 'POST', `interactions/${id}/${token}/callback`, { type: 4, data: { ...message, colour: 'red' } })
    equal(strict.violations.length, 2)
    await strict.close()
  })
})
