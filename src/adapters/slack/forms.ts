import type { types } from '@slack/bolt'
import type { AskText, Choice, Form, FormField } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'
import { clipText, splitText } from '../plain-text.ts'
import { field, text } from '../read-json.ts'
import { plain } from './actions.ts'
import type { Place, RespondAt } from './place.ts'
import { WORDS } from './words.ts'

/** Slack's limits: https://docs.slack.dev/reference/views/modal-views, …/block-elements/plain-text-input-element. */
const TITLE_MAX = 24
const LABEL_MAX = 2_000
const INPUT_LENGTH_MAX = 3_000
const OPTION_TEXT_MAX = 75
const OPTION_VALUE_MAX = 150
const OPTIONS_MAX = 100
const METADATA_MAX = 3_000
const FIELDS_MAX = 5
/** Of the modal, and of each input in its block, whose own id is the field's name. */
export const FORM_ID = 'form'
const INPUT_ID = 'value'

/**
 * The form as a modal, which carries where it was asked for and the values it came with; null where Slack's 3,000 characters for
 * those do not suffice. Choices that Slack has no room for are left out, and fields without any.
 */
export function formView(form: Form, place: Place, lang: Lang): types.ModalView | null {
  const metadata = JSON.stringify({ place, command: form.command, values: form.values })
  const blocks = form.fields.filter(isFillable).slice(0, FIELDS_MAX).map(inputBlock)
  if (metadata.length > METADATA_MAX || blocks.length === 0) return null
  return {
    type: 'modal',
    callback_id: FORM_ID,
    private_metadata: metadata,
    title: plain(form.title, TITLE_MAX),
    submit: plain(form.submit, TITLE_MAX),
    close: plain(WORDS[lang].close, TITLE_MAX),
    blocks,
  }
}

/** What a form that was sent asks, and where; null for what is none of ours. */
export function readSentForm(view: unknown): { readonly text: AskText; readonly place: Place } | null {
  const kept = parse(text(view, 'private_metadata') ?? '')
  const [command, place] = [text(kept, 'command'), readPlace(field(kept, 'place'))]
  if (command === null || place === null) return null
  const values: Record<string, string> = {}
  for (const [name, value] of entriesOf(field(kept, 'values'))) if (typeof value === 'string') values[name] = value
  for (const [name, inputs] of entriesOf(field(field(view, 'state'), 'values'))) {
    const input = field(inputs, INPUT_ID)
    const given = text(input, 'value') ?? text(field(input, 'selected_option'), 'value')
    // What a person emptied is no longer asked.
    if (given === null || given.trim() === '') delete values[name]
    else values[name] = given.slice(0, INPUT_LENGTH_MAX)
  }
  return { text: { kind: 'named', command, values }, place }
}

function inputBlock(given: FormField): types.InputBlock {
  const hint = given.hint === null ? {} : { hint: plain(given.hint, LABEL_MAX) }
  return {
    type: 'input',
    block_id: given.name,
    label: plain(given.label, LABEL_MAX),
    optional: given.need === 'optional',
    element: elementOf(given),
    ...hint,
  }
}

function elementOf({ input, value }: FormField): types.PlainTextInput | types.StaticSelect {
  if (input.kind === 'choice') {
    const options = input.choices.filter(isOption).slice(0, OPTIONS_MAX).map(optionOf)
    const chosen = options.find((option) => option.value === value)
    return {
      type: 'static_select',
      action_id: INPUT_ID,
      options,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    }
  }
  const lengthMax = Math.min(input.lengthMax, INPUT_LENGTH_MAX)
  const start = splitText((value ?? '').toWellFormed(), lengthMax)[0] ?? ''
  return {
    type: 'plain_text_input',
    action_id: INPUT_ID,
    multiline: input.kind === 'text',
    max_length: lengthMax,
    ...(start === '' ? {} : { initial_value: start }),
  }
}

const isFillable = ({ input }: FormField) => input.kind !== 'choice' || input.choices.some(isOption)
const isOption = ({ value }: Choice) => value !== '' && value.length <= OPTION_VALUE_MAX

function optionOf({ value, label }: Choice): types.PlainTextOption {
  return { text: plain(clipText(label, OPTION_TEXT_MAX), OPTION_TEXT_MAX), value }
}

const WAYS: readonly Place['by'][] = ['command', 'press', 'shortcut', 'mention', 'direct', 'home']

function readPlace(kept: unknown): Place | null {
  const by = WAYS.find((way) => way === field(kept, 'by'))
  if (by === undefined) return null
  return {
    by,
    channel: text(kept, 'channel'),
    thread: text(kept, 'thread'),
    respond: readRespond(field(kept, 'respond')),
  }
}

function readRespond(kept: unknown): RespondAt | null {
  const [url, uses, since] = [text(kept, 'url'), field(kept, 'uses'), field(kept, 'since')]
  if (url === null || typeof uses !== 'number') return null
  return { url, uses, since: typeof since === 'number' ? since : null }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
