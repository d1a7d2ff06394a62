import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Brief } from '../../src/news/brief.ts'
import type { Line } from '../../src/news/claim.ts'
import { articleId, claimId } from '../../src/news/ids.ts'
import type { Update } from '../../src/news/update.ts'
import { citedRevisions, findCorrections } from '../../src/pipeline/find-corrections.ts'
import { brief, line, update } from '../commands/sample.ts'

/** A line as it stands in a later revision of its article. */
const revised = (was: Line, text: string): Line => ({
  ...was,
  text,
  citations: was.citations.map((citation) => ({ ...citation, revision: citation.revision + 1, text })),
})
const extract = (id: string, text: string, from = 'Alba'): Line =>
  line(id, text, [from], { flags: ['extract', 'single-source'] })

const HOUR = extract('c1', 'They spoke for an hour.')
const DEAD = extract('c2', 'At least 110 people died.')
/** What a model made of both. */
const BOTH: Line = {
  ...line('c1', 'They spoke for an hour of at least 110 dead.', ['Alba']),
  citations: [...HOUR.citations, ...DEAD.citations],
}

const cases: readonly (readonly [string, Partial<Brief>, Partial<Update>, readonly string[]])[] = [
  [
    'a line that its outlet changed',
    { lines: [HOUR] },
    { revised: [change(HOUR, 'They spoke for a minute.')] },
    ['c1'],
  ],
  ['a first sentence', { lede: HOUR, lines: [] }, { revised: [change(HOUR, 'They spoke for a minute.')] }, ['c1']],
  ['why it matters', { whyItMatters: HOUR, lines: [] }, { withdrawn: [HOUR] }, ['c1']],
  ['a headline that nothing below it tells', { headline: HOUR, lines: [] }, { withdrawn: [HOUR] }, ['c1']],
  ['a headline and its line are corrected once', { headline: HOUR, lines: [HOUR] }, { withdrawn: [HOUR] }, ['c1']],
  [
    'one sentence of two claims, of which the second changed',
    { lede: BOTH, lines: [] },
    { revised: [change(DEAD, 'At least 112 people died.')] },
    ['c1'],
  ],
  ['or was withdrawn', { lede: BOTH, lines: [] }, { withdrawn: [DEAD] }, ['c1']],
  [
    'not an extract whose passage holds another claim, too',
    { lines: [HOUR] },
    { withdrawn: [{ ...DEAD, citations: HOUR.citations }] },
    [],
  ],
  [
    'nothing of a digest that only said that nothing is new',
    { lines: [HOUR], update: update({ nothingNew: true }) },
    { withdrawn: [HOUR] },
    [],
  ],
]

function change(before: Line, text: string): Update['revised'][number] {
  return { before, after: revised(before, text) }
}

for (const [name, edition, since, expected] of cases) {
  test(`corrected: ${name}`, () => {
    const found = findCorrections(brief(edition), update(since))
    deepEqual(
      found.map(({ id }) => id),
      expected.map(claimId),
    )
  })
}

test('what a correction is known by does not hang on the words it is told in', () => {
  const after = revised(HOUR, 'They spoke for a minute.')
  const inOtherWords = { ...after, text: 'Their talk took a minute.', flags: [] }
  const [one, other] = [after, inOtherWords].map((now) =>
    findCorrections(brief({ lede: HOUR, lines: [] }), update({ revised: [{ before: HOUR, after: now }] })),
  )
  equal(one?.[0]?.item, other?.[0]?.item)
})

test('the articles of a digest are those of its headline and first sentence, too', () => {
  const [headline, lede, why] = ['Brisa', 'Cima', 'Duna'].map((from) => line('c1', 'They met.', [from]))
  const edition = brief({ headline: headline ?? null, lede: lede ?? null, whyItMatters: why ?? null, lines: [HOUR] })
  deepEqual([...citedRevisions(edition).keys()].toSorted(), ['Alba', 'Brisa', 'Cima', 'Duna'].map(articleId).toSorted())
})
