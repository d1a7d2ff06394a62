import { existsSync, readFileSync } from 'node:fs'
import { shingles } from '../../src/text/shingles.ts'
import { splitSentences } from '../../src/text/sentences.ts'
import { splitWords } from '../../src/text/words.ts'
import { pick, type Dice, type Paragraphs } from './copies-rewrite.ts'

/** A real article, raw material of generated copies. `about`: the event or, of a long story, the days it belongs to. */
export type RawArticle = {
  readonly id: string
  readonly about: string
  readonly text: Paragraphs
  readonly words: number
}

const DATA = new URL('../../../shared/data/', import.meta.url)
/** Days of a long story's window: its articles are reports on the same events. */
const WINDOW_DAYS = 3
/** Shorter ones have nothing to cut, longer ones are no news reports. */
const SENTENCES_MIN = 8
const SENTENCES_MAX = 60
const RUN_WORDS = 5
/** Two articles that share more of their runs of five words are reprints of one another: no independents. */
export const REPRINT_SHARE = 0.1

/**
 * Articles to make copies of by topic: a timeline's name, or the half of the ECB stories with odd or even numbers (a
 * story and its look-alike have one number). Null where the data is not here.
 */
export function readMaterial(topic: string): readonly RawArticle[] | null {
  const half = /^ecb-(odd|even)$/.exec(topic)?.[1]
  const file = new URL(half === undefined ? `timelines/${topic}-articles.jsonl` : 'stories/ecb-dev.jsonl', DATA)
  if (!existsSync(file)) return null
  const rows = readFileSync(file, 'utf8').trim().split('\n')
  return rows.flatMap((line) => {
    const row = JSON.parse(line) as { id: string; text: string; story?: string; date?: string }
    const isOdd = Number.parseInt(row.story ?? '', 10) % 2 === 1
    if (half !== undefined && isOdd !== (half === 'odd')) return []
    const text = toParagraphs(row.text)
    const count = text.flat().length
    if (count < SENTENCES_MIN || count > SENTENCES_MAX) return []
    const about = row.story ?? `${topic} ${Math.floor(Date.parse(row.date ?? '') / 86_400_000 / WINDOW_DAYS)}`
    return [{ id: row.id, about, text, words: text.flat().join(' ').split(' ').length }]
  })
}

/** Tokenised text as it is written, in paragraphs of one to three sentences. */
function toParagraphs(text: string): Paragraphs {
  const written = toWritten(text)
  const sentences = splitSentences(written, 'en').map(({ start, end }) =>
    written.slice(start, end).replaceAll('\n', ' '),
  )
  const paragraphs: string[][] = []
  for (const sentence of sentences) {
    const last = paragraphs.at(-1)
    // Paragraphs of two, sometimes of three: news is set so.
    if (last !== undefined && last.length < (paragraphs.length % 3 === 0 ? 3 : 2)) last.push(sentence)
    else paragraphs.push([sentence])
  }
  return paragraphs
}

function toWritten(text: string): string {
  return text
    .replaceAll(/-LRB- ?/g, '(')
    .replaceAll(/ ?-RRB-/g, ')')
    .replaceAll(/`` ?| ?''/g, '"')
    .replaceAll(/ (n't|'s|'re|'ve|'ll|'d|'m)\b/g, '$1')
    .replaceAll(/(\d) ([,.:]) (\d)/g, '$1$2$3')
    .replaceAll(/(\w) - (?=\w)/g, '$1-')
    .replaceAll(/ +([.,;:!?%)])/g, '$1')
    .replaceAll(/([($]) /g, '$1')
    .replaceAll(/\b([A-Za-z])\. ([A-Za-z])\.(?= )/g, '$1.$2.')
    .replaceAll(/" ([^"\n]*[^"\n ]) ?"/g, '"$1"')
}

const runs = new WeakMap<RawArticle, ReadonlySet<number>>()

/** The share of the shorter one's runs of five words that the other has. */
export function sharedRuns(one: RawArticle, other: RawArticle): number {
  const [a, b] = [one, other].map((article) => {
    const known = runs.get(article) ?? new Set(shingles(splitWords(article.text.flat().join(' ')), RUN_WORDS))
    runs.set(article, known)
    return known
  })
  if (a === undefined || b === undefined) return 0
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  return small.size === 0 ? 0 : small.intersection(large).size / small.size
}

/** Up to `count` articles on one event, none a reprint of another; fewer than two where a topic has none. */
export function pickIndependents(material: readonly RawArticle[], count: number, dice: Dice): readonly RawArticle[] {
  const { about } = pick(material, dice)
  const left = material.filter((article) => article.about === about)
  const picked: RawArticle[] = []
  while (left.length > 0 && picked.length < count) {
    const [article] = left.splice(Math.floor(dice() * left.length), 1)
    if (article !== undefined && picked.every((other) => sharedRuns(article, other) < REPRINT_SHARE))
      picked.push(article)
  }
  return picked
}
