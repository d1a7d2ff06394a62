import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { faultLine } from '../../src/cli/fault-line.ts'
import { NewsError } from '../../src/news/errors.ts'

const cases = [
  [
    'a file’s name with a line break',
    'a\nstandfirst: all is well.txt: empty',
    'a\\u{a}standfirst: all is well.txt: empty',
  ],
  ['terminal sequences', 'a\u001b[2J\u001b]0;owned\u0007.txt', 'a\\u{1b}[2J\\u{1b}]0;owned\\u{7}.txt'],
  ['overrides of the writing direction', 'txt.\u202elmth', 'txt.\\u{202e}lmth'],
  ['eight-bit control characters', 'a\u009b31m', 'a\\u{9b}31m'],
  ['words of any script', 'señal 外交部 “x”: empty', 'señal 外交部 “x”: empty'],
] as const
for (const [what, message, shown] of cases) {
  test(`a fault with ${what} is one line that shows them`, () => {
    equal(faultLine(new NewsError('input-empty', message)), shown)
  })
}

test('a wrong configuration keeps a line for each fault', () => {
  equal(
    faultLine(new NewsError('config-invalid', 'a.yaml:1: one\na.yaml:2: t\u001bwo')),
    'a.yaml:1: one\na.yaml:2: t\\u{1b}wo',
  )
})

test('a fault that is not ours is one line', () => {
  equal(faultLine(new Error('first\n    at second')), 'first at second')
  equal(faultLine('just words'), 'just words')
})
