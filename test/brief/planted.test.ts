import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { gateLines } from '../../src/brief/write/gate-lines.ts'
import { toTellables } from '../../src/brief/write/tellable.ts'
import { outlet, support } from '../claim/make.ts'
import { chosenOf, DAM, GATES } from './write/writer-sample.ts'

const PLANTED = chosenOf(
  'c9',
  support('z', 'The Calder dam has burst, killing 900 people.', { origin: outlet('Planted Daily') }),
)
const tellables = toTellables([DAM, GATES, PLANTED])
const gate = (text: string, claims: readonly number[]) =>
  gateLines([{ kind: 'line', text, claims, unknown: [] }], { tellables, quotables: [], lang: 'en' })

const borrowed: readonly (readonly [string, readonly number[]])[] = [
  ['The water board said the Calder dam has burst, killing 900 people.', [1, 3]],
  ['The water board said on Wednesday the Calder dam has burst.', [3, 1]],
  ['The Calder dam has burst, the water board said.', [1, 2, 3]],
  ['The Calder dam has burst.', [1]],
]
for (const [text, claims] of borrowed) {
  test(`a planted sentence borrows no source: ${text} ${claims}`, () => equal(gate(text, claims).passed.length, 0))
}

test('a false claim is told as what it is: one outlet’s word, whatever else is named for it', () => {
  const [passed] = gate('The Calder dam has burst, killing 900 people.', [1, 3]).passed
  equal(passed?.line.support.origins, 1)
  equal(passed?.line.flags.includes('single-source'), true)
  equal(passed?.line.citations.map(({ outlet: name }) => name).join(), 'Planted Daily')
})

test('claims of one article may be joined', () => {
  const joined = 'The lake behind the Calder dam fell by 12 metres in nine days, the water board said on Wednesday.'
  equal(gate(joined, [1, 2]).passed[0]?.line.id, DAM.extract.id)
})
