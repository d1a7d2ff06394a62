import { existsSync, readFileSync } from 'node:fs'
import { createStreamTask } from '../../src/pipeline/inspect/inspect-stream.ts'
import { scoreClusters, type ClusterScores } from './cluster-scores.ts'
import type { EvalRow } from './eval-row.ts'
import { cutJoinings, joinByAverageLink } from './peers/average-link.ts'
import { joinNearestCentroid } from './peers/nearest-centroid.ts'
import { tfidfVectors } from './peers/tfidf.ts'

const FILE = new URL('../../../shared/data/stories/ecb-dev.jsonl', import.meta.url)

type Row = { readonly id: string; readonly title: string; readonly text: string; readonly story: string }

/** Orders the stream is read in: what comes first decides much. */
const ORDERS = 5
/** The halves are watched, not promised. */
const ORDERS_OF_HALVES = 2
/** Where the peers' thresholds are looked for: theirs are chosen on this very set, in their favour. */
const THRESHOLDS = Array.from({ length: 40 }, (_, at) => (at + 1) / 100)

/** Story clustering by `inspect stream` in several orders, and on either half of the topics; null without its data. */
export function evalStream(): EvalRow[] | null {
  if (!existsSync(FILE)) return null
  const rows = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  const half = (rest: number) => rows.filter(({ story }) => Number.parseInt(story, 10) % 2 === rest)
  const whole = measure(rows, ORDERS)
  const halves = [0, 1].map((rest) => measure(half(rest), ORDERS_OF_HALVES))
  const batch = scoreAverageLink(rows)
  const single = scoreSinglePass(rows)
  const peers = (pick: (scores: ClusterScores) => number) => ({
    'average link, batch': pick(batch),
    'single pass, nearest centroid': pick(single),
  })
  const row = (name: string, pick: (scores: ClusterScores) => number, bar: number): EvalRow[] => [
    { name: `stream: ${name}`, ours: mean(whole.map(pick)), peers: peers(pick), bar },
    { name: `stream: ${name}, worst of ${ORDERS} orders`, ours: Math.min(...whole.map(pick)), peers: {} },
    { name: `stream: ${name}, spread over orders`, ours: deviation(whole.map(pick)), peers: {}, better: 'lower' },
    ...[0, 1].map((rest) => ({
      name: `stream: ${name}, ${rest === 0 ? 'even' : 'odd'} topics`,
      ours: mean((halves[rest] ?? []).map(pick)),
      peers: {},
    })),
  ]
  return [...row('pair F1', ({ pairF1 }) => pairF1, 0.9), ...row('B³ F1', ({ b3F1 }) => b3F1, 0.93)]
}

function measure(rows: readonly Row[], orders: number): readonly ClusterScores[] {
  return Array.from({ length: orders }, (_, order) => {
    const stream = shuffle(rows, order)
    const task = createStreamTask()
    const found = stream.map(({ id, title, text }) => {
      const answer = task({ id, title, text, publishedAt: null, lang: null }) as { story: string }
      return answer.story
    })
    return scoreClusters(
      stream.map(({ story }) => story),
      found,
    )
  })
}

function scoreAverageLink(rows: readonly Row[]): ClusterScores {
  const joinings = joinByAverageLink(tfidfVectors(rows.map(({ title, text }) => `${title} ${text}`)))
  const gold = rows.map(({ story }) => story)
  return best(THRESHOLDS.map((threshold) => scoreClusters(gold, cutJoinings(joinings, rows.length, threshold))))
}

function scoreSinglePass(rows: readonly Row[]): ClusterScores {
  const stream = shuffle(rows, 0)
  const vectors = tfidfVectors(stream.map(({ title, text }) => `${title} ${text}`))
  const gold = stream.map(({ story }) => story)
  const coarse = THRESHOLDS.filter((_, at) => at % 8 === 7)
  return best(coarse.map((threshold) => scoreClusters(gold, joinNearestCentroid(vectors, threshold))))
}

function best(all: readonly ClusterScores[]): ClusterScores {
  return all.toSorted((one, other) => other.pairF1 + other.b3F1 - one.pairF1 - one.b3F1)[0] ?? { pairF1: 0, b3F1: 0 }
}

/** A random order that is the same every time (linear congruential numbers of Park and Miller 1988). */
function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed + 1
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  for (let i = 0; i < 10; i++) next()
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length

function deviation(list: readonly number[]): number {
  const centre = mean(list)
  return Math.sqrt(mean(list.map((value) => (value - centre) ** 2)))
}
