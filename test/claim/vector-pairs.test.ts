import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toLedgerText, type LedgerText } from '../../src/claim/ledger-state.ts'
import { cosineOf, packVector, toVector, type SentenceVector } from '../../src/claim/sentence-vectors.ts'
import { addVectorPairs } from '../../src/claim/vector-pairs.ts'
import { cutText } from '../../src/text/cut-text.ts'
import { article, hour } from './make.ts'

const SAME_FROM = 0.75

/** A vector of two numbers that stands at that angle, in degrees. */
const towards = (angle: number): SentenceVector | null =>
  packVector([Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])

/** Sentences with the angles of their vectors; null for none. */
function textOf(lang: string, ...sentences: readonly (readonly [string, number | null])[]): LedgerText {
  const cut = cutText(sentences.map(([text]) => text).join('\n\n'), lang, null)
  const ofSentence = sentences.map(([, angle]) => (angle === null ? null : towards(angle)))
  const source = { article: article('a'), revision: 1, seenAt: hour(0) }
  return { ...toLedgerText(source, cut.places, cut.sentences), vectors: { sameFrom: SAME_FROM, ofSentence } }
}

const pairsOf = (a: LedgerText, b: LedgerText) => addVectorPairs([], a, b).map((pair) => `${pair.a}:${pair.b}`)

const FELL = 'The lake behind the Calder dam fell by 12 metres.'
const FELL_ES = 'El embalse de la presa Calder bajó 12 metros.'
const SCHOOLS = 'Schools in the lower town stayed shut.'

const cases: readonly (readonly [string, LedgerText, LedgerText, readonly string[]])[] = [
  ['a translation that is near', textOf('en', [FELL, 0]), textOf('es', [FELL_ES, 20]), ['0:0']],
  ['one that is not near enough', textOf('en', [FELL, 0]), textOf('es', [FELL_ES, 50]), []],
  ['a sentence without a vector', textOf('en', [FELL, null]), textOf('es', [FELL_ES, 0]), []],
  [
    'near, with another figure',
    textOf('en', [FELL, 0]),
    textOf('es', ['El embalse de la presa Calder bajó 30 metros.', 0]),
    [],
  ],
  [
    'near, but denied',
    textOf('en', [FELL, 0]),
    textOf('es', ['El embalse de la presa Calder no bajó 12 metros.', 0]),
    [],
  ],
  [
    'near, with another name',
    textOf('en', ['Petra Lund resigned from the board.', 0]),
    textOf('es', ['Inés Valdez renunció a su cargo.', 0]),
    [],
  ],
  [
    'the nearest of several, once',
    textOf('en', [SCHOOLS, 30], [FELL, 0]),
    textOf('es', [FELL_ES, 5], ['Las escuelas de la ciudad baja siguieron cerradas.', 28]),
    ['0:1', '1:0'],
  ],
  ['nearest from one side alone', textOf('en', [SCHOOLS, 10], [FELL, 4]), textOf('es', [FELL_ES, 0]), ['1:0']],
]
for (const [name, a, b, expected] of cases) {
  test(`${name}: ${expected.join(' ') || 'no pair'}`, () => {
    deepEqual(pairsOf(a, b), expected)
    deepEqual(
      pairsOf(b, a)
        .map((pair) => pair.split(':').toReversed().join(':'))
        .toSorted(),
      expected.toSorted(),
    )
  })
}

test('a pair that words show better is left as it is, a weaker one is raised', () => {
  const [a, b] = [textOf('en', [FELL, 0], [SCHOOLS, 90]), textOf('es', [FELL_ES, 0], ['Las escuelas cerraron.', 90])]
  const clear = { a: 0, b: 0, score: 0.8 }
  deepEqual(addVectorPairs([clear, { a: 1, b: 1, score: 0.3 }], a, b), [clear, { a: 1, b: 1, score: 0.5, alike: true }])
})

test('without vectors the very same pairs come back', () => {
  const { vectors, ...bare } = textOf('en', [FELL, 0])
  ok(vectors !== undefined)
  const pairs = [{ a: 0, b: 0, score: 0.3 }]
  equal(addVectorPairs(pairs, bare, textOf('es', [FELL_ES, 0])), pairs)
})

test('eight bits a number cost a cosine less than .01', () => {
  const exact = (a: readonly number[], b: readonly number[]) => {
    const dot = (one: readonly number[], other: readonly number[]) =>
      one.reduce((sum, x, at) => sum + x * (other[at] ?? 0), 0)
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
  }
  // As models give them: many numbers of like size.
  const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 256, maxLength: 256 })
  fc.assert(
    fc.property(vector, vector, (a, b) => {
      const [one, other] = [packVector(a), packVector(b)]
      if (one === null || other === null || Math.max(...a.map(Math.abs), 0) < 1e-300) return
      const found = cosineOf(one, other)
      if (Number.isFinite(exact(a, b))) ok(Math.abs(found - exact(a, b)) < 0.01)
      equal(found, cosineOf(other, one))
      deepEqual(toVector(one.values), one)
    }),
    { numRuns: 50 },
  )
})

test('what points nowhere is no vector, and vectors of two lengths have nothing in common', () => {
  equal(packVector([]), null)
  equal(packVector([0, 0]), null)
  equal(packVector([Number.NaN, 1]), null)
  equal(packVector([Infinity, 1]), null)
  const [short, long] = [packVector([1]), packVector([1, 1])]
  ok(short !== null && long !== null)
  equal(cosineOf(short, long), 0)
})
