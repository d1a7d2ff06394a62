import { existsSync, readFileSync } from 'node:fs'
import { compareClaims } from '../../src/claim/same-claim.ts'
import { detectLanguage, toTextLang } from '../../src/text/language.ts'
import type { EvalRow } from './eval-row.ts'
import { characterTfIdf, longestSubsequence, tokenJaccard, wordTfIdf, type PairPeer } from './peers/lexical.ts'

export const FOLDER = new URL('../../../shared/data/pairs/', import.meta.url)

export type Pair = { readonly a: string; readonly b: string; readonly similarity?: number; readonly same?: boolean }

const PEERS: Readonly<Record<string, PairPeer>> = {
  'token Jaccard': tokenJaccard,
  'word tf-idf': wordTfIdf,
  'character tf-idf': characterTfIdf,
  LCS: longestSubsequence,
}
/** Graded pairs, and the best figure the data's README gives for a score that needs no training. */
const GRADED: Readonly<Record<string, number>> = {
  'headlines-2013': 0.723,
  'headlines-2014': 0.69,
  'headlines-2015': 0.767,
  'spanish-dev': 0.744,
  'english-spanish-dev': 0.412,
}
/** MRPC's validation part, token Jaccard with its threshold chosen on the training part, by the README. */
const MRPC_ACCURACY = 0.736
const MRPC_F1 = 0.823

/**
 * `inspect pairs` against lexical scores run on the same rows: Pearson on graded pairs; on MRPC's validation part AUC of
 * the score, its accuracy and F1 at the threshold chosen on the training part, and the accuracy of `same`. Null where
 * the data is absent.
 */
export function evalPairs(): EvalRow[] | null {
  if (!existsSync(FOLDER)) return null
  return [...Object.entries(GRADED).map(([name, bar]) => evalGraded(name, bar)), ...evalMrpc()]
}

function evalGraded(name: string, bar: number): EvalRow {
  const pairs = readPairs(name)
  const gold = pairs.map(({ similarity }) => similarity ?? 0)
  const peers = mapPeers((peer) => pearson(peer(toTexts(pairs)), gold))
  return { name: `pairs ${name}: Pearson`, ours: pearson(answer(pairs).scores, gold), peers, bar }
}

/** Scores of the training part and of the validation part. */
type Sides = readonly [readonly number[], readonly number[]]

function evalMrpc(): EvalRow[] {
  const [train, val] = [readPairs('mrpc-train'), readPairs('mrpc-val')]
  const [goldTrain, gold] = [train, val].map((pairs) => pairs.map(({ same }) => same === true))
  if (goldTrain === undefined || gold === undefined) return []
  const ours = answer(val)
  const [here, there] = [answer(train).scores, ours.scores]
  const sides = (peer: PairPeer): Sides => {
    const scores = peer(toTexts([...train, ...val]))
    return [scores.slice(0, train.length), scores.slice(train.length)]
  }
  const peerSides = mapPeers(sides)
  const tuned = ([trained, held]: Sides) => {
    const threshold = bestThreshold(trained, goldTrain)
    return held.map((score) => score >= threshold)
  }
  const choices = { ours: tuned([here, there]), peers: mapValues(peerSides, tuned) }
  const row = (name: string, figure: (chosen: readonly boolean[]) => number, bar: number): EvalRow => ({
    name: `pairs mrpc-val: ${name}`,
    ours: figure(choices.ours),
    peers: mapValues(choices.peers, figure),
    bar,
  })
  const folded = ([trained, held]: Sides) => foldedAccuracy([...trained, ...held], [...goldTrain, ...gold])
  const aucs = ([trained, held]: Sides) => auc([...trained, ...held], [...goldTrain, ...gold])
  const whole = (name: string, figure: (sides: Sides) => number): EvalRow => {
    const peers = mapValues(peerSides, figure)
    return { name, ours: figure([here, there]), peers, bar: Math.round(1000 * (peers['token Jaccard'] ?? 1)) / 1000 }
  }
  return [
    whole('pairs mrpc-val: AUC', ([, held]) => auc(held, gold)),
    row('accuracy at the threshold of train', (chosen) => accuracy(chosen, gold), MRPC_ACCURACY),
    row('F1 at the threshold of train', (chosen) => f1(chosen, gold), MRPC_F1),
    whole('pairs mrpc train and val: AUC', aucs),
    whole('pairs mrpc train and val: accuracy, ten-fold', folded),
    { name: 'pairs mrpc-val: accuracy of same', ours: accuracy(ours.same, gold), peers: {} },
  ]
}

const FOLDS = 10

// Each tenth (every tenth row) is judged at the threshold chosen on the others.
function foldedAccuracy(scores: readonly number[], gold: readonly boolean[]): number {
  let right = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = [...scores.keys()].filter((at) => at % FOLDS !== fold)
    const threshold = bestThreshold(
      others.map((at) => scores[at] ?? 0),
      others.map((at) => gold[at] === true),
    )
    for (let at = fold; at < scores.length; at += FOLDS) if ((scores[at] ?? 0) >= threshold === gold[at]) right += 1
  }
  return right / scores.length
}

export function readPairs(name: string): readonly Pair[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Pair)
}

const toTexts = (pairs: readonly Pair[]) => pairs.map(({ a, b }) => [a, b] as const)

export function answer(pairs: readonly Pair[]): {
  readonly scores: readonly number[]
  readonly same: readonly boolean[]
} {
  const answers = pairs.map(({ a, b }) =>
    compareClaims(a, b, { a: toTextLang(detectLanguage(a)), b: toTextLang(detectLanguage(b)) }),
  )
  return { scores: answers.map(({ score }) => score), same: answers.map(({ same }) => same) }
}

function mapPeers<T>(figure: (peer: PairPeer) => T): Readonly<Record<string, T>> {
  return mapValues(PEERS, figure)
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

function accuracy(chosen: readonly boolean[], gold: readonly boolean[]): number {
  return chosen.filter((same, at) => same === gold[at]).length / gold.length
}

export function f1(chosen: readonly boolean[], gold: readonly boolean[]): number {
  const hits = chosen.filter((same, at) => same && gold[at]).length
  return (2 * hits) / (chosen.filter(Boolean).length + gold.filter(Boolean).length)
}

const THRESHOLD_STEPS = 100

// The threshold of the best accuracy, in hundredths.
function bestThreshold(scores: readonly number[], gold: readonly boolean[]): number {
  const thresholds = Array.from({ length: THRESHOLD_STEPS }, (_, at) => at / THRESHOLD_STEPS)
  const accuracies = thresholds.map((threshold) => {
    return accuracy(
      scores.map((score) => score >= threshold),
      gold,
    )
  })
  return thresholds[accuracies.indexOf(Math.max(...accuracies))] ?? 0
}

/** The share of (same, other) pairs whose scores stand in that order; ties count half. */
function auc(scores: readonly number[], gold: readonly boolean[]): number {
  const ranked = scores.map((score, at) => ({ score, same: gold[at] === true })).toSorted((a, b) => a.score - b.score)
  const groups = [...Map.groupBy(ranked, ({ score }) => score).values()]
  let others = 0
  let sames = 0
  let ordered = 0
  for (const group of groups) {
    const same = group.filter((row) => row.same).length
    ordered += same * (others + (group.length - same) / 2)
    others += group.length - same
    sames += same
  }
  return ordered / (sames * others)
}

/** Pearson's product-moment correlation of two lists of one length. */
export function pearson(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [meanOne, meanOther] = [mean(one), mean(other)]
  let product = 0
  let squaresOne = 0
  let squaresOther = 0
  for (const [at, value] of one.entries()) {
    const [a, b] = [value - meanOne, (other[at] ?? 0) - meanOther]
    product += a * b
    squaresOne += a * a
    squaresOther += b * b
  }
  return product / Math.sqrt(squaresOne * squaresOther)
}
