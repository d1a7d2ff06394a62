import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { cutByWidth, displayWidth } from '../../../src/adapters/terminal/display-width.ts'

const cases = [
  ['', 0],
  ['plain', 5],
  ['Bogotá', 6],
  ['Bogota\u0301', 6], // the accent is a character of its own
  ['→ ↑ ≠ −', 7],
  ['外交', 4],
  ['ハロー', 6],
  ['ﾊﾛｰ', 3], // half-width forms
  ['한국', 4],
  ['🙂', 2],
  ['👩‍👩‍👧', 2],
  ['🇨🇴', 2],
  ['☎', 1],
  ['☎️', 2],
  ['👍🏽', 2],
  ['a\u200db', 2],
] as const
for (const [text, columns] of cases) {
  test(`${JSON.stringify(text)} fills ${columns} columns`, () => {
    equal(displayWidth(text), columns)
  })
}

test('text is cut between characters, never inside one', () => {
  deepEqual(cutByWidth('ab外🇨🇴e\u0301', 3), ['ab', '外', '🇨🇴e\u0301'])
  deepEqual(cutByWidth('外', 1), ['外'])
})
