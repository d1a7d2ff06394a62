import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { types } from '@slack/bolt'
import { bodyFaults, discordSpecMissing } from './discord-rules.ts'
import type { MessageBody } from './discord-rules.ts'
import { blockFaults, slackSchemaMissing } from './slack-rules.ts'

const text = (content: string): types.KnownBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: content }] }],
})
const table: types.KnownBlock = { type: 'table', rows: [[{ type: 'raw_text', text: 'cell' }]] }
const header = (content: string): types.KnownBlock => ({ type: 'header', text: { type: 'plain_text', text: content } })

const button = (action_id: string, value = 'x'): types.Button => ({
  type: 'button',
  text: { type: 'plain_text', text: 'Why' },
  action_id,
  value,
})
const actions = (...elements: types.Button[]): types.KnownBlock => ({ type: 'actions', elements })

// A fake that took everything would prove nothing: what Slack refuses, the fake refuses.
const slackRefuses: readonly (readonly [string, readonly types.KnownBlock[]])[] = [
  ['no blocks', []],
  ['51 blocks', Array<types.KnownBlock>(51).fill(text('x'))],
  ['14,000 characters', [text('x'.repeat(14_000))]],
  ['a header of 151 characters', [header('x'.repeat(151))]],
  ['two tables', [table, table]],
  ['an empty text', [text('')]],
  [
    'a context of 11 elements',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => ({ type: 'plain_text', text: 'x' })) }],
  ],
  ['a block_id twice', [Object.assign(text('x'), { block_id: 'a' }), Object.assign(text('y'), { block_id: 'a' })]],
  ['an action_id twice', [actions(button('a')), actions(button('a'))]],
  ['26 buttons in a row', [actions(...Array.from({ length: 26 }, (_, index) => button(`a${index}`)))]],
  ['a button with a value of 2,001 characters', [actions(button('a', 'x'.repeat(2_001)))]],
  ['mrkdwn', [{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>' } }]],
  [
    'a mention',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] }],
      },
    ],
  ],
]
for (const [what, blocks] of slackRefuses) {
  test(`the fake Slack refuses ${what}`, () => {
    ok(blockFaults(blocks).length > 0)
  })
}

test('the fake Slack refuses a key that Slack does not know', { skip: slackSchemaMissing ?? false }, () => {
  ok(blockFaults([Object.assign(text('x'), { colour: 'red' })]).length > 0)
  deepEqual(blockFaults([text('x'), table, header('x'), actions(button('a'), button('b'))]), [])
})

const allowed_mentions = { parse: [] }
const row = (...components: unknown[]) => ({ type: 1, components })
const press = (custom_id: string) => ({ type: 2, style: 2, label: 'Why', custom_id })
const discordRefuses: readonly (readonly [string, MessageBody])[] = [
  ['an empty message', { allowed_mentions }],
  ['mentions', { content: 'x' }],
  ['2,001 characters of content', { content: 'x'.repeat(2_001), allowed_mentions }],
  ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ description: 'x' })), allowed_mentions }],
  [
    '6,001 characters of embeds',
    { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }], allowed_mentions },
  ],
  ['a title of 257 characters', { embeds: [{ title: 'x'.repeat(257) }], allowed_mentions }],
  [
    '26 fields',
    { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'x', value: 'x' })) }], allowed_mentions },
  ],
  ['an empty embed', { embeds: [{}], allowed_mentions }],
  ['an embed that leads to no web page', { embeds: [{ title: 'x', url: 'ftp://evil.example' }], allowed_mentions }],
  [
    'six rows',
    { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(press(`a${index}`))), allowed_mentions },
  ],
  ['an empty row', { content: 'x', components: [row()], allowed_mentions }],
  ['a button without an id', { content: 'x', components: [row({ type: 2, style: 2, label: 'x' })], allowed_mentions }],
  ['an id twice', { content: 'x', components: [row(press('a'), press('a'))], allowed_mentions }],
  ['a bare @everyone', { content: 'hello @everyone', allowed_mentions }],
  ['a bare link', { embeds: [{ description: 'see https://evil.example' }], allowed_mentions }],
  ['a forged link', { embeds: [{ description: '[bank](https://evil.example)' }], allowed_mentions }],
  ['a heading', { embeds: [{ description: 'x\n# large' }], allowed_mentions }],
  ['emphasis left open', { embeds: [{ description: 'a *b' }], allowed_mentions }],
]
for (const [what, body] of discordRefuses) {
  test(`the fake Discord refuses ${what}`, () => {
    ok(bodyFaults('MessageEditRequestPartial', body).length > 0)
  })
}

test('the fake Discord refuses a key that Discord does not know', { skip: discordSpecMissing ?? false }, () => {
  ok(
    bodyFaults('MessageCreateRequest', Object.assign({ content: 'x', allowed_mentions }, { colour: 'red' })).length > 0,
  )
  deepEqual(bodyFaults('MessageCreateRequest', { content: 'x', allowed_mentions }), [])
  deepEqual(bodyFaults('MessageCreateRequest', { content: 'x', components: [row(press('a'))], allowed_mentions }), [])
})
