import type { types } from '@slack/bolt'
import type { ChatMessage } from '../../news/message.ts'
import { packUnits } from '../pack-units.ts'
import { clipText, plainText } from '../plain-text.ts'
import { actionBlocks } from './actions.ts'
import { HEADER_LENGTH_MAX, jsonBytes, NOTHING, slackUnits, textElement } from './units.ts'
import type { Unit } from './units.ts'
import { WORDS } from './words.ts'

/** One post: the first stands in the channel, the others follow in its thread. */
export type SlackPart = {
  /** What a notification and a screen reader get: escaped, without markup. */
  readonly text: string
  readonly blocks: readonly types.KnownBlock[]
}

/** Slack's limit for a message. */
const BLOCKS_MAX = 50
/**
 * Slack refuses a message at about 13,200 characters over all blocks and does not say what it counts: posts of 11,300 characters
 * of text have failed as rich text. So the whole JSON is counted, in bytes, which no way of counting exceeds.
 */
const BLOCKS_BYTES_MAX = 12_000
const CONTEXT_ELEMENTS_MAX = 10
/** A phone shows some 150 characters. Escaped five-fold this stays below the 4,000 bytes an edit's text may have. */
const NOTIFICATION_LENGTH_MAX = 600

/**
 * The message as one post or, when it is long, as several in order, of which the first has the buttons: it stands in the channel, where
 * people read. Everything that comes from an article is in rich text or plain
 * text, never in mrkdwn: mrkdwn has no way to write a literal `*` or `_`, and takes `<!channel>` for a mention.
 */
export function renderSlack(message: ChatMessage, differences: 'table' | 'list' = 'table'): readonly SlackPart[] {
  const actions = actionBlocks(message)
  const posts = packUnits(slackUnits(message, differences), WORDS[message.lang].continued, (units) =>
    fits(units, actions),
  )
  const title = clipText(plainText(message.title), HEADER_LENGTH_MAX)
  return posts.map((units, index) => ({
    text: index === 0 ? notification(message) : escapeText(`${title} (${index + 1}/${posts.length})`),
    blocks: index === 0 ? [...buildBlocks(units), ...actions] : buildBlocks(units),
  }))
}

function notification(message: ChatMessage): string {
  const sentence = plainText(message.notification) || plainText(message.title) || NOTHING
  return escapeText(clipText(sentence, NOTIFICATION_LENGTH_MAX))
}

/** Slack reads mentions and links between angle brackets in `text`: https://docs.slack.dev/messaging/formatting-message-text. */
function escapeText(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Only the first post holds the title. */
function fits(units: readonly Unit[], actions: readonly types.KnownBlock[]): boolean {
  const blocks = [...buildBlocks(units), ...(units[0]?.kind === 'title' ? actions : [])]
  return blocks.length <= BLOCKS_MAX && jsonBytes(blocks) <= BLOCKS_BYTES_MAX
}

function buildBlocks(units: readonly Unit[]): readonly types.KnownBlock[] {
  const blocks: types.KnownBlock[] = []
  for (const unit of units) addUnit(blocks, unit)
  return blocks
}

function addUnit(blocks: types.KnownBlock[], unit: Unit): void {
  const last = blocks.at(-1)
  switch (unit.kind) {
    case 'title':
      blocks.push({ type: 'header', text: { type: 'plain_text', text: unit.text, emoji: false } })
      return
    case 'fact': {
      const fact = { type: 'plain_text', text: unit.text, emoji: false } as const
      if (last?.type === 'context' && last.elements.length < CONTEXT_ELEMENTS_MAX) last.elements.push(fact)
      else blocks.push({ type: 'context', elements: [fact] })
      return
    }
    case 'table':
      blocks.push(unit.block)
      return
    case 'heading':
      blocks.push(richText([{ type: 'rich_text_section', elements: [textElement(unit.text, 'bold')] }]))
      return
    case 'note':
      addRichText(blocks, { type: 'rich_text_section', elements: [...unit.elements] })
      return
    case 'paragraph':
      // Between blocks Slack leaves room, between the sections of one it does not.
      blocks.push(richText([{ type: 'rich_text_section', elements: [...unit.elements] }]))
      return
    case 'item': {
      const item: types.RichTextSection = { type: 'rich_text_section', elements: [...unit.elements] }
      const list = last?.type === 'rich_text' ? last.elements.at(-1) : undefined
      if (list?.type === 'rich_text_list') list.elements.push(item)
      else addRichText(blocks, { type: 'rich_text_list', style: 'bullet', elements: [item] })
    }
  }
}

function addRichText(blocks: types.KnownBlock[], element: types.RichTextBlockElement): void {
  const last = blocks.at(-1)
  if (last?.type === 'rich_text') last.elements.push(element)
  else blocks.push(richText([element]))
}

function richText(elements: types.RichTextBlockElement[]): types.RichTextBlock {
  return { type: 'rich_text', elements }
}
