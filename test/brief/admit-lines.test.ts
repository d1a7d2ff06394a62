import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { admitLines, admitWritten } from '../../src/brief/admit-lines.ts'
import { asExtracts, createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import type { ChosenClaim, Written } from '../../src/brief/writer.ts'
import type { Line } from '../../src/news/claim.ts'
import { claim, lineOf, support } from '../claim/make.ts'

const chosenOf = (id: string, text: string): ChosenClaim => {
  const made = claim(id, [support('a', text)])
  const extract = lineOf(made)
  ok(extract !== null)
  return { claim: made, extract }
}

const LAKE = chosenOf('c1', 'The lake behind the Calder dam fell by 12 metres on Wednesday, Tomas Okafor said.')
const WALL = chosenOf('c2', 'The board closed two of the five gates in November.')
const CHOSEN = [LAKE, WALL]
const worded = ({ extract }: ChosenClaim, text: string): Line => ({ ...extract, text, flags: [] })
const texts = (lines: readonly Line[]) => lines.map(({ text }) => text)

const cases: readonly (readonly [string, readonly Line[], readonly string[], number])[] = [
  ['extracts pass', CHOSEN.map(({ extract }) => extract), CHOSEN.map(({ extract }) => extract.text), 0],
  [
    'a true wording passes',
    [worded(LAKE, 'The lake behind the Calder dam fell by 12 metres.')],
    ['The lake behind the Calder dam fell by 12 metres.'],
    0,
  ],
  ['another figure is replaced by the extract', [worded(LAKE, 'The lake fell by 18 metres.')], [LAKE.extract.text], 1],
  ['so is another name', [worded(LAKE, 'Petra Lund said the lake fell.')], [LAKE.extract.text], 1],
  ['so is a quotation nobody said', [worded(LAKE, 'Okafor called it “a miracle.”')], [LAKE.extract.text], 1],
  ['so is a line of nothing', [worded(LAKE, ' ')], [LAKE.extract.text], 1],
  ['a claim not chosen never passes', [{ ...LAKE.extract, id: chosenOf('c9', 'x').extract.id }], [], 1],
  ['a claim is told once', [LAKE.extract, LAKE.extract], [LAKE.extract.text], 1],
  ['nothing', [], [], 0],
]
for (const [name, proposed, expected, refused] of cases) {
  test(name, () => {
    const admission = admitLines(proposed, CHOSEN)
    deepEqual(texts(admission.lines), expected)
    equal(admission.passed, expected.length)
    equal(admission.refused.length, refused)
    ok(admission.refused.every(({ reasons }) => reasons.length > 0))
  })
}

test('where the extract fails too, nothing is told', () => {
  const broken = { ...LAKE, extract: worded(LAKE, 'The lake rose by 99 metres.') }
  const { lines, refused } = admitLines([worded(LAKE, 'The lake fell by 18 metres.')], [broken])
  deepEqual([lines.length, refused.length], [0, 2])
})

const FELL = worded(LAKE, 'The lake behind the Calder dam fell by 12 metres.')
const CLOSED = worded(WALL, 'The board closed two gates in November.')
const FALSE = worded(LAKE, 'The lake fell by 18 metres.')
const STRANGER = { ...FELL, id: chosenOf('c9', 'x').extract.id }

const written: readonly (readonly [string, Partial<Written>, readonly (string | null | undefined)[], number])[] = [
  ['all of it passes', { headline: FELL, lede: FELL, why: CLOSED }, [FELL.text, FELL.text, CLOSED.text], 0],
  ['a headline tells nothing by itself', { headline: FELL, lines: [FELL] }, [FELL.text, null, null, FELL.text], 0],
  ['a false headline is left out', { headline: FALSE, lines: [FELL] }, [null, null, null, FELL.text], 1],
  ['so is one of no chosen claim', { headline: STRANGER }, [null, null, null], 1],
  [
    'for a false first sentence its extract stands first',
    { lede: FALSE, lines: [CLOSED] },
    [null, null, null, LAKE.extract.text, CLOSED.text],
    1,
  ],
  [
    'for a false “why” its extract stands last',
    { why: FALSE, lines: [CLOSED] },
    [null, null, null, CLOSED.text, LAKE.extract.text],
    1,
  ],
  [
    'what the first sentence tells, no line tells',
    { lede: FELL, lines: [FELL, CLOSED] },
    [null, FELL.text, null, CLOSED.text],
    1,
  ],
  ['nor does the “why”', { lede: FELL, why: FELL }, [null, FELL.text, null], 0],
]
for (const [name, changes, expected, refused] of written) {
  test(`a piece of writing: ${name}`, () => {
    const admission = admitWritten({ ...asExtracts([]), ...changes }, CHOSEN)
    const { headline, lede, whyItMatters, lines } = admission
    deepEqual([...[headline, lede, whyItMatters].map((line) => line?.text ?? null), ...texts(lines)], expected)
    equal(admission.refused.length, refused)
    equal(admission.passed, expected.filter((text) => text !== null).length)
  })
}

test('the extractive writer writes the extracts, in order', async () => {
  const writer = createExtractiveWriter()
  equal(writer.name, 'extractive')
  deepEqual(
    (await writer.write({ chosen: CHOSEN, lang: 'en' }, new AbortController().signal)).lines,
    CHOSEN.map(({ extract }) => extract),
  )
})
