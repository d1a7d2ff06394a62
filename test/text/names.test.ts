import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { findNames, nameIsIn } from '../../src/text/names.ts'

const keys = (text: string, lang: TextLang) => findNames(text, lang).map((name) => name.key)

const english: readonly (readonly [string, readonly string[]])[] = [
  ['President Ana Ruiz met Mr. Okafor.', ['ana ruiz', 'okafor']],
  ['Chilean President Ana Ruiz called.', ['chile', 'ana ruiz']],
  ['Deputy Foreign Minister Bo Lind and Secretary of State Kim Hale spoke.', ['bo lind', 'kim hale']],
  ['Earlier this week, Hale left.', ['hale']],
  ['Despite Hale, talks went on. Officials said so. Meanwhile it rained.', ['hale']],
  ['Hale said the United States and the U.S. agreed.', ['hale', 'united states', 'united states']],
  ['American soldiers and Peruvians met us.', ['united states', 'peru']],
  ['She teaches at the University of New South Wales in Sydney.', ['university of new south wales', 'sydney']],
  ['The President of Chile, Ana Ruiz, spoke.', ['chile', 'ana ruiz']],
  ['The Bank of England waits.', ['bank of england']],
  ['The FAO and J. R. Hale met on Monday in January.', ['fao', 'j r hale']],
  ['Peru’s President Ana Ruiz', ['peru', 'ana ruiz']],
  ['the United Nations General Assembly', ['united nations general assembly']],
  ['Gen. Mark Doyle spoke on Jan. 7.', ['mark doyle']],
  ['It was hot.', []],
  ['Hale Invites Peru’s Ruiz to Talks After Long Fight Over Fishing', ['peru']],
]
const spanish: readonly (readonly [string, readonly string[]])[] = [
  ['El presidente de Chile, Ana Ruiz, viajó a Estados Unidos.', ['chile', 'ana ruiz', 'united states']],
  ['La OTAN y EE. UU. callan.', ['nato', 'united states']],
  ['El ministro peruano habló en la Plaza de la Constitución.', ['peru', 'plaza de la constitucion']],
  ['Según la Universidad de Chile, llovió.', ['universidad de chile']],
  ['Debemos salir. Nadie habló.', []],
]
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as const) {
  for (const [text, expected] of rows) {
    test(`names of "${text}": ${expected.join(', ') || 'none'}`, () => {
      deepEqual(keys(text, lang), expected)
      for (const name of findNames(text, lang)) equal(text.slice(name.start, name.end), name.text)
    })
  }
}

const pairs = [
  ['Ruiz', 'Ana Ruiz', true],
  ['President Ruiz', 'Ana Ruiz', true],
  ['Ana M. Ruiz', 'Ana Ruiz', true],
  ['Ana Ruiz', 'Eva Ruiz', false],
  ['the OAS', 'the Organization of American States', true],
  ['a Peruvian', 'in Peru', true],
  ['the U.S.', 'the United States', true],
  ['in Chile', 'in Peru', false],
  ['Ruiz', 'Rubio', false],
] as const
for (const [a, b, same] of pairs) {
  test(`${a} ${same ? 'is' : 'is not'} among ${b}`, () => {
    const [[left], right] = [findNames(`met ${a}`, 'en'), findNames(`met ${b}`, 'en')]
    equal(nameIsIn(left!, right), same)
    equal(nameIsIn(right[0]!, [left!]), same)
  })
}
test('a Spanish full name is found by its first family name', () => {
  equal(nameIsIn(findNames('met Ruiz', 'en')[0]!, findNames('habló Ana Ruiz Prado', 'es')), true)
})

for (const sign of ['[', '“', "'", '(', '`', '\n', ' ']) {
  test(`100,000 of ${JSON.stringify(sign)} before a name cost no more than their reading`, () => {
    const startedAt = performance.now()
    const text = `The letter of ${sign.repeat(100_000)}Gustavo Petro arrived.`
    equal(findNames(text, 'en').at(-1)?.text.endsWith('Petro'), true)
    equal(performance.now() - startedAt < 30_000, true)
  })
}
