import type { TextRelationKind } from '../../src/news/story.ts'
import { pickIndependents, type RawArticle } from './copies-material.ts'
import {
  changeStructure,
  changeWords,
  diceOf,
  dress,
  pick,
  shuffle,
  translateBack,
  type Dice,
  type Paragraphs,
} from './copies-rewrite.ts'

/** A folder of texts, made: which are one text, and what some pairs are to each other. `how` says how one was made. */
export type CopyCase = {
  readonly texts: readonly { readonly name: string; readonly text: string }[]
  readonly groups: readonly (readonly string[])[]
  readonly pairs: readonly MadePair[]
}

type MadePair = {
  readonly a: string
  readonly b: string
  readonly kind: TextRelationKind
  readonly how: string
}

type Change = (text: Paragraphs, dice: Dice) => Paragraphs

/** Ways to make a text of another that stay one text with it. */
const CHANGES: Readonly<Record<string, { readonly kind: 'copy' | 'rewrite'; readonly change: Change }>> = {
  verbatim: { kind: 'copy', change: (text) => text },
  'first paragraphs': { kind: 'copy', change: cutEnd },
  'middle removed': { kind: 'copy', change: cutMiddle },
  reordered: { kind: 'copy', change: reorder },
  synonyms: { kind: 'rewrite', change: changeWords },
  structure: { kind: 'rewrite', change: changeStructure },
  'back-translated': { kind: 'rewrite', change: translateBack },
  'synonyms + structure': { kind: 'rewrite', change: (text, dice) => changeStructure(changeWords(text, dice), dice) },
  'cut of synonyms': { kind: 'rewrite', change: (text, dice) => cutEnd(changeWords(text, dice), dice) },
  'cut of back-translated': { kind: 'rewrite', change: (text, dice) => cutMiddle(translateBack(text, dice), dice) },
  'reordered synonyms': { kind: 'rewrite', change: (text, dice) => reorder(changeWords(text, dice), dice) },
}

/** Articles on one event in a case. */
const REPORTS_MAX = 5
/** Texts of a case. */
const TEXTS_MAX = 12
/** Share of another report's paragraphs that an own report carries. */
const CARRIED = [0.3, 0.7] as const
/** Above this share it would be as much the other's text as its own: such a draw is left out. */
const CARRIED_WORDS_MAX = 0.75
/** DESIGN: half of the shorter text in common is shared wire copy, less is none. */
const SHARED_WIRE_MIN = 0.5

/**
 * A case of one seed, made of real articles on one event: `material` is one topic's. Reports of the event stand as they
 * are and apart; the first has copies and rewrites of every kind, the second is carried in part by a third's own
 * report, and a short text stands whole inside a long article, three to ten times its length: one text by DESIGN §4
 * (all of the shorter is in the other; it adds nothing to the count). Null where the event has too few reports.
 */
export function makeCase(material: readonly RawArticle[], seed: number): CopyCase | null {
  const dice = diceOf(seed)
  const reports = pickIndependents(material, REPORTS_MAX, dice)
  const [first, second, third, fourth, fifth] = reports
  if (first === undefined || second === undefined) return null
  const made = startCase(dice)
  made.family(first, 1 + Math.floor(dice() * 5))
  made.family(second, Math.floor(dice() * 3))
  if (third !== undefined) {
    const carried = dice() < 0.7 ? carry(second.text, third.text, dice) : null
    const name = made.alone(carried?.text ?? third.text)
    if (carried !== null) made.pair(made.original(second), name, kindOfShare(carried.share), 'interleaved')
  }
  if (fourth !== undefined && fifth !== undefined && dice() < 0.6) made.inside(fourth, fifth)
  else if (fourth !== undefined) made.alone(fourth.text)
  return made.finish()
}

function kindOfShare(share: number): TextRelationKind {
  return share >= SHARED_WIRE_MIN ? 'shared-wire' : 'independent'
}

function startCase(dice: Dice) {
  const texts: { name: string; text: string }[] = []
  const groups: string[][] = []
  const pairs: MadePair[] = []
  const originals = new Map<RawArticle, string>()
  const enter = (text: Paragraphs, group: string[]) => {
    // Names say nothing of what the texts are, so that no reader is helped.
    const name = `t${Math.floor(dice() * 2 ** 32)}.txt`
    texts.push({ name, text: dress(text, dice) })
    group.push(name)
    return name
  }
  const open = () => {
    const group: string[] = []
    groups.push(group)
    return group
  }
  return {
    alone: (text: Paragraphs) => enter(text, open()),
    pair: (a: string, b: string, kind: TextRelationKind, how: string) => pairs.push({ a, b, kind, how }),
    original: (article: RawArticle) => originals.get(article) ?? '',
    family(article: RawArticle, count: number) {
      const group = open()
      const original = enter(article.text, group)
      originals.set(article, original)
      for (const how of shuffle(Object.keys(CHANGES), dice).slice(0, count)) {
        const made = CHANGES[how]
        if (made !== undefined)
          pairs.push({ a: original, b: enter(made.change(article.text, dice), group), kind: made.kind, how })
      }
    },
    inside(one: RawArticle, other: RawArticle) {
      const [guest, host] = one.words <= other.words ? [one, other] : [other, one]
      const short = shorten(guest.text, host.words / (3 + dice() * 7))
      const at = Math.floor(dice() * (host.text.length + 1))
      const group = open()
      const a = enter(short, group)
      const b = enter([...host.text.slice(0, at), ...short, ...host.text.slice(at)], group)
      pairs.push({ a, b, kind: 'copy', how: 'short in long' })
    },
    finish(): CopyCase {
      // The generator decides; the order of files is of no help either.
      return { texts: shuffle(texts, dice).slice(0, TEXTS_MAX), groups, pairs }
    },
  }
}

/** A host must hold three times as much of its own at the least, so that the whole is a quarter guest at the most. */
function shorten(text: Paragraphs, words: number): Paragraphs {
  const kept: (readonly string[])[] = []
  let count = 0
  for (const paragraph of text) {
    const more = paragraph.join(' ').split(' ').length
    if (kept.length >= 2 && count + more > words) break
    kept.push(paragraph)
    count += more
  }
  return kept
}

/** The first third to four fifths. */
function cutEnd(text: Paragraphs, dice: Dice): Paragraphs {
  return text.slice(0, Math.max(2, Math.round(text.length * (1 / 3 + dice() * (0.8 - 1 / 3)))))
}

/** Without a fifth to a half from its middle. */
function cutMiddle(text: Paragraphs, dice: Dice): Paragraphs {
  const count = Math.round(text.length * (0.2 + dice() * 0.3))
  const from = 1 + Math.floor(dice() * Math.max(1, text.length - count - 1))
  return [...text.slice(0, from), ...text.slice(from + count)]
}

/** The lede stays; blocks of one to three paragraphs after it change places. */
function reorder(text: Paragraphs, dice: Dice): Paragraphs {
  const blocks: Paragraphs[] = []
  for (let from = 1; from < text.length;) {
    const size = 1 + Math.floor(dice() * 3)
    blocks.push(text.slice(from, from + size))
    from += size
  }
  return [...text.slice(0, 1), ...shuffle(blocks, dice).flat()]
}

/** An own report with paragraphs of another's, in the other's order; `share`: of the shorter text's words, in both. */
function carry(from: Paragraphs, own: Paragraphs, dice: Dice): { text: Paragraphs; share: number } | null {
  const wanted = CARRIED[0] + dice() * (CARRIED[1] - CARRIED[0])
  const chosen = new Set(shuffle([...from.keys()], dice).slice(0, Math.round(wanted * from.length)))
  const carried = from.filter((_, at) => chosen.has(at))
  const text: (readonly string[])[] = []
  const queue = [...carried]
  for (const paragraph of own) {
    text.push(paragraph)
    while (queue.length > 0 && dice() < carried.length / (own.length + 1)) text.push(queue.shift() ?? [])
  }
  text.push(...queue)
  const share = countWords(carried) / Math.min(countWords(from), countWords(text))
  return share > CARRIED_WORDS_MAX ? null : { text, share }
}

function countWords(text: Paragraphs): number {
  return text.flat().join(' ').split(' ').length
}

/** Cases of the seeds from `from` on, topics in turn, those that could be made. */
export function makeCases(
  topics: readonly (readonly RawArticle[])[],
  from: number,
  count: number,
): readonly CopyCase[] {
  return Array.from({ length: count }, (_, at) => pick([topics[at % topics.length] ?? []], diceOf(at))).flatMap(
    (material, at) => makeCase(material, from + at) ?? [],
  )
}
