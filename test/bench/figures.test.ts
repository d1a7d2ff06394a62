import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { figureLines, figuresOf } from './figures.ts'

test('a figure is told in three lines, without what does not apply', () => {
  const rows = [{ what: 'rows', stored: 10_000, perSecond: 387 }]
  const [figure] = figuresOf({ ingest: { machine: '2 × a processor', rows } }, new Set(['ingest']))
  equal(
    figure && figureLines(figure),
    'ingest: ingest of rows, 10,000 stored\n  387 articles/s; bar ≥ 300 articles/s\n  now, 2 × a processor',
  )
})
