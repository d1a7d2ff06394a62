import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldLetters } from '../../src/text/fold-letters.ts'

for (const [given, folded] of [
  ['Bogotá', 'bogota'],
  ['São Tomé', 'sao tome'],
  ['ESPAÑA', 'espana'],
  ['İzmir', 'izmir'],
  ['Nile dam 2', 'nile dam 2'],
  ['', ''],
] as const) {
  test(`“${given}” is compared as “${folded}”`, () => {
    assert.equal(foldLetters(given), folded)
  })
}

test('folding twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldLetters(foldLetters(text)) === foldLetters(text)))
})
