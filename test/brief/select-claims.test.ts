import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foremostFirst, newestOf, pickForemost, selectClaims, weighLine } from '../../src/brief/select-claims.ts'
import type { Claim, Line, Support } from '../../src/news/claim.ts'
import type { ArticleId } from '../../src/news/ids.ts'
import { splitWords } from '../../src/text/words.ts'
import { claim, hour, lineOf, outlet, support, unattributed } from '../claim/make.ts'

const ROOMY = { words: 500, lines: 20, extractWords: 500 }

/** The line of the claim's first passage that is not to be avoided. */
const makeLine = (one: Claim, avoid: ReadonlySet<ArticleId>): Line | null =>
  lineOf({ ...one, supports: one.supports.filter(({ article }) => !avoid.has(article)), withdrawn: [] })

const select = (claims: readonly Claim[], limits = ROOMY) =>
  selectClaims(claims, makeLine, limits).map(({ claim: { id } }) => `${id}`)

const LEAK = 'Water came through the wall at 6 on Wednesday, Bo Lind said.'
const INQUIRY = 'Elena Marsh ordered 2 inquiries on Friday into the upkeep.'
const SCHOOLS = 'Ines Valdez shut 14 schools of Norwick on Thursday.'

const ranked: readonly (readonly [string, Claim, Claim])[] = [
  ['more origins', claim('c1', [support('a', LEAK), support('b', LEAK)]), claim('c2', [support('c', INQUIRY)])],
  ['nearer the top', claim('c1', [support('a', LEAK)]), claim('c2', [support('b', INQUIRY, { start: 4_000 })])],
  [
    'a newsroom before a page without origin',
    claim('c1', [support('a', LEAK)]),
    claim('c2', [support('b', INQUIRY, { origin: unattributed })]),
  ],
  [
    'the newer',
    claim('c1', [support('a', LEAK, { seenAt: hour(300) })]),
    claim('c2', [support('b', INQUIRY, { seenAt: hour(0) })]),
  ],
  [
    'facts before moods',
    claim('c1', [support('a', LEAK)]),
    claim('c2', [support('b', 'The people of the valley seem to be sad and tired of it all.')]),
  ],
]
for (const [name, first, second] of ranked) {
  test(`${name} comes first`, () => {
    const mark = (one: Claim): Line | null => {
      const line = lineOf(one)
      const bare = one.supports.every(({ origin }) => origin.kind === 'unattributed')
      return line === null ? null : { ...line, flags: bare ? ['extract', 'unattributed'] : line.flags }
    }
    const [chosen] = selectClaims([second, first], mark, ROOMY)
    equal(chosen?.claim.id, first.id)
  })
}

test('the same thing is told once', () => {
  const again = 'At 6 on Wednesday water came through the wall, Bo Lind said.'
  equal(select([claim('c1', [support('a', LEAK)]), claim('c2', [support('b', again)])]).length, 1)
})

test('a line whose main clause was told gives way to one that is new', () => {
  const told = 'Petra Lund shut 14 schools of Norwick on Thursday after water came through the wall.'
  const half = 'On Thursday Petra Lund shut 14 schools of Norwick, but gave no reason for her decision.'
  const fresh = 'Elena Marsh ordered 2 inquiries on Friday into the upkeep.'
  const claims = [
    claim('c1', [support('a', told), support('b', told)]),
    claim('c2', [support('c', half)]),
    claim('c3', [support('d', fresh, { start: 300 })]),
  ]
  deepEqual(select(claims).slice(0, 2), ['c1', 'c3'])
})

test('who asks for more room is told more', () => {
  const claims = [
    claim('c1', [support('a', LEAK), support('b', LEAK), support('c', LEAK), support('d', LEAK)]),
    claim('c2', [support('e', INQUIRY, { start: 2_800 })]),
  ]
  deepEqual(select(claims, { ...ROOMY, words: 150 }), ['c1'])
  deepEqual(select(claims, { ...ROOMY, words: 400 }), ['c1', 'c2'])
})

test('claims taken back, and claims without a line, are not told', () => {
  deepEqual(select([claim('c1', [], [support('a', LEAK)])]), [])
  deepEqual(
    selectClaims([claim('c1', [support('a', LEAK)])], () => null, ROOMY),
    [],
  )
})

test('what one article may show no more of, another that says it may', () => {
  const limits = { ...ROOMY, extractWords: 20 }
  const claims = [
    claim('c1', [support('a', LEAK), support('c', LEAK)]),
    claim('c2', [support('a', INQUIRY), support('b', SCHOOLS, { start: 2_000 })]),
  ]
  const lines = selectClaims(claims, makeLine, limits).map(({ extract }) => extract.citations[0]?.outlet)
  deepEqual(lines, ['Outlet A', 'Outlet B'])
})

const SENTENCES = [
  LEAK,
  INQUIRY,
  SCHOOLS,
  'Petra Lund resigned from the water board on Thursday morning.',
  'The museum carried 34 paintings to its third floor.',
  'Police officers with boats went from door to door in the lower town of Norwick all night, and by dawn on Thursday they had taken 1,900 people to the sports hall on the hill.',
  'Trains stopped.',
  'A bakery gave away 600 loaves.',
]
const supportArb: fc.Arbitrary<Support> = fc
  .record({
    letter: fc.constantFrom(...'abcdef'),
    text: fc.constantFrom(...SENTENCES),
    start: fc.integer({ min: 0, max: 5_000 }),
    origin: fc.constantFrom(outlet('A'), outlet('B'), unattributed),
    at: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ letter, text, start, origin, at }) => support(letter, text, { start, origin, seenAt: hour(at) }))
const claimsArb = fc
  .array(fc.array(supportArb, { maxLength: 4 }), { maxLength: 12 })
  .map((lists) => lists.map((supports, at) => claim(`c${at}`, supports)))
const limitsArb = fc.record({
  words: fc.integer({ min: 0, max: 120 }),
  lines: fc.integer({ min: 0, max: 8 }),
  extractWords: fc.integer({ min: 40, max: 90 }),
})

test('a brief stays within its words, its lines, and the words taken from one article', () => {
  fc.assert(
    fc.property(claimsArb, limitsArb, (claims, limits) => {
      const chosen = selectClaims(claims, makeLine, limits)
      const words = (lines: readonly Line[]) => lines.reduce((sum, { text }) => sum + splitWords(text).length, 0)
      const lines = chosen.map(({ extract }) => extract)
      ok(lines.length <= limits.lines)
      ok(words(lines) <= limits.words)
      const byArticle = Map.groupBy(lines, ({ citations }) => citations[0]?.article)
      for (const taken of byArticle.values()) ok(words(taken) <= limits.extractWords)
      equal(new Set(lines.map(({ id }) => id)).size, lines.length)
      for (const { claim: one, extract } of chosen) equal(one.id, extract.id)
    }),
    { numRuns: 300 },
  )
})

test('the order of claims does not matter', () => {
  fc.assert(
    fc.property(claimsArb, limitsArb, (claims, limits) => {
      deepEqual(select(claims.toReversed(), limits), select(claims, limits))
    }),
  )
})

test('every line weighs something', () => {
  fc.assert(
    fc.property(claimsArb, (claims) => {
      for (const one of claims) {
        const line = lineOf(one)
        if (line !== null) ok(weighLine(one, line, newestOf(claims)) > 0)
      }
    }),
  )
})

test('a line longer than one article may show, told by two, ends the search', () => {
  const limits = { ...ROOMY, extractWords: 5 }
  let asked = 0
  const counting = (one: Claim, avoid: ReadonlySet<ArticleId>) => {
    asked += 1
    if (asked > 1_000) throw new Error('asked for the same line without end')
    return makeLine(one, avoid)
  }
  deepEqual(selectClaims([claim('c1', [support('a', LEAK), support('b', LEAK)])], counting, limits), [])
})

test('a choice by outlines is the choice by all passages, and reads only claims that may be told', () => {
  const many = Array.from({ length: 900 }, (_, at) =>
    claim(`c${at}`, [support(`a${at % 7}`, `Bo Lind shut ${at + 2} gates of Norwick on Friday.`, { start: 40 * at })]),
  )
  const read = new Set<string>()
  const lazy = many.map((one): Claim => {
    return {
      ...one,
      get supports() {
        read.add(one.id)
        return one.supports
      },
    }
  })
  const outlines = new Map(many.map((one) => [one.id, one.supports]))
  const chosen = selectClaims(lazy, makeLine, ROOMY, ({ id }) => outlines.get(id) ?? [])
  deepEqual(
    chosen.map(({ claim: { id } }) => `${id}`),
    select(many),
  )
  ok(read.size < many.length, `${read.size} read`)
})

test('claims picked one by one come in the order of all', () => {
  const anyClaim = fc.record({ start: fc.nat(3_000), hours: fc.nat(300), isTold: fc.boolean() })
  fc.assert(
    fc.property(fc.array(anyClaim, { maxLength: 40 }), (given) => {
      const claims = given.map(({ start, hours, isTold }, at) =>
        claim(`c${at}`, isTold ? [support(`a${at}`, LEAK, { start, seenAt: hour(hours) })] : []),
      )
      const outline = ({ supports }: Claim) => supports
      deepEqual(
        [...pickForemost(claims, outline)].map(({ id }) => id),
        foremostFirst(claims, outline).map(({ id }) => id),
      )
    }),
  )
})
