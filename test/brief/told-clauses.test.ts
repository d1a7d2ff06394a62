import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutClauses, shareOfClausesTold } from '../../src/brief/told-clauses.ts'
import type { TextLang } from '../../src/text/language.ts'

const clausesOf = (line: string, lang: TextLang = 'en') => cutClauses(line, lang).map(({ features: { text } }) => text)

const cuts: readonly (readonly [string, readonly string[], TextLang?])[] = [
  ['Engineers closed two gates.', ['Engineers closed two gates.']],
  [
    'Engineers closed two gates on Wednesday, but the lower town stayed dry all night.',
    ['Engineers closed two gates on Wednesday', 'but the lower town stayed dry all night.'],
  ],
  [
    'The board closed the gates after water came through the wall.',
    ['The board closed the gates', 'after water came through the wall.'],
  ],
  ['Some 1,900 people left Norwick.', ['Some 1,900 people left Norwick.']],
  [
    'La junta cerró dos compuertas, pero el agua pasó sobre el muro.',
    ['La junta cerró dos compuertas', 'pero el agua pasó sobre el muro.'],
    'es',
  ],
]
for (const [line, clauses, lang] of cuts)
  test(`the clauses of ${line}`, () => deepEqual(clausesOf(line, lang), clauses))

const shareTold = (line: string, ...told: readonly string[]): number =>
  shareOfClausesTold(
    cutClauses(line, 'en'),
    told.flatMap((before) => cutClauses(before, 'en')),
  )

test('a line told before is told whole', () => {
  const line = 'Engineers closed two gates on Wednesday, but the lower town stayed dry all night.'
  equal(shareTold(line, line), 1)
})

test('a clause told before counts by its length', () => {
  const share = shareTold(
    'Engineers closed two gates on Wednesday, but the lower town stayed dry all night.',
    'On Wednesday engineers closed two gates.',
  )
  ok(share > 0.3 && share < 0.7, `${share}`)
})

test('a clause with a figure of its own is not told', () => {
  equal(
    shareTold('Engineers closed 14 gates of the dam on Wednesday.', 'Engineers closed gates of the dam on Wednesday.'),
    0,
  )
})

test('nothing is told of what is new, and nothing before anything was told', () => {
  equal(shareTold('A bakery gave away 600 loaves.', 'Engineers closed two gates.'), 0)
  equal(shareTold('A bakery gave away 600 loaves.'), 0)
})

test('clauses keep every word of the line', () => {
  const word = fc.constantFrom('Engineers', 'closed', 'gates', ',', 'but', 'while', 'Norwick', '—', ';', 'after', '7')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 15 }), (words) => {
      const bare = (text: string) => text.replaceAll(/[\s,;—]/g, '')
      equal(bare(clausesOf(words.join(' ')).join(' ')), bare(words.join(' ')))
    }),
  )
})
