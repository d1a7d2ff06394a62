import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { LedgerRow } from '../../src/claim/ledger-store.ts'
import { viewClaims, type KnownThen } from '../../src/claim/view-claims.ts'
import type { Article, Revision } from '../../src/news/article.ts'
import { claimId } from '../../src/news/ids.ts'
import type { Origin } from '../../src/news/origin.ts'
import { article, hour, outlet, source, unattributed } from './make.ts'

const TEXT = 'The lake fell. The wall held.'

const revisionOf = (letter: string, revision: number, changes: Partial<Revision> = {}): Revision =>
  source(letter, {}, { revision, text: TEXT, seenAt: hour(revision), ...changes }).article.latest

const row = (letter: string, revision: number, claim = 'c1', changes: Partial<LedgerRow> = {}): LedgerRow => ({
  claim: claimId(claim),
  article: article(letter),
  revision,
  start: 0,
  end: 14,
  seenAt: hour(revision),
  origin: outlet(letter),
  matchedOn: [],
  variant: false,
  ...changes,
})

const known = (
  rows: readonly LedgerRow[],
  latest: readonly Revision[],
  changes: Partial<KnownThen> = {},
): KnownThen => ({
  rows,
  articles: new Map(
    latest.map((revision): [Article['id'], Article] => [
      revision.article,
      { ...source('a').article, id: revision.article, latest: revision },
    ]),
  ),
  findRevision: (id, revision) => ({ ...revisionOf('a', revision), article: id }),
  groups: new Map(),
  relations: [],
  ...changes,
})

/** Claims in short: who supports them, who took them back. */
const told = (then: KnownThen) =>
  viewClaims(then).map(({ id, supports, withdrawn }) => {
    const names = [supports, withdrawn].map((list) =>
      list.map((one) => `${one.article.at(-1)}${one.revision}`).join(' '),
    )
    return `${id}: ${names.join(' | ')}`
  })

const cases: readonly (readonly [string, KnownThen, readonly string[]])[] = [
  [
    'a claim told by two',
    known([row('a', 1), row('b', 1)], [revisionOf('a', 1), revisionOf('b', 1)]),
    ['c1: a1 b1 | '],
  ],
  [
    'claims in order of first sight',
    known([row('a', 1, 'c2'), row('b', 1, 'c1'), row('b', 1, 'c2')], [revisionOf('a', 1), revisionOf('b', 1)]),
    ['c2: a1 b1 | ', 'c1: b1 | '],
  ],
  ['a revision that still tells it', known([row('a', 1), row('a', 2)], [revisionOf('a', 2)]), ['c1: a2 | ']],
  ['a revision that no longer does', known([row('a', 1)], [revisionOf('a', 2)]), ['c1:  | a1']],
  [
    'taken back by one, told by another',
    known([row('a', 1), row('b', 1)], [revisionOf('a', 2), revisionOf('b', 1)]),
    ['c1: b1 | a1'],
  ],
  ['taken back, and told again', known([row('a', 1), row('a', 3)], [revisionOf('a', 3)]), ['c1: a3 | ']],
  ['an article taken down', known([row('a', 1)], [revisionOf('a', 2, { deleted: true })]), ['c1:  | a1']],
  [
    'a revision that is gone is no passage',
    known([row('a', 1)], [revisionOf('a', 1)], { findRevision: () => null }),
    [],
  ],
  ['nothing', known([], []), []],
]
for (const [name, then, expected] of cases) {
  test(name, () => deepEqual(told(then), expected))
}

test('a passage is the slice of its revision, in its language and group', () => {
  const groups = new Map([[article('a'), article('b')]])
  const findRevision = () => revisionOf('a', 1, { lang: 'es' })
  const [claim] = viewClaims(known([row('a', 1)], [revisionOf('a', 1)], { groups, findRevision }))
  const [support] = claim?.supports ?? []
  deepEqual([support?.text, support?.lang, support?.group], ['The lake fell.', 'es', article('b')])
  equal(claim?.firstSeenAt.toString(), hour(1).toString())
})

test('texts that share wire copy have one origin inside a claim', () => {
  const rows = [row('a', 1), row('b', 1, 'c1', { origin: { kind: 'wire', name: 'Northline' } })]
  const relations = [{ a: article('b'), b: article('a'), kind: 'shared-wire', coverage: 0.6, order: 1 }] as const
  const [claim] = viewClaims(known(rows, [revisionOf('a', 1), revisionOf('b', 1)], { relations }))
  deepEqual(
    claim?.supports.map(({ origin }: { origin: Origin }) => origin.name),
    ['Northline', 'Northline'],
  )
})

test('what a rewrite tells rests on its original, even where the original has taken it back', () => {
  const rows = [row('a', 1), row('b', 1, 'c1', { origin: unattributed, variant: true })]
  const groups = new Map([
    [article('a'), article('a')],
    [article('b'), article('a')],
  ])
  const [claim] = viewClaims(known(rows, [revisionOf('a', 2), revisionOf('b', 1)], { groups }))
  deepEqual(
    claim?.supports.map(({ origin }) => origin.name),
    ['a'],
  )
})
