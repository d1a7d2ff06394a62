import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { shingles } from '../../src/text/shingles.ts'
import { winnow } from '../../src/text/winnow.ts'
import { splitWords } from '../../src/text/words.ts'

test('shingles are the runs of words, whatever their case, accents and punctuation', () => {
  const a = shingles(splitWords('The dam broke, at NOON'), 3)
  deepEqual(a, shingles(splitWords('the dam — broke at noon.'), 3))
  equal(a.length, 3)
  equal(new Set(a).size, 3)
  deepEqual(shingles(splitWords('too short'), 3), [])
})

test('any shared run as long as the window gives both sides a common fingerprint', () => {
  const hash = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(hash),
      fc.array(hash),
      fc.array(hash),
      (window, head, tail, extra) => {
        const run = Array.from({ length: window }, (_, at) => extra[at] ?? at)
        const a = winnow([...head, ...run, ...tail], window).map((print) => print.hash)
        const b = new Set(winnow([...tail, ...run, ...head], window).map((print) => print.hash))
        ok(a.some((print) => b.has(print)))
      },
    ),
  )
})

test('fingerprints are the windows’ minima, rightmost of equals, each place once', () => {
  // The example of Schleimer et al., window 4.
  const hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98]
  deepEqual(
    winnow(hashes, 4).map(({ hash, at }) => [hash, at]),
    [
      [17, 3],
      [17, 6],
      [8, 8],
      [39, 11],
      [17, 15],
    ],
  )
  deepEqual(winnow([5, 3], 4), [{ hash: 3, at: 1 }])
  deepEqual(winnow([], 4), [])
})
