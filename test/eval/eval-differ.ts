// Where sources differ, and what an arrival adds, against annotations made by reading the texts before seeing any output:
// test/eval/annotations/differ-*.json name articles and sentences, never their words.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Difference } from '../../src/news/claim.ts'
import type { Update } from '../../src/news/update.ts'
import { runStory, type StoryRun } from './differ-stories.ts'
import type { EvalRow } from './eval-row.ts'

/** A difference a careful reader finds: `must` be shown; the others may be. `values`: words of its sides. */
type Expected = {
  readonly key: string
  readonly must: boolean
  readonly kinds: readonly string[]
  readonly sides: readonly { readonly values: readonly string[]; readonly at: readonly string[] }[]
}
type Annotation = {
  readonly source: string
  readonly articles: readonly string[]
  readonly differences: readonly Expected[]
  /** Counts that a later article tells anew: a revision, never a dispute. */
  readonly revised?: readonly Expected[]
}

const FOLDER = join(import.meta.dirname, 'annotations')

/** What one story's answers are worth. */
export type DifferScore = {
  readonly name: string
  readonly wanted: readonly string[]
  readonly missed: readonly string[]
  readonly shown: number
  readonly wrong: readonly Difference[]
  readonly revisedWanted: readonly string[]
  readonly revisedMissed: readonly string[]
  readonly run: StoryRun
}

/** All annotated stories whose data is here. */
export async function scoreStories(): Promise<readonly DifferScore[]> {
  const scores: DifferScore[] = []
  for (const file of readdirSync(FOLDER).filter((name) => name.startsWith('differ-'))) {
    const annotation: Annotation = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))
    const run = await runStory(annotation)
    if (run !== null) scores.push(scoreRun(file.replace(/\.json$/, ''), annotation, run))
  }
  return scores
}

function scoreRun(name: string, { differences, revised = [] }: Annotation, run: StoryRun): DifferScore {
  const must = differences.filter((one) => one.must)
  const isFound = (one: Expected) => run.differ.some((difference) => matches(one, difference, run))
  const revisions = [...run.updates.values()].flatMap((update) => update.revised)
  const isRevised = (one: Expected) => revisions.some((pair) => matchesRevision(one, pair, run))
  return {
    name,
    wanted: must.map(({ key }) => key),
    missed: must.filter((one) => !isFound(one)).map(({ key }) => key),
    shown: run.differ.length,
    wrong: run.differ.filter((difference) => !differences.some((one) => matches(one, difference, run))),
    revisedWanted: revised.map(({ key }) => key),
    revisedMissed: revised.filter((one) => !isRevised(one)).map(({ key }) => key),
    run,
  }
}

const articleOf = (place: string): string => place.split(':')[0] ?? place

/** Two sides of it are two sides of the difference: an article of each is cited there, with a word of its value. */
function matches({ kinds, sides }: Expected, difference: Difference, run: StoryRun): boolean {
  if (!kinds.includes(difference.kind)) return false
  const found = sides.map(({ values, at }) => {
    const articles = new Set(at.map(articleOf))
    return difference.sides.findIndex(({ value, citations }) => {
      const told = [value, ...citations.map(({ text }) => text)].join(' ').toLowerCase()
      const isHere = citations.some((citation) => articles.has(run.nameOf(citation)))
      return isHere && (values.length === 0 || values.some((word) => told.includes(word.toLowerCase())))
    })
  })
  return new Set(found.filter((at) => at !== -1)).size >= 2
}

function matchesRevision({ sides }: Expected, { before, after }: Update['revised'][number], run: StoryRun): boolean {
  const [was, is] = sides.map(({ at }) => new Set(at.map(articleOf)))
  return (
    before.citations.some((citation) => was?.has(run.nameOf(citation)) === true) &&
    after.citations.some((citation) => is?.has(run.nameOf(citation)) === true)
  )
}

/** `eval differ`. */
export async function evalDiffer(): Promise<readonly EvalRow[] | null> {
  const scores = await scoreStories()
  if (scores.length === 0) return null
  const rows = [
    ['seeds', scores.filter(({ name }) => name === 'differ-seeds')],
    ['windows', scores.filter(({ name }) => name !== 'differ-seeds')],
  ] as const
  return rows.flatMap(([name, list]) => (list.length === 0 ? [] : toRows(name, list)))
}

function toRows(name: string, scores: readonly DifferScore[]): readonly EvalRow[] {
  const count = (of: (score: DifferScore) => number) => scores.reduce((sum, score) => sum + of(score), 0)
  const wanted = count((score) => score.wanted.length)
  const shown = count((score) => score.shown)
  const wrong = count((score) => score.wrong.length)
  const revised = count((score) => score.revisedWanted.length)
  return [
    { name: `differ ${name} recall`, ours: 1 - count((score) => score.missed.length) / wanted, peers: {}, bar: 0.8 },
    { name: `differ ${name} precision`, ours: shown === 0 ? 0 : 1 - wrong / shown, peers: {} },
    { name: `differ ${name} false alarms`, ours: wrong, peers: {}, better: 'lower' },
    ...(revised === 0
      ? []
      : [
          {
            name: `differ ${name} later figures told as revised`,
            ours: 1 - count((score) => score.revisedMissed.length) / revised,
            peers: {},
          },
        ]),
  ]
}
