import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { describeSources } from '../../src/story/describe-sources.ts'
import type { Article } from '../../src/news/article.ts'
import type { Origin } from '../../src/news/origin.ts'
import type { TextRelation, TextRelationKind } from '../../src/news/story.ts'
import { article, outlet, source, unattributed, wire } from '../claim/make.ts'

type Telling = readonly [letter: string, outlet: string | null, main: Origin, length?: number, publishedAt?: string]

const listed = ([letter, name, , length = 100, publishedAt]: Telling): Article => {
  const standing = source(letter, {}, { text: 'x'.repeat(length), publishedAt: publishedAt ?? null }).article
  return { ...standing, outlet: name }
}

const relation = (a: string, b: string, kind: TextRelationKind, coverage = 0.9): TextRelation => ({
  a: article(a),
  b: article(b),
  kind,
  coverage,
  order: 1,
})

const describe = (tellings: readonly Telling[], relations: readonly TextRelation[]) => {
  const mains = new Map(tellings.map(([letter, , main]) => [article(letter), main]))
  return describeSources(
    tellings.map(listed),
    (id) => ({ main: mains.get(id) ?? unattributed, others: [], why: 'why' }),
    relations,
  )
}

const NORTHLINE = wire('Northline')
const COURIER = outlet('Courier')
const REVIEW = outlet('Review')

const cases: readonly (readonly [string, readonly Telling[], readonly TextRelation[], readonly string[]])[] = [
  [
    'reports of their own',
    [
      ['a', 'Courier', COURIER],
      ['b', 'Review', REVIEW],
    ],
    [relation('a', 'b', 'independent')],
    ['a own report of - : Courier', 'b own report of - : Review'],
  ],
  [
    'a wire’s own report and its reprints, whatever their texts',
    [
      ['a', 'Northline', NORTHLINE],
      ['b', 'Courier', NORTHLINE],
      ['c', 'Review', NORTHLINE],
    ],
    [relation('b', 'a', 'copy'), relation('c', 'a', 'shared-wire')],
    ['a original of - : Northline', 'b wire reprint of a : Northline', 'c wire reprint of a : Northline'],
  ],
  [
    'reprints whose original is not at hand',
    [
      ['a', 'Courier', NORTHLINE],
      ['b', 'Review', NORTHLINE],
    ],
    [relation('b', 'a', 'copy')],
    ['a wire reprint of - : Northline', 'b wire reprint of a : Northline'],
  ],
  [
    'a copy and a rewrite rest on what their original rests on',
    [
      ['a', 'Courier', COURIER],
      ['b', null, unattributed],
      ['c', 'Review', REVIEW],
    ],
    [relation('b', 'a', 'copy'), relation('c', 'a', 'rewrite')],
    ['a own report of - : Courier', 'b copy of a : Courier', 'c rewrite of a : Courier'],
  ],
  [
    'a rewrite that was found first',
    [
      ['a', null, unattributed],
      ['b', 'Courier', COURIER],
    ],
    [relation('b', 'a', 'rewrite')],
    ['a rewrite of b : Courier', 'b own report of - : Courier'],
  ],
  [
    'the text stated earlier is the original',
    [
      ['a', 'Courier', COURIER, 100, '2026-01-08T10:00:00Z'],
      ['b', 'Review', REVIEW, 100, '2026-01-08T09:00:00Z'],
    ],
    [relation('b', 'a', 'rewrite')],
    ['a rewrite of b : Review', 'b own report of - : Review'],
  ],
  [
    'a day says nothing about an hour of it: the longer text is the original',
    [
      ['a', 'Courier', COURIER, 100, '2026-01-08T10:00:00Z'],
      ['b', 'Review', REVIEW, 300, '2026-01-08'],
    ],
    [relation('b', 'a', 'rewrite')],
    ['a rewrite of b : Review', 'b own report of - : Review'],
  ],
  [
    'else the one seen first',
    [
      ['a', 'Courier', COURIER],
      ['b', 'Review', REVIEW],
    ],
    [relation('b', 'a', 'rewrite')],
    ['a own report of - : Courier', 'b rewrite of a : Courier'],
  ],
  [
    'pages that name nobody',
    [
      ['a', null, unattributed],
      ['b', null, unattributed],
    ],
    [],
    ['a unattributed of - : unattributed', 'b unattributed of - : unattributed'],
  ],
  [
    'a rewrite of a page that names nobody',
    [
      ['a', null, unattributed, 300],
      ['b', null, unattributed],
    ],
    [relation('a', 'b', 'rewrite')],
    ['a unattributed of - : unattributed', 'b rewrite of a : unattributed'],
  ],
  [
    'a report of its own that carries a short wire text whole',
    [
      ['a', 'Northline', NORTHLINE, 100],
      ['b', 'Courier', COURIER, 500],
      ['c', 'Review', REVIEW, 90],
    ],
    [relation('b', 'a', 'copy'), relation('c', 'a', 'copy'), relation('c', 'b', 'copy')],
    ['a original of - : Northline', 'b own report of - : Courier', 'c copy of a : Northline'],
  ],
  [
    'a page that names nobody is no wire’s for carrying its text',
    [
      ['a', 'Northline', NORTHLINE, 100],
      ['b', null, unattributed, 500],
    ],
    [relation('b', 'a', 'copy')],
    ['a original of - : Northline', 'b unattributed of - : unattributed'],
  ],
  ['nothing', [], [], []],
]
for (const [name, tellings, relations, told] of cases) {
  test(name, () => {
    deepEqual(
      describe(tellings, relations).map(
        ({ article: { id }, relation: kind, of, origins }) =>
          `${id.at(-1)} ${kind} of ${of?.at(-1) ?? '-'} : ${origins[0]?.name}`,
      ),
      told,
    )
  })
}

test('why says how much of a rewrite stands in its original', () => {
  const [, told] = describe(
    [
      ['a', 'Courier', COURIER],
      ['b', null, unattributed],
    ],
    [relation('b', 'a', 'rewrite', 0.874)],
  )
  match(told?.why ?? '', /^87 % .*the same report as Courier$/)
})

test('why says how much of an own report is shared copy', () => {
  const [, told] = describe(
    [
      ['a', 'Northline', NORTHLINE],
      ['b', 'Courier', COURIER],
    ],
    [relation('b', 'a', 'shared-wire', 0.62)],
  )
  match(told?.why ?? '', /^why; 62 % of it is shared copy$/)
})

test('a report that carries a text whole rests on its origin besides, and says so', () => {
  const [, told] = describe(
    [
      ['a', 'Northline', NORTHLINE, 100],
      ['b', 'Courier', COURIER, 500],
    ],
    [relation('b', 'a', 'copy')],
  )
  deepEqual(told?.origins, [COURIER, NORTHLINE])
  match(told?.why ?? '', /^why; all of Northline stands in it$/)
})

test('the origins named in passages follow the main one, each once', () => {
  const [first] = describeSources(
    [source('a').article],
    () => ({ main: COURIER, others: [NORTHLINE, COURIER], why: '' }),
    [],
  )
  deepEqual(first?.origins, [COURIER, NORTHLINE])
})
