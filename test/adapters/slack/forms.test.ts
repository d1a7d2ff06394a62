import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { formView, readSentForm } from '../../../src/adapters/slack/forms.ts'
import type { Place } from '../../../src/adapters/slack/place.ts'
import type { FormField } from '../../../src/news/chat.ts'
import { viewFaults } from '../../e2e/slack-view-rules.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 90 }),
  fc.constantFrom('', '<!channel>', 'x'.repeat(4_000)),
)
const input: fc.Arbitrary<FormField['input']> = fc.oneof(
  fc.record({ kind: fc.constantFrom('line' as const, 'text' as const), lengthMax: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({
    kind: fc.constant('choice' as const),
    choices: fc.uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 160 }), label: text }), {
      minLength: 1,
      maxLength: 120,
      selector: ({ value }) => value,
    }),
  }),
)
const need = fc.constantFrom('required' as const, 'optional' as const)
const fields = fc
  .array(fc.record({ label: text, hint: fc.option(text), need, value: fc.option(text), input }), { maxLength: 5 })
  .map((all) => all.map((field, n) => ({ name: `field${n}`, ...field })))
const form = fc.record({
  title: text,
  submit: text,
  command: fc.constantFrom('follow', 'story add'),
  values: fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), text, { maxKeys: 4, noNullPrototype: true }),
  fields,
})
const place: Place = {
  by: 'command',
  channel: 'C1',
  thread: null,
  respond: { url: 'https://hooks.slack.com/commands/1', uses: 2, since: 5 },
}

test('any form is a modal that Slack takes, or none, and brings back where it was asked and with what', () => {
  fc.assert(
    fc.property(form, fc.constantFrom('en' as const, 'es' as const), (given, lang) => {
      const view = formView(given, place, lang)
      if (view === null) {
        const isEmpty = given.fields.every(
          (one) => one.input.kind === 'choice' && one.input.choices.every(({ value }) => value.length > 150),
        )
        ok(isEmpty || JSON.stringify(given.values).length > 2_500)
        return
      }
      deepEqual(viewFaults(view, 'modal'), [])
      deepEqual(readSentForm(view), { place, text: { kind: 'named', command: given.command, values: given.values } })
    }),
    { numRuns: 150 },
  )
})

const wrong = [
  '',
  '{',
  'null',
  '[]',
  '{"command":"x"}',
  '{"command":"x","place":{"by":"magic"}}',
  '{"place":{"by":"home"}}',
]
for (const metadata of wrong) {
  test(`a form that carries ${metadata || 'nothing'} is none of ours`, () => {
    equal(readSentForm({ private_metadata: metadata }), null)
  })
}

test('what a form says of its values is text, and what was emptied is not asked', () => {
  const metadata = {
    command: 'follow',
    place,
    values: { story: 'harbour', at: '08:00', n: 7, days: 'daily', __proto__: 'x' },
  }
  const state = {
    values: { at: { value: { value: null } }, days: { value: { selected_option: { value: 'mon-fri' } } }, quiet: 7 },
  }
  deepEqual(readSentForm({ private_metadata: JSON.stringify(metadata), state })?.text, {
    kind: 'named',
    command: 'follow',
    values: { story: 'harbour', days: 'mon-fri' },
  })
})
