import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findCorrectionNote } from '../../src/ingest/find-correction-note.ts'

const BODY = 'Ferry crews ended an eleven-day strike on Wednesday.\n\nBoats sail again on Friday, the union said.'
const notes = [
  ['Correction: The fare will be $5, not $6.', 'correction', 'The fare will be $5, not $6.'],
  ['CORRECTION (Jan. 7, 2026): The fare will be $5.', 'correction', 'The fare will be $5.'],
  ['Correction, Jan. 7: The fare will be $5.', 'correction', 'The fare will be $5.'],
  ['Corrections and clarifications: The fare will be $5.', 'correction', 'The fare will be $5.'],
  ['Correction\n\nThe fare will be $5.', 'correction', 'The fare will be $5.'],
  ['Erratum: the fare will be $5.', 'correction', 'the fare will be $5.'],
  ['Clarification: The fare holds from March.', 'clarification', 'The fare holds from March.'],
  ['An earlier version of this article misstated the fare. It is $5.', 'correction'],
  ['A previous version of this story misspelled the name of Ana Ruiz.', 'correction'],
  ['*An earlier version of this headline gave another day.', 'correction'],
  ['This story has been corrected to show that the fare is $5.', 'correction'],
  ['This article was amended on 7 January 2026 to give the right fare.', 'correction'],
  ['This article has been updated to reflect that the fare is $5.', 'correction'],
  ['This article originally stated that the fare was $6.', 'correction'],
  ['(Corrects fare in second paragraph)', 'correction'],
  ['Due to an editing error, the fare was given as $6.', 'correction'],
  [
    'Editor’s note: An earlier version of this story gave another fare.',
    'correction',
    'An earlier version of this story gave another fare.',
  ],
  ['Editor’s note: This story has been retracted.', 'withdrawal', 'This story has been retracted.'],
  ['Retraction: We could not confirm the account.', 'withdrawal', 'We could not confirm the account.'],
  ['Fe de erratas: la tarifa será de 5 dólares, no de 6.', 'correction', 'la tarifa será de 5 dólares, no de 6.'],
  ['Fe de errores\n\nLa tarifa será de 5 dólares.', 'correction', 'La tarifa será de 5 dólares.'],
  ['Corrección: La tarifa será de 5 dólares.', 'correction', 'La tarifa será de 5 dólares.'],
  ['Rectificación (7 de enero de 2026): la tarifa será de 5 dólares.', 'correction', 'la tarifa será de 5 dólares.'],
  ['Aclaración: la tarifa rige desde marzo.', 'clarification', 'la tarifa rige desde marzo.'],
  ['Una versión anterior de esta nota daba otra tarifa.', 'correction'],
  ['En una versión previa de este artículo se indicaba otra tarifa.', 'correction'],
  ['Este artículo ha sido corregido para precisar la tarifa.', 'correction'],
  ['Esta noticia fue modificada el 7 de enero para corregir la tarifa.', 'correction'],
  ['Por un error de edición, se publicó otra tarifa.', 'correction'],
  [
    'Nota de la redacción: una versión anterior de esta noticia daba otra tarifa.',
    'correction',
    'una versión anterior de esta noticia daba otra tarifa.',
  ],
  ['Este artículo ha sido retirado por no cumplir nuestras normas.', 'withdrawal'],
] as const
for (const [note, kind, says = note.replace(/^[*(]/, '')] of notes) {
  test(`a note: ${note}`, () => {
    const found = findCorrectionNote(`${BODY}\n\n${note}`)
    equal(found?.kind, kind)
    equal(found?.says, says)
    equal(`${BODY}\n\n${note}`.slice(found?.start, found?.end), note)
  })
}

const none = [
  BODY,
  '',
  'The market went through a correction: shares fell by a tenth.',
  'Corrections officers at the prison went on strike on Wednesday.',
  'An earlier version of the bill had no such clause, she said.',
  'The paper published a correction on Tuesday and apologised.',
  'Editor’s note: This interview was held in Spanish and is translated.',
  'Report a correction or typo',
  'This story has been updated.',
  'This story was updated at 3 p.m.',
  'Una versión anterior de la ley no tenía esa cláusula, dijo.',
  'El Departamento de Corrección informó de tres fugas.',
  'La corrección de los exámenes durará dos semanas.',
  'El video fue retirado de la plataforma el lunes.',
  'The post was removed by the platform, which said it broke its rules.',
  'The minister withdrew the report on Monday.',
]
for (const text of none) test(`no note: ${text}`, () => equal(findCorrectionNote(text), null))

test('any text is looked through', () => {
  fc.assert(fc.property(fc.string(), (text) => void findCorrectionNote(text)))
})
