import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupTexts } from '../../src/story/group-texts.ts'
import type { TextRelation, TextRelationKind } from '../../src/news/story.ts'
import { article } from '../claim/make.ts'

const relation = (a: string, b: string, kind: TextRelationKind): TextRelation => ({
  a: article(a),
  b: article(b),
  kind,
  coverage: 1,
  order: 1,
})

const groupsOf = (letters: string, relations: readonly TextRelation[]) => {
  const groups = groupTexts([...letters].map(article), relations)
  return [...letters].map((letter) => groups.get(article(letter))?.at(-1)).join('')
}

const cases: readonly (readonly [string, string, readonly TextRelation[], string])[] = [
  ['texts alone are groups of their own', 'abc', [], 'abc'],
  ['a copy joins', 'abc', [relation('c', 'a', 'copy')], 'aba'],
  ['a rewrite joins', 'abc', [relation('b', 'c', 'rewrite')], 'abb'],
  ['shared wire copy does not', 'abc', [relation('a', 'b', 'shared-wire')], 'abc'],
  ['nor do independent texts', 'abc', [relation('a', 'b', 'independent')], 'abc'],
  ['two rewrites of one text are one', 'abc', [relation('b', 'a', 'rewrite'), relation('c', 'a', 'copy')], 'aaa'],
  [
    'a chain is one',
    'abcd',
    [relation('d', 'c', 'copy'), relation('b', 'a', 'copy'), relation('c', 'b', 'copy')],
    'aaaa',
  ],
  ['the first seen gives the name', 'cba', [relation('a', 'c', 'copy')], 'cbc'],
  ['texts that are not listed join nothing', 'ab', [relation('a', 'z', 'copy'), relation('z', 'b', 'copy')], 'ab'],
  ['a text is a copy of itself', 'ab', [relation('a', 'a', 'copy')], 'ab'],
  ['no texts', '', [relation('a', 'b', 'copy')], ''],
]
for (const [name, letters, relations, groups] of cases) {
  test(name, () => equal(groupsOf(letters, relations), groups))
}

// One letter's length is its place in the alphabet: `z` is a long text, `a` a flash.
const grouped = (letters: string, relations: readonly TextRelation[]) => {
  const lengthOf = (id: string) => (id.at(-1)?.charCodeAt(0) ?? 0) - 96
  const groups = groupTexts([...letters].map(article), relations, lengthOf)
  return [...letters].map((letter) => groups.get(article(letter))?.at(-1)).join('')
}
const weighed: readonly (readonly [string, string, readonly TextRelation[], string])[] = [
  [
    'two long texts that share copy stay apart though both hold one short text: it joins the one of its size',
    'czm',
    [relation('c', 'z', 'copy'), relation('c', 'm', 'copy'), relation('m', 'z', 'shared-wire')],
    'czc',
  ],
  [
    'two cuts of one text are one with it though they have little in common',
    'cdz',
    [relation('c', 'z', 'copy'), relation('d', 'z', 'copy'), relation('c', 'd', 'independent')],
    'ccc',
  ],
  [
    'a cut is one with the whole though other cuts of it have nothing of the first',
    'cdez',
    [
      ...['c', 'd', 'e'].map((cut) => relation(cut, 'z', 'copy')),
      ...['cd', 'ce', 'de'].map(([one = '', other = '']) => relation(one, other, 'independent')),
    ],
    'cccc',
  ],
  [
    'one rewrite that has drifted from another is one text with both',
    'xyz',
    [relation('x', 'y', 'rewrite'), relation('y', 'z', 'rewrite'), relation('x', 'z', 'shared-wire')],
    'xxx',
  ],
]
for (const [name, letters, relations, groups] of weighed) test(name, () => equal(grouped(letters, relations), groups))

const relationArb = fc
  .tuple(
    fc.constantFrom(...'abcdef'),
    fc.constantFrom(...'abcdef'),
    fc.constantFrom<TextRelationKind>('copy', 'rewrite', 'shared-wire', 'independent'),
  )
  .map(([a, b, kind]) => relation(a, b, kind))

test('the order in which relations are known makes no difference', () => {
  fc.assert(
    fc.property(
      fc.array(relationArb, { maxLength: 10 }).chain((list) => {
        const whole = { minLength: list.length, maxLength: list.length }
        return fc.tuple(fc.constant(list), fc.shuffledSubarray(list, whole))
      }),
      ([relations, shuffled]) => {
        deepEqual(groupsOf('abcdef', shuffled), groupsOf('abcdef', relations))
      },
    ),
    { numRuns: 2_000 },
  )
})
