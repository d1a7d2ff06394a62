import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { findChanges, type Moment } from '../../src/claim/find-changes.ts'
import type { Claim, Difference } from '../../src/news/claim.ts'
import type { StoryArticle } from '../../src/news/story.ts'
import { DAM } from '../pipeline/dam-story.ts'
import { article, claim, hour, lineOf, outlet, source, support, unattributed } from './make.ts'

type Told = {
  readonly claims?: readonly Claim[]
  readonly differences?: readonly Difference[]
  readonly articles?: readonly StoryArticle[]
  readonly moved?: Moment['moved']
}

const moment = (at: number, { claims = [], differences = [], articles = [], moved = [] }: Told): Moment => ({
  view: { story: DAM, asOf: hour(at), claims, articles, relations: [] },
  standing: new Map(articles.map(({ article: { id, latest } }) => [id, latest.revision])),
  earlier: null,
  differences,
  tellers: new Map(),
  moved,
  compared: claims,
  lineOf,
  withdrawnLineOf: lineOf,
  weightOf: (_, line) => line.text.length,
})

const change = (before: Told, after: Told) => findChanges(moment(8, before), moment(9, after))

/** An update in short: each list's texts. */
const summary = (before: Told, after: Told) => {
  const { added, revised, corroborated, disputed, withdrawn, nothingNew } = change(before, after)
  const told = {
    added: added.map(({ text }) => text),
    revised: revised.map((pair) => `${pair.before.text} → ${pair.after.text}`),
    corroborated: corroborated.map((one) => `${one.line.text} ${one.originsBefore} → ${one.originsAfter}`),
    disputed: disputed.map(({ id }) => id),
    withdrawn: withdrawn.map(({ text }) => text),
  }
  equal(nothingNew, Object.values(told).flat().length === 0)
  return Object.fromEntries(Object.entries(told).filter(([, list]) => list.length > 0))
}

const CRACK = 'The crack in the dam is 12 metres long.'
const CRACK_18 = 'The crack in the dam is 18 metres long.'
const RETURN = 'Residents will be allowed to return on Friday.'
const RETURN_LATER = 'Residents will be allowed to return at some later time, the board said.'
const one = support('a', CRACK)
const same = support('b', CRACK)
const difference = (id: string): Difference => ({ id, kind: 'value', topic: 't', severity: 'high', sides: [] })

const cases: readonly (readonly [string, Told, Told, Readonly<Record<string, readonly string[]>>])[] = [
  ['nothing at all', {}, {}, {}],
  ['the same claims', { claims: [claim('c1', [one])] }, { claims: [claim('c1', [one])] }, {}],
  ['added: a claim not told before', {}, { claims: [claim('c1', [one])] }, { added: [CRACK] }],
  [
    'added: the weightiest first',
    {},
    { claims: [claim('c1', [one]), claim('c2', [support('a', RETURN)])] },
    { added: [RETURN, CRACK] },
  ],
  [
    'corroborated: one more origin',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [one, same])] },
    { corroborated: [`${CRACK} 1 → 2`] },
  ],
  [
    'not corroborated: one more article of a known origin',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [one, support('b', CRACK, { origin: one.origin })])] },
    {},
  ],
  [
    'not corroborated: a page without origin',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [one, support('b', CRACK, { origin: unattributed })])] },
    {},
  ],
  [
    'corroborated: a newsroom tells what only a page without origin told',
    { claims: [claim('c1', [support('a', CRACK, { origin: unattributed })])] },
    { claims: [claim('c1', [support('a', CRACK, { origin: unattributed }), same])] },
    { corroborated: [`${CRACK} 0 → 1`] },
  ],
  [
    'withdrawn: its only supporter took it back',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [], [one])] },
    { withdrawn: [CRACK] },
  ],
  [
    'not withdrawn: another still tells it',
    { claims: [claim('c1', [one, same])] },
    { claims: [claim('c1', [same], [one])] },
    {},
  ],
  [
    'not withdrawn again: it was before',
    { claims: [claim('c1', [], [one])] },
    { claims: [claim('c1', [], [one])] },
    {},
  ],
  ['added and taken back in between', {}, { claims: [claim('c1', [], [one])] }, {}],
  [
    'added again: somebody tells what was taken back',
    { claims: [claim('c1', [], [one])] },
    { claims: [claim('c1', [same], [one])] },
    { added: [CRACK] },
  ],
  [
    'revised: the outlet replaced a sentence by one on the same thing',
    { claims: [claim('c1', [support('a', RETURN)])] },
    { claims: [claim('c1', [], [support('a', RETURN)]), claim('c2', [support('a', RETURN_LATER, { revision: 2 })])] },
    { revised: [`${RETURN} → ${RETURN_LATER}`] },
  ],
  [
    'revised: the claim stands, its figure changed',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [support('a', CRACK_18, { revision: 2 })], [])] },
    { revised: [`${CRACK} → ${CRACK_18}`] },
  ],
  [
    'not revised: the claim stands, its wording changed',
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [support('a', 'The dam has a crack 12 metres long.', { revision: 2 })])] },
    {},
  ],
  [
    'not revised, but withdrawn and added: another outlet tells something like it',
    { claims: [claim('c1', [support('a', RETURN)])] },
    { claims: [claim('c1', [], [support('a', RETURN)]), claim('c2', [support('b', RETURN_LATER)])] },
    { added: [RETURN_LATER], withdrawn: [RETURN] },
  ],
  [
    'not revised, but withdrawn and added: the outlet writes of something else',
    { claims: [claim('c1', [support('a', RETURN)])] },
    { claims: [claim('c1', [], [support('a', RETURN)]), claim('c2', [support('a', CRACK, { revision: 2 })])] },
    { added: [CRACK], withdrawn: [RETURN] },
  ],
  [
    'disputed: a difference that was not there',
    { differences: [difference('x1')] },
    { differences: [difference('x1'), difference('x2')] },
    { disputed: ['x2'] },
  ],
  ['a difference settled is no news', { differences: [difference('x1')] }, {}, {}],
]
for (const [name, before, after, expected] of cases) {
  test(name, () => deepEqual(summary(before, after), expected))
}

test('two sentences taken back are not both replaced by one', () => {
  const other = 'Residents will be allowed to return home on Friday at noon.'
  const { revised, withdrawn } = change(
    { claims: [claim('c1', [support('a', RETURN)]), claim('c2', [support('a', other)])] },
    {
      claims: [
        claim('c1', [], [support('a', RETURN)]),
        claim('c2', [], [support('a', other)]),
        claim('c3', [support('a', RETURN_LATER, { revision: 2 })]),
      ],
    },
  )
  equal(revised.length, 1)
  equal(withdrawn.length, 1)
})

test('a figure revised and confirmed by another outlet is told once as revised', () => {
  const { revised, corroborated } = change(
    { claims: [claim('c1', [one])] },
    { claims: [claim('c1', [support('a', CRACK_18, { revision: 2 })]), claim('c2', [support('b', CRACK_18)])] },
  )
  deepEqual([revised.length, corroborated.length], [1, 0])
})

test('a claim whose passages cannot stand alone is not told', () => {
  const before = moment(8, {})
  const after = { ...moment(9, { claims: [claim('c1', [one])] }), lineOf: () => null }
  ok(findChanges(before, after).nothingNew)
})

const standing = (letter: string, revision: number, changes: Partial<StoryArticle> = {}) =>
  source(letter, changes, { revision, seenAt: hour(letter.charCodeAt(0) - 97 + revision - 1) })

const arrivals: readonly (readonly [string, readonly StoryArticle[], readonly StoryArticle[], readonly string[]])[] = [
  ['one that was there', [standing('a', 1)], [standing('a', 1)], []],
  ['a new one', [standing('a', 1)], [standing('a', 1), standing('b', 1)], ['b of -']],
  ['a new revision', [standing('a', 1)], [standing('a', 2)], ['a of -']],
  ['one taken down', [standing('a', 1)], [], []],
  [
    'a copy',
    [standing('a', 1)],
    [standing('a', 1), standing('b', 1, { group: article('a'), of: article('a'), relation: 'copy' })],
    ['b of a'],
  ],
  [
    'the original of a rewrite seen before',
    [standing('a', 1, { origins: [outlet('B')] })],
    [standing('a', 1, { of: article('b') }), standing('b', 1, { group: article('a') })],
    ['b of a'],
  ],
]
for (const [name, before, after, expected] of arrivals) {
  test(`articles: ${name}`, () => {
    deepEqual(
      change({ articles: before }, { articles: after }).articles.map(
        ({ article: id, sameOriginAs }) => `${id.at(-1)} of ${sameOriginAs?.at(-1) ?? '-'}`,
      ),
      expected,
    )
  })
}

test('it says between which moments', () => {
  const { story, since, asOf } = change({}, {})
  deepEqual([story, since.toString(), asOf.toString()], [DAM.id, hour(8).toString(), hour(9).toString()])
})

test('a count told anew by another text is revised, and not added', () => {
  const [was, now] = [support('a', 'The flood killed 12 people.'), support('b', 'The flood killed 31 people.')]
  const [old, fresh] = [claim('c1', [was]), claim('c2', [now])]
  const moved = [{ key: 'dead', before: { claim: old.id, support: was }, after: { claim: fresh.id, support: now } }]
  deepEqual(summary({ claims: [old] }, { claims: [old, fresh], moved }), {
    revised: [`${was.text} → ${now.text}`],
  })
})
