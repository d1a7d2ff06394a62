import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readRowValue } from '../../../src/ingest/read-rows.ts'
import { inspectSummary, type SummaryLimit } from '../../../src/pipeline/inspect/inspect-summary.ts'
import type { LooseFile } from '../../../src/pipeline/loose-files.ts'
import { splitWords } from '../../../src/text/words.ts'

const fileOf = (path: string, publishedAt: string, ...paragraphs: readonly string[]): LooseFile => {
  const row = { text: paragraphs.join('\n\n'), publishedAt, lang: 'en' }
  const outcome = readRowValue(row, path, { input: path, outlets: [], rowsMax: 1 })
  if (outcome.kind === 'fault') throw outcome.error
  return { path, reading: outcome.reading }
}

const GATES = 'Engineers closed two gates of the Norwick dam on Wednesday after water came through its wall.'
const TOWN = 'Police took 1,900 people from the lower town of Norwick to a sports hall on the hill.'
const BOARD = 'Petra Lund resigned from the water board of Norwick, which owns the dam, on Thursday morning.'
const FILES = [
  fileOf(
    'a.txt',
    '2031-03-06',
    GATES,
    TOWN,
    'I have never seen so much water in this valley, and I have lived here all my life.',
    'He said the wall of the dam was sound when engineers looked at it in the spring.',
    'A bakery in the upper town gave away 600 loaves of bread to those who had left their houses.',
  ),
  fileOf(
    'b.txt',
    '2031-03-06',
    'On Wednesday engineers closed two gates of the dam of Norwick as water came through the wall.',
    BOARD,
    'Will the wall of the Norwick dam hold when the water of the lake rises again next week?',
  ),
]
const KNOWN = [fileOf('old.txt', '2031-03-05', GATES, 'The dam of Norwick was built when the valley had no road.')]

const summarise = (limit: SummaryLimit, known: readonly LooseFile[] = []) => inspectSummary(FILES, known, limit, [])
const textsOf = (limit: SummaryLimit, known: readonly LooseFile[] = []) =>
  summarise(limit, known).lines.map(({ text }) => text)

test('what the texts speak of most and first comes first', () => {
  const [first] = textsOf({ unit: 'sentences', most: 1 })
  match(first ?? '', /closed two gates/)
})

test('nothing is told twice, no question, nobody who speaks to the reader, no sentence that leans on another', () => {
  const lines = textsOf({ unit: 'sentences', most: 10 })
  equal(lines.filter((line) => /two gates/.test(line)).length, 1)
  ok(lines.includes(TOWN) && lines.includes(BOARD))
  ok(lines.every((line) => !/^I |^He |\?$/.test(line)))
})

test('what is known is not told, in whatever words', () => {
  const lines = textsOf({ unit: 'sentences', most: 10 }, KNOWN)
  ok(lines.length > 0)
  ok(lines.every((line) => !/two gates/.test(line)))
})

test('a reader who knows it all is told nothing', () => {
  equal(summarise({ unit: 'words', most: 100 }, FILES).text, '')
  equal(summarise({ unit: 'words', most: 100 }, FILES).lines.length, 0)
})

const limits: readonly SummaryLimit[] = [
  { unit: 'words', most: 0 },
  { unit: 'words', most: 20 },
  { unit: 'words', most: 40 },
  { unit: 'bytes', most: 120 },
  { unit: 'sentences', most: 2 },
]
for (const limit of limits) {
  test(`no more than ${limit.most} ${limit.unit}`, () => {
    const { text, lines } = summarise(limit)
    equal(text, lines.map((line) => line.text).join('\n'))
    const size = { words: splitWords(text).length, bytes: Buffer.byteLength(text), sentences: lines.length }
    ok(size[limit.unit] <= limit.most)
  })
}

test('a line cites its passage and counts who else says it', () => {
  const [first] = summarise({ unit: 'sentences', most: 1 }).lines
  equal(first?.support.articles, 2)
  const [citation] = first?.citations ?? []
  ok(citation !== undefined && citation.text === first?.text)
})

test('no files, no summary', () => {
  deepEqual(inspectSummary([], [], { unit: 'words', most: 100 }, []), { text: '', lines: [] })
})
