import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasNoNewOrigin, isUntouched, noteOutline, outlineOf } from '../../src/claim/claim-outline.ts'
import { countOrigins, unifyOrigins } from '../../src/claim/unify-origins.ts'
import type { Claim, Support } from '../../src/news/claim.ts'
import { article, claim, hour, outlet, support } from './make.ts'

const TEXT = 'The lake fell by two metres.'
const one = support('a', TEXT)
const other = support('b', TEXT)

const cases: readonly (readonly [string, readonly Support[], readonly Support[], boolean])[] = [
  ['the same passages', [one, other], [one, other], true],
  ['one more', [one], [one, other], false],
  ['one less', [one, other], [one], false],
  ['a later revision', [one], [{ ...one, revision: one.revision + 1 }], false],
  ['another place in the text', [one], [{ ...one, start: one.start + 1 }], false],
  ['another text group', [one], [{ ...one, group: article('c') }], false],
  ['another origin', [one], [{ ...one, origin: outlet('c') }], false],
  ['seen again later', [one], [{ ...one, seenAt: hour(9) }], true],
]
for (const [name, before, after, expected] of cases) {
  test(`${expected ? 'untouched' : 'touched'}: ${name}`, () => {
    equal(isUntouched(claim('c1', before), claim('c1', after)), expected)
  })
}

test('the outline of a claim is its passages, or what was noted before they were read', () => {
  const read = claim('c1', [one])
  equal(outlineOf(read), read.supports)
  const unread: Claim = {
    ...claim('c2', []),
    get supports(): never {
      throw new Error('read')
    },
  }
  noteOutline(unread, [one, other], [])
  equal(outlineOf(unread).length, 2)
})

/** A claim whose outline is noted. */
function noted(passages: readonly Support[], takenBack: readonly Support[] = []): Claim {
  const made = claim('c1', passages)
  noteOutline(made, passages, takenBack)
  return made
}

const named = (id: string, name: string): Support => ({ ...support(id, TEXT), origin: outlet(name) })
const news: readonly (readonly [string, Claim, Claim, boolean])[] = [
  ['a passage of a known origin', noted([named('a', 'x')]), noted([named('a', 'x'), named('b', 'x')]), true],
  ['a passage of another origin', noted([named('a', 'x')]), noted([named('a', 'x'), named('b', 'y')]), false],
  ['a passage before the known one', noted([named('a', 'x')]), noted([named('b', 'x'), named('a', 'x')]), false],
  ['one taken back since', noted([named('a', 'x')]), noted([named('b', 'x')], [named('a', 'x')]), false],
  [
    'one taken back before, of the same origin',
    noted([named('a', 'x')], [named('c', 'x')]),
    noted([named('a', 'x'), named('b', 'x')], [named('c', 'x')]),
    true,
  ],
  [
    'one taken back before, of an origin that nobody else is',
    noted([named('a', 'x')], [named('c', 'y')]),
    noted([named('a', 'x'), named('b', 'x')], [named('c', 'y')]),
    false,
  ],
]
for (const [name, before, after, expected] of news) {
  test(`${expected ? 'surely no' : 'maybe a'} new origin: ${name}`, () =>
    equal(hasNoNewOrigin(before, after), expected))
}

/** Passages of few articles, names, groups and texts, so that they are often of one making. */
const passages = (max: number) =>
  fc.array(
    fc.record({
      name: fc.constantFrom('u', 'v', 'w', 'x', 'y'),
      isNamed: fc.boolean(),
      group: fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'own'),
      text: fc.constantFrom(...TEXTS),
    }),
    { maxLength: max },
  )
type Made = { readonly name: string; readonly isNamed: boolean; readonly group: string; readonly text: string }

const TEXTS = [
  'The lake fell by two metres in the dry weeks before the harvest, the council said.',
  'In the dry weeks before the harvest, the council said, boats lay on the sand.',
  'Boats lay on the sand.',
  'Nobody had seen the lake so low since the dam was built by the county, old men said.',
]

const toPassage = ({ name, isNamed, group, text }: Made, at: number, prefix: string): Support => {
  const own = `${prefix}${at}`
  const origin = isNamed ? outlet(name) : { kind: 'unattributed' as const, name: own }
  return { ...support(own, text), group: article(group === 'own' ? own : group), origin }
}

test('where no new origin is seen in the outlines, none is found by reading the passages', () => {
  const related = fc.uniqueArray(fc.tuple(fc.nat(70), fc.nat(70)), { maxLength: 12 })
  let decided = 0
  fc.assert(
    fc.property(passages(45), passages(6), passages(4), related, (before, added, back, pairs) => {
      const earlier = before.map((made, at) => toPassage(made, at, 'a'))
      const later = [...earlier, ...added.map((made, at) => toPassage(made, at, 'b'))]
      const takenBack = back.map((made, at) => toPassage(made, at, 'c'))
      if (!hasNoNewOrigin(noted(earlier, takenBack), noted(later, takenBack))) return
      decided += 1
      const all = [...later, ...takenBack].map((passage) => passage.article)
      const isRelated = (a: string, b: string) =>
        pairs.some(([x, y]) => (all[x] === a && all[y] === b) || (all[x] === b && all[y] === a))
      const count = (standing: readonly Support[]) =>
        countOrigins(unifyOrigins([...standing, ...takenBack], isRelated).slice(0, standing.length))
      ok(count(later) <= count(earlier), `${count(earlier)} → ${count(later)}`)
    }),
    { numRuns: 3_000 },
  )
  ok(decided > 100, `${decided} decided`)
})
