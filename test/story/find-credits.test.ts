import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { findCredits } from '../../src/story/find-credits.ts'
import { BOOK } from '../pipeline/dam-story.ts'

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['A spokeswoman told Northline that the lake had fallen.', ['Northline told']],
  ['The lake had fallen, she told the Northline News Agency.', ['Northline told']],
  ['“It holds for now,” she told The Lakeside Courier.', ['The Lakeside Courier voice']],
  ['“It holds for now,” Petra Lund told the Lakeside Courier.', ['The Lakeside Courier voice']],
  ['In an interview with The Upland Review, Lund spoke of a leak.', ['The Upland Review told']],
  ['Speaking to Northline, Lund denied the leak.', ['Northline told']],
  ['The wall has moved, Northline reported on Tuesday.', ['Northline reported']],
  ['The wall has moved, Northline has reported.', ['Northline reported']],
  ['Northline, which first saw the letter, described it as short.', []],
  ['According to Northline, the wall has moved.', ['Northline reported']],
  ['According to the Norwick Herald, the wall has moved.', ['Norwick Herald reported']],
  ['The wall has moved, as reported by the Upland Review.', ['The Upland Review reported']],
  [
    'Northline reported it first, and an engineer told The Lakeside Courier why.',
    ['Northline reported', 'The Lakeside Courier told'],
  ],
  ['According to Northline the wall moved; Northline reported it twice.', ['Northline reported']],
  ['Según Northline, la presa se movió.', ['Northline reported']],
  ['De acuerdo con la Agencia del Valle, la presa se movió.', ['Valley Press reported']],
  ['La presa se movió, informó Northline.', ['Northline reported']],
  ['La presa se movió, informó la Agencia del Valle.', ['Valley Press reported']],
  ['La ministra dijo a Northline que renunciaría.', ['Northline told']],
  ['«No me voy», dijo a Diario del Lago la ministra.', ['Diario del Lago voice']],
  ['La ministra contó a Diario del Lago que no se va.', ['Diario del Lago told']],
  // Newsrooms that no book knows.
  ['She told the Ashford Times that the wall had moved.', ['Ashford Times told']],
  ['According to Radio Norte Noticias, the wall had moved.', ['Radio Norte Noticias told']],
  // People and bodies are no newsrooms.
  ['She told reporters that the wall had moved.', []],
  ['Okafor told the governor of the next state.', []],
  ['She told Petra Lund that the wall had moved.', []],
  ['The lake had fallen, she told the council.', []],
  ['According to the minister, the wall had moved.', []],
  ['Según la ministra, la presa se movió.', []],
  ['La ministra dijo a los vecinos que volvieran.', []],
  // A name alone is no credit.
  ['Northline moved its office to Norwick.', []],
  ['The Lakeside Courier building stands below the dam.', []],
  ['He told them to buy a Northliner coach ticket.', []],
  ['', []],
]
for (const [passage, credits] of cases) {
  test(`${credits.join(', ') || 'nobody'}: ${passage}`, () => {
    deepEqual(
      findCredits(passage, BOOK).map(({ name, manner }) => `${name} ${manner}`),
      credits,
    )
  })
}

test('a wire is credited as a wire, an outlet as one not at hand', () => {
  const kinds = ['She told Northline.', 'She told The Upland Review.'].flatMap((text) => findCredits(text, BOOK))
  deepEqual(
    kinds.map(({ kind }) => kind),
    ['wire', 'credited'],
  )
})

test('signs in a name are no pattern', () => {
  const odd = {
    name: 'A+ (News)',
    family: null,
    kind: 'outlet',
    domains: [],
    aliases: ['.*'],
    creditLines: [],
  } as const
  deepEqual(findCredits('She told anybody who would listen.', [odd]), [])
  ok(findCredits('x'.repeat(100_000), [...BOOK, odd]).length === 0)
})

test('passages of any length are read in bounded time', () => {
  const start = performance.now()
  for (const unit of ['told ', 'a ', 'according to ', 'x-', 'told northline ', '" '])
    findCredits(unit.repeat(50_000), BOOK)
  ok(performance.now() - start < 30_000)
})
