import { existsSync, readFileSync } from 'node:fs'
import { inspectDates } from '../../src/pipeline/inspect/inspect-dates.ts'
import type { LooseFile } from '../../src/pipeline/loose-files.ts'
import { readRowValue } from '../../src/ingest/read-rows.ts'
import type { EvalRow } from './eval-row.ts'
import { seededRandom } from './mutations.ts'
import { countMentions, countPublications, type DatedArticle } from './peers/date-counts.ts'

const DATA = new URL('../../../shared/data/timelines/', import.meta.url)
/** Four timelines leave all to chance: random halves of their articles show what is not. */
const HALVES = 5
const SEED = 20260108

type Timeline = { topic: string; k: number; first: string; last: string; dates: readonly string[] }
type Row = DatedArticle & { readonly id: string; readonly file: LooseFile }
/** Gives the `count` days that matter most, of those from `first` to `last`. */
type Picker = (rows: readonly Row[], timeline: Timeline) => readonly string[]

/**
 * Date-F1 of the days that humans picked for four long stories. Articles are those dated within the timeline; that is also
 * how the peers' figures of the data's README come about (publication count .752, ties in order of time).
 */
export function evalDates(): readonly EvalRow[] | null {
  if (!existsSync(DATA)) return null
  const timelines = readRows<Timeline>('dates.jsonl')
  const articles = new Map(timelines.map(({ topic }) => [topic, readArticles(topic)]))
  const all = (topic: string) => articles.get(topic) ?? []
  const random = seededRandom(SEED)
  const halves = Array.from({ length: HALVES }, () => {
    const kept = new Set([...articles.values()].flat().filter(() => random() < 0.5))
    return (topic: string) => all(topic).filter((row) => kept.has(row))
  })
  const score = (pick: Picker, timeline: Timeline, of: typeof all) =>
    dateF1(
      pick(
        of(timeline.topic).filter(({ date }) => isWithin(date, timeline)),
        timeline,
      ),
      timeline.dates,
    )
  const overAll = (pick: Picker, of: typeof all) => mean(timelines.map((timeline) => score(pick, timeline, of)))
  const row = (name: string, figure: (pick: Picker) => number): EvalRow => ({
    name,
    ours: figure(ours),
    peers: { 'publication count': figure(byPublications), 'mention count': figure(byMentions) },
  })
  return [
    { ...row('days that matter, Date-F1', (pick) => overAll(pick, all)), bar: 0.78 },
    ...timelines.map((one) => row(`days that matter, ${one.topic}`, (pick) => score(pick, one, all))),
    row(`days that matter, half of the articles, ${HALVES} times`, (pick) =>
      mean(halves.map((half) => overAll(pick, half))),
    ),
  ]
}

const ours: Picker = (rows, { k }) => inspectDates(rows.map(({ file }) => file), k).dates // prettier-ignore
const byPublications: Picker = (rows, timeline) => top(countPublications(rows), timeline)
const byMentions: Picker = (rows, timeline) => top(countMentions(rows), timeline)

const isWithin = (day: string, { first, last }: Timeline): boolean => first <= day && day <= last

function top(counts: ReadonlyMap<string, number>, timeline: Timeline): readonly string[] {
  return [...counts]
    .filter(([day]) => isWithin(day, timeline))
    .toSorted(([day, count], [other, rival]) => rival - count || day.localeCompare(other))
    .slice(0, timeline.k)
    .map(([day]) => day)
}

/** The harmonic mean of precision and recall: one who names fewer than k days is not also punished in precision. */
function dateF1(picked: readonly string[], human: readonly string[]): number {
  return (2 * picked.filter((day) => human.includes(day)).length) / (picked.length + human.length)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function readRows<Value>(file: string): readonly Value[] {
  return readFileSync(new URL(file, DATA), 'utf8')
    .trim()
    .split('\n')
    .map((line): Value => JSON.parse(line))
}

/** As the command reads them: rows of `ingest`. */
function readArticles(topic: string): readonly Row[] {
  return readRows<DatedArticle & { id: string }>(`${topic}-articles.jsonl`).map(({ id, date, text }) => {
    const row = { url: `https://${topic}.example/${id}`, publishedAt: date, text }
    const outcome = readRowValue(row, id, { input: id, outlets: [], rowsMax: 1 })
    if (outcome.kind === 'fault') throw outcome.error
    return { id, date, text, file: { path: id, reading: outcome.reading } }
  })
}
