import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { assert, constantFrom, option, property, record, string, stringMatching, dictionary } from 'fast-check'
import { createDiscordForms } from '../../../src/adapters/discord/discord-forms.ts'
import { addUrlForm, reportForm, retractForm, storyForm } from '../../../src/commands/chat/chat-forms.ts'
import type { Form, FormField } from '../../../src/news/chat.ts'
import { claimId, deliveryId, storyId } from '../../../src/news/ids.ts'
import { LANGS } from '../../../src/news/message.ts'
import type { Lang } from '../../../src/news/message.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { formFaults } from '../../e2e/discord-rules.ts'
import { schemaFaults } from '../../e2e/discord-spec.ts'
import { reply, says, talk, until } from './talking.ts'

const START = Temporal.Instant.from('2026-01-08T08:00Z')
const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label: `The ${name}`,
  hint: null,
  need: 'optional',
  value: null,
  input: { kind: 'line', lengthMax: 100 },
  ...more,
})
const choices = [
  { value: 'post', label: 'post one line' },
  { value: 'skip', label: 'skip' },
]
const SETTINGS: Form = {
  title: 'Digest settings',
  submit: 'Save',
  command: 'follow',
  values: { story: 'dam-break' },
  fields: [
    field('at', { need: 'required', value: '08:00', hint: 'Times of day, as in 08:00,17:30' }),
    field('because', { input: { kind: 'text', lengthMax: 500 } }),
    field('when-quiet', { value: 'post', need: 'required', input: { kind: 'choice', choices } }),
    field('lang', { input: { kind: 'choice', choices: [{ value: 'en', label: 'English' }] } }),
  ],
}
const faultsOf = (form: unknown) => [...schemaFaults('ModalInteractionCallbackRequestData', form), ...formFaults(form)]

test('a form opens as the first answer; sent, it asks its command with its fields beside its values', async (context) => {
  const { discord, heard, notes } = await talk(context, () => ({
    formFor: async ({ text }) => (text.kind === 'words' ? SETTINGS : null),
  }))
  const opened = discord.interact({ press: 'settings s1' })
  await until(
    () => opened.form !== null,
    () => [notes, discord.violations],
  )
  deepEqual(
    opened.form?.components.map(({ label }) => label),
    ['The at', 'The because', 'The when-quiet', 'The lang'],
  )
  equal(heard.asks.length, 0)
  const sent = discord.interact({ send: opened, fields: { because: 'two\nlines', 'when-quiet': 'skip' } })
  await until(
    () => heard.accepted === 1,
    () => [notes, discord.violations],
  )
  deepEqual(heard.asks[0]?.text, {
    kind: 'named',
    command: 'follow',
    values: { story: 'dam-break', at: '08:00', because: 'two\nlines', 'when-quiet': 'skip' },
  })
  ok(sent.answers[0]?.isEphemeral)
  deepEqual(discord.violations, [])
})

test('no form opens in answer to a form, and one that takes too long is not waited for', async (context) => {
  const { discord, heard } = await talk(context, () => ({
    formFor: async ({ text }) => (text.kind === 'words' ? new Promise(() => {}) : SETTINGS),
  }))
  const opened = discord.interact({ command: 'brief' })
  await until(() => opened.form !== null)
  discord.interact({ send: opened })
  const slow = discord.interact({ press: 'x' })
  await until(() => heard.accepted === 2)
  deepEqual(
    heard.asks.map(({ text }) => text.kind),
    ['named', 'words'],
  )
  equal(slow.answers.length, 1)
  deepEqual(discord.violations, [])
})

test('a form that was forgotten says so, in the language of the asker; a key that is none of ours too', async (context) => {
  const { discord, heard } = await talk(context)
  for (const custom_id of ['kept zzz-1', '', 'brief']) {
    const sent = discord.interact({ type: 5, data: { custom_id, components: 'none' } }, { locale: 'es-ES' })
    await until(() => sent.answers.length === 1)
    match(discord.shown(sent), /Este formulario estuvo abierto demasiado tiempo/)
  }
  equal(heard.asks.length, 0)
})

test('what a form is about outlives a restart where its ids hold it, else it is kept for an hour', () => {
  const clock = manualClock(START)
  const forms = createDiscordForms(clock)
  const short = forms.open(SETTINGS).custom_id
  deepEqual(createDiscordForms(clock).read(short, { at: '09:00' }), {
    kind: 'named',
    command: 'follow',
    values: { story: 'dam-break', at: '09:00' },
  })
  const address = `https://outlet-1.example/world/${'a-long-title-'.repeat(20)}?page=2&x=%20y`
  const spread = forms.open({ ...SETTINGS, values: { url: address } })
  const ids = spread.components.map((part) => ('component' in part ? part.component.custom_id : ''))
  const values = ['09:00', '', 'skip', '']
  const sent = Object.fromEntries(ids.map((id, index) => [id, values[index] ?? '']))
  deepEqual(createDiscordForms(clock).read(spread.custom_id, sent), {
    kind: 'named',
    command: 'follow',
    values: { url: address, at: '09:00', 'when-quiet': 'skip' },
  })
  const url = `https://outlet-1.example/${'a'.repeat(600)}`
  const long = forms.open({ ...SETTINGS, values: { url } }).custom_id
  equal(createDiscordForms(clock).read(long, {}), null)
  // A field that was emptied is not asked as it was before.
  deepEqual(forms.read(short, { story: ' ' }), { kind: 'named', command: 'follow', values: {} })
  clock.set(START.add({ minutes: 59 }))
  deepEqual(forms.read(long, {}), { kind: 'named', command: 'follow', values: { url } })
  clock.set(START.add({ minutes: 60 }))
  equal(forms.read(long, {}), null)
})

test('of a flood of forms the oldest are forgotten first', () => {
  const forms = createDiscordForms(manualClock(START))
  const long = { ...SETTINGS, values: { url: 'x'.repeat(600) } }
  const first = forms.open(long).custom_id
  let last = ''
  for (let n = 0; n < 1_000; n += 1) last = forms.open(long).custom_id
  equal(forms.read(first, {}), null)
  ok(forms.read(last, {}) !== null)
})

const odd: readonly (readonly [string, Partial<Form>])[] = [
  [
    'labels that are too long, empty or hostile',
    {
      title: '@everyone '.repeat(20),
      fields: [field('a', { label: '\u202E\n' }), field('b', { label: 'x'.repeat(90), hint: 'y'.repeat(200) })],
    },
  ],
  ['more than five fields', { fields: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => field(name)) }],
  [
    'more to begin with than a field may hold',
    {
      fields: [
        field('a', { value: 'x'.repeat(300) }),
        field('b', { value: 'y'.repeat(9_000), input: { kind: 'text', lengthMax: 9_000 } }),
      ],
    },
  ],
  ['two lines in a field of one', { fields: [field('a', { value: 'one\ntwo' })] }],
  [
    'more choices than a list holds',
    {
      fields: [
        field('a', {
          input: { kind: 'choice', choices: Array.from({ length: 30 }, (_, n) => ({ value: `v${n}`, label: 'x' })) },
        }),
      ],
    },
  ],
  [
    'choices that are no ids',
    { fields: [field('a', { input: { kind: 'choice', choices: [{ value: 'x'.repeat(101), label: '' }] } })] },
  ],
  ['no choices', { fields: [field('a', { input: { kind: 'choice', choices: [] } })] }],
  ['the same choice twice', { fields: [field('a', { input: { kind: 'choice', choices: [...choices, ...choices] } })] }],
]
for (const [what, more] of odd) {
  test(`Discord takes a form with ${what}`, () => {
    deepEqual(faultsOf(createDiscordForms(manualClock(START)).open({ ...SETTINGS, ...more })), [])
  })
}

test('whatever the values of a form, they come back as they were', () => {
  const values = dictionary(stringMatching(/^[a-z-]{1,12}$/), string({ unit: 'grapheme', maxLength: 200 }), {
    maxKeys: 4,
  })
  const form = record({
    command: constantFrom('follow', 'digest retract'),
    values,
    title: string(),
    hint: option(string()),
    names: constantFrom(['at'], ['at', 'because', 'days']),
  })
  assert(
    property(form, ({ command, values: given, title, hint, names }) => {
      const forms = createDiscordForms(manualClock(START))
      const fields = names.map((name) => field(`-${name}-`, { hint }))
      const opened = forms.open({ ...SETTINGS, command, title, values: given, fields })
      deepEqual(faultsOf(opened), [])
      const ids = opened.components.map((part) => ('component' in part ? part.component.custom_id : ''))
      const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
      const sent = Object.fromEntries(ids.map((id) => [id, '']))
      deepEqual(forms.read(opened.custom_id, sent), { kind: 'named', command, values: kept })
    }),
    { numRuns: 200 },
  )
})

const STORIES = [{ id: storyId('dam-break'), title: 'The dam @everyone' }]
const real: readonly (readonly [string, (lang: Lang) => Form])[] = [
  ['to report', (lang) => reportForm({ kind: 'line', story: storyId('dam-break'), line: claimId('c1') }, lang)],
  ['to retract', (lang) => retractForm({ kind: 'delivery', delivery: deliveryId('d1a2b3c4d5') }, lang)],
  [
    'to add a page',
    (lang) =>
      addUrlForm({ url: `https://outlet-1.example/${'a'.repeat(700)}`, stories: STORIES, chosen: 'dam-break' }, lang),
  ],
  ['to add any page', (lang) => addUrlForm({ url: null, stories: [], chosen: null }, lang)],
  ['to cover a story', (lang) => storyForm({ title: 'x'.repeat(100), aliases: ['a', 'b'] }, lang)],
]
for (const [what, make] of real) {
  test(`Discord takes the form ${what}, in English and in Spanish`, () => {
    for (const lang of LANGS) deepEqual(faultsOf(createDiscordForms(manualClock(START)).open(make(lang))), [])
  })
}

test('a form without a field asks its command at once', async (context) => {
  const { discord, heard } = await talk(context, () => ({
    formFor: async ({ text }) => (text.kind === 'words' ? { ...SETTINGS, fields: [] } : null),
    answer: async () => reply(says('done')),
  }))
  discord.interact({ press: 'settings' })
  await until(() => heard.accepted === 1)
  deepEqual(heard.asks[0]?.text, { kind: 'named', command: 'follow', values: { story: 'dam-break' } })
})
