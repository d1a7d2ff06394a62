import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { differFraming } from '../../src/claim/differ-framing.ts'
import { differScope } from '../../src/claim/differ-scope.ts'
import { passage } from './make.ts'

const framings: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'captured, kidnapped',
    'Troops captured Bo Lind at dawn.',
    'Troops kidnapped Bo Lind at dawn.',
    ['captured / kidnapped'],
  ],
  ['passive', 'Bo Lind was captured at dawn.', 'Troops abducted Bo Lind at dawn.', ['captured / abducted']],
  ['killed, murdered', 'Police killed Ana Ruiz.', 'Police murdered Ana Ruiz.', ['killed / murdered']],
  ['dismissed, ousted', 'The board dismissed Petra Lund.', 'The board ousted Petra Lund.', ['ousted / dismissed']],
  ['a charge in court', 'Police killed Ana Ruiz.', 'Two men are accused of murdering Ana Ruiz.', []],
  ['as somebody claims', 'Police killed Ana Ruiz.', 'Police murdered Ana Ruiz, her sister claims.', []],
  ['where somebody is from', 'Police killed a Lowmark teacher.', 'Police murdered a Lowmark farmer.', []],
  ['those who gather', 'A protest shook Lowmark Square.', 'Rioters shook Lowmark Square.', []],
  [
    'demanded some words before',
    'Crowds demand more bread and the resignation of Bo Lind.',
    'The board ousted Bo Lind.',
    [],
  ],
  ['the same light', 'Troops captured Bo Lind.', 'Bo Lind was captured by troops.', []],
  ['one light, two words', 'Police arrested Bo Lind.', 'Police detained Bo Lind.', []],
  ['another person', 'Troops captured Bo Lind.', 'Troops kidnapped Ana Ruiz.', []],
  [
    'a person, with a country before the name',
    'Troops captured Norland’s Bo Lind.',
    'Troops kidnapped Bo Lind.',
    ['captured / kidnapped'],
  ],
  ['the act is only demanded', 'Crowds demand the resignation of Bo Lind.', 'The board ousted Bo Lind.', []],
  ['a word that only begins so', 'Police killed Bo Lind.', 'As an executive, Bo Lind was rich.', []],
  ['riot police are no riot', 'A protest near Bo Lind Square ended.', 'Riot police left Bo Lind Square.', []],
  ['inside a quotation', 'Troops captured Bo Lind.', 'Lund said: “They kidnapped Bo Lind.”', []],
  ['nobody named', 'Troops captured the man.', 'Troops kidnapped the man.', []],
]
for (const [name, a, b, found] of framings) {
  test(`framing, ${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    deepEqual(
      differFraming([passage('a', a), passage('b', b)]).map(({ sides }) => sides.map(({ value }) => value).join(' / ')),
      found,
    )
  })
}

test('a text that uses both words takes no side', () => {
  const passages = [
    passage('a', 'Troops captured Bo Lind.'),
    passage('b', 'Troops kidnapped Bo Lind.'),
    passage('b', 'Troops captured Bo Lind.'),
  ]
  deepEqual(differFraming(passages), [])
})

test('the topic is the person', () => {
  const passages = [passage('a', 'Troops captured Bo Lind.'), passage('b', 'Troops kidnapped Bo Lind.')]
  equal(differFraming(passages)[0]?.topic, 'Bo Lind')
})

const scopes: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'since he took office, since the threat',
    'It was their first call since he became governor.',
    'It was their first call since the threat of Sunday.',
    ['since he became governor / since the threat of Sunday'],
  ],
  [
    'a call and a conversation',
    'It was the first call between them since the flood.',
    'It was the first conversation of the two since he took office.',
    ['since the flood / since he took office'],
  ],
  [
    'another language',
    'It was the first call between them since the flood.',
    'Fue la primera llamada entre los dos desde que llegó al cargo.',
    ['since the flood / desde que llegó al cargo'],
  ],
  [
    'the bound without what follows of it',
    'It was their first call since the flood following a week of threats, he said.',
    'It was their first call since he took office, when the dam was new.',
    ['since the flood / since he took office'],
  ],
  ['the same bound', 'Their first call since the flood of 1987.', 'It was a first call, since the flood of 1987.', []],
  [
    'the same bound in other words',
    'It was the first call since he returned to the governor’s house in 2025.',
    'It was the first call since he returned to the governor’s house.',
    [],
  ],
  ['another rank', 'The longest call since the flood.', 'The first call since he took office.', []],
  ['another event', 'The first meeting since the flood.', 'The first call since he took office.', []],
  ['no bound', 'It was their first call.', 'It was their first call since he took office.', []],
  ['no ranked event', 'The first snow since the flood.', 'The first snow since he took office.', []],
]
for (const [name, a, b, found] of scopes) {
  test(`scope, ${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    const spanish = b.startsWith('Fue') ? { lang: 'es' } : {}
    deepEqual(
      differScope([passage('a', a), passage('b', b, spanish)]).map(({ sides }) =>
        sides.map(({ value }) => value).join(' / '),
      ),
      found,
    )
  })
}

test('one report may tell two people’s rankings', () => {
  const passages = [
    passage('a', 'The first call since the flood, Okafor said.'),
    passage('a', 'Lund said it was the first call since he took office.'),
    passage('b', 'The first call since he took office.'),
  ]
  equal(differScope(passages).length, 1)
})
