import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { areTitlesAlike } from '../../src/store/titles-alike.ts'

for (const [a, b, alike] of [
  ['Storm hits the coast', 'STORM HITS THE COAST', true],
  ['Storm hits the coast', 'Three dead as storm lashes coast', true],
  ['Huelga de estibadores', 'Los estibadores siguen en huelga', true],
  ['Cranes strike', 'Strikes: the cranes', true],
  ['Storm hits the coast', 'Fish market opens', false],
  ['The end of it', 'The mayor of the town', false],
  ['Storm', '…', true],
] as const) {
  test(`“${a}” and “${b}” are ${alike ? 'alike' : 'unlike'}`, () => equal(areTitlesAlike(a, b), alike))
}
