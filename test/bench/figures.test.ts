import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf, toTableRow } from './figures.ts'

const row = { what: 'rows', stored: 10_000, perSecond: 387 }
const figuresOfRow = (what: string, ran: readonly string[]) =>
  figuresOf({ ingest: { machine: '2 × a processor', date: '2026-01-08', rows: [{ ...row, what }] } }, new Set(ran))

test('a figure is a row of the table, beside its bar', () => {
  deepEqual(figuresOfRow('rows', ['ingest']).map(toTableRow), [
    {
      part: 'ingest',
      what: 'ingest of rows, 10,000 stored',
      ours: '387 articles/s',
      bar: '≥ 300 articles/s',
      'ours takes': '',
      when: 'now',
    },
  ])
})

test('what was measured before has its day, and a long name is cut', () => {
  const [shown] = figuresOfRow('rows '.repeat(40), []).map(toTableRow)
  equal(shown?.['when'], '2026-01-08')
  equal(shown?.['what']?.length, 64)
})
