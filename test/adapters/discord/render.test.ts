import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { escapeMarkdown } from '../../../src/adapters/discord/markdown.ts'
import { renderDiscord } from '../../../src/adapters/discord/render.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import { bodyFaults, discordSpecMissing, linksOfEmbeds, readEmbeds, readMarkdown } from '../../e2e/discord-rules.ts'
import { matchesGolden } from '../../golden/golden.ts'
import { MESSAGES } from '../messages.ts'

const DELIVERY = deliveryId('d1a2b3c4d5')
const allowed_mentions = { parse: [] }

describe('embeds against Discord’s own specification', { skip: discordSpecMissing ?? false }, () => {
  for (const [name, message] of Object.entries(MESSAGES)) {
    test(`the ${name} message is valid, posted or edited`, () => {
      for (const part of renderDiscord(message, DELIVERY)) {
        deepEqual(bodyFaults('MessageCreateRequest', { ...part, allowed_mentions }), [])
        deepEqual(bodyFaults('MessageEditRequestPartial', { ...part, allowed_mentions }), [])
      }
    })
  }
})

for (const [name, message] of Object.entries(MESSAGES)) {
  test(`Discord gets the ${name} message as its golden file holds it`, () => {
    matchesGolden(`discord/${name}.json`, `${JSON.stringify(renderDiscord(message, DELIVERY), null, 1)}\n`)
  })
}

const escaped = [
  ['*bold* _it_ ~~no~~ `code` ||spoiler||', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|spoiler\\|\\|'],
  ['@everyone <@1> <#2> <:x:3> <t:0:F>', '\\@everyone \\<\\@1> \\<#2> \\<\\:x:3> \\<t\\:0:F>'],
  ['[x](https://evil.example)', '\\[x\\](https\\://evil.example)'],
  ['see https://evil.example/a', 'see https\\://evil.example\\/a'],
  ['join discord.gg/abc', 'join discord.gg\\/abc'],
  [':tada: at 10:30 and 8/9', '\\:tada: at 10:30 and 8/9'],
  ['# heading', '\\# heading'],
  ['-# small', '\\-# small'],
  ['> quote', '\\> quote'],
  ['+ item', '\\+ item'],
  ['1. item', '1\\. item'],
  ['12) item', '12\\) item'],
  ['a \\*trick\\*', 'a \\\\\\*trick\\\\\\*'],
  ['R&D, (aside) — “quoted” 3.5% #2', 'R&D, (aside) — “quoted” 3.5% #2'],
] as const
for (const [given, written] of escaped) {
  test(`${given} is written so that Discord shows it as it stands`, () => {
    equal(escapeMarkdown(given), written)
    deepEqual(readMarkdown(written), { text: given, links: [], faults: [] })
  })
}

test('a short digest is one message, a long one goes on in further ones without a second notification', () => {
  equal(renderDiscord(MESSAGES.short, DELIVERY).length, 1)
  const parts = renderDiscord(MESSAGES.long, DELIVERY)
  ok(parts.length > 1 && parts.length < 10, `${parts.length} messages`)
  deepEqual(
    parts.map((part) => part.content === ''),
    parts.map((_, index) => index > 0),
  )
  ok(readEmbeds(parts[1]!.embeds).startsWith('What changed since Sunday (continued)'))
  equal(parts[1]!.embeds.at(-1)?.footer?.text, `Standfirst · d1a2b3c4d5 · 2/${parts.length}`)
})

test('a link goes only to an http address of the message; others are plain numbers', () => {
  const links = renderDiscord(MESSAGES.hostile, DELIVERY).flatMap(({ embeds }) => linksOfEmbeds(embeds))
  ok(
    links.every((link) => /^https:\/\/outlet-\d\.example\//.test(link)),
    links.join(' '),
  )
  ok(links.includes('https://outlet-8.example/a_%28b%29/c?d=e|f%3Eg'))
})
