import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { renderDiscord } from '../../src/adapters/discord/render.ts'
import { renderSlack } from '../../src/adapters/slack/render.ts'
import { displayWidth } from '../../src/adapters/terminal/display-width.ts'
import { renderTerminal } from '../../src/adapters/terminal/render.ts'
import { deliveryId } from '../../src/news/ids.ts'
import { holdsInOrder } from '../contract/publisher-contract.ts'
import { bodyFaults, linksOfEmbeds, readEmbeds } from '../e2e/discord-rules.ts'
import { blockFaults, linksOf, readBlocks } from '../e2e/slack-rules.ts'
import { addressesOf, anyMessage, sameAddress } from './any-message.ts'
import { rowTexts } from './messages.ts'

/** 1,500 have been run of each; these guard it in a few seconds. */
const RUNS = { numRuns: 60 }
const DELIVERY = deliveryId('d1a2b3c4d5')
const CONTINUED = /^.*\((?:continued|continúa)\)$/gm

function linksBelong(links: readonly string[], addresses: ReadonlySet<string>): void {
  for (const link of links) {
    ok(/^https?:\/\//.test(link), link)
    ok(addresses.has(sameAddress(link)), `${link} is not in the message`)
  }
}

/** Addresses stand whole, however narrow the terminal. */
const isAddress = (line: string) => /^ *https?:\/\/\S+$/.test(line)

test('any message keeps to a terminal’s width but for addresses, holds no control character, and every row is there in order', () => {
  fc.assert(
    fc.property(anyMessage, fc.integer({ min: 40, max: 140 }), (message, width) => {
      const shown = renderTerminal(message, { width })
      for (const line of shown.split('\n')) ok(displayWidth(line) <= width || isAddress(line), JSON.stringify(line))
      ok(!/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u.test(shown.replaceAll('\n', '')))
      holdsInOrder(shown, rowTexts(message))
    }),
    RUNS,
  )
})

test('any message is taken by Slack, links only where it says, pings nobody, and every row is there in order', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      const parts = renderSlack(message)
      for (const { blocks, text } of parts) {
        deepEqual(blockFaults(blocks), [])
        ok(text !== '' && Buffer.byteLength(text) <= 4_000 && !/[<>]|&(?!amp;|lt;|gt;)/.test(text), text)
        linksBelong(linksOf(blocks), addressesOf(message))
      }
      const shown = parts.map(({ blocks }, index) => read(readBlocks(blocks), index)).join('\n')
      holdsInOrder(shown, rowTexts(message))
    }),
    RUNS,
  )
})

test('any message is taken by Discord, links only where it says, pings nobody, and every row is there in order', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      const parts = renderDiscord(message, DELIVERY)
      for (const part of parts) {
        deepEqual(bodyFaults('MessageCreateRequest', { ...part, allowed_mentions: { parse: [] } }), [])
        linksBelong(linksOfEmbeds(part.embeds), addressesOf(message))
      }
      const shown = parts.map(({ embeds }, index) => read(readEmbeds(embeds), index)).join('\n')
      holdsInOrder(shown, rowTexts(message))
    }),
    RUNS,
  )
})

/** The repeated heading of a further post is no row. */
function read(shown: string, index: number): string {
  return index === 0 ? shown : shown.replace(CONTINUED, '')
}
