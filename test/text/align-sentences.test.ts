import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alignSentences, toAlignable } from '../../src/text/align-sentences.ts'
import { analyseSentence } from '../../src/text/features.ts'
import { evenWeight } from '../../src/text/similarity.ts'

const prepare = (...sentences: readonly string[]) => toAlignable(sentences.map((text) => analyseSentence(text, 'en')))
const align = (a: readonly string[], b: readonly string[]) => alignSentences(prepare(...a), prepare(...b), evenWeight)

/** The best partner of each sentence of `a`. */
const partners = (a: readonly string[], b: readonly string[]) => {
  const pairs = align(a, b)
  return a.map((_, at) => pairs.find((pair) => pair.a === at)?.b ?? null)
}

const LEAK = 'Water came through the wall at dawn, a guard said.'
const DIVERS = 'The board sent two divers down to the gates.'
const SCHOOLS = 'Schools in the lower town stayed shut.'
const TRAIN = 'A train waited at the station all morning.'

const cases: readonly (readonly [string, readonly string[], readonly string[], readonly (number | null)[]])[] = [
  ['the same text', [LEAK, DIVERS, SCHOOLS], [LEAK, DIVERS, SCHOOLS], [0, 1, 2]],
  ['another order', [LEAK, DIVERS, SCHOOLS], [SCHOOLS, LEAK, DIVERS], [1, 2, 0]],
  ['a sentence left out', [LEAK, DIVERS, SCHOOLS], [LEAK, SCHOOLS], [0, null, 1]],
  [
    'in other words',
    [LEAK, SCHOOLS],
    ['In the lower town all schools were shut.', 'A guard saw water come through the wall.'],
    [1, 0],
  ],
  ['two sentences joined to one', [DIVERS, LEAK], [`${DIVERS.slice(0, -1)}, and ${LEAK.toLowerCase()}`], [0, 0]],
  ['nothing in common', [LEAK], [TRAIN], [null]],
  ['an empty text', [], [LEAK], []],
  ['against an empty text', [LEAK], [], [null]],
]
for (const [name, a, b, expected] of cases) {
  test(name, () => deepEqual(partners(a, b), expected))
}

test('a retold sentence is surer beside neighbours that align than alone', () => {
  const [told, retold] = ['Two divers went down to look at the gates.', DIVERS]
  const score = (a: readonly string[], b: readonly string[], at: number) =>
    align(a, b).find((pair) => pair.a === at && pair.b === at)?.score ?? 0
  ok(score([LEAK, told, SCHOOLS], [LEAK, retold, SCHOOLS], 1) > score([told], [retold], 0))
})

const textArb = fc.array(fc.constantFrom(LEAK, DIVERS, SCHOOLS, TRAIN, 'The guard sent water to the town.'), {
  maxLength: 7,
})

test('pairs are in order, each once, inside both texts, with a share for a score', () => {
  fc.assert(
    fc.property(textArb, textArb, (a, b) => {
      const pairs = align(a, b)
      equal(new Set(pairs.map((pair) => `${pair.a} ${pair.b}`)).size, pairs.length)
      for (const [at, pair] of pairs.entries()) {
        ok(pair.a < a.length && pair.b < b.length && pair.score > 0 && pair.score <= 1)
        const next = pairs[at + 1]
        ok(next === undefined || pair.a < next.a || (pair.a === next.a && pair.score >= next.score))
      }
    }),
  )
})

test('who is told first does not change which pairs there are', () => {
  fc.assert(
    fc.property(textArb, textArb, (a, b) => {
      const there = align(a, b).map((pair) => `${pair.a} ${pair.b}`)
      const back = align(b, a).map((pair) => `${pair.b} ${pair.a}`)
      deepEqual(there.toSorted(), back.toSorted())
    }),
  )
})
