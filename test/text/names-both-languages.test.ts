import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { findNames, nameIsIn } from '../../src/text/names.ts'

// Ways to write one name: all of a row have its key. `en:` and `es:` tell the language a way is written in.
const rows: readonly (readonly [string, ...string[]])[] = [
  // Countries, their people, their acronyms.
  [
    'united states',
    'en:The US said so.',
    'en:The U.S. said so.',
    'en:the USA',
    'en:The United States',
    'en:American aid',
  ],
  ['united states', 'es:EE. UU. lo dijo.', 'es:EE.UU. lo dijo.', 'es:EEUU lo dijo.', 'es:EE UU lo dijo.'],
  ['united states', 'es:los Estados Unidos', 'es:la ayuda estadounidense', 'es:la corte norteamericana'],
  ['colombia', 'en:a Colombian court', 'en:Colombians voted', 'es:un colombiano', 'es:una colombiana'],
  ['colombia', 'es:los colombianos', 'es:las colombianas', 'es:Colombia votó'],
  ['france', 'en:the French court', 'es:el presidente francés', 'es:la corte francesa', 'es:los franceses'],
  ['spain', 'en:Spaniards voted', 'es:la corte española', 'es:los españoles'],
  ['united kingdom', 'en:British aid', 'en:the U.K.', 'es:el Reino Unido', 'es:la ayuda británica'],
  ['netherlands', 'en:the Dutch court', 'es:Países Bajos votó', 'es:los neerlandeses'],
  ['south korea', 'en:South Koreans voted', 'es:los surcoreanos', 'es:Corea del Sur'],
  // Organisations.
  ['united nations', 'en:The UN said so.', 'en:The U.N. said so.', 'en:the United Nations', 'es:La ONU lo dijo.'],
  ['united nations', 'es:Naciones Unidas lo dijo.', 'es:la Organización de las Naciones Unidas'],
  ['european union', 'en:The EU said so.', 'en:the European Union', 'es:La UE lo dijo.', 'es:La Unión Europea votó.'],
  ['nato', 'en:The NATO talks', 'es:las charlas de la OTAN'],
  ['who', 'en:a report of the WHO', 'es:un informe de la OMS'],
  // Titles are no part of a name.
  ['ruiz', 'en:President Ruiz left.', 'en:Mr. Ruiz left.', 'en:former President Ruiz', 'en:Vice President Ruiz'],
  [
    'ruiz',
    'es:El presidente Ruiz salió.',
    'es:la doctora Ruiz',
    'es:El expresidente Ruiz',
    'es:la vicepresidenta Ruiz',
  ],
  ['bo lind', 'en:Foreign Minister Bo Lind', 'en:Prime Minister Bo Lind', 'en:Gen. Bo Lind', 'en:Rear Admiral Bo Lind'],
  ['bo lind', 'es:el canciller Bo Lind', 'es:El primer ministro Bo Lind', 'es:El general Bo Lind'],
  [
    'bo lind',
    'en:Secretary of State Bo Lind',
    'es:el secretario de Estado Bo Lind',
    'es:el secretario general Bo Lind',
  ],
  ['bo lind', 'en:King Bo Lind', 'es:el rey Bo Lind', 'es:don Bo Lind'],
]
for (const [key, ...ways] of rows) {
  for (const way of ways) {
    test(`${way} names ${key}`, () => {
      const [lang, text] = [way.slice(0, 2) as TextLang, way.slice(3)]
      deepEqual(
        findNames(text, lang).map((name) => name.key),
        [key],
      )
    })
  }
}

// A role without a name is nobody.
for (const way of ['en:The president left.', 'en:the mayor', 'es:El mandatario salió.', 'es:la alcaldesa']) {
  test(`${way} names nobody`, () => deepEqual(findNames(way.slice(3), way.slice(0, 2) as TextLang), []))
}

const same: readonly (readonly [string, string, boolean])[] = [
  ['en:Petra Lund left.', 'en:Lund left.', true],
  ['en:Petra Lund left.', 'es:La presidenta Lund salió.', true],
  ['en:The UN met.', 'es:Naciones Unidas se reunió.', true],
  ['en:The European Union met.', 'es:La UE se reunió.', true],
  ['en:A Colombian won.', 'es:Ganó una colombiana.', true],
  ['en:the World Health Organization', 'es:la Organización Mundial de la Salud', true],
  ['en:Petra Lund left.', 'en:Petra Ruiz left.', false],
  ['en:South Korea met.', 'es:Corea del Norte se reunió.', false],
]
for (const [one, other, expected] of same) {
  test(`${one} and ${other} name ${expected ? 'one' : 'two'}`, () => {
    const [left] = findNames(one.slice(3), one.slice(0, 2) as TextLang)
    equal(left !== undefined && nameIsIn(left, findNames(other.slice(3), other.slice(0, 2) as TextLang)), expected)
  })
}
