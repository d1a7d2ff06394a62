import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { hasNoNewOrigin, isUntouched, noteOutline, outlineOf } from '../../src/claim/claim-outline.ts'
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
  noteOutline(unread, [one, other], true)
  equal(outlineOf(unread).length, 2)
})

/** A claim whose outline is noted, of which nothing was taken back. */
function whole(passages: readonly Support[], isWhole = true): Claim {
  const made = claim('c1', passages)
  noteOutline(made, passages, isWhole)
  return made
}

const named = (id: string, name: string): Support => ({ ...support(id, TEXT), origin: outlet(name) })
const news: readonly (readonly [string, Claim, Claim, boolean])[] = [
  ['a passage of a known origin', whole([named('a', 'x')]), whole([named('a', 'x'), named('b', 'x')]), true],
  ['a passage of another origin', whole([named('a', 'x')]), whole([named('a', 'x'), named('b', 'y')]), false],
  ['a passage before the known one', whole([named('a', 'x')]), whole([named('b', 'x'), named('a', 'x')]), false],
  ['some taken back', whole([named('a', 'x')], false), whole([named('a', 'x'), named('b', 'x')]), false],
]
for (const [name, before, after, expected] of news) {
  test(`${expected ? 'surely no' : 'maybe a'} new origin: ${name}`, () =>
    equal(hasNoNewOrigin(before, after), expected))
}
