import { equal, ok } from 'node:assert/strict'
import { admitLines } from '../../../src/brief/admit-lines.ts'
import type { ChosenClaim, Written } from '../../../src/brief/writer.ts'
import type { Line, Support } from '../../../src/news/claim.ts'
import { citation, claim, lineOf, support, unattributed } from '../../claim/make.ts'

/** A chosen claim whose extract cites one passage of each of its origins. */
export function chosenOf(id: string, ...supports: readonly Support[]): ChosenClaim {
  const made = claim(id, supports)
  const line = lineOf(made)
  ok(line !== null)
  const firsts = supports.filter(
    (one, at) => supports.findIndex(({ origin }) => origin.name === one.origin.name) === at,
  )
  const flags: Line['flags'] = [
    'extract',
    ...(line.support.origins <= 1 ? (['single-source'] as const) : []),
    ...(line.support.origins === 0 ? (['unattributed'] as const) : []),
  ]
  return { claim: made, extract: { ...line, citations: firsts.map(citation), flags } }
}

export const DAM = chosenOf(
  'c1',
  support('a', 'The lake behind the Calder dam fell by 12 metres in nine days, the water board said on Wednesday.'),
  support('b', 'The water board said the lake behind the Calder dam had fallen by 12 metres in nine days.'),
)
export const GATES = chosenOf('c2', support('a', 'The board closed two of the five gates in November.', { start: 200 }))
export const QUOTE = chosenOf(
  'c3',
  support('b', 'Mayor Petra Lund called the closure “a warning that came ten years late” in a speech to farmers.', {
    start: 300,
  }),
)
export const SPANISH = chosenOf(
  'c4',
  support(
    'c',
    'El gobierno de Chile no aprobó el presupuesto de 40 millones de pesos para la presa, dijo Tomás Okafor.',
    { lang: 'es' },
  ),
)
export const RUMOUR = chosenOf(
  'c5',
  support('d', 'Engineers warned that the wall would crack within a week.', { origin: unattributed }),
)
export const MATTERS = chosenOf(
  'c6',
  support('e', 'The dam matters because 300,000 people in the valley depend on it for drinking water.', {}),
)
export const CHOSEN = [DAM, GATES, QUOTE, SPANISH, RUMOUR, MATTERS]

export const texts = (shown: readonly Line[]) => shown.map(({ text }) => text)

export const everyLine = ({ lines, headline, lede, why }: Written): readonly Line[] =>
  [headline, lede, why, ...lines].filter((line) => line !== null)

/** A link, mention, command or markup: none of these is in the sample's articles. */
const FOREIGN = /https?:|www\.|[@<>[\]{}`*#|\\]|\.example|(?:^|\s)\//u

/** What holds of any piece of writing, whatever the model answered. */
export function holdsFor(written: Written, chosen: readonly ChosenClaim[]): void {
  for (const line of everyLine(written)) {
    const { lines, refused } = admitLines([line], chosen)
    equal(JSON.stringify(lines), JSON.stringify([line]), JSON.stringify([line.text, refused]))
    ok(line.citations.length > 0)
    ok(line.text.length <= 320, line.text)
    ok(!FOREIGN.test(line.text), line.text)
    const places = new Set(chosen.flatMap(({ extract }) => extract.citations))
    ok(line.citations.every((cited) => places.has(cited)))
    const supports = chosen.find(({ claim: { id } }) => id === line.id)?.extract.support
    ok(supports !== undefined && line.support.origins <= supports.origins && line.support.articles <= supports.articles)
  }
  ok(written.lines.length <= chosen.length)
  equal(new Set(written.lines.map(({ id }) => id)).size, written.lines.length)
  equal(JSON.stringify(written.report.lines.map(({ id }) => id)), JSON.stringify(written.lines.map(({ id }) => id)))
}
