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
    'it carries the credit line of Norte Wire, but no outlet runs it; 66 % of it is shared copy',
    'it carries the credit line of Norte Wire, but no outlet runs it; 66% of it is shared copy',
    'lleva la firma de Norte Wire, pero ningún medio la publica; el 66 % es texto compartido',
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
    equal(whyIn({ why, relation: 'rewrite' }, 'en'), en)
    equal(whyIn({ why, relation: 'rewrite' }, 'es'), es)
  })
}

const told = [
  ['own report', 'its outlet’s own report, citing Norte Wire; 66 % of it is shared copy', '66% of it is shared copy'],
  ['own report', 'its outlet’s own report', ''],
  ['unattributed', 'it names neither an outlet nor a source', ''],
] as const
for (const [relation, why, en] of told) {
  test(`of ${relation} is not told again: ${why}`, () => equal(whyIn({ why, relation }, 'en'), en))
}
