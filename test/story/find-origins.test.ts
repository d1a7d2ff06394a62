import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { familyOf, findOrigins, findPassageOrigin, UNATTRIBUTED } from '../../src/story/find-origins.ts'
import { analyseSentence } from '../../src/text/features.ts'
import { BOOK } from '../pipeline/dam-story.ts'
import { source } from '../claim/make.ts'

type Case = readonly [string, string | null, string | null, readonly string[], string, readonly string[], RegExp]

const cases: readonly Case[] = [
  ['a wire’s credit line decides', 'Norwick Herald', 'Northline', [], 'wire Northline', [], /credit line of Northline/],
  [
    'an outlet’s family is its origin',
    'Norwick Herald',
    null,
    [],
    'outlet Lowland Media',
    [],
    /its outlet’s own report$/,
  ],
  ['an outlet the book lacks stands alone', 'The Stranger', null, [], 'outlet The Stranger', [], /own report$/],
  [
    'what an own report cites is told besides',
    'The Lakeside Courier',
    null,
    ['The lake fell, Northline reported.', 'The wall moved, she told The Upland Review.'],
    'outlet The Lakeside Courier',
    ['wire Northline', 'credited The Upland Review'],
    /citing Northline, The Upland Review$/,
  ],
  [
    'a page that names no outlet rests on whom its people spoke to',
    null,
    null,
    ['Northline reported the leak.', '“It holds,” she told The Lakeside Courier.'],
    'credited The Lakeside Courier',
    ['wire Northline'],
    /its interviews were given to The Lakeside Courier/,
  ],
  [
    'else on whom it names most',
    null,
    null,
    ['According to Northline, it fell.', 'The Upland Review reported it.', 'It fell, Northline reported.'],
    'wire Northline',
    ['credited The Upland Review'],
    /it rests on Northline/,
  ],
  ['a page that names nobody is unattributed', null, null, ['It fell.'], 'unattributed unattributed', [], /neither/],
]
for (const [name, outletName, wire, sentences, main, others, why] of cases) {
  test(name, () => {
    const { article } = source('a', {}, { wire })
    const origins = findOrigins({ ...article, outlet: outletName }, sentences, BOOK)
    equal(`${origins.main.kind} ${origins.main.name}`, main)
    deepEqual(
      origins.others.map((origin) => `${origin.kind} ${origin.name}`),
      others,
    )
    match(origins.why, why)
  })
}

const credited: readonly (readonly [string, string | null, string | null, string])[] = [
  ['an outlet answers for the credit it runs', 'The Stranger', 'https://stranger.example/a', 'wire Northline'],
  ['whoever kept a text vouches for its credit', null, null, 'wire Northline'],
  ['a page of nobody’s may write what it likes', null, 'https://nobody.example/a', 'unattributed unattributed'],
]
for (const [name, outletName, url, main] of credited) {
  test(`a credit line alone: ${name}`, () => {
    const { article } = source('a', {}, { wire: 'Northline' })
    const origins = findOrigins({ ...article, outlet: outletName, url }, ['Northline reported it.'], BOOK)
    equal(`${origins.main.kind} ${origins.main.name}`, main)
    deepEqual(
      origins.others.map((origin) => origin.name),
      main.startsWith('wire') ? [] : ['Northline'],
    )
    match(origins.why, /carries the credit line of Northline/)
  })
}

test('sister outlets are one origin', () => {
  equal(familyOf('Norwick Herald', BOOK), familyOf('Norwick Evening Mail', BOOK))
  equal(familyOf('The Upland Review', BOOK), 'The Upland Review')
})

test('an outlet that people spoke to is not said to cite itself', () => {
  const { article } = source('a')
  const sentences = ['“It holds,” Lund told The Upland Review.']
  const { why, others } = findOrigins({ ...article, outlet: 'The Upland Review' }, sentences, BOOK)
  deepEqual(others, [])
  ok(!why.includes('citing'), why)
})

test('an outlet that cites its sister rests on their one family', () => {
  const { article } = source('a')
  const text = 'It fell, the Norwick Evening Mail reported.'
  const { main, others } = findOrigins({ ...article, outlet: 'Norwick Herald' }, [text], BOOK)
  deepEqual([main.name, others], ['Lowland Media', []])
  equal(findPassageOrigin(analyseSentence(text, 'en'), main, BOOK).name, 'Lowland Media')
})

const MAIN = { kind: 'outlet', name: 'The Lakeside Courier' } as const
const passages: readonly (readonly [string, string])[] = [
  ['The lake fell by two metres.', 'outlet The Lakeside Courier'],
  ['The lake fell by two metres, Northline reported.', 'wire Northline'],
  ['A spokeswoman told Northline that the lake had fallen by two metres.', 'wire Northline'],
  ['The lake fell, according to The Upland Review.', 'credited The Upland Review'],
  ['“I would rather empty a valley than bury one,” Okafor said.', 'primary Okafor'],
  ['Okafor said the wall was “safe” and that the people below it could sleep.', 'outlet The Lakeside Courier'],
]
for (const [text, origin] of passages) {
  test(`${origin}: ${text}`, () => {
    const { kind, name } = findPassageOrigin(analyseSentence(text, 'en'), MAIN, BOOK)
    equal(`${kind} ${name}`, origin)
  })
}

test('a pronoun is no primary: different people would become one origin', () => {
  const text = '“We have seen the wall from below and it will hold for a while,” he said.'
  const { kind } = findPassageOrigin(analyseSentence(text, 'en'), MAIN, BOOK)
  equal(kind, 'outlet')
})

test('the words of a person with and without title or first name are one primary', () => {
  const told = ['Governor Tomas Okafor said', 'Okafor said', 'Tomas Okafor told reporters'].map(
    (who) =>
      findPassageOrigin(analyseSentence(`“I would rather empty a valley than bury one,” ${who}.`, 'en'), MAIN, BOOK)
        .name,
  )
  equal(new Set(told).size, 1, told.join(' / '))
})

test('an unattributed page’s passage is unattributed', () => {
  deepEqual(findPassageOrigin(analyseSentence('The lake fell.', 'en'), UNATTRIBUTED, BOOK), UNATTRIBUTED)
})
