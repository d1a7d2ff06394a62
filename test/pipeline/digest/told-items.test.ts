import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { itemsOfBrief, itemsOfUpdate, withoutTold } from '../../../src/pipeline/digest/told-items.ts'
import type { Line } from '../../../src/news/claim.ts'
import { claimId } from '../../../src/news/ids.ts'
import type { Update } from '../../../src/news/update.ts'
import { brief } from '../../contract/store-samples.ts'

const SAMPLE = brief('e1', '10:00')
const EMPTY: Update = {
  ...SAMPLE.update!,
  nothingNew: true,
  added: [],
  revised: [],
  corroborated: [],
  disputed: [],
  withdrawn: [],
}
const line = (id: string, origins = 1, text = 'Cranes stand still.', revision = 1): Line => ({
  ...SAMPLE.lines[0]!,
  id: claimId(id),
  text,
  support: { articles: origins, texts: origins, origins },
  citations: SAMPLE.lines[0]!.citations.map((citation) => ({ ...citation, revision })),
})
const corroborated = (id: string, originsBefore: number, originsAfter: number) => ({
  line: line(id, originsAfter),
  originsBefore,
  originsAfter,
})

/** What of an update is left for a channel that was told the `known` updates before, in words. */
function untold(known: readonly Partial<Update>[], update: Partial<Update>): readonly string[] {
  const told = new Set<string>()
  for (const each of known) for (const item of itemsOfUpdate({ ...EMPTY, ...each }, told)) told.add(item)
  const left = withoutTold({ ...EMPTY, ...update }, told)
  const shown = [
    ...left.added.map(({ id }) => `added ${id}`),
    ...left.revised.map(({ after }) => `revised ${after.id}`),
    ...left.corroborated.map((each) => `${each.line.id} ${each.originsBefore}-${each.originsAfter}`),
    ...left.disputed.map(({ id }) => `differ ${id}`),
    ...left.withdrawn.map(({ id }) => `withdrawn ${id}`),
  ]
  return left.nothingNew ? ['nothing new', ...shown] : shown
}

const [before, after] = [line('c1'), line('c1', 1, 'Cranes move.', 2)]
const cases: readonly (readonly [string, readonly Partial<Update>[], Partial<Update>, readonly string[]])[] = [
  ['what nobody told is told', [], { added: [line('c1')], disputed: SAMPLE.differ }, ['added c1', 'differ x1']],
  ['what was told is not', [{ added: [line('c1')] }], { added: [line('c1')] }, ['nothing new']],
  ['another claim is', [{ added: [line('c1')] }], { added: [line('c1'), line('c2')] }, ['added c2']],
  [
    'news that more origins tell now is confirmed',
    [{ added: [line('c1', 2)] }],
    { added: [line('c1', 4)] },
    ['c1 2-4'],
  ],
  [
    'so many origins are told once',
    [{ corroborated: [corroborated('c1', 1, 3)] }],
    { corroborated: [corroborated('c1', 1, 3)] },
    ['nothing new'],
  ],
  [
    'more of them again',
    [{ corroborated: [corroborated('c1', 1, 3)] }],
    { corroborated: [corroborated('c1', 1, 5)] },
    ['c1 3-5'],
  ],
  ['a revision is told once', [{ revised: [{ before, after }] }], { revised: [{ before, after }] }, ['nothing new']],
  [
    'nor in other words',
    [{ revised: [{ before, after: { ...after, text: 'Now cranes move.', flags: [] } }] }],
    { revised: [{ before, after }] },
    ['nothing new'],
  ],
  [
    'a revision back is another one',
    [{ revised: [{ before, after }] }],
    { revised: [{ before: after, after: line('c1', 1, 'Cranes stand still.', 3) }] },
    ['revised c1'],
  ],
  [
    'what a revision told is no news',
    [{ revised: [{ before, after: line('c2', 1, 'Cranes move.', 2) }] }],
    { added: [line('c2')] },
    ['nothing new'],
  ],
  ['a difference is told once', [{ disputed: SAMPLE.differ }], { disputed: SAMPLE.differ }, ['nothing new']],
  ['what was told and is withdrawn is told', [{ added: [line('c1')] }], { withdrawn: [line('c1')] }, ['withdrawn c1']],
  ['once', [{ added: [line('c1')] }, { withdrawn: [line('c1')] }], { withdrawn: [line('c1')] }, ['nothing new']],
  [
    'what comes back is told again',
    [{ added: [line('c1')] }, { withdrawn: [line('c1')] }],
    { added: [line('c1')] },
    ['added c1'],
  ],
  [
    'and goes again',
    [{ added: [line('c1')] }, { withdrawn: [line('c1')] }, { added: [line('c1')] }],
    { withdrawn: [line('c1')] },
    ['withdrawn c1'],
  ],
]
for (const [name, known, update, expected] of cases) {
  test(name, () => deepEqual(untold(known, update), expected))
}

test('what stands above and below a brief’s lines was told as they were', () => {
  const whole = { ...SAMPLE, update: null, differ: [], headline: line('c1'), lede: line('c1', 2), lines: [line('c2')] }
  deepEqual(itemsOfBrief({ ...whole, whyItMatters: line('c3') }, new Set()), [
    'line:c1',
    'origins:c1:2',
    'line:c2',
    'origins:c2:1',
    'line:c3',
    'origins:c3:1',
  ])
})
