import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { differValues } from '../../src/claim/differ-values.ts'
import { evenWeight } from '../../src/text/similarity.ts'
import { passage } from './make.ts'

const CRACK_12 = 'The crack in the wall of the dam is 12 metres long, the board said.'

const values: readonly (readonly [string, string, string, readonly string[]])[] = [
  // True differences.
  ['another length', CRACK_12, 'The crack in the wall of the dam is 18 metres long.', ['value 12 metres / 18 metres']],
  [
    'another count',
    'About 6,000 people stood on the square of Norwick, the city said.',
    'About 9,000 people stood on the square of Norwick.',
    ['value About 6,000 / About 9,000'],
  ],
  [
    'other money',
    'The repair of the gates costs $14 million.',
    'The repair of the gates costs $19 million.',
    ['value $14 million / $19 million'],
  ],
  [
    'another duration',
    'The meeting of the board lasted about an hour.',
    'The meeting of the board lasted three hours.',
    ['value about an hour / three hours'],
  ],
  [
    'another language',
    'Governor Okafor said that 6,000 people had left Norwick.',
    'El gobernador Okafor dijo que 9.000 personas dejaron Norwick.',
    ['value 6,000 / 9.000'],
  ],
  [
    'far from a rough one',
    'The state gave $14 billion to the valley.',
    'The state gave tens of billions of dollars to the valley.',
    ['value $14 billion / tens of billions of dollars'],
  ],
  [
    'another period beside the sum is a difference of scope',
    'The state gave the valley $14 billion over the past two decades.',
    'The state gave the valley $3 billion over the past five years.',
    ['scope $14 billion (two decades) / $3 billion (five years)'],
  ],
  // No differences.
  ['the same figure', CRACK_12, 'A crack of 12 metres is in the wall of the dam.', []],
  ['digits or words', 'The board closed two of five gates.', 'The board closed 2 of the 5 gates.', []],
  ['an hour, hour-long', 'The call lasted an hour, he said.', 'In the hour-long call he said so.', []],
  ['60 minutes, one hour', 'The call lasted 60 minutes.', 'The call lasted one hour.', []],
  ['about the same', 'About 4,000 people left.', 'Some 4,100 people left.', []],
  ['more than, inside it', 'More than 30 strikes hit boats.', 'The 34 strikes hit boats.', []],
  ['within a rough one', 'The state gave $14 billion to the valley.', 'The state gave billions of dollars.', []],
  ['another unit', 'The crack is 12 metres long.', 'The crack was found 12 days ago.', []],
  ['an age', 'A seven-year-old girl was pulled from the lake.', 'A 69-year-old woman was pulled from the lake.', []],
  ['how long ago', 'The board met three hours ago.', 'The board met eight hours ago.', []],
  ['a sum in brackets', 'The gates cost $14 million (£10 million).', 'The gates cost $14 million (£11 million).', []],
  ['other things counted', 'It holds 12 gates and the board saw them.', 'The board saw 18 engineers at the gates.', []],
  [
    'polls of two papers',
    'A poll by the Lowmark Echo found that 68 percent of voters like the dam.',
    'A poll by the Highmark Post found that 83 percent of voters like the dam.',
    [],
  ],
  ['a list', 'The dam has 12 gates, the lock 14 gates, the sluice 3 gates.', 'The dam has 18 gates at the lock.', []],
  [
    'a stretch of it',
    'The keeper blocked six shots of the guests.',
    'During the last run the keeper blocked two shots.',
    [],
  ],
  ['somebody unnamed', 'The keeper blocked six shots of the guests.', 'He blocked two shots of the guests.', []],
  ['several figures, none shared', 'Lund ran 12 miles in three hours.', 'Lund ran 18 miles in five hours.', []],
  [
    'a number the other gives to something else',
    'Lund hit 29 of 34 balls.',
    'Lund hit 29 balls after the break, her first 29.',
    [],
  ],
  ['a rounded one', 'The dam cost $14.2 million to repair.', 'The dam cost $14 million to repair.', []],
  ['another year', 'The dam sold 12 boats in 2004.', 'The dam sold 18 boats.', []],
  ['what is expected', 'The valley got 27 inches of snow.', 'The valley is expected to get 8 inches of snow.', []],
  [
    'a number with a blank in it',
    'Lund broke the record of 2, 116 points.',
    'Lund broke the record with 23 points.',
    [],
  ],
  ['an ordinal', 'It was the first flood of the valley.', 'It was the third flood of the valley.', []],
  ['nothing but a kind of figure in common', 'The crack is 12 metres long.', 'Her boat measured 18 metres.', []],
  [
    'both figures in one text',
    CRACK_12,
    'The crack, at first 12 metres long, has grown to 18 metres, the board said.',
    [],
  ],
]
for (const [name, a, b, found] of values) {
  test(`${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    const spanish = b.startsWith('El ') ? { lang: 'es' } : {}
    const differences = differValues([passage('a', a), passage('b', b, spanish)], evenWeight)
    deepEqual(
      differences.map(({ kind, sides }) => `${kind} ${sides.map(({ value }) => value).join(' / ')}`),
      found,
    )
  })
}

test('counts of two days are of two moments, lengths of two days are one', () => {
  const told = (a: string, b: string) =>
    differValues([passage('a', a, {}, '2026-01-08'), passage('b', b, {}, '2026-01-09')], evenWeight).length
  equal(told('The board sold 12 boats of the lake.', 'The board sold 18 boats of the lake.'), 0)
  equal(told(CRACK_12, CRACK_12.replace('12', '18')), 1)
})

test('one article, or one text group, does not differ from itself', () => {
  const other = CRACK_12.replace('12', '18')
  const alone = [passage('a', CRACK_12), passage('a', other)]
  const group = [passage('a', CRACK_12), passage('b', other, { group: alone[0]!.support.group })]
  for (const passages of [alone, group]) deepEqual(differValues(passages, evenWeight), [])
})

test('each side is told by all who give its figure', () => {
  const passages = [
    passage('a', CRACK_12),
    passage('b', CRACK_12.replace('12', '18')),
    passage('c', CRACK_12.replace('12', '18')),
  ]
  const [found] = differValues(passages, evenWeight)
  deepEqual(
    found?.sides.map((side) => side.passages.map(({ support }) => support.article.at(-1)).join('')),
    ['a', 'bc'],
  )
})
