import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { interlingua } from '../../src/text/glossary.ts'
import { stemWord } from '../../src/text/stems.ts'

const pairs = [
  ['presidente', 'president'],
  ['invitacion', 'invite'],
  ['llamada', 'call'],
  ['amenazas', 'threat'],
  ['sanciones', 'sanction'],
  ['ataques', 'attack'],
  ['drogas', 'drug'],
  ['alemania', 'germany'],
  ['chileno', 'chilean'],
  ['constitucion', 'constitution'],
  ['violencia', 'violence'],
  ['terremoto', 'earthquake'],
  ['dolares', 'dollar'],
  ['enero', 'january'],
  ['10.000', '10,000'],
  ['2,5', '2.5'],
  ['eeuu', 'us'],
] as const
for (const [spanish, english] of pairs) {
  test(`${spanish} and ${english} meet`, () => {
    equal(interlingua(stemWord(spanish, 'es'), 'es'), stemWord(english, 'en'))
  })
}
test('English stems, and Spanish words without a counterpart, stay as they are', () => {
  equal(interlingua('presid', 'en'), 'presid')
  equal(interlingua(stemWord('petunia', 'es'), 'es'), stemWord('petunia', 'es'))
})
