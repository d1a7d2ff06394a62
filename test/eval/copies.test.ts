import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { foldConcept } from '../../src/text/concepts.ts'
import { stemWord } from '../../src/text/stems.ts'
import { makeCase } from './copies.ts'
import type { RawArticle } from './copies-material.ts'
import { OTHER_WORDS } from './copies-words.ts'
import { adjustedRand, pairF1 } from './eval-groups.ts'

/** Reports of one event in made-up words: no two share any. */
const material: readonly RawArticle[] = Array.from({ length: 6 }, (_, of) => {
  const text = Array.from({ length: 12 }, (__, at) =>
    ['saw', 'met'].map(
      (verb) => `The officials of town${of}x${at} ${verb} person${of}x${at} after the thing${of}x${at}.`,
    ),
  )
  return { id: `m${of}`, about: 'one event', text, words: text.flat().join(' ').split(' ').length }
})

test('one seed makes one case, another seed another', () => {
  deepEqual(makeCase(material, 7), makeCase(material, 7))
  ok(JSON.stringify(makeCase(material, 7)) !== JSON.stringify(makeCase(material, 8)))
})

test('a case has up to twelve texts, each in one group, and its pairs are of them', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const made = makeCase(material, seed)
    ok(made !== null && made.texts.length >= 2 && made.texts.length <= 12)
    const names = made.texts.map(({ name }) => name)
    deepEqual(made.groups.flat().toSorted(), names.toSorted())
    for (const { a, b, kind } of made.pairs) {
      const isOne = made.groups.some((group) => group.includes(a) && group.includes(b))
      ok(names.includes(a) && names.includes(b))
      ok(isOne === (kind === 'copy' || kind === 'rewrite'))
    }
  }
})

test('three hundred everyday words have others, none that the engine takes for the same', () => {
  const stems = new Set([...OTHER_WORDS.keys()].map((word) => stemWord(word, 'en')))
  ok(stems.size >= 300, `${stems.size}`)
  const concept = (word: string) => foldConcept(stemWord(word, 'en'))
  const told = [...OTHER_WORDS].filter(([word, others]) => others.some((other) => concept(other) === concept(word)))
  ok(told.length <= 5, told.map(([word]) => word).join(' '))
})

test('agreement of partitions', () => {
  deepEqual(adjustedRand([['a', 'b'], ['c']], [['c'], ['b', 'a']]), 1)
  ok(
    adjustedRand(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [
        ['a', 'c'],
        ['b', 'd'],
      ],
    ) < 0,
  )
  deepEqual(adjustedRand([['a'], ['b']], [['a'], ['b']]), 1)
  deepEqual(pairF1([['a', 'b'], ['c']], [['a', 'b', 'c']]), 0.5)
})
