import { equal } from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isBoringEdit, type EditSide } from '../../src/ingest/boring-edit.ts'

const SIDE: EditSide = {
  title: 'Ferry crews end strike',
  dek: 'Boats will run again from Friday.',
  text: [
    'Ferry crews on the island line ended an 11-day strike on Wednesday, their union said.',
    '"We have what we asked for," said Ana Ruiz, who leads the union. The company did not comment.',
    'Fares will rise by 2.5% in March, to $5 a crossing.',
  ].join('\n\n'),
  wire: null,
  flags: [],
  deleted: false,
}
const text = (from: string, to: string): Partial<EditSide> => ({ text: SIDE.text.replace(from, to) })
const line = (added: string): Partial<EditSide> => ({ text: `${SIDE.text}\n\n${added}` })
const first = (added: string): Partial<EditSide> => ({ text: `${added}\n\n${SIDE.text}` })

const boring: readonly (readonly [string, Partial<EditSide>])[] = [
  ['nothing', {}],
  ['a stamp of minutes ago', first('Updated 5 minutes ago')],
  ['a stamp of a day', first('Last updated: 7 January 2026, 14:30 GMT')],
  ['a stamp in Spanish', first('Actualizado hace 5 minutos')],
  ['a stamp of a day in Spanish', first('Publicado el 7 de enero de 2026 a las 14:30 h')],
  ['a bare clock', first('2 h ago')],
  ['a stamp at the head of a paragraph', text('Ferry crews on', 'Updated Jan. 7 at 3:05 p.m. — Ferry crews on')],
  ['a stamp behind a sentence', text('union said.', 'union said. (Updated 14:30)')],
  ['several stamps in a line', first('Published 7 January 2026 | Updated 2 hours ago')],
  ['a count of comments', line('128 comments')],
  ['counts in Spanish', line('12 comentarios · 3,4 mil compartidos')],
  ['shares and views', line('1.2k shares | 45,001 views')],
  ['counters of both orders', line('Comments: 12, 3 likes, 45 reads, shares: 2 mil')],
  ['share buttons', line('Share on Facebook')],
  ['a newsletter’s box', line('Sign up for our newsletter')],
  ['a box with entries', line('Related articles\nStorm closes the port for a day\nHow the line began')],
  ['a box in Spanish', line('Lea también\nLa tormenta cierra el puerto')],
  ['a picture’s credit', line('Photo: Jane Roe/Agency')],
  ['a credit behind a sentence', text('a crossing.', 'a crossing. (Photo: Jane Roe)')],
  ['curly quotation marks', text('"We have what we asked for,"', '“We have what we asked for,”')],
  ['angled quotation marks', text('"We have what we asked for,"', '«We have what we asked for,»')],
  ['single quotation marks', text('"We have what we asked for,"', '‘We have what we asked for,’')],
  ['a dash', text('Ana Ruiz, who leads the union.', 'Ana Ruiz – who leads the union.')],
  ['another hyphen', text('11-day', '11‑day')],
  ['a blank that does not break', text('2.5% in', '2.5%\u00A0in')],
  ['a blank before a sign', text('2.5%', '2.5 %')],
  ['a soft hyphen', text('company', 'com\u00ADpany')],
  ['a comma', text('Wednesday, their', 'Wednesday their')],
  ['a stop for a colon', text('comment.', 'comment:')],
  ['capitals', text('Ferry crews', 'FERRY CREWS')],
  ['a paragraph cut in two', text('union. The company', 'union.\n\nThe company')],
  ['letters composed otherwise', { text: SIDE.text.normalize('NFD') }],
  ['a label before the headline', { title: 'UPDATE 2-Ferry crews end strike' }],
  ['another label', { title: 'Live: Ferry crews end strike' }],
  ['a stub in the article’s place', { text: 'Ferry crews on the island line ended', flags: ['stub'] }],
]
const real: readonly (readonly [string, Partial<EditSide>])[] = [
  // Cut up in every way there is, these would never be done.
  ['a row of figures', line(`${'1'.repeat(100)} é`)],
  ['a row of figures and signs', line(`${'1,2.'.repeat(25)} é`)],
  ['counters and something else', line(`${'12 likes, '.repeat(11)}é`)],
  ['a figure', text('11-day', '12-day')],
  ['a figure’s decimals', text('2.5%', '25%')],
  ['a sign of money', text('$5', '€5')],
  ['a sign of share', text('2.5%', '2.5')],
  ['a minus', text('by 2.5%', 'by -2.5%')],
  ['a range', text('$5 a', '$5-6 a')],
  ['a name', text('Ana Ruiz', 'Ana Rueda')],
  ['a negation taken out', text('did not comment', 'did comment')],
  ['a negation put in', text('We have what', 'We don’t have what')],
  ['a sentence put in', text('did not comment.', 'did not comment. Talks go on.')],
  ['a sentence taken out', text(' The company did not comment.', '')],
  ['a word of a quotation', text('asked for', 'fought for')],
  ['quotation marks taken away', text('"We have what we asked for," said', 'We have what we asked for, said')],
  ['a question', text('comment.', 'comment?')],
  ['a day', text('Wednesday', 'Tuesday')],
  ['a correction', line('Correction: an earlier version of this article misstated the fare.')],
  ['a correction in Spanish', line('Fe de erratas: una versión anterior de esta nota daba otra tarifa.')],
  ['another headline', { title: 'Ferry crews vote on strike' }],
  ['a headline with a figure more', { title: 'Ferry crews end 11-day strike' }],
  ['another dek', { dek: 'Boats will run again from Sunday.' }],
  ['an agency’s copy', { wire: 'Reuters' }],
  ['that a machine wrote it', { flags: ['machine-made'] }],
  ['that it was taken down', { deleted: true, text: '' }],
  ['a sentence with a number of views', line('The video has 3 million views.')],
  ['a sentence that is shared', line('Share prices fell by a tenth.')],
  ['a telephone number', line('Tel. 555 0142 339')],
  ['a date in a sentence', text('in March', 'on 3 March')],
  ['a text that is cut and no stub', { text: 'Ferry crews on the island line ended an 11-day strike.' }],
]
for (const [what, change] of boring)
  test(`${what}: no edit`, () => equal(isBoringEdit(SIDE, { ...SIDE, ...change }), true))
for (const [what, change] of real) {
  test(`${what}: an edit, there and back`, () => {
    equal(isBoringEdit(SIDE, { ...SIDE, ...change }), false)
    equal(isBoringEdit({ ...SIDE, ...change }, SIDE), false)
  })
}

test('a stamp that changes is no edit, whatever the text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 59 }), fc.integer({ min: 1, max: 59 }), (a, b) => {
      const at = (minutes: number) => ({ ...SIDE, ...first(`Updated ${minutes} minutes ago`), dek: null })
      equal(isBoringEdit(at(a), at(b)), true)
    }),
  )
})

test('any two texts are compared, and equal ones are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      equal(isBoringEdit({ ...SIDE, text: a }, { ...SIDE, text: a }), true)
      isBoringEdit({ ...SIDE, text: a }, { ...SIDE, text: b })
    }),
  )
})

const JUDGED = new URL('../../../shared/data/edits/wikinews-dev.jsonl', import.meta.url)
type JudgedRow = {
  readonly before: string
  readonly edits: readonly { before: string; after: string; start: number; intent: string }[]
}
test(
  'no edit that people judged to change the meaning is boring',
  { skip: !existsSync(JUDGED) && 'data absent' },
  () => {
    const rows = readFileSync(JUDGED, 'utf8').trim().split('\n').map((row): JudgedRow => JSON.parse(row)) // prettier-ignore
    for (const { before, edits } of rows) {
      for (const edit of edits.filter(({ intent }) => intent === 'meaning-changed')) {
        const after = before.slice(0, edit.start) + edit.after + before.slice(edit.start + edit.before.length)
        equal(
          isBoringEdit({ ...SIDE, text: before }, { ...SIDE, text: after }),
          false,
          `${edit.before} → ${edit.after}`,
        )
      }
    }
  },
)
