import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { findDifferences } from '../../src/claim/find-differences.ts'
import type { Claim } from '../../src/news/claim.ts'
import { claim, citation, outlet, support, unattributed } from './make.ts'

const find = (claims: readonly Claim[], day: string | null = null) => findDifferences(claims, citation, () => day, [])

const CRACK_12 = 'The crack in the wall of the dam is 12 metres long, the board said.'
const CRACK_18 = 'The crack in the wall of the dam is 18 metres long, engineers said.'
const CRACK_18_TOO = 'Engineers measured the crack in the dam: 18 metres.'

const told = (claims: readonly Claim[]) =>
  find(claims).differences.map(
    ({ kind, severity, sides }) =>
      `${kind} ${severity} ${sides.map(({ value, origins }) => `${value}:${origins}`).join(' / ')}`,
  )

test('values differ inside a claim, with the origins and citations of each side', () => {
  const claims = [claim('c1', [support('a', CRACK_12), support('b', CRACK_18), support('c', CRACK_18_TOO)])]
  deepEqual(told(claims), ['value high 12 metres:1 / 18 metres:2'])
  const { differences, disputed } = find(claims)
  deepEqual(
    differences[0]?.sides.map(({ citations }) => citations.map(({ article }) => article.at(-1)).join('')),
    ['a', 'bc'],
  )
  deepEqual([...disputed], ['c1'])
})

const apart = (...texts: readonly string[]): readonly Claim[] =>
  texts.map((text, at) => claim(`c${at}`, [support('ab'.charAt(at), text)]))

test('of claims apart only counts that a story has once are compared, where both name its event', () => {
  deepEqual(told(apart('The flood killed 45 people.', 'The death toll of the flood was 60.')), [
    'value high 45:1 / 60:1',
  ])
  deepEqual(told(apart('The flood killed 45 people.', 'Some 60 residents died.')), [])
  deepEqual(told(apart(CRACK_12, CRACK_18)), [])
  deepEqual(told(apart('Some 6,000 people fled the flood.', 'By noon 9,000 residents had fled the flood.')), [])
})

const none: readonly (readonly [string, readonly Claim[]])[] = [
  [
    'figures of two things',
    [claim('c1', [support('a', CRACK_12)]), claim('c2', [support('b', 'The boat of the mayor is 18 metres long.')])],
  ],
  ['a retelling has no side', [claim('c1', [support('a', CRACK_12), support('b', CRACK_18, { variant: true })])]],
  ['what was taken back has none', [claim('c1', [support('a', CRACK_12)], [support('b', CRACK_18)])]],
  ['one outlet’s two sentences', [claim('c1', [support('a', CRACK_12), support('a', CRACK_18)])]],
  ['nothing', []],
]
for (const [name, claims] of none) test(`no difference: ${name}`, () => deepEqual(told(claims), []))

test('the gravest difference comes first', () => {
  const claims = [
    claim('c1', [support('a', 'Troops captured Bo Lind.')]),
    claim('c2', [support('b', 'Troops kidnapped Bo Lind.')]),
    claim('c3', [support('a', CRACK_12), support('b', CRACK_18)]),
  ]
  deepEqual(
    find(claims).differences.map(({ severity }) => severity),
    ['high', 'medium'],
  )
})

test('pages without origin take a side but are no origin', () => {
  const claims = [claim('c1', [support('a', CRACK_12), support('b', CRACK_18, { origin: unattributed })])]
  deepEqual(told(claims), ['value high 12 metres:1 / 18 metres:0'])
})

test('a side shows four citations, one an article', () => {
  const many = [...'bcdefgh'].map((letter) => support(letter, CRACK_18))
  const [difference] = find([claim('c1', [support('a', CRACK_12), ...many])]).differences
  const [, side] = difference?.sides ?? []
  equal(side?.citations.length, 4)
  // The same nine words in a row are one newsroom's, whoever ran them.
  equal(side?.origins, 1)
})

const stable: readonly (readonly [string, readonly Claim[], readonly Claim[]])[] = [
  [
    'a later supporter of a side',
    [claim('c1', [support('a', CRACK_12), support('b', CRACK_18)])],
    [claim('c1', [support('a', CRACK_12), support('b', CRACK_18), support('c', CRACK_18), support('d', CRACK_12)])],
  ],
  [
    'a later one under another figure of words',
    [claim('c1', [support('a', CRACK_12), support('b', CRACK_18)])],
    [claim('c1', [support('a', CRACK_12), support('b', CRACK_18), support('c', CRACK_12.replace('12', 'twelve'))])],
  ],
  [
    'one of the same framing',
    [claim('c1', [support('a', 'Troops captured Bo Lind.')]), claim('c2', [support('b', 'Troops kidnapped Bo Lind.')])],
    [
      claim('c1', [support('a', 'Troops captured Bo Lind.'), support('c', 'Bo Lind was captured.')]),
      claim('c2', [support('b', 'Troops kidnapped Bo Lind.')]),
    ],
  ],
  [
    'one with the same bound',
    [
      claim('c1', [support('a', 'It was the first call since the flood.')]),
      claim('c2', [support('b', 'It was the first call since he took office.')]),
    ],
    [
      claim('c1', [support('a', 'It was the first call since the flood.')]),
      claim('c2', [
        support('b', 'It was the first call since he took office.'),
        support('c', 'The first call since he took office was long.'),
      ]),
    ],
  ],
]
for (const [name, before, after] of stable) {
  test(`a difference keeps its id: ${name}`, () => {
    const [one, other] = [before, after].map((claims) => find(claims).differences.map(({ id }) => id))
    equal(one?.length, 1)
    deepEqual(other, one)
  })
}

test('differences of other claims, or told first by others, have other ids', () => {
  const idOf = (claims: readonly Claim[]) => find(claims).differences[0]?.id
  const ids = [
    idOf([claim('c1', [support('a', CRACK_12), support('b', CRACK_18)])]),
    idOf([claim('c2', [support('a', CRACK_12), support('b', CRACK_18)])]),
    idOf([claim('c1', [support('c', CRACK_12), support('b', CRACK_18)])]),
  ]
  ok(ids.every((id) => /^x[0-9a-f]{10}$/.test(id ?? '')))
  equal(new Set(ids).size, ids.length)
})

test('days are compared with what the articles state', () => {
  const claims = [
    claim('c1', [
      support('a', 'The board met on Monday.', { origin: outlet('A') }),
      support('b', 'The board met on Tuesday.', { origin: outlet('B') }),
    ]),
  ]
  equal(find(claims, '2026-01-08').differences[0]?.kind, 'date')
})

test('texts that share wire copy are one origin of a side', () => {
  const claims = [claim('c1', [support('a', CRACK_12), support('b', CRACK_18), support('c', CRACK_18_TOO)])]
  const [b, c] = claims[0]!.supports.slice(1).map(({ article }) => article)
  const relations = [{ a: b!, b: c!, kind: 'shared-wire', coverage: 0.6, order: 1 }] as const
  const { differences } = findDifferences(claims, citation, () => null, relations)
  deepEqual(
    differences[0]?.sides.map(({ origins }) => origins),
    [1, 1],
  )
})
