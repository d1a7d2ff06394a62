import { existsSync, readFileSync } from 'node:fs'
import type { SummaryLimit } from '../../src/pipeline/inspect/inspect-summary.ts'
import { chooseSentences, cutFile } from '../../src/pipeline/inspect/inspect-summary.ts'
import type { LooseFile } from '../../src/pipeline/loose-files.ts'
import { readRowValue } from '../../src/ingest/read-rows.ts'
import type { CutText } from '../../src/text/cut-text.ts'
import { contentStems } from '../../src/text/stems.ts'
import { splitWords } from '../../src/text/words.ts'
import type { EvalRow } from './eval-row.ts'
import { centroidPosition } from './peers/centroid-position.ts'
import { lead } from './peers/lead.ts'
import { lexRank } from './peers/lexrank.ts'
import { mmr } from './peers/mmr.ts'
import { toPeerSentences, type Peer } from './peers/peer.ts'
import { submodular } from './peers/submodular.ts'
import { rouge, rougeTokens } from './rouge.ts'

const FOLDER = new URL('../../../shared/data/timelines/', import.meta.url)
const TOPICS = ['egypt', 'finan', 'haiti', 'mj'] as const
const PEERS: Readonly<Record<string, Peer>> = {
  lead,
  'centroid+position': centroidPosition,
  LexRank: lexRank,
  MMR: mmr,
  submodular,
}
/** What README of the data gives for "centroid+position less likeness to the last two weeks". */
const PEER_WITH_KNOWN = { one: 0.26, two: 0.057 }

/** A known sentence that holds this share of an output sentence's content words has told it. */
const REPEATED_SHARE = 0.8
/** Samples of the paired bootstrap (Efron and Tibshirani 1993); its seed is fixed, so that a run says the same again. */
const SAMPLES = 2_000

type Update = {
  readonly topic: (typeof TOPICS)[number]
  readonly window: readonly [string, string]
  readonly sentences: number
  readonly reference: string
}
type Dated = {
  readonly date: string
  readonly raw: readonly string[]
  readonly file: LooseFile
  readonly cut: CutText
  /** The content words of each sentence. */
  readonly words: readonly ReadonlySet<string>[]
}
type Score = { readonly one: number; readonly two: number }

/**
 * ROUGE of `inspect summary` on dated windows of long stories beside five peers, all on the same articles (dated within
 * the window, both ends in it) and as many sentences; the same for a reader who knows all articles before the window,
 * and how many sentences were told to that reader again. Null where the data is absent.
 */
export function evalSummary(): EvalRow[] | null {
  if (!existsSync(FOLDER)) return null
  const articles = new Map(TOPICS.map((topic) => [topic, readArticles(topic)]))
  const updates = readRows(new URL('updates.jsonl', FOLDER)) as readonly Update[]
  const ours: Score[] = []
  const informed: Score[] = []
  const peers = new Map(Object.keys(PEERS).map((name): [string, Score[]] => [name, []]))
  let repeats = 0
  for (const { topic, window, sentences, reference } of updates) {
    const all = articles.get(topic) ?? []
    const own = all.filter(({ date }) => date >= window[0] && date <= window[1])
    const known = all.filter(({ date }) => date < window[0])
    const score = scorer(reference)
    ours.push(score(summarise(own, [], sentences)))
    const told = summarise(own, known, sentences)
    informed.push(score(told))
    repeats += countRepeats(told, known)
    const seen = toPeerSentences(own.map(({ raw }) => raw))
    for (const [name, peer] of Object.entries(PEERS)) {
      peers.get(name)?.push(score(peer(seen, sentences).map(({ text }) => text)))
    }
  }
  return [
    rougeRow('ROUGE-1', 'one', ours, peers),
    rougeRow('ROUGE-2', 'two', ours, peers),
    confidenceRow('ROUGE-1', 'one', ours, peers),
    confidenceRow('ROUGE-2', 'two', ours, peers),
    ...(['one', 'two'] as const).map((n, at) => ({
      name: `summary --known: ROUGE-${at + 1} F`,
      ours: mean(informed.map((score) => score[n])),
      peers: { 'centroid+position less likeness': PEER_WITH_KNOWN[n] },
      bar: PEER_WITH_KNOWN[n] + 0.001,
    })),
    { name: 'summary --known: sentences told before', ours: repeats, peers: {}, bar: 0, better: 'lower' },
  ]
}

function summarise(own: readonly Dated[], known: readonly Dated[], most: number): readonly string[] {
  const limit: SummaryLimit = { unit: 'sentences', most }
  return chooseSentences(
    own.map(({ file }) => file),
    own.map(({ cut }) => cut),
    known.map(({ cut }) => cut),
    limit,
  ).map(({ line }) => line)
}

function scorer(reference: string): (sentences: readonly string[]) => Score {
  const gold = rougeTokens(reference)
  return (sentences) => {
    const tokens = rougeTokens(sentences.join('\n'))
    return { one: rouge(tokens, gold, 1).f, two: rouge(tokens, gold, 2).f }
  }
}

function rougeRow(name: string, n: keyof Score, ours: readonly Score[], peers: ReadonlyMap<string, Score[]>): EvalRow {
  const figures = [...peers].map(([peer, scores]) => [peer, mean(scores.map((score) => score[n]))] as const)
  return {
    name: `summary: ${name} F`,
    ours: mean(ours.map((score) => score[n])),
    peers: Object.fromEntries(figures),
    bar: Math.max(...figures.map(([, figure]) => figure)),
  }
}

/** Share of samples of the updates, drawn with replacement, in which ours is above the best peer. */
function confidenceRow(
  name: string,
  n: keyof Score,
  ours: readonly Score[],
  peers: ReadonlyMap<string, Score[]>,
): EvalRow {
  const [best] = [...peers].toSorted(([, one], [, other]) => total(other, n) - total(one, n))
  const gaps = ours.map((score, at) => score[n] - (best?.[1][at]?.[n] ?? 0))
  const random = createRandom()
  let wins = 0
  for (let sample = 0; sample < SAMPLES; sample++) {
    let sum = 0
    for (let drawn = 0; drawn < gaps.length; drawn++) sum += gaps[Math.floor(random() * gaps.length)] ?? 0
    if (sum > 0) wins += 1
  }
  return { name: `summary: ${name}, confidence to be above ${best?.[0] ?? ''}`, ours: wins / SAMPLES, peers: {} }
}

/** Numerical Recipes' linear congruence, from 0 to 1: enough to draw samples, the same every time. */
function createRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Output sentences whose content words one known sentence holds by four fifths: counted apart from what we choose by. */
function countRepeats(told: readonly string[], known: readonly Dated[]): number {
  const sets = told.map((line) => new Set(contentStems(splitWords(line), 'en')))
  const repeated = new Set<number>()
  for (const { words: sentences } of known) {
    for (const there of sentences) {
      for (const [at, words] of sets.entries()) {
        if (there.size < REPEATED_SHARE * words.size) continue
        let held = 0
        for (const word of words) if (there.has(word)) held += 1
        if (held >= REPEATED_SHARE * words.size) repeated.add(at)
      }
    }
  }
  return repeated.size
}

function readArticles(topic: string): readonly Dated[] {
  return readRows(new URL(`${topic}-articles.jsonl`, FOLDER)).flatMap((row) => {
    const { id, date, text } = row as { id: string; date: string; text: string }
    const source = { input: id, outlets: [], rowsMax: 1 }
    const outcome = readRowValue({ text, publishedAt: date, lang: 'en' }, id, source)
    if (outcome.kind === 'fault') throw outcome.error
    const file = { path: id, reading: outcome.reading }
    const raw = text.split('\n').filter((line) => line.trim() !== '')
    const cut = cutFile(file)
    return [{ date, raw, file, cut, words: cut.sentences.map(({ stems }) => new Set(stems)) }]
  })
}

function readRows(url: URL): readonly unknown[] {
  return readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

function total(scores: readonly Score[], n: keyof Score): number {
  return scores.reduce((sum, score) => sum + score[n], 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
