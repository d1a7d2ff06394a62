import { DefuddleClass } from 'defuddle/node'
import { splitWords } from '../text/words.ts'
import { blocksOf, type Block } from './page-blocks.ts'
import { isLight } from './page-burden.ts'
import { parsePage, type PageDocument } from './page-dom.ts'

/**
 * Two extractions that share fewer of their words than this (F1) are not sure of each other. On the development pages a
 * third opinion lifts snippet F1 by .004 to .007 wherever this lies from .8 to .95; it is asked for one page in eight.
 */
const AGREEMENT_MIN = 0.85
/** Defuddle looks at a page more often than Readability does: of what that may have, so much. */
const BURDEN_SHARE_MAX = 0.4

/**
 * Where two extractions of a page disagree, the one of three that agrees most with the other two: theirs and Defuddle's,
 * which reads `fresh`, the page untouched. Where they agree, or Defuddle finds nothing, null.
 */
export function askThird(
  first: readonly Block[],
  second: readonly Block[],
  fresh: () => PageDocument,
): readonly Block[] | null {
  const wordsOf = rememberWords()
  if (surelyAgree(first, second, wordsOf)) return null
  const words = (blocks: readonly Block[]) => countWords(blocks, wordsOf)
  const [one, other] = [words(first), words(second)]
  const agreed = agreement(one, other)
  if (agreed >= AGREEMENT_MIN) return null
  const third = defuddled(fresh())
  if (third.length === 0) return null
  const its = words(third)
  const [withFirst, withSecond] = [agreement(one, its), agreement(other, its)]
  const shares = [agreed + withFirst, agreed + withSecond, withFirst + withSecond]
  return [first, second, third][shares.indexOf(Math.max(...shares))] ?? null
}

/** True only where they agree, as on most pages: what both have is not parted into words, the least it can have is enough. */
function surelyAgree(first: readonly Block[], second: readonly Block[], wordsOf: WordsOf): boolean {
  const left = new Map<string, number>()
  for (const { text } of first) left.set(text, (left.get(text) ?? 0) + 1)
  let [shared, apart] = [0, 0]
  for (const { text } of second) {
    const times = left.get(text) ?? 0
    if (times === 0) apart += wordsOf(text).length
    else {
      left.set(text, times - 1)
      shared += wordsAtLeast(text)
    }
  }
  for (const [text, times] of left) if (times > 0) apart += times * wordsOf(text).length
  return 2 * shared >= AGREEMENT_MIN * (2 * shared + apart)
}

/** No word goes over more than one blank (`EE. UU.`): of letters after a blank, every second begins one at least. */
function wordsAtLeast(text: string): number {
  let begun = 0
  for (let blank = text.indexOf(' '); blank !== -1; blank = text.indexOf(' ', blank + 1)) {
    const small = text.charCodeAt(blank + 1) | 0x20
    if (small >= 0x61 && small <= 0x7a) begun += 1
  }
  return Math.floor(begun / 2)
}

/** Defuddle's article. It is given a document, so that it makes no request, and no address, so that it knows no site. */
function defuddled(document: PageDocument): readonly Block[] {
  if (document.body === null || !isLight(document.body, BURDEN_SHARE_MAX)) return []
  const { error: complain, warn } = console
  try {
    // What it complains of, selectors and addresses made of an attacker's signs mostly, belongs in no log.
    // oxlint-disable-next-line no-console
    console.error = console.warn = () => undefined
    // Its types want a browser's document; linkedom's does in fact.
    const reader = new DefuddleClass(document as never, { url: 'about:blank', useAsync: false, removeImages: true })
    const { body } = parsePage(reader.parse().content).document
    return body === null ? [] : blocksOf(body)
  } catch {
    // It is one opinion of three.
    return []
  } finally {
    // oxlint-disable-next-line no-console
    Object.assign(console, { error: complain, warn })
  }
}

type WordCounts = ReadonlyMap<string, number>

type WordsOf = (text: string) => readonly string[]

/** What extractions share, which is most of them, is parted into words once. */
function rememberWords(): WordsOf {
  const known = new Map<string, readonly string[]>()
  return (text) => known.getOrInsertComputed(text, foldedWords)
}

const foldedWords = (text: string) => splitWords(text).map(({ folded }) => folded)

function countWords(blocks: readonly Block[], wordsOf: WordsOf): WordCounts {
  const counts = new Map<string, number>()
  for (const { text } of blocks) {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** F1 of the words of two texts, each as often as it stands; 1 for two empty ones. */
function agreement(one: WordCounts, other: WordCounts): number {
  const all = total(one) + total(other)
  const shared = [...one].reduce((sum, [word, count]) => sum + Math.min(count, other.get(word) ?? 0), 0)
  return all === 0 ? 1 : (2 * shared) / all
}

const total = (counts: WordCounts) => counts.values().reduce((sum, count) => sum + count, 0)
