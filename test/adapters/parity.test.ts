import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { ComponentType } from 'discord.js'
import { renderDiscord } from '../../src/adapters/discord/render.ts'
import { renderSlack } from '../../src/adapters/slack/render.ts'
import { plainText, webUrl } from '../../src/adapters/plain-text.ts'
import { deliveryId } from '../../src/news/ids.ts'
import type { ChatMessage, CitationLink, MessageRow } from '../../src/news/message.ts'
import { holdsInOrder } from '../contract/publisher-contract.ts'
import { linksOfEmbeds, readEmbeds } from '../e2e/discord-rules.ts'
import { linksOf, pressable, readBlocks } from '../e2e/slack-rules.ts'
import { makeChatSamples } from '../golden/chat-samples.ts'
import { anyMessage, sameAddress } from './any-message.ts'
import { MESSAGES, rowTexts } from './messages.ts'

// What people read on one platform, people read on the other: the same lines in the same order, with the same citations,
// links and buttons; and nothing is lost to a limit of either.

/** 1,000 have been run. */
const RUNS = { numRuns: 60 }
const DELIVERY = deliveryId('d1a2b3c4d5e6f7a8')
/** Our lists of these are shorter than what either platform shows, so none of it is left out on one alone. */
const [BUTTONS_MAX, ENTRIES_MAX, WORDS_MAX] = [5, 25, 100]

type Reading = {
  readonly posts: readonly string[]
  /** Addresses in the order in which they are read. */
  readonly links: readonly string[]
  readonly pressed: readonly string[]
}

function onSlack(message: ChatMessage): Reading {
  const parts = renderSlack(message)
  const blocks = parts.flatMap((part) => part.blocks)
  return {
    posts: parts.map((part) => readBlocks(part.blocks)),
    links: linksOf(blocks).map(sameAddress),
    pressed: pressable(blocks).map(([, words]) => words),
  }
}

function onDiscord(message: ChatMessage): Reading {
  const parts = renderDiscord(message, DELIVERY)
  return {
    posts: parts.map((part) => readEmbeds(part.embeds)),
    links: parts.flatMap((part) => linksOfEmbeds(part.embeds)).map(sameAddress),
    pressed: parts.flatMap((part) =>
      part.components.flatMap(({ components }) =>
        components.flatMap((each) => {
          if (each.type === ComponentType.StringSelect) return each.options.map(({ value }) => value)
          return 'custom_id' in each ? [each.custom_id] : []
        }),
      ),
    ),
  }
}

const CONTINUED = /^.*\((?:continued|continúa)\)$/gm
const joined = ({ posts }: Reading) => posts.map((post) => post.replaceAll(CONTINUED, '')).join('\n')

/** `[3]` of each post, in order: those of our own making and those that stand in texts. */
const numbers = (text: string) => [...text.matchAll(/\[-?\d+\]/g)].map(([number]) => number)

/** The citations of the message in the order in which its rows have them. */
function citationsOf({ sections }: ChatMessage): readonly CitationLink[] {
  return sections.flatMap(({ rows }) => rows.flatMap(rowCitations))
}

function rowCitations(row: MessageRow): readonly CitationLink[] {
  switch (row.kind) {
    case 'line':
    case 'paragraph':
      return row.citations
    case 'difference':
      return row.sides.flatMap(({ citations }) => citations)
    case 'origin':
      return row.entries.map(({ citation }) => citation)
    case 'note':
      return []
  }
}

function linksIn(message: ChatMessage): readonly string[] {
  return citationsOf(message)
    .map(({ url }) => webUrl(url))
    .filter((url) => url !== null)
    .map(sameAddress)
}

function isSame(message: ChatMessage): void {
  const [slack, discord] = [onSlack(message), onDiscord(message)]
  deepEqual(slack.links, linksIn(message), 'Slack’s links are the message’s, in its order')
  deepEqual(discord.links, slack.links, 'Discord’s links are Slack’s')
  for (const shown of [slack, discord]) holdsInOrder(joined(shown), rowTexts(message))
  const asked = [...(message.buttons ?? []), ...(message.menu?.entries ?? [])].map(({ words }) => words)
  deepEqual(discord.pressed, slack.pressed, 'Discord’s buttons ask what Slack’s ask')
  deepEqual(slack.pressed, asked)
}

const table: readonly (readonly [string, ChatMessage])[] = [
  ...Object.entries(MESSAGES),
  ...(await makeChatSamples()).map(({ name, on, message }) => [`${name} of ${on}`, message] as const),
]
for (const [name, message] of table) {
  test(`${name} is the same on both platforms, and whole`, () => {
    isSame(message)
    const [slack, discord] = [joined(onSlack(message)), joined(onDiscord(message))]
    deepEqual(numbers(discord), numbers(slack), 'the citations stand in the same order')
    const { title, context, sections } = message
    for (const shown of [slack, discord]) {
      for (const text of [title, ...context, ...sections.filter(({ rows }) => rows.length > 0).map((s) => s.heading)]) {
        const [words = ''] = plainText(text).split('…')
        ok(shown.includes(words), `${words} is not shown`)
      }
    }
  })
}

/** Words as our commands write them: each button asks something else. */
const asked = fc.stringMatching(/^[a-z][a-z0-9 @-]{0,60}$/).filter((words) => words.trim() !== '')
const label = fc.string({ minLength: 1, maxLength: 90 })
const entry = fc.record({ label, note: fc.option(label), words: asked })
const anyAsking = fc
  .record({
    message: anyMessage,
    buttons: fc.uniqueArray(fc.record({ label, words: asked }), { maxLength: BUTTONS_MAX, selector: (b) => b.words }),
    entries: fc.uniqueArray(entry, { maxLength: ENTRIES_MAX, selector: (e) => e.words }),
  })
  .map(({ message, buttons, entries }) => ({ ...message, buttons, menu: { placeholder: 'Pick one', entries } }))

test('any message is the same on both platforms, and whole', () => {
  ok(WORDS_MAX >= 61)
  fc.assert(fc.property(anyAsking, isSame), RUNS)
})
