import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { pickLikelyPairs } from '../../src/story/likely-pairs.ts'
import { toAlignable, type AlignableText } from '../../src/text/align-sentences.ts'
import { cutText } from '../../src/text/cut-text.ts'
import { evenWeight } from '../../src/text/similarity.ts'

const prepare = (text: string): AlignableText => toAlignable(cutText(text, 'en', null).sentences)

const FLASH =
  'The ferry to the outer islands struck a sandbank before dawn and forty people were taken off by rowing boat.'
const filling = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `Person${from + at} dances${from + at} the thing${from + at}.`).join(' ')

const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['texts with a passage in common', [`${FLASH} ${filling(0, 3)}`, FLASH, filling(9, 5)], ['0 1']],
  ['a flash inside a text forty times its length', [`${filling(0, 60)} ${FLASH} ${filling(100, 60)}`, FLASH], ['0 1']],
  [
    'texts with rare words in common and no passage',
    ['A ferry struck sand at Ostrava; Lindqvist wept.', filling(0, 9), 'Lindqvist saw at Ostrava how ferries strike.'],
    ['0 2'],
  ],
  ['texts with nothing in common', [filling(0, 4), filling(9, 4)], []],
  ['empty texts', ['', ''], []],
]
for (const [name, texts, pairs] of cases) {
  test(name, () =>
    deepEqual(
      pickLikelyPairs(texts.map(prepare), evenWeight).map((pair) => pair.join(' ')),
      pairs,
    ),
  )
}

test('of many texts on one thing each has a bounded number of likely pairs', () => {
  const texts = Array.from({ length: 400 }, (_, at) => prepare(`${FLASH} ${filling(at, 1)}`))
  const pairs = pickLikelyPairs(texts, evenWeight)
  ok(pairs.length <= 400 * 32, `${pairs.length}`)
  const touched = new Set(pairs.flat())
  ok(touched.size === 400)
})
