import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { differFigures } from '../../src/claim/differ-figures.ts'
import { claimId } from '../../src/news/ids.ts'
import { passage } from './make.ts'

const sidesOf = (texts: readonly (readonly [string, string?])[], lang = 'en') =>
  differFigures(
    texts.map(([text, day], at) =>
      passage('abcdef'[at] ?? 'a', text, { lang: /^(?:El|La|Al) /.test(text) ? 'es' : lang }, day ?? '2026-01-08'),
    ),
  )

const cases: readonly (readonly [string, string, string, string])[] = [
  // True differences: in other words, in another language, across claims.
  ['killed, in other words', 'The flood killed 45 people.', 'The death toll of the flood has reached 60.', '45 / 60'],
  ['a bound', 'At least 110 people died in the flood.', 'Some 60 people were killed.', 'Some 60 / At least 110'],
  [
    'far above a bound',
    'More than 1,500 bodies were buried.',
    'They have buried 4,000 bodies so far.',
    '4,000 / More than 1,500',
  ],
  [
    'in another language',
    'Some 6,000 people were evacuated.',
    'La policía dijo que 9.000 personas fueron evacuadas.',
    '9.000 / Some 6,000',
  ],
  ['each of two figures', 'It killed 12 people and injured 30.', 'It killed 12 people and injured 70.', '30 / 70'],
  [
    'by place',
    'In Lowmark, 31 people were killed.',
    'They counted 36 deaths in Lowmark and 13 in Highmark.',
    '31 / 36',
  ],
  ['a range', 'Estimates of the dead range from 45 to 60.', 'The flood killed 90 people.', '90 / 45 to 60'],
  [
    'money between the same parties',
    'Norland sent Sudland $14 million.',
    'Norland gave Sudland $30 million.',
    '$14 million / $30 million',
  ],
  // None.
  ['within a bound', 'At least 45 people died.', 'The flood killed 60 people.', ''],
  ['a rough figure', 'About 4,000 people were evacuated.', 'Some 4,100 people were evacuated.', ''],
  ['any number of them', 'Thousands are feared dead.', 'The flood killed 45,000 people.', ''],
  ['killed, injured', 'The flood killed 45 people.', 'The flood injured 90 people.', ''],
  ['others counted', 'Three of its drivers were killed.', 'Some 45 people were killed.', ''],
  ['another place', 'In Lowmark, 31 people were killed.', 'In Highmark, 45 people were killed.', ''],
  ['a place in it', 'The flood killed 45 people.', 'In Highmark, 12 people were killed.', ''],
  [
    'over the whole time',
    'Some 836 people were injured.',
    'Some 5,000 people were injured since the protests began.',
    '',
  ],
  ['another event', 'The flood killed 45 people.', 'The flood of 1987 killed 90 people.', ''],
  ['worlds apart', 'The flood killed 45 people.', 'Floods like it have killed 90,000 people.', ''],
  ['a further figure', 'It killed 45 people.', 'It killed 45 people, and another 30 died on the way.', ''],
  [
    'parts of a sum',
    'Norland gave Sudland $30 million.',
    'Norland gave Sudland $10 million for tents and $20 million for wells.',
    '',
  ],
  ['an age', 'Some 45 people were rescued.', 'Ana Ruiz, 69, was rescued.', ''],
  ['aged so many', 'The flood killed 45 people.', 'The keeper of the flood gates died at 63.', ''],
  ['a mother of so many', 'The flood killed 45 people.', 'The flood killed a mother of 12 people.', ''],
  [
    'what a weapon is called',
    'The flood killed 45 people.',
    'It was a .60-calibre gun that killed people in the flood.',
    '',
  ],
  ['what might have been', 'The flood killed 45 people.', 'The flood: some 400 people could have been killed.', ''],
  ['what may still come', 'The flood killed 45 people.', 'The toll of the flood could rise to 90 people.', ''],
  [
    'another event of that kind',
    'The flood killed 45 people.',
    'The flood came weeks after a storm that killed 90 people.',
    '',
  ],
  ['a part of the place', 'The flood killed 45 people.', 'The flood killed 12 people in the capital.', ''],
  ['men and women', 'The fire killed three people.', 'The fire killed two women and a man.', ''],
  ['a first report', 'The quake killed 12 people.', 'The quake killed at least three people.', ''],
  ['a count that has risen', 'The flood killed 45 people.', 'The toll of the flood has risen to 60 dead.', ''],
  [
    'another subject before the joiner',
    'One guard died in the fire.',
    'A guard died and two men were searched after the fire.',
    '',
  ],
  ['one text', 'It killed 45 people.', '', ''],
]
for (const [name, a, b, found] of cases) {
  test(`${found === '' ? 'no difference' : 'differs'}: ${name}`, () => {
    const { found: differences } = sidesOf([[a], [b]])
    deepEqual(
      differences.map(({ sides }) => sides.map(({ value }) => value).join(' / ')),
      found === '' ? [] : [found],
    )
  })
}

const moments: readonly (readonly [string, string, string, readonly [number, number]])[] = [
  ['the same day', '2026-01-08', '2026-01-08', [1, 0]],
  ['a later day: the count has moved', '2026-01-08', '2026-01-09', [0, 1]],
]
for (const [name, day, later, counts] of moments) {
  test(`differences and moved counts of ${name}`, () => {
    const { found, moved } = sidesOf([
      ['The flood killed 45 people.', day],
      ['The flood killed 60 people.', later],
    ])
    deepEqual([found.length, moved.length], counts)
  })
}

test('the day a figure was told goes before the day of its article', () => {
  const { found } = sidesOf([
    ['The ministry said on Wednesday that 45 people were killed.', '2026-01-08'],
    ['The ministry said on Thursday that 60 people were killed.', '2026-01-08'],
  ])
  deepEqual(found, [])
})

test('money over another period is a difference of scope', () => {
  const { found } = sidesOf([
    ['Norland gave Sudland $14 billion over the past two decades.'],
    ['Norland gave Sudland tens of billions of dollars.'],
  ])
  deepEqual(
    found.map(({ kind, sides }) => [kind, ...sides.map(({ value }) => value)]),
    [['scope', '$14 billion (two decades)', 'tens of billions of dollars']],
  )
})

test('an estimate beside a count is a slight difference', () => {
  const { found } = sidesOf([['The flood killed 45 people.'], ['The flood is feared to have killed 90 people.']])
  deepEqual(
    found.map(({ severity }) => severity),
    ['low'],
  )
})

test('of claims apart, texts of no day differ only where both sentences name the event', () => {
  const apart = (a: string, b: string, day: string | null) =>
    differFigures([a, b].map((text, at) => ({ ...passage('ab'.charAt(at), text, {}, day), claim: claimId(`c${at}`) })))
      .found.length
  deepEqual(
    [
      apart('The flood killed 45 people.', 'In the flood 60 people died.', null),
      apart('The flood killed 45 people.', 'Some 60 people died.', null),
      apart('The flood killed 45 people.', 'The crash killed 60 people.', null),
      apart('The flood killed 45 people.', 'The crash killed 60 people.', '2026-01-08'),
    ],
    [1, 0, 0, 0],
  )
})
