import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countOrigins, unifyOrigins } from '../../src/claim/unify-origins.ts'
import type { Support } from '../../src/news/claim.ts'
import type { Origin } from '../../src/news/origin.ts'
import { article, outlet, support, unattributed, wire } from './make.ts'

const unrelated = () => false
const NORTHLINE = wire('Northline')
const HERALD = outlet('Norwick Herald')
const COURIER = outlet('Lakeside Courier')
const OKAFOR: Origin = { kind: 'primary', name: 'Tomas Okafor' }
const CREDITED: Origin = { kind: 'credited', name: 'Northline' }
const LONG = 'The level of the lake behind the dam has been lowered by two metres since Tuesday.'
const LONG_TOO = 'Officials: the level of the lake behind the dam has been lowered by two metres.'

const named = (supports: readonly Support[]) => supports.map(({ origin }) => `${origin.kind} ${origin.name}`)

const cases: readonly (readonly [string, readonly Support[], readonly string[], number])[] = [
  [
    'two newsrooms that tell it in their own words are two origins',
    [support('a', 'The lake fell.', { origin: HERALD }), support('b', 'The lake is lower.', { origin: COURIER })],
    ['outlet Norwick Herald', 'outlet Lakeside Courier'],
    2,
  ],
  [
    'passages of one text group are one origin, shown as the wire’s',
    [
      support('a', 'The lake fell.', { origin: HERALD }),
      support('b', 'The lake is lower.', { origin: NORTHLINE, group: article('a') }),
    ],
    ['wire Northline', 'wire Northline'],
    1,
  ],
  [
    'a passage that credits a wire and the wire itself are one origin',
    [support('a', 'The lake fell.', { origin: NORTHLINE }), support('b', 'The lake is lower.', { origin: CREDITED })],
    ['wire Northline', 'wire Northline'],
    1,
  ],
  [
    'nine words in a row are one newsroom’s words',
    [support('a', LONG, { origin: HERALD }), support('b', LONG_TOO, { origin: COURIER })],
    ['outlet Norwick Herald', 'outlet Norwick Herald'],
    1,
  ],
  [
    'passages that rest on one person’s words count once',
    [support('a', 'He is glad.', { origin: OKAFOR }), support('b', 'Okafor is glad.', { origin: OKAFOR })],
    ['primary Tomas Okafor', 'primary Tomas Okafor'],
    1,
  ],
  [
    'one page without origin is none',
    [support('a', 'The lake fell.', { origin: unattributed })],
    ['unattributed unattributed'],
    0,
  ],
  [
    'ten pages without origin are none',
    [...'abcdefghij'].map((letter) => support(letter, `The lake fell, ${letter}.`, { origin: unattributed })),
    [...'abcdefghij'].map(() => 'unattributed unattributed'),
    0,
  ],
  [
    'a page without origin adds none to a newsroom',
    [support('a', 'The lake fell.', { origin: HERALD }), support('b', 'The lake is lower.', { origin: unattributed })],
    ['outlet Norwick Herald', 'unattributed unattributed'],
    1,
  ],
  [
    'a rewrite without origin rests on what it retells',
    [
      support('a', 'The lake fell.', { origin: HERALD }),
      support('b', 'The lake is lower.', { origin: unattributed, group: article('a') }),
    ],
    ['outlet Norwick Herald', 'outlet Norwick Herald'],
    1,
  ],
  ['nothing is none', [], [], 0],
]
for (const [name, supports, origins, count] of cases) {
  test(name, () => {
    const unified = unifyOrigins(supports, unrelated)
    deepEqual(named(unified), origins)
    equal(countOrigins(unified), count)
  })
}

test('texts that share wire copy have one origin for the claims they share', () => {
  const isRelated = (a: string, b: string) => a !== b
  const supports = [
    support('a', 'The lake fell.', { origin: NORTHLINE }),
    support('b', 'It is low.', { origin: HERALD }),
  ]
  deepEqual(named(unifyOrigins(supports, isRelated)), ['wire Northline', 'wire Northline'])
})

const originArb: fc.Arbitrary<Origin> = fc.constantFrom(NORTHLINE, HERALD, COURIER, OKAFOR, CREDITED, unattributed)
const textArb = fc.constantFrom(LONG, LONG_TOO, 'The lake fell.', 'The lake is lower now.', 'They lowered the lake.')
const supportArb = fc
  .record({
    letter: fc.constantFrom(...'abcdefgh'),
    text: textArb,
    origin: originArb,
    group: fc.constantFrom(...'abcdefgh'),
  })
  .map(({ letter, text, origin, group }) => support(letter, text, { origin, group: article(group) }))
const supportsArb = fc.array(supportArb, { minLength: 1, maxLength: 12 })
const pairsArb = fc
  .array(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.constantFrom(...'abcdefgh')), { maxLength: 4 })
  .map((pairs) => {
    const keys = new Set(pairs.flatMap(([a, b]) => [`${article(a)} ${article(b)}`, `${article(b)} ${article(a)}`]))
    return (a: string, b: string) => keys.has(`${a} ${b}`)
  })

test('one more passage of a known origin never raises the count', () => {
  fc.assert(
    fc.property(supportsArb, pairsArb, supportArb, fc.nat(), (supports, isRelated, added, at) => {
      const known = supports[at % supports.length]
      ok(known !== undefined)
      const more = [...supports, { ...added, origin: known.origin }]
      ok(countOrigins(unifyOrigins(more, isRelated)) <= countOrigins(unifyOrigins(supports, isRelated)))
    }),
  )
})

test('pages without origin or newsroom of their text never raise the count', () => {
  fc.assert(
    fc.property(supportsArb, pairsArb, textArb, (supports, isRelated, text) => {
      const page = support('z', text, { origin: unattributed })
      ok(countOrigins(unifyOrigins([...supports, page], isRelated)) <= countOrigins(unifyOrigins(supports, isRelated)))
    }),
  )
})

test('only origins change, and the order stays', () => {
  fc.assert(
    fc.property(supportsArb, pairsArb, (supports, isRelated) => {
      const bare = (list: readonly Support[]) => list.map(({ article: id, text, group }) => [id, text, group])
      const unified = unifyOrigins(supports, isRelated)
      deepEqual(bare(unified), bare(supports))
      const names = new Set(supports.map(({ origin }) => origin.name))
      ok(unified.every(({ origin }) => names.has(origin.name)))
    }),
  )
})

test('the order of passages does not change the count', () => {
  fc.assert(
    fc.property(supportsArb, pairsArb, (supports, isRelated) => {
      const count = countOrigins(unifyOrigins(supports, isRelated))
      equal(countOrigins(unifyOrigins(supports.toReversed(), isRelated)), count)
    }),
  )
})

test('two reports stay two origins when each is retold by a page that names no outlet', () => {
  const supports = [
    support('a', 'The lake fell.', { origin: HERALD }),
    support('b', 'The lake is lower.', { origin: COURIER }),
    support('c', 'The lake fell then.', { origin: unattributed, group: article('a') }),
    support('d', 'The lake is lower now.', { origin: unattributed, group: article('b') }),
  ]
  equal(countOrigins(unifyOrigins(supports, unrelated)), 2)
})

test('beyond the passages compared a known origin still adds none', () => {
  const filling = Array.from({ length: 45 }, (_, at) =>
    support('a', `Passage ${at}.`, { origin: HERALD, group: article('a') }),
  )
  const retold = support('b', 'Retold.', { origin: COURIER, group: article('a') })
  const again = support('c', 'Again.', { origin: COURIER, group: article('c') })
  const before = countOrigins(unifyOrigins([...filling, retold], unrelated))
  equal(countOrigins(unifyOrigins([...filling, retold, again], unrelated)), before)
})

/** Every pair is looked at, one after the other, as the rule says it. */
function unifyPlainly(supports: readonly Support[], isRelated: (a: string, b: string) => boolean): readonly string[] {
  const set = supports.map((_, at) => at)
  const join = (a: number, b: number) => {
    const [from, to] = [set[a], set[b]]
    for (const at of set.keys()) if (set[at] === from) set[at] = to ?? at
  }
  for (const [a, one] of supports.entries()) {
    for (const [b, other] of supports.entries()) {
      if (b >= a) break
      const isNamed = one.origin.kind !== 'unattributed' && other.origin.kind !== 'unattributed'
      const alike = (isNamed && one.origin.name === other.origin.name) || one.group === other.group
      const copied = a < 40 && one.text === other.text && one.text === LONG
      if (alike || (b < 40 && (copied || isRelated(one.article, other.article)))) join(a, b)
    }
  }
  const rank = ['primary', 'wire', 'outlet', 'credited', 'unattributed']
  return supports.map((_, at) => {
    const [shown] = supports
      .filter((__, other) => set[other] === set[at])
      .toSorted((one, other) => rank.indexOf(one.origin.kind) - rank.indexOf(other.origin.kind))
    return `${shown?.origin.kind} ${shown?.origin.name}`
  })
}

test('of many passages the same are of one making as where every pair is looked at', () => {
  const made = fc.record({
    kind: fc.constantFrom('primary', 'wire', 'outlet', 'credited', 'unattributed'),
    name: fc.nat(8),
    group: fc.nat(30),
    isLong: fc.boolean(),
  })
  const related = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(made, { minLength: 2, maxLength: 60 }), related, (all, pairs) => {
      const supports = all.map(({ kind, name, group, isLong }, at) => {
        const origin: Origin = { kind, name: `${name}` }
        return support(`p${at}`, isLong ? LONG : `Short ${at}.`, { origin, group: article(`g${group}`) })
      })
      const isRelated = (a: string, b: string) =>
        pairs.some(([x, y]) => [x, y].every((at) => [a, b].includes(supports[at]?.article ?? '')) && x !== y)
      deepEqual(named(unifyOrigins(supports, isRelated)), unifyPlainly(supports, isRelated))
    }),
    { numRuns: 300 },
  )
})
