import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { rouge, rougeTokens } from './rouge.ts'

// Counted by hand: shared n-grams, n-grams of the candidate, n-grams of the reference.
const cases: readonly (readonly [string, string, string, number, number, number, number])[] = [
  ['the same', 'the lake fell', 'the lake fell', 1, 3, 3, 3],
  ['the same', 'the lake fell', 'the lake fell', 2, 2, 2, 2],
  ['nothing shared', 'the lake fell', 'a wall cracked', 1, 0, 3, 3],
  ['another order', 'fell the lake', 'the lake fell', 1, 3, 3, 3],
  ['another order', 'fell the lake', 'the lake fell', 2, 1, 2, 2],
  ['a word as often as both have it', 'the the the lake', 'the lake and the wall', 1, 3, 4, 5],
  ['a pair as often as both have it', 'no no no no', 'no no no', 2, 2, 3, 2],
  ['stems', 'The lakes were flooding', 'the lake flooded', 1, 3, 4, 3],
  ['case and marks', 'Lund: “Stay!”', 'lund (stay)', 2, 1, 1, 1],
  ['an empty candidate', '', 'the lake fell', 1, 0, 0, 3],
  ['too short for a pair', 'lake', 'lake', 2, 0, 0, 0],
]
for (const [name, candidate, reference, n, shared, ours, theirs] of cases) {
  test(`ROUGE-${n} of ${name}: ${JSON.stringify(candidate)} for ${JSON.stringify(reference)}`, () => {
    const precision = shared === 0 ? 0 : shared / ours
    const recall = shared === 0 ? 0 : shared / theirs
    const f = shared === 0 ? 0 : (2 * precision * recall) / (precision + recall)
    deepEqual(rouge(rougeTokens(candidate), rougeTokens(reference), n), { precision, recall, f })
  })
}

// Examples of Porter 1980, "An algorithm for suffix stripping"; words up to three letters stay.
const stems = [
  ['ponies', 'poni'],
  ['agreed', 'agre'],
  ['plastered', 'plaster'],
  ['motoring', 'motor'],
  ['relational', 'relat'],
  ['adjustable', 'adjust'],
  ['was', 'was'],
  ['his', 'his'],
] as const
for (const [word, stem] of stems) test(`${word} → ${stem}`, () => equal(rougeTokens(word).join(), stem))
