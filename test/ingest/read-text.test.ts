import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readText } from '../../src/ingest/read-text.ts'
import { BOOK } from './book.ts'

const read = (text: string) => readText(text, { input: 'a.txt', url: null, outlets: BOOK })
const fixture = (name: string) => read(readFileSync(new URL(`../fixtures/ingest/${name}`, import.meta.url), 'utf8'))
const paragraphs = (text: string) => text.split('\n\n').length

test('a dump that opens with an address has no title, and keeps its short sentences', () => {
  const reading = fixture('dump-address.txt')
  equal(reading.title, null)
  equal(paragraphs(reading.text), 6)
  ok(reading.text.includes('He thanked them.'))
  equal(reading.furniture.length, 7)
  equal(reading.lang, 'en')
})

test('a breadcrumb cut short, a teaser of the body and headings of boxes are furniture; a bare credit line is the wire', () => {
  const reading = fixture('dump-teaser.txt')
  equal(reading.title, 'Call Between Washington and Bogota Ends With an Invitation to Visit')
  equal(paragraphs(reading.text), 3)
  equal(reading.wire, 'Reuters')
  ok(reading.furniture.includes('REUTERS') && reading.furniture.includes('Ferry strike enters its second week'))
})

test('a trailer line names the outlet; headings inside the body stay', () => {
  const reading = fixture('dump-trailer.txt')
  equal(reading.outlet, 'Harbour Post')
  equal(reading.wire, null)
  equal(paragraphs(reading.text), 6)
  ok(reading.text.includes('Why the call came now\n\n'))
  equal(reading.furniture.length, 1)
})

test('a dek that header lines cut off is the dek and, being a statement, the first paragraph', () => {
  const reading = fixture('dump-dek.txt')
  equal(reading.title, 'Colombia’s President Invited to Washington After Call')
  equal(reading.byline, 'Ana Ruiz')
  equal(reading.publishedAt, null)
  ok(reading.dek !== null && reading.text.startsWith(reading.dek))
  equal(paragraphs(reading.text), 4)
  deepEqual(reading.flags, ['machine-made'])
  deepEqual(reading.furniture.slice(-4), [
    'Seen something we should correct? Have a question or more information?',
    'Submit a Tip',
    'Discussion',
    'More in Politics',
  ])
})

test('a Spanish dump: byline, date line, dateline of an agency', () => {
  const reading = fixture('dump-spanish.txt')
  equal(reading.title, 'Petro acepta la invitación a Washington tras una llamada de una hora')
  equal(reading.byline, 'Lucía Márquez')
  equal(reading.publishedAt, '2026-01-07')
  equal(reading.wire, 'EFE')
  equal(reading.lang, 'es')
  equal(paragraphs(reading.text), 3)
})

const flagged = [
  [
    'Opinion\nWhy the call was a mistake for both\nThe call between the two presidents was a mistake, and both will come to see it as such.',
    'commentary',
  ],
  [
    'The invitation to Washington surprised every ministry in the capital.\nThis article was written with the help of artificial intelligence.',
    'machine-made',
  ],
  [
    'The invitation to Washington surprised every ministry in the capital.\nTo continue reading, choose a plan.',
    'stub',
  ],
] as const
for (const [text, flag] of flagged) {
  test(`a text is flagged ${flag} by its own words`, () => deepEqual(read(text).flags, [flag]))
}

test('a report about opinions and machines is not flagged', () => {
  const text =
    'The minister posted an AI-generated image of the harbour, and opinion in the capital was divided about it.'
  deepEqual(read(text).flags, [])
})

test('a running date in prose is not a publication date', () => {
  equal(read('The president on Jan. 7, 2026 invited his counterpart to the capital for talks.').publishedAt, null)
})

test('Markdown marks are taken off', () => {
  const reading = read(
    '# Ferry crews end their strike\n\nFerry crews **voted** on Wednesday to end [an eleven-day strike](https://a.example/x).',
  )
  equal(reading.title, 'Ferry crews end their strike')
  equal(reading.text, 'Ferry crews voted on Wednesday to end an eleven-day strike.')
})

test('every long sentence of a dump is kept, in order, whatever furniture stands between', () => {
  const sentence = fc.constantFrom(
    'The harbour authority said on Wednesday that the boats would sail again from Friday.',
    'Nobody wanted the strike to last this long, the secretary of the union told reporters.',
    'Wages are to rise by six per cent over the next two years, both sides confirmed.',
    'The night rosters that had been cut in September are to return before the spring.',
  )
  const furniture = fc.constantFrom(
    'Advertisement',
    'Share this story',
    'Listen to this article',
    'Related stories',
    '',
  )
  fc.assert(
    fc.property(
      fc.uniqueArray(sentence, { minLength: 1 }),
      fc.array(furniture, { maxLength: 4 }),
      (sentences, extra) => {
        const lines = sentences.flatMap((each, at) => [each, extra[at] ?? ''])
        equal(read(lines.join('\n')).text, sentences.join('\n\n'))
      },
    ),
  )
})

test('a single line of 5 MB is read in bounded time', () => {
  const start = performance.now()
  const reading = read('The boats sail again. '.repeat(230_000))
  ok(reading.text.length > 5_000_000)
  ok(performance.now() - start < 60_000)
})

const heads: readonly (readonly [head: string, outlet: string | null, date: string | null])[] = [
  ['Correo del Puerto, 3 de marzo de 2025', 'Correo del Puerto', '2025-03-03'],
  ['Harbour Post, March 4, 2025', 'Harbour Post', '2025-03-04'],
  ['The Harbour Post | 4 March 2025', 'Harbour Post', '2025-03-04'],
  ['Reuters, March 4, 2025', 'Reuters', '2025-03-04'],
  ['Diario de la Ría, 3 de marzo de 2025', 'Diario de la Ría', '2025-03-03'],
  ['Ana Ruiz, 3 de marzo de 2025', null, '2025-03-03'],
  ['Port Lund, March 4, 2025', null, '2025-03-04'],
  ['Tuesday, March 4, 2025', null, '2025-03-04'],
  ['March 4, 2025', null, '2025-03-04'],
]
for (const [head, outlet, date] of heads) {
  test(`the head line "${head}" gives ${outlet ?? 'no outlet'}, ${date ?? 'no date'}, and is no dek`, () => {
    const reading = read(
      `Storm breaks the harbour wall of Norwick\n${head}\n\nA storm broke the harbour wall of Norwick on Monday, and twelve boats sank.\nThe mayor said that the wall of the harbour would be built again.`,
    )
    equal(reading.title, 'Storm breaks the harbour wall of Norwick')
    deepEqual([reading.outlet, reading.publishedAt, reading.dek], [outlet, date, null])
    ok(!reading.text.includes('2025'))
  })
}
