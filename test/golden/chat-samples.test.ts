import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { test } from 'node:test'
import { renderDiscord } from '../../src/adapters/discord/render.ts'
import { renderSlack } from '../../src/adapters/slack/render.ts'
import { deliveryId } from '../../src/news/ids.ts'
import { plainText } from '../../src/adapters/plain-text.ts'
import { readDiscordAloud, readSlackAloud } from '../adapters/read-aloud.ts'
import { bodyFaults, discordSpecMissing, linksOfEmbeds } from '../e2e/discord-rules.ts'
import { blockFaults, linksOf, slackSchemaMissing } from '../e2e/slack-rules.ts'
import { makeChatSamples } from './chat-samples.ts'
import type { ChatSample } from './chat-samples.ts'
import { matchesGolden } from './golden.ts'

const DELIVERY = deliveryId('d1a2b3c4d5e6f7a8')
/** A post of the bot's own accord carries its delivery; an answer to somebody does not. */
const POSTED = /^(?:digest-|breaking|correction|retracted|hostile-digest)/
/** Buttons that fit side by side on a phone. */
const LABEL_LENGTH_MAX = 24

const samples = await makeChatSamples()
const slackParts = ({ message }: ChatSample) => renderSlack(message)
const discordParts = ({ name, message }: ChatSample) => renderDiscord(message, POSTED.test(name) ? DELIVERY : null)

test('payloads are checked against the platforms’ own specifications', (context) => {
  for (const missing of [slackSchemaMissing, discordSpecMissing]) if (missing !== null) context.skip(missing)
})

for (const sample of samples) {
  const { name, on, message } = sample
  if (on === 'slack') {
    test(`Slack shows ${name} as its golden files hold it, within its limits`, () => {
      const parts = slackParts(sample)
      for (const { blocks, text } of parts) {
        deepEqual(blockFaults(blocks), [])
        ok(text !== '' && Buffer.byteLength(text) <= 4_000 && !/[<>]|&(?!amp;|lt;|gt;)/.test(text), text)
      }
      matchesGolden(`slack/chat/${name}.json`, linesOfJson(parts))
      matchesGolden(`slack/chat/${name}.txt`, readSlackAloud(parts))
    })
  } else {
    test(`Discord shows ${name} as its golden files hold it, within its limits`, () => {
      const parts = discordParts(sample)
      for (const part of parts) {
        deepEqual(bodyFaults('MessageCreateRequest', { ...part, allowed_mentions: { parse: [] } }), [])
      }
      matchesGolden(`discord/chat/${name}.json`, linesOfJson(parts))
      matchesGolden(`discord/chat/${name}.txt`, readDiscordAloud(parts))
    })
  }

  test(`${name} on ${on} is a sentence for a notification, and has at most five short buttons`, () => {
    ok(/[.!?…»”)]$/.test(plainText(message.notification)), message.notification)
    const buttons = message.buttons ?? []
    ok(buttons.length <= 5, `${buttons.length} buttons`)
    for (const { label } of buttons) ok(label.length <= LABEL_LENGTH_MAX || name.includes('misread'), label)
  })
}

test('every golden file is of a sample', () => {
  for (const platform of ['slack', 'discord'] as const) {
    const made = new Set(samples.filter(({ on }) => on === platform).map(({ name }) => name))
    const kept = new Set(readdirSync(join(import.meta.dirname, platform, 'chat')).map((file) => parse(file).name))
    deepEqual([...kept].toSorted(), [...made].toSorted())
  }
})

test('nobody is told in Spanish what is in English', () => {
  const ours = /\b(?:since|seen|own report|single source|wire reprint|names no source|as of|And \d+ more|Share|every line)\b/
  const spanish = samples.filter(({ name }) => name.endsWith('spanish'))
  ok(spanish.length > 30)
  for (const { name, message } of spanish) {
    const { sections, buttons = [], menu, context, notification } = message
    const rows = sections.flatMap((section) => section.rows)
    // What comes from articles stands in its own language.
    const asides = rows.flatMap((row) => {
      if (row.kind === 'origin') return row.entries.map(({ aside }) => aside ?? '')
      return row.kind === 'line' ? [row.aside ?? ''] : row.kind === 'note' ? [row.text] : []
    })
    const texts = [...context, ...sections.map(({ heading }) => heading), ...asides, menu?.placeholder ?? '']
    for (const text of [...texts, ...buttons.map(({ label }) => label)]) ok(!ours.test(text), `${name}: ${text}`)
    ok(!/[“”]/.test([...context, ...asides].join('')), `${name}: English quotation marks of ours`)
    equal(notification.split('?').length, notification.split('¿').length, notification)
  }
})

test('what means ill links only to the article it stands in, and keeps to its place', () => {
  const hostile = samples.filter(({ name }) => name.startsWith('hostile'))
  ok(hostile.length >= 12)
  for (const sample of hostile) {
    const links = [
      ...slackParts(sample).flatMap(({ blocks }) => linksOf(blocks)),
      ...discordParts(sample).flatMap(({ embeds }) => linksOfEmbeds(embeds)),
    ]
    for (const link of links) ok(!link.includes('evil.example'), `${sample.name}: ${link}`)
  }
})

/** JSON with a line for each block or embed, so that a difference shows where it is. */
function linesOfJson(parts: readonly object[]): string {
  const shown = parts.map((part) => {
    const fields = Object.entries(part).map(([key, value]: readonly [string, unknown]) => {
      if (!Array.isArray(value) || value.length === 0) return ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`
      return ` ${JSON.stringify(key)}: [\n${value.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n ]`
    })
    return `{\n${fields.join(',\n')}\n}`
  })
  return `[${shown.join(',\n')}]\n`
}
