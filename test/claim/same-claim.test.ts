import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareClaims } from '../../src/claim/same-claim.ts'

const EN = { a: 'en', b: 'en' } as const

const cases: readonly (readonly [string, 'same' | 'other', string, string])[] = [
  ['itself', 'same', 'The board closed two gates in November.', 'The board closed two gates in November.'],
  ['another order', 'same', 'The board closed two gates in November.', 'In November the board closed two gates.'],
  [
    'a longer telling',
    'same',
    'Okafor resigned on Friday.',
    'Governor Tomas Okafor resigned on Friday, his office said.',
  ],
  ['another number', 'other', 'The board closed two gates in November.', 'The board closed three gates in November.'],
  ['another day', 'other', 'The board met on January 3, 2026.', 'The board met on January 4, 2026.'],
  ['a coarser date', 'same', 'The board met on January 3, 2026.', 'The board met in January 2026.'],
  ['a denial', 'other', 'The board closed two gates in November.', 'The board never closed two gates in November.'],
  ['another name', 'other', 'Okafor resigned on Friday.', 'Lund resigned on Friday.'],
  ['names of the same words', 'same', 'The Calder dam has a crack.', 'The dam at Calder has a crack.'],
  ['other matters', 'other', 'The lake fell by two metres.', 'Schools in the lower town stayed shut.'],
  ['nothing', 'other', 'The lake fell by two metres.', ''],
]
for (const [name, verdict, a, b] of cases) {
  test(`${verdict}: ${name}`, () => {
    equal(compareClaims(a, b, EN).same, verdict === 'same')
    equal(compareClaims(b, a, EN).same, verdict === 'same', 'seen from the other side')
  })
}

test('languages are compared', () => {
  const spanish = 'El gobernador Tomas Okafor renunció el viernes.'
  ok(compareClaims('Governor Tomas Okafor resigned on Friday.', spanish, { a: 'en', b: 'es' }).score > 0.5)
})

test('the score is a share, the same from both sides', () => {
  const wordArb = fc.constantFrom('Okafor', 'dam', 'wall', '12', 'metres', 'not', 'closed', 'Lund', 'Friday', 'the')
  const textArb = fc.array(wordArb, { maxLength: 10 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(textArb, textArb, (a, b) => {
      const [there, back] = [compareClaims(a, b, EN), compareClaims(b, a, EN)]
      ok(there.score >= 0 && there.score <= 1)
      ok(Math.abs(there.score - back.score) < 1e-9)
      equal(there.same, back.same)
    }),
  )
})
