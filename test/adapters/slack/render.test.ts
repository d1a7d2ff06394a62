import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ChatMessage } from '../../../src/news/message.ts'
import { renderSlack } from '../../../src/adapters/slack/render.ts'
import { blockFaults, readBlocks, slackSchemaMissing } from '../../e2e/slack-rules.ts'
import { matchesGolden } from '../../golden/golden.ts'
import { difference, MESSAGES } from '../messages.ts'

describe('blocks against Slack’s own schema', { skip: slackSchemaMissing ?? false }, () => {
  for (const [name, message] of Object.entries(MESSAGES)) {
    test(`the ${name} message is valid`, () => {
      for (const part of renderSlack(message)) deepEqual(blockFaults(part.blocks), [])
    })
  }
})

for (const [name, message] of Object.entries(MESSAGES)) {
  test(`Slack gets the ${name} message as its golden file holds it`, () => {
    matchesGolden(`slack/${name}.json`, `${JSON.stringify(renderSlack(message), null, 1)}\n`)
  })
}

test('a short digest is one post, a long one goes on in the thread under repeated headings', () => {
  equal(renderSlack(MESSAGES.short).length, 1)
  const parts = renderSlack(MESSAGES.long)
  ok(parts.length > 1 && parts.length < 10, `${parts.length} posts`)
  ok(readBlocks(parts[1]!.blocks).startsWith('What changed since Sunday (continued)'))
  equal(parts[1]!.text, `Trump–Petro: everything since Sunday (2/${parts.length})`)
})

const tables = (message: ChatMessage) =>
  renderSlack(message).flatMap(({ blocks }) => blocks.filter((block) => block.type === 'table')).length

test('differences are a table, at most one; longer lists of them are a list', () => {
  equal(tables(MESSAGES.short), 1)
  equal(tables(MESSAGES.long), 0)
  const section = { heading: 'Sources differ', rows: [difference('x', ['a', 1], ['b', 2])] }
  equal(tables({ ...MESSAGES.short, sections: [section, section] }), 1)
})

test('a link goes only to an http address of the message; others are plain numbers', () => {
  const json = JSON.stringify(renderSlack(MESSAGES.hostile))
  ok(!json.includes('javascript:') && !json.includes('user:secret'))
  ok(json.includes('"url":"https://outlet-8.example/a_(b)/c?d=e|f%3Eg"'), 'the address is encoded')
  ok(json.includes('{"type":"text","text":"[6]"}'))
})

test('the notification is escaped and short', () => {
  const [part] = renderSlack({ ...MESSAGES.short, notification: `A & B <!channel> ${'x '.repeat(5_000)}` })
  ok(part?.text.startsWith('A &amp; B &lt;!channel&gt; '))
  ok(Buffer.byteLength(part?.text ?? '') < 4_000)
})
