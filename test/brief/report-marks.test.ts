import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isNoReport, leansBack } from '../../src/brief/report-marks.ts'
import { analyseSentence } from '../../src/text/features.ts'
import type { TextLang } from '../../src/text/language.ts'

const reports: readonly (readonly [string, boolean, TextLang?])[] = [
  ['Engineers closed two gates of the dam on Wednesday.', true],
  ['“I saw the water,” Petra Lund said on Wednesday.', true],
  ['I saw the water come over the wall on Wednesday.', false],
  ['Engineers of the U.S. Army closed two gates for the US embassy.', true],
  ['Thank you for being with us from the dam tonight.', false],
  ['ANNA LEE, HOST: The water came over the wall at six.', false],
  ['Anna Lee: The water came over the wall at six.', false],
  ['The board named three towns: Norwick, Calder and Holt.', true],
  ['Filed under: Weather Water came over the wall at six.', false],
  ['By Anna Lee Water came over the wall at six.', false],
  ['By six on Wednesday, water came over the wall.', true],
  ['March 4, 2031 | By Anna Lee Water came over the wall.', false],
  ['Nosotros vimos el agua sobre el muro.', false, 'es'],
  ['El agua pasó sobre el muro de Norwick el miércoles.', true, 'es'],
]
for (const [sentence, report, lang = 'en'] of reports) {
  test(`${report ? 'a report' : 'no report'}: ${sentence}`, () =>
    equal(isNoReport(analyseSentence(sentence, lang)), !report))
}

const leaning: readonly (readonly [string, boolean, TextLang?])[] = [
  ['When he came to Norwick, the dam was new.', true],
  ['Petra Lund said her board would close two gates.', false],
  ['Two gates stayed open because they were stuck.', true],
  ['Two gates of the dam stayed open.', false],
  ['“He lied,” Petra Lund said.', false],
  ['Cuando ella llegó a Norwick, la presa era nueva.', true, 'es'],
  ['El muro de la presa resiste.', false, 'es'],
]
for (const [sentence, leans, lang = 'en'] of leaning) {
  test(`${leans ? 'leans on' : 'needs no'} sentence before: ${sentence}`, () =>
    equal(leansBack(analyseSentence(sentence, lang)), leans))
}
