import { ComponentType, TextInputStyle } from 'discord.js'
import type { APILabelComponent, APIModalInteractionResponseCallbackData } from 'discord.js'
import type { AskText, Form, FormField } from '../../news/chat.ts'
import type { Clock } from '../../ops/clock.ts'
import { clipText, plainText } from '../plain-text.ts'
import { CUSTOM_ID_MAX, shortText } from './components.ts'

/** The forms that are open somewhere, by the key in their custom id. */
export type DiscordForms = {
  /** The form as Discord shows it. */
  open(form: Form): APIModalInteractionResponseCallbackData
  /** What a form that was sent asks, with what was written into its fields; null where it is not known any more. */
  read(key: string, fields: Readonly<Record<string, string>>): AskText | null
}

/** Discord's limits. */
const FIELDS_MAX = 5
const TITLE_MAX = 45
const LABEL_MAX = 45
const HINT_MAX = 100
const VALUE_MAX = 4_000
const PLACEHOLDER_MAX = 100
const CHOICES_MAX = 25
const CHOICE_MAX = 100
/** What a form is about stands in its id where that holds it, so that it outlives a restart; the rest is remembered for so long. */
const KEPT_MS = 60 * 60_000
/** Of a flood of forms the oldest are forgotten first. */
const KEPT_MAX = 1_000
/** Begin the ids of forms. */
const [WHOLE, KEPT] = ['form ', 'kept ']

/** Makes Discord's modals of forms, and asks of the modals that come back. */
export function createDiscordForms(clock: Clock): DiscordForms {
  const kept = new Map<string, { readonly command: string; readonly values: Form['values']; readonly at: number }>()
  let count = 0

  function keyOf({ command, values }: Form): string {
    const whole = `${WHOLE}${command}?${new URLSearchParams(values)}`
    if (whole.length <= CUSTOM_ID_MAX) return whole
    const at = clock.now().epochMilliseconds
    count += 1
    const key = `${KEPT}${at.toString(36)}-${count}`
    for (const [old, form] of kept) {
      if (at - form.at < KEPT_MS && kept.size < KEPT_MAX) break
      kept.delete(old)
    }
    kept.set(key, { command, values, at })
    return key
  }

  function aboutOf(key: string): Pick<Form, 'command' | 'values'> | null {
    if (key.startsWith(WHOLE)) {
      const [command = '', ...query] = key.slice(WHOLE.length).split('?')
      return { command, values: Object.fromEntries(new URLSearchParams(query.join('?'))) }
    }
    const form = kept.get(key)
    return form === undefined || clock.now().epochMilliseconds - form.at >= KEPT_MS ? null : form
  }

  return {
    open: (form) => ({
      custom_id: keyOf(form),
      title: shortText(form.title, TITLE_MAX),
      components: form.fields.slice(0, FIELDS_MAX).map(labelOf),
    }),
    read: (key, fields) => {
      const about = aboutOf(key)
      if (about === null) return null
      // What a person emptied is no longer asked.
      const filled = Object.entries({ ...about.values, ...fields }).filter(([, value]) => value.trim() !== '')
      return { kind: 'named', command: about.command, values: Object.fromEntries(filled) }
    },
  }
}

function labelOf(entry: FormField): APILabelComponent {
  const hint = plainText(entry.hint ?? '')
  const isChoice = entry.input.kind === 'choice'
  // The hint of a choice stands above it; that of a text may be longer there than inside it, too.
  const description = hint === '' ? {} : { description: clipText(hint, HINT_MAX) }
  return {
    type: ComponentType.Label,
    label: shortText(entry.label, LABEL_MAX),
    ...description,
    component: (isChoice ? selectOf(entry) : null) ?? inputOf(entry),
  }
}

/** A choice as a list; null where Discord would not take it as one. */
function selectOf({ name, need, value, input }: FormField): APILabelComponent['component'] | null {
  const choices = input.kind === 'choice' ? input.choices : []
  const values = new Set(choices.map((choice) => choice.value))
  const isListed =
    [...values].every((each) => each !== '' && each.length <= CHOICE_MAX) && values.size === choices.length
  if (choices.length === 0 || choices.length > CHOICES_MAX || !isListed) return null
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required: need === 'required',
    ...(need === 'required' ? {} : { min_values: 0 }),
    options: choices.map((choice) => ({
      label: shortText(choice.label, CHOICE_MAX),
      value: choice.value,
      ...(choice.value === value ? { default: true } : {}),
    })),
  }
}

function inputOf({ name, need, value, input }: FormField): APILabelComponent['component'] {
  const wanted = input.kind === 'choice' ? VALUE_MAX : input.lengthMax
  const there = (input.kind === 'text' ? (value ?? '') : plainText(value ?? '')).slice(0, VALUE_MAX).toWellFormed()
  const choices = input.kind === 'choice' ? input.choices.map((choice) => choice.value).join(', ') : ''
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: input.kind === 'text' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: need === 'required',
    // Discord refuses a form whose field holds more at first than it may hold.
    max_length: Math.min(Math.max(wanted, there.length, 1), VALUE_MAX),
    ...(there === '' ? {} : { value: there }),
    ...(choices === '' ? {} : { placeholder: clipText(choices, PLACEHOLDER_MAX) }),
  }
}
