import type { types } from '@slack/bolt'
import type { ChatButton, ChatMenu, ChatMessage } from '../../news/message.ts'
import { clipText, plainText } from '../plain-text.ts'
import { jsonBytes, NOTHING } from './units.ts'

/** Slack's limits: https://docs.slack.dev/reference/block-kit/block-elements/button-element and …/select-menu-element. */
const BUTTON_LABEL_MAX = 75
const PLACEHOLDER_MAX = 150
const OPTION_TEXT_MAX = 75
/** Slack takes 2,000 for a button's value and 150 for an option's; words of ours are at most 100. */
const WORDS_MAX = 150
const BUTTONS_MAX = 5
const OPTIONS_MAX = 25
/** Buttons and menu together, as JSON: with the title, half of a post is left for what people came to read. */
const ACTIONS_BYTES_MAX = 5_500
/** What a long menu's texts are cut to, one after the other, until it fits. */
const OPTION_LENGTHS = [OPTION_TEXT_MAX, 50, 36, 24] as const

/** Of every button and entry of ours: what it asks stands in its value. */
const ACTION_ID = 'ask'

/**
 * The message's buttons and, below them, its menu. Slack would refuse the whole message for one that it does not take: words that are too
 * long or none are left out.
 */
export function actionBlocks({ buttons = [], menu }: ChatMessage): readonly types.KnownBlock[] {
  const blocks: types.KnownBlock[] = []
  const pressed = buttons.filter(isAskable).slice(0, BUTTONS_MAX)
  if (pressed.length > 0) blocks.push({ type: 'actions', elements: pressed.map(buttonOf) })
  const entries = (menu?.entries ?? []).filter(isAskable).slice(0, OPTIONS_MAX)
  if (menu !== undefined && entries.length > 0) blocks.push(menuBlock(menu.placeholder, entries, jsonBytes(blocks)))
  return blocks
}

/** A label, as plain text: nothing in it becomes a mention, a link or an emoji. */
export function plain(content: string, lengthMax: number): types.PlainTextElement {
  return { type: 'plain_text', text: clipText(plainText(content), lengthMax) || NOTHING, emoji: false }
}

function isAskable({ words }: { readonly words: string }): boolean {
  return words.trim() !== '' && words.length <= WORDS_MAX
}

function buttonOf({ label, words, look }: ChatButton, index: number): types.Button {
  return {
    type: 'button',
    text: plain(label, BUTTON_LABEL_MAX),
    action_id: `${ACTION_ID}:${index + 1}`,
    value: words,
    ...(look === undefined ? {} : { style: look }),
  }
}

/** As long a menu as the room allows: first its texts are cut, then its notes go, then its last entries. */
function menuBlock(placeholder: string, entries: ChatMenu['entries'], usedBytes: number): types.ActionsBlock {
  const made = (length: number, notes: 'with notes' | 'bare', count: number): types.ActionsBlock => ({
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        placeholder: plain(placeholder, PLACEHOLDER_MAX),
        action_id: `${ACTION_ID}:menu`,
        options: entries.slice(0, count).map((entry) => optionOf(entry, length, notes)),
      },
    ],
  })
  const fits = (block: types.ActionsBlock) => usedBytes + jsonBytes(block) <= ACTIONS_BYTES_MAX
  for (const notes of ['with notes', 'bare'] as const) {
    for (const length of OPTION_LENGTHS) {
      const block = made(length, notes, entries.length)
      if (fits(block)) return block
    }
  }
  const shortest = OPTION_LENGTHS[OPTION_LENGTHS.length - 1] ?? 1
  let count = entries.length
  while (count > 1 && !fits(made(shortest, 'bare', count))) count -= 1
  return made(shortest, 'bare', count)
}

function optionOf(
  { label, note, words }: ChatMenu['entries'][number],
  length: number,
  notes: 'with notes' | 'bare',
): types.PlainTextOption {
  const remark = plainText(note ?? '')
  const description = notes === 'bare' || remark === '' ? {} : { description: plain(remark, length) }
  return { text: plain(label, length), value: words, ...description }
}
