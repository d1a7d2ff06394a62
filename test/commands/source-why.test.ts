import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { whyIn } from '../../src/commands/source-why.ts'

const cases = [
  // as src/story tells it, in English, in Spanish
  [
    'it carries the credit line of Norte Wire',
    'it carries the credit line of Norte Wire',
    'lleva la firma de Norte Wire',
  ],
  [
    '92 % of the shorter text stands in the other, in the same order; the same report as The Alba Post',
    '92% of the shorter text stands in the other, in the same order; the same report as The Alba Post',
    'el 92 % del texto más corto está en el otro, en el mismo orden; la misma información que The Alba Post',
  ],
  [
    'its outlet’s own report; 66 % of it is shared copy',
    'its outlet’s own report; 66% of it is shared copy',
    'información propia del medio; el 66 % es texto compartido',
  ],
  [
    'it names no outlet; its interviews were given to Norte Wire',
    'it names no outlet; its interviews were given to Norte Wire',
    'no nombra ningún medio; sus entrevistas se dieron a Norte Wire',
  ],
  ['a reason of a later version', 'a reason of a later version', 'a reason of a later version'],
  ['', '', ''],
] as const
for (const [why, en, es] of cases) {
  test(`why a source was grouped, in the reader’s language: ${why}`, () => {
    equal(whyIn(why, 'en', 'untold'), en)
    equal(whyIn(why, 'es', 'untold'), es)
  })
}

test('whom a source cites is told once', () => {
  equal(
    whyIn('its outlet’s own report, citing Norte Wire; 66 % of it is shared copy', 'en', 'told'),
    '66% of it is shared copy',
  )
  equal(whyIn('its outlet’s own report, citing Norte Wire', 'es', 'told'), '')
})
