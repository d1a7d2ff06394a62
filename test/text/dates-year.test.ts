import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { findDates } from '../../src/text/dates.ts'

const cases: readonly (readonly ['en' | 'es', string, readonly string[]])[] = [
  ['en', '1504: The ferry is back in the harbour.', []],
  ['en', '1515 : The mayor pledges more boats.', []],
  ['en', 'The ferry is in. 2012: The mayor speaks.', []],
  ['en', '1971: The dam is finished.', ['1971']],
  ['en', 'The ferry left at 1600 GMT.', []],
  ['en', 'The ferry left in rain, 2010 GMT.', []],
  ['en', 'The talks begin in Norwick, 1100 (1600 GMT) at the latest.', []],
  ['en', 'The talks begin 1900 -LRB- 2300 GMT -RRB- on the pier.', []],
  ['en', 'The ferry leaves by 1930 hrs and 2030h.', []],
  ['en', 'The ferry left on January 3 2000 GMT.', ['--01-03']],
  ['en', 'The ferry leaves at 2030.', []],
  ['en', 'The crew is 1600 strong.', []],
  ['en', 'The farm has 2000 acres and 1950 tonnes of wheat.', []],
  ['en', 'The pier was built in 1843.', ['1843']],
  ['en', 'The pier has stood since 1504.', ['1504']],
  ['en', 'The storm of 1703 broke it.', ['1703']],
  ['en', 'The storm of January 1703 broke it.', ['1703-01']],
  ['en', 'The 1998 election was close.', ['1998']],
  ['en', 'In 2101 the lease ends.', []],
  ['es', '1504: El ferri vuelve al puerto.', []],
  ['es', 'El ferri salió a las 1600 GMT.', []],
  ['es', 'El ferri salió a las 2030.', []],
  ['es', 'Las conversaciones empiezan 1100 (1600 GMT).', []],
  ['es', 'El ferri sale antes de 1930 horas.', []],
  ['es', 'Llegó un grupo de 1500 agentes.', []],
  ['es', 'El muelle se construyó en 1843.', ['1843']],
  ['es', 'La carta de 1886 sigue en vigor desde 1810.', ['1886', '1810']],
  ['es', 'La carta del 5 de julio de 1811 es la primera.', ['1811-07-05']],
  ['es', 'Las elecciones de 1998 fueron reñidas.', ['1998']],
]
for (const [lang, text, expected] of cases) {
  test(`${lang}: ${expected.join(', ') || 'no date'}: ${text}`, () => {
    deepEqual(
      findDates(text, lang).map(({ date }) => date),
      expected,
    )
  })
}
