import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { markLead } from '../../src/adapters/marks.ts'

const cases = [
  // mark, aside, language, sign, words, what is left of the aside
  ['added', 'single source', 'en', '+', 'New:', 'single source'],
  ['corroborated', '2 origins, was 1', 'en', '↑', 'Now confirmed by 2 origins, was 1:', ''],
  ['corroborated', '2 origins, was 1; disputed', 'en', '↑', 'Now confirmed by 2 origins, was 1:', 'disputed'],
  ['corroborated', '', 'en', '↑', 'Now confirmed:', ''],
  ['revised', '', 'en', '~', 'Revised:', ''],
  ['disputed', '', 'en', '≠', 'Sources differ:', ''],
  ['withdrawn', 'no source states it now', 'en', '−', 'Withdrawn:', 'no source states it now'],
  ['added', '', 'es', '+', 'Nuevo:', ''],
  ['corroborated', '2 orígenes, antes 1', 'es', '↑', 'Ahora lo confirman 2 orígenes, antes 1:', ''],
  ['withdrawn', '', 'es', '−', 'Retirado:', ''],
] as const
for (const [mark, aside, lang, sign, words, left] of cases) {
  test(`a row marked ${mark} with the aside "${aside}" begins ${sign} ${words}`, () => {
    deepEqual(markLead(mark, aside, lang), { sign, words, aside: left })
  })
}
