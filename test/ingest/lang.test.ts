import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from '../../src/ingest/lang.ts'

const ENGLISH = 'The harbour board met on Tuesday and decided that the old lock will stay shut until the spring.'
const SPANISH = 'La junta del puerto se reunió el martes y decidió que la vieja esclusa seguirá cerrada hasta abril.'

const cases = [
  ['a text says its language', null, [ENGLISH, ENGLISH], 'en'],
  ['a template left at English does not count', 'en-GB', [SPANISH, SPANISH], 'es'],
  ['a first paragraph does not speak for those after it', null, [ENGLISH, SPANISH, SPANISH], 'es'],
  [
    'nor a long one at the start for more that follow',
    null,
    [`${ENGLISH} ${ENGLISH}`, SPANISH, SPANISH, SPANISH],
    'es',
  ],
  ['the last paragraph may decide', null, [ENGLISH, SPANISH, `${SPANISH} ${SPANISH}`], 'es'],
  ['a word or two tell none: the tag does', 'es-CO', ['Ruiz: no'], 'es'],
] as const
for (const [what, declared, paragraphs, lang] of cases) {
  test(what, () => equal(languageOf(declared, paragraphs.join('\n\n')), lang))
}
