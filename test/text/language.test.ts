import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { detectLanguage, toTextLang } from '../../src/text/language.ts'

const cases = [
  ['The harbour office closed the old bridge on Sunday after the storm had weakened it.', 'en'],
  ['La alcaldía cerró el domingo el puente viejo porque la tormenta lo había debilitado.', 'es'],
  ['Die Stadt hat am Sonntag die alte Brücke gesperrt, weil der Sturm sie beschädigt hatte.', 'de'],
  ['Ruiz: no', null],
  ['', null],
  ['12 34 56 78 90 12 34 56 78 90', null],
] as const
for (const [text, lang] of cases) test(`${lang ?? 'no language'}: "${text}"`, () => equal(detectLanguage(text), lang))

test('Spanish has rules of its own, everything else is read by English ones', () => {
  equal(toTextLang('es'), 'es')
  equal(toTextLang('es-CO'), 'es')
  for (const lang of ['en', 'de', 'est', null]) equal(toTextLang(lang), 'en')
})
