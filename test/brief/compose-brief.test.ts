import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { composeBrief, countSources, laterBrief, listSources, type BriefParts } from '../../src/brief/compose-brief.ts'
import type { Line } from '../../src/news/claim.ts'
import type { StoryArticle } from '../../src/news/story.ts'
import type { Update } from '../../src/news/update.ts'
import { article, claim, hour, lineOf, outlet, source, support, unattributed, wire } from '../claim/make.ts'
import { DAM } from '../pipeline/dam-story.ts'

const told = (id: string, letter: string, text: string): Line => {
  const line = lineOf(claim(id, [support(letter, text)]))
  ok(line !== null)
  return line
}

const LINES = [told('c1', 'a', 'The lake fell.'), told('c2', 'b', 'The wall held.')]
const ARTICLES = [source('a'), source('b'), source('c', { origins: [unattributed] })]

const parts = (changes: Partial<BriefParts> = {}): BriefParts => ({
  view: { story: DAM, asOf: hour(9), claims: [], articles: ARTICLES, relations: [] },
  writer: 'extractive',
  lang: 'en',
  lines: LINES,
  differ: [],
  update: null,
  ...changes,
})

const counted: readonly (readonly [string, readonly StoryArticle[], string])[] = [
  ['nothing', [], '0 articles, 0 texts, 0 origins, 0 unattributed'],
  ['reports of their own', [source('a'), source('b')], '2 articles, 2 texts, 2 origins, 0 unattributed'],
  [
    'reprints are one origin',
    ['a', 'b', 'c'].map((letter) => source(letter, { origins: [wire('Northline'), outlet(letter)] })),
    '3 articles, 3 texts, 1 origins, 0 unattributed',
  ],
  [
    'a rewrite is no text of its own',
    [source('a'), source('b', { group: article('a'), origins: [outlet('Outlet A')] })],
    '2 articles, 1 texts, 1 origins, 0 unattributed',
  ],
  [
    'pages without origin are counted apart',
    [source('a'), source('b', { origins: [unattributed] }), source('c', { origins: [unattributed] })],
    '3 articles, 3 texts, 1 origins, 2 unattributed',
  ],
]
for (const [name, articles, expected] of counted) {
  test(`counts: ${name}`, () => {
    const { articles: all, texts, origins, unattributed: bare } = countSources(articles)
    equal(`${all} articles, ${texts} texts, ${origins} origins, ${bare} unattributed`, expected)
  })
}

test('sources are numbered in order of sight', () => {
  deepEqual(
    listSources(ARTICLES.toReversed(), new Set()).map(({ n, article: id }) => `${n} ${id.at(-1)}`),
    ['1 a', '2 b', '3 c'],
  )
})

test('a long story lists what is cited and the newest', () => {
  const many = Array.from({ length: 50 }, (_, at) => {
    const one = source('a')
    const seenAt = hour(at)
    const id = article(`${at}`.padStart(3, '0'))
    return { ...one, article: { ...one.article, id, seenAt, latest: { ...one.article.latest, seenAt } } }
  })
  const listed = listSources(many, new Set([article('004')]))
  equal(listed.length, 31)
  deepEqual(listed[0]?.article, article('004'))
  deepEqual(
    listed.map(({ n }) => n),
    Array.from({ length: 31 }, (_, at) => at + 1),
  )
})

test('a brief is as new as the newest text of its articles', () => {
  const revised = source('a', {}, { revision: 2, seenAt: hour(7) })
  const { newestSourceAt } = composeBrief(parts({ view: { ...parts().view, articles: [revised, source('b')] } }))
  equal(newestSourceAt?.toString(), hour(7).toString())
  equal(composeBrief(parts({ view: { ...parts().view, articles: [] } })).newestSourceAt, null)
})

const idOf = (changes: Partial<BriefParts>) => composeBrief(parts(changes)).edition

test('an edition’s id is short and its own', () => ok(/^e[0-9a-f]{16}$/.test(idOf({}))))

const otherwise: readonly (readonly [string, Partial<BriefParts>])[] = [
  ['no line', { lines: [] }],
  ['one line fewer', { lines: LINES.slice(0, 1) }],
  ['another order', { lines: LINES.toReversed() }],
  ['another wording', { lines: [told('c1', 'a', 'The lake has fallen.'), ...LINES.slice(1)] }],
  ['another claim', { lines: [told('c9', 'a', 'The lake fell.'), ...LINES.slice(1)] }],
  ['another moment', { view: { ...parts().view, asOf: hour(10) } }],
  ['another language', { lang: 'es' }],
  ['another writer', { writer: 'openai' }],
  ['a headline', { headline: LINES[0] ?? null }],
  ['a first sentence', { lede: LINES[0] ?? null }],
  ['why it matters', { whyItMatters: LINES[0] ?? null }],
  ['another model', { made: { model: 'small-1', prompt: 'brief.v1' } }],
]
test('an edition without a model’s lines keeps the id it always had', () => {
  equal(idOf({ headline: null, lede: null, whyItMatters: null, made: null }), idOf({}))
  equal(idOf({}), 'e5d51923ece9af959')
})

test('what a model wrote stays with a later edition, which is another one', () => {
  const [top] = LINES
  ok(top !== undefined)
  const made = { model: 'small-1', prompt: 'brief.v1' }
  const brief = composeBrief(parts({ headline: top, lede: top, whyItMatters: top, made }))
  const later = laterBrief(brief, hour(10), null)
  deepEqual([later.headline, later.lede, later.whyItMatters, later.made], [top, top, top, made])
  notEqual(later.edition, brief.edition)
  equal(
    later.edition,
    composeBrief(
      parts({ headline: top, lede: top, whyItMatters: top, made, view: { ...parts().view, asOf: hour(10) } }),
    ).edition,
  )
})

test('what only the first sentence cites is listed among the sources of a long story', () => {
  const many = Array.from({ length: 50 }, (_, at) => {
    const one = source('a')
    return { ...one, article: { ...one.article, id: article(`${at}`.padStart(3, '0')), seenAt: hour(at) } }
  })
  const [top] = LINES
  ok(top !== undefined)
  const lede = { ...top, citations: top.citations.map((cited) => ({ ...cited, article: article('004') })) }
  const { sources } = composeBrief(parts({ lede, lines: [], view: { ...parts().view, articles: many } }))
  deepEqual(sources[0]?.article, article('004'))
})

for (const [name, changes] of otherwise) {
  test(`another edition: ${name}`, () => notEqual(idOf(changes), idOf({})))
}

test('the same edition, however its articles are listed or explained', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ARTICLES), fc.string(), (articles, why) => {
      const explained = articles.map((one) => ({ ...one, why }))
      equal(idOf({ view: { ...parts().view, articles: explained } }), idOf({}))
    }),
  )
})

test('a brief that tells another difference or update is another edition: an edition never changes', () => {
  const update: Update = {
    story: DAM.id,
    since: hour(8),
    asOf: hour(9),
    nothingNew: true,
    added: [],
    revised: [],
    corroborated: [],
    disputed: [],
    withdrawn: [],
    articles: [],
  }
  const differ = [{ id: 'x1', kind: 'value', topic: 't', severity: 'high', sides: [] }] as const
  equal(
    new Set([idOf({}), idOf({ update }), idOf({ update: { ...update, since: hour(7) } }), idOf({ differ })]).size,
    4,
  )
})
