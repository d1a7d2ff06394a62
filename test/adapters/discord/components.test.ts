import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert, option, property, record, string } from 'fast-check'
import { createDiscordPublisher } from '../../../src/adapters/discord/discord-publisher.ts'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { bodyFaults } from '../../e2e/discord-rules.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'
import { matchesGolden } from '../../golden/golden.ts'
import { MESSAGES } from '../messages.ts'

const DELIVERY = deliveryId('d1a2b3c4d5')
const allowed_mentions = { parse: [] }
const asked: ChatMessage = {
  ...MESSAGES.quiet,
  buttons: [
    { label: 'What changed', words: 'whatchanged trump-petro', look: 'primary' },
    { label: 'Sources', words: 'sources trump-petro' },
    { label: 'Sources differ', words: 'differ trump-petro' },
    { label: 'Timeline', words: 'timeline trump-petro' },
    { label: 'More…', words: 'more d1a2b3c4d5', look: 'danger' },
  ],
  menu: {
    placeholder: 'Why this line?',
    entries: [
      { label: 'Trump asked Petro to the White House', note: '3 origins', words: 'why trump-petro c1' },
      { label: 'Report a problem', note: null, words: 'report d1a2b3c4d5' },
    ],
  },
}

const componentsOf = (message: ChatMessage) => renderDiscord(message, DELIVERY).map(({ components }) => components)
const label = (component: object) => ('label' in component ? component.label : null)

test('buttons stand in a row of their own, a menu below them, as their golden file holds it', () => {
  matchesGolden('discord/buttons.json', `${JSON.stringify(renderDiscord(asked, DELIVERY), null, 1)}\n`)
})

test('the buttons of a long digest stand under its first part alone', () => {
  const rows = componentsOf({ ...MESSAGES.long, buttons: asked.buttons ?? [] })
  ok(rows.length > 1)
  deepEqual(
    rows.map(({ length }) => length),
    rows.map((_, index) => (index === 0 ? 1 : 0)),
  )
})

test('a button that Discord would not take is left out, and the message is posted all the same', () => {
  const buttons = ['', 'x'.repeat(101), 'brief', 'brief', '#menu', 'a', 'b', 'c', 'd', 'e'].map((words) => ({
    label: words,
    words,
  }))
  const [rows] = componentsOf({ ...asked, buttons })
  deepEqual(rows?.[0]?.components.map(label), ['brief', 'a', 'b', 'c', 'd'])
  const entries = Array.from({ length: 30 }, (_, n) => ({ label: `Line ${n}`, note: null, words: `why s c${n}` }))
  const [many] = componentsOf({ ...MESSAGES.quiet, menu: { placeholder: '', entries } })
  const select = many?.[0]?.components[0]
  equal(select !== undefined && 'options' in select ? select.options.length : 0, 25)
  deepEqual(componentsOf({ ...MESSAGES.quiet, buttons: [], menu: { placeholder: 'x', entries: [] } }), [[]])
})

test('whatever stands on buttons and in menus, Discord takes it and shows it as it stands', () => {
  const text = string({ unit: 'grapheme', maxLength: 300 })
  const button = record({ label: text, words: string({ maxLength: 130 }) })
  const entry = record({ label: text, note: option(text), words: string({ maxLength: 130 }) })
  const given = record({
    buttons: array(button, { maxLength: 8 }),
    menu: record({ placeholder: text, entries: array(entry, { maxLength: 40 }) }),
  })
  assert(
    property(given, (more) => {
      for (const part of renderDiscord({ ...MESSAGES.quiet, ...more }, null)) {
        deepEqual(bodyFaults('MessageCreateRequest', { ...part, allowed_mentions }), [])
      }
    }),
    { numRuns: 150 },
  )
})

test('an edit keeps the buttons, changes them or takes them away', async (context) => {
  const discord = await startFakeDiscord()
  const publisher = createDiscordPublisher({ token: DISCORD_TOKEN, apiUrl: discord.apiUrl })
  context.after(() => Promise.all([publisher.close(), discord.close()]))
  const { signal } = new AbortController()
  const posted = await publisher.post({ platform: 'discord', id: DISCORD_CHANNEL }, asked, DELIVERY, signal)
  const rows = () => discord.messages()[0]?.components?.length
  equal(rows(), 2)
  await publisher.edit(posted, { ...asked, title: 'Corrected' }, signal)
  equal(rows(), 2)
  await publisher.edit(posted, MESSAGES.quiet, signal)
  equal(rows(), 0)
  deepEqual(discord.violations, [])
})
