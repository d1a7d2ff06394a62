import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { homeView } from '../../../src/adapters/slack/slack-home.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { holdsInOrder } from '../../contract/publisher-contract.ts'
import { blockFaults, pressable, readBlocks } from '../../e2e/slack-rules.ts'
import { viewFaults } from '../../e2e/slack-view-rules.ts'
import { anyMessage } from '../any-message.ts'
import { MESSAGES, rowTexts } from '../messages.ts'
import { messageOf } from './scripted-conversation.ts'

const words = fc.oneof(
  fc.string({ maxLength: 100 }),
  fc.constantFrom('', ' ', 'brief', 'x'.repeat(100), 'x'.repeat(151)),
)
const label = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('', '\u202e', '<!channel>', ':tada:', 'á'.repeat(90), '外'.repeat(90), '👩‍👩‍👧'.repeat(20)),
)
const buttons = fc.array(
  fc.oneof(
    fc.record({ label, words }),
    fc.record({ label, words, look: fc.constantFrom('primary' as const, 'danger' as const) }),
  ),
  { maxLength: 7 },
)
const menu = fc.record({
  placeholder: label,
  entries: fc.array(fc.record({ label, note: fc.option(label), words }), { maxLength: 30 }),
})
const anyActions = fc.record({ buttons, menu })
const isAskable = (entry: { readonly words: string }) => entry.words.trim() !== '' && entry.words.length <= 150

test('any message with any buttons and menu is taken by Slack; every row is there, and every button on the first post', () => {
  fc.assert(
    fc.property(anyMessage, anyActions, (message, actions) => {
      const parts = renderSlack({ ...message, ...actions })
      for (const { blocks } of parts) deepEqual(blockFaults(blocks), [])
      const asked = actions.buttons.filter(isAskable).slice(0, 5)
      const [first, ...others] = parts
      deepEqual(
        pressable(first?.blocks ?? [])
          .slice(0, asked.length)
          .map(([, value]) => value),
        asked.map((button) => button.words),
      )
      ok(others.every(({ blocks }) => pressable(blocks).length === 0))
      const shown = parts.map(({ blocks }) => readBlocks(blocks)).join('\n')
      holdsInOrder(shown.replaceAll(/^.*\((?:continued|continúa)\)$/gm, ''), rowTexts(message))
    }),
    { numRuns: 60 },
  )
})

test('any message is a Home tab that Slack takes', () => {
  fc.assert(
    fc.property(anyMessage, anyActions, (message, actions) => {
      deepEqual(viewFaults(homeView({ ...message, ...actions }), 'home'), [])
    }),
    { numRuns: 60 },
  )
})

test('a Home tab has its differences as a list, and says what it has no room for', () => {
  ok(!homeView(MESSAGES.short).blocks.some((block) => block.type === 'table'))
  const row = { kind: 'note', text: 'x'.repeat(1_400) } as const
  const long = messageOf('Long', { sections: [{ heading: '', rows: Array.from({ length: 80 }, () => row) }] })
  const blocks = homeView(long).blocks as Parameters<typeof readBlocks>[0]
  ok(readBlocks(blocks).endsWith('There is more: /standfirst stories tells the rest.'))
})

test('a digest has its buttons below its first post, and the table stays where it was', () => {
  const message: ChatMessage = {
    ...MESSAGES.short,
    buttons: ['What changed', 'Sources', 'Sources differ', 'Timeline', 'More…'].map((name, n) => ({
      label: name,
      words: `whatchanged harbour ${n}`,
    })),
  }
  const [plain, parts] = [renderSlack(MESSAGES.short), renderSlack(message)]
  equal(parts.length, 1)
  deepEqual(parts[0]?.blocks.slice(0, -1), plain[0]?.blocks)
  deepEqual(
    pressable(parts[0]?.blocks ?? []).map(([name]) => name),
    message.buttons?.map((button) => button.label),
  )
})

test('a menu of 25 long entries keeps all of them: it is cut in their texts', () => {
  const entries = Array.from({ length: 25 }, (_, n) => ({
    label: `${n} ${'á'.repeat(80)}`,
    note: 'ñ'.repeat(80),
    words: `why ${n} ${'x'.repeat(80)}`,
  }))
  const [part] = renderSlack(messageOf('x', { menu: { placeholder: 'More', entries } }))
  deepEqual(
    pressable(part?.blocks ?? []).map(([, value]) => value),
    entries.map((entry) => entry.words),
  )
})
