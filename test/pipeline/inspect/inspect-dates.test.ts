import { deepEqual, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { readRowValue } from '../../../src/ingest/read-rows.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { inspectDates } from '../../../src/pipeline/inspect/inspect-dates.ts'
import type { LooseFile } from '../../../src/pipeline/loose-files.ts'

function file(publishedAt: string | null, text: string): LooseFile {
  const outcome = readRowValue({ publishedAt, text }, 'row', { input: 'row', outlets: [], rowsMax: 1 })
  if (outcome.kind === 'fault') throw outcome.error
  return { path: 'row', reading: outcome.reading }
}

const files = [
  file('2026-01-08', 'The dam at Lakeview broke on Monday, engineers who watch the dam said.'),
  file('2026-01-06', 'The dam at Lakeview broke on Monday and engineers watched the water rise.'),
  file('2026-01-06', 'The dam at Lakeview was watched by engineers, and the water rose.'),
]

test('the days that matter most, in order of time', () => {
  deepEqual(inspectDates(files, 2), { dates: ['2026-01-05', '2026-01-06'] })
})

test('fewer days than asked for: all of them', () => {
  deepEqual(inspectDates(files, 50), { dates: ['2026-01-05', '2026-01-06', '2026-01-08'] })
})

test('no file, and no file that states its day, say what to do', () => {
  throws(
    () => inspectDates([], 3),
    (error) => isNewsError(error, 'input-empty') && /name files/.test(error.message),
  )
  throws(
    () => inspectDates([file(null, 'The dam at Lakeview broke on Monday, engineers said.')], 3),
    (error) => isNewsError(error, 'input-invalid') && /publishedAt/.test(error.message),
  )
})
