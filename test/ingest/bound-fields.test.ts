import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readBytes } from '../../src/ingest/read-bytes.ts'
import { BOOK } from './book.ts'

const TEXT = 'The boats sail again on Friday at dawn, the harbour master said on Wednesday evening.'

function readRow(fields: Record<string, string>) {
  const bytes = new TextEncoder().encode(JSON.stringify({ text: TEXT, ...fields }))
  const [outcome] = [...readBytes(bytes, { input: 'row.json', url: null, outlets: BOOK, itemsMax: 9 })]
  if (outcome?.kind !== 'read') throw new Error('expected a reading')
  return outcome.reading
}

test('facts far longer than facts are cut at a blank, and names of that length are none', () => {
  const long = 'a hostile word '.repeat(100_000)
  const { title, dek, byline, outlet, wire, text } = readRow({
    title: long,
    dek: long,
    byline: long,
    outlet: long,
    wire: long,
  })
  for (const [fact, most] of [
    [title, 400],
    [dek, 1_500],
    [byline, 400],
  ] as const) {
    ok(fact !== null && fact.length <= most && /(?:a|hostile|word)…$/.test(fact), fact ?? '')
  }
  deepEqual([outlet, wire], [null, null])
  equal(text, TEXT)
})

test('a cut falls inside no character', () => {
  ok(readRow({ title: '😀'.repeat(5_000) }).title?.isWellFormed())
  ok(readRow({ title: `a${'😀'.repeat(5_000)}` }).title?.isWellFormed())
})

test('facts of the usual length stay as they are', () => {
  const facts = { title: 'Boats to sail again', byline: 'Ana Ruiz', dek: 'The strike is over.', outlet: 'Valley Times' }
  const { title, byline, dek, outlet } = readRow(facts)
  deepEqual({ title, byline, dek, outlet }, facts)
})
