import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { analyseSentence } from '../../src/text/features.ts'
import type { TextLang } from '../../src/text/language.ts'
import { evenWeight, likeness, overlapTerms, termsOf } from '../../src/text/similarity.ts'

const read = (text: string, lang: TextLang = 'en') => analyseSentence(text, lang)

const termCases: readonly (readonly [TextLang, string, readonly string[]])[] = [
  ['en', 'The lake was lowered by two metres.', ['lake', 'lower', 'two', 'meter']],
  ['en', 'Colombians and Americans met.', ['colombia', 'united states', 'meet']],
  ['en', 'The U.S. and the United States are one.', ['united states', 'united states', 'one']],
  ['es', 'Estados Unidos y los colombianos.', ['united states', 'colombia']],
  ['en', 'Tomas Okafor of the Calder Board.', ['toma', 'okafor', 'calder', 'board']],
  ['en', '', []],
  ['en', 'It was to be of the and or.', []],
]
for (const [lang, text, terms] of termCases) {
  test(`terms of “${text}”`, () => deepEqual(termsOf(read(text, lang)), terms))
}

const overlaps: readonly (readonly [string, string, number, number])[] = [
  ['lake wall', 'lake wall', 1, 1],
  ['lake', 'lake wall', 1, 0.5],
  ['lake lake', 'lake', 0.5, 1],
  ['lake', 'wall', 0, 0],
  ['', 'wall', 0, 0],
  ['', '', 0, 0],
]
for (const [a, b, ofA, ofB] of overlaps) {
  test(`[${a}] and [${b}] overlap by ${ofA} and ${ofB}`, () => {
    const split = (text: string) => text.split(' ').filter((word) => word !== '')
    const found = overlapTerms(split(a), split(b), evenWeight)
    deepEqual([found.ofA, found.ofB], [ofA, ofB])
  })
}

test('long words may match by a shared beginning, for less; short ones and mere beginnings do not', () => {
  const share = (a: string, b: string) => overlapTerms([a], [b], evenWeight).ofA
  ok(share('threat', 'threaten') > 0.5 && share('threat', 'threaten') < 1)
  equal(share('dam', 'damp'), 0)
  equal(share('contra', 'contractor'), 0)
})

test('a rare term weighs what the weigher says', () => {
  const weigh = (term: string) => (term === 'crack' ? 3 : 1)
  equal(overlapTerms(['crack', 'wall'], ['crack', 'lake'], weigh).ofA, 0.75)
})

const CRACK = 'The crack in the wall of the dam is 12 metres long, the water board said.'
const ranked: readonly (readonly [string, string, string])[] = [
  [CRACK, 'The water board said the dam’s wall has a crack 12 metres long.', 'The board sent divers down.'],
  [CRACK, 'A 12-metre crack is in the wall of the dam.', 'Schools near the dam stayed shut on Wednesday.'],
  ['Tomas Okafor resigned on Friday.', 'Okafor resigned.', 'Petra Lund resigned on Friday.'],
]
for (const [text, nearer, farther] of ranked) {
  test(`“${nearer}” is liker to “${text}” than “${farther}”`, () => {
    ok(likeness(read(text), read(nearer), evenWeight) > likeness(read(text), read(farther), evenWeight))
  })
}

test('languages compare by what they name and count', () => {
  const spanish = read('La grieta en el muro de la presa mide 12 metros, dijo la junta del agua.', 'es')
  const other = read('Los vecinos durmieron en una escuela de la costa.', 'es')
  ok(likeness(read(CRACK), spanish, evenWeight) > likeness(read(CRACK), other, evenWeight))
})

const wordArb = fc.constantFrom(
  'lake',
  'wall',
  'crack',
  'threat',
  'threaten',
  'threats',
  'board',
  'water',
  'Okafor',
  '12',
)
const sentenceArb = fc.array(wordArb, { maxLength: 12 }).map((words) => read(`${words.join(' ')}.`))

test('likeness is a share, the same from both sides, and 1 of a sentence of four words with itself', () => {
  fc.assert(
    fc.property(sentenceArb, sentenceArb, (one, other) => {
      const score = likeness(one, other, evenWeight)
      ok(score >= 0 && score <= 1)
      ok(Math.abs(score - likeness(other, one, evenWeight)) < 1e-9)
      if (termsOf(one).length >= 4) ok(Math.abs(likeness(one, one, evenWeight) - 1) < 1e-9)
    }),
  )
})

const termsArb = fc.array(fc.constantFrom('lake', 'wall', 'threat', 'threaten', 'threats', 'crack'), { maxLength: 8 })

test('overlap is a share of each side, and no word is matched twice', () => {
  fc.assert(
    fc.property(termsArb, termsArb, (a, b) => {
      const { ofA, ofB, shared } = overlapTerms(a, b, evenWeight)
      ok(ofA >= 0 && ofA <= 1 && ofB >= 0 && ofB <= 1)
      ok(shared.length <= Math.min(a.length, b.length))
    }),
  )
})

test('a sentence without end is compared in bounded time', () => {
  const long = read(`The ${'wall lake crack board '.repeat(20_000)}.`)
  const start = performance.now()
  likeness(long, long, evenWeight)
  ok(performance.now() - start < 20_000)
})
