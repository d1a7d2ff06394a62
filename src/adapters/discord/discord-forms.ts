import { ComponentType, TextInputStyle } from 'discord.js'
import type { APILabelComponent, APIModalInteractionResponseCallbackData } from 'discord.js'
import type { AskText, Form, FormField } from '../../news/chat.ts'
import type { Clock } from '../../ops/clock.ts'
import { clipText, plainText } from '../plain-text.ts'
import { CUSTOM_ID_MAX, shortText } from './components.ts'

/** The forms that are open somewhere. */
export type DiscordForms = {
  /** The form as Discord shows it. */
  open(form: Form): APIModalInteractionResponseCallbackData
  /** What a form that was sent asks, by its id and what was written into its fields, by theirs; null where it is not known any more. */
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
/** What a form is about stands in its ids where they hold it, so that it outlives a restart; the rest is remembered for so long. */
const KEPT_MS = 60 * 60_000
/** Of a flood of forms the oldest are forgotten first. */
const KEPT_MAX = 1_000
/** Begin the ids of forms. */
const [WHOLE, KEPT] = ['form ', 'kept ']
/** Parts a field's name from what its id carries of the form. */
const CARRIES = '?'

type About = Pick<Form, 'command' | 'values'>

/** Makes Discord's modals of forms, and asks of the modals that come back. */
export function createDiscordForms(clock: Clock): DiscordForms {
  const kept = new Map<string, About & { readonly at: number }>()
  let count = 0

  function keep({ command, values }: About): string {
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

  function aboutOf(key: string): About | null {
    if (key.startsWith(WHOLE)) return readWhole(key)
    const form = kept.get(key)
    return form === undefined || clock.now().epochMilliseconds - form.at >= KEPT_MS ? null : form
  }

  return {
    open: (form) => {
      const fields = form.fields.slice(0, FIELDS_MAX)
      const names = fields.map(({ name }) => name)
      const [key = '', ...ids] = spread(writeWhole(form), names) ?? [keep(form), ...names]
      return {
        custom_id: key,
        title: shortText(form.title, TITLE_MAX),
        components: fields.map((entry, index) => labelOf(entry, ids[index] ?? entry.name)),
      }
    },
    read: (key, fields) => {
      const split = Object.entries(fields).map(([id, value]) => {
        const [name = '', ...carried] = id.split(CARRIES)
        return { name, value, carried: carried.join(CARRIES) }
      })
      const about = aboutOf(key + split.map(({ carried }) => carried).join(''))
      if (about === null) return null
      const values = { ...about.values, ...Object.fromEntries(split.map(({ name, value }) => [name, value])) }
      // What a person emptied is no longer asked.
      const filled = Object.entries(values).filter(([, value]) => value.trim() !== '')
      return { kind: 'named', command: about.command, values: Object.fromEntries(filled) }
    },
  }
}

/** `form add-url?url=https://outlet.example/a`: a query, in which addresses stay short. */
function writeWhole({ command, values }: About): string {
  const query = String(new URLSearchParams(values)).replaceAll('%3A', ':').replaceAll('%2F', '/')
  return `${WHOLE}${command}${CARRIES}${query}`
}

function readWhole(whole: string): About {
  const [command = '', ...query] = whole.slice(WHOLE.length).split(CARRIES)
  return { command, values: Object.fromEntries(new URLSearchParams(query.join(CARRIES))) }
}

/** The text over the form's own id and, behind their names, the ids of its fields; null where they do not hold it. */
function spread(whole: string, names: readonly string[]): readonly string[] | null {
  let rest = whole.slice(CUSTOM_ID_MAX)
  const ids = names.map((name) => {
    const room = CUSTOM_ID_MAX - name.length - CARRIES.length
    const piece = rest.slice(0, Math.max(room, 0))
    rest = rest.slice(piece.length)
    return piece === '' ? name : `${name}${CARRIES}${piece}`
  })
  return rest === '' ? [whole.slice(0, CUSTOM_ID_MAX), ...ids] : null
}

function labelOf(entry: FormField, id: string): APILabelComponent {
  const hint = plainText(entry.hint ?? '')
  const isChoice = entry.input.kind === 'choice'
  // The hint of a choice stands above it; that of a text may be longer there than inside it, too.
  const description = hint === '' ? {} : { description: clipText(hint, HINT_MAX) }
  return {
    type: ComponentType.Label,
    label: shortText(entry.label, LABEL_MAX),
    ...description,
    component: (isChoice ? selectOf(entry, id) : null) ?? inputOf(entry, id),
  }
}

/** A choice as a list; null where Discord would not take it as one. */
function selectOf({ need, value, input }: FormField, id: string): APILabelComponent['component'] | null {
  const choices = input.kind === 'choice' ? input.choices : []
  const values = new Set(choices.map((choice) => choice.value))
  const isListed =
    [...values].every((each) => each !== '' && each.length <= CHOICE_MAX) && values.size === choices.length
  if (choices.length === 0 || choices.length > CHOICES_MAX || !isListed) return null
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    required: need === 'required',
    ...(need === 'required' ? {} : { min_values: 0 }),
    options: choices.map((choice) => ({
      label: shortText(choice.label, CHOICE_MAX),
      value: choice.value,
      ...(choice.value === value ? { default: true } : {}),
    })),
  }
}

function inputOf({ need, value, input }: FormField, id: string): APILabelComponent['component'] {
  const wanted = input.kind === 'choice' ? VALUE_MAX : input.lengthMax
  const there = (input.kind === 'text' ? (value ?? '') : plainText(value ?? '')).slice(0, VALUE_MAX).toWellFormed()
  const choices = input.kind === 'choice' ? input.choices.map((choice) => choice.value).join(', ') : ''
  return {
    type: ComponentType.TextInput,
    custom_id: id,
    style: input.kind === 'text' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: need === 'required',
    // Discord refuses a form whose field holds more at first than it may hold.
    max_length: Math.min(Math.max(wanted, there.length, 1), VALUE_MAX),
    ...(there === '' ? {} : { value: there }),
    ...(choices === '' ? {} : { placeholder: clipText(choices, PLACEHOLDER_MAX) }),
  }
}
