import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { negations } from '../../src/text/negation.ts'
import { splitWords } from '../../src/text/words.ts'

const cases = [
  ['en', "They didn't go, nor did he.", [1, 3]],
  ['en', 'She denied it without proof.', [1, 3]],
  ['en', "the man did n't say so", [3]],
  ['en', 'He will knot the note.', []],
  ['es', 'No fue, ni vino nunca.', [0, 2, 4]],
  ['es', 'Negó el pago sin pruebas.', [0, 3]],
  ['es', 'El notario vino.', []],
] as const
for (const [lang, text, at] of cases) {
  test(`${at.length} negations in "${text}"`, () => deepEqual(negations(splitWords(text), lang), at))
}
