import type { types } from '@slack/bolt'
import type { ChatMessage } from '../../news/message.ts'
import { renderSlack } from './render.ts'
import { textElement } from './units.ts'
import { WORDS } from './words.ts'

/** Slack's limit for a view: https://docs.slack.dev/reference/views/home-tab-views. */
const BLOCKS_MAX = 100
/** What a post may hold, three times over: a Home tab has no thread to go on in, and nobody scrolls further. */
const PARTS_MAX = 3

/** A Home tab with the message; it has no table, which Slack shows in messages only. What finds no room there is said to exist. */
export function homeView(message: ChatMessage): types.HomeView {
  const parts = renderSlack(message, 'list')
  const blocks = parts.slice(0, PARTS_MAX).flatMap((part) => part.blocks)
  if (parts.length <= PARTS_MAX && blocks.length <= BLOCKS_MAX) return { type: 'home', blocks: [...blocks] }
  const note: types.RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [textElement(WORDS[message.lang].more, 'italic')] }],
  }
  return { type: 'home', blocks: [...blocks.slice(0, BLOCKS_MAX - 1), note] }
}
