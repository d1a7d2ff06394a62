import { deepEqual, equal, match } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readRows } from '../../src/ingest/read-rows.ts'
import { BOOK } from './book.ts'

const rows = (text: string, rowsMax = 100) => [...readRows(text, { input: 'rows.jsonl', outlets: BOOK, rowsMax })]
const row = (fields: Record<string, unknown>) =>
  rows(JSON.stringify({ text: 'The boats sail again on Friday at dawn.', ...fields }))[0]

test('rows are read in order; each fault names its line and stops no other row', () => {
  const outcomes = rows(readFileSync(new URL('../fixtures/ingest/rows.jsonl', import.meta.url), 'utf8'))
  deepEqual(
    outcomes.map((each) => each.kind),
    ['read', 'fault', 'fault', 'fault', 'read'],
  )
  const messages = outcomes.flatMap((each) => (each.kind === 'fault' ? [each.error.message] : []))
  match(messages[0] ?? '', /^rows\.jsonl:2: needs text or html/)
  match(messages[1] ?? '', /^rows\.jsonl:3: not a JSON object/)
  match(messages[2] ?? '', /^rows\.jsonl:4: "url": must be an http or https address/)
})

test('a row’s own facts count before what its text states', () => {
  const first = rows(readFileSync(new URL('../fixtures/ingest/rows.jsonl', import.meta.url), 'utf8'))[0]
  if (first?.kind !== 'read') throw new Error('expected a reading')
  const { reading, seenAt } = first
  deepEqual(
    [reading.url, reading.outlet, reading.title, reading.byline, reading.publishedAt, reading.lang],
    [
      'https://www.harbourpost.example/world/call',
      'Harbour Post',
      'Call ends with an invitation',
      'Ana Ruiz',
      '2026-01-07',
      'en',
    ],
  )
  equal(seenAt?.toString(), '2026-01-08T01:00:00Z')
  equal(reading.text.split('\n\n').length, 2)
})

test('a deleted row is a tombstone', () => {
  const outcome = row({ url: 'https://a.example/x', text: null, deleted: true })
  equal(outcome?.kind === 'read' && outcome.reading.deleted, true)
})

const refused = [
  [{ publishedAt: 'soon' }, /"publishedAt": must be an ISO 8601/],
  [{ seenAt: 'yesterday' }, /"seenAt": must be an ISO 8601/],
  [{ lang: 'Spanish!' }, /"lang": must be an ISO 639-1 code/],
  [{ url: 'javascript:alert(1)' }, /"url": must be an http or https address/],
  [{ text: ' ' }, /needs text or html/],
  [{ text: 7 }, /"text": /],
  [{ text: null, deleted: true }, /a deleted row needs the url/],
] as const
for (const [fields, about] of refused) {
  test(`the row ${JSON.stringify(fields)} is refused`, () => {
    const outcome = row(fields)
    match(outcome?.kind === 'fault' ? outcome.error.message : '', about)
  })
}

test('rows beyond the limit are left out and told', () => {
  const outcomes = rows('{"text":"The boats sail again on Friday at dawn."}\n'.repeat(4), 2)
  deepEqual(
    outcomes.map((each) => each.kind),
    ['read', 'read', 'fault'],
  )
})
