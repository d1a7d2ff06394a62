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
  const words = wordCounter()
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

/** Defuddle's article. It is given a document, so that it makes no request, and no address, so that it knows no site. */
function defuddled(document: PageDocument): readonly Block[] {
  if (document.body === null || !isLight(document.body, BURDEN_SHARE_MAX)) return []
  const { error: complain } = console
  try {
    // What it complains of, selectors made of an attacker's signs mostly, belongs in no log.
    // oxlint-disable-next-line no-console
    console.error = () => undefined
    // Its types want a browser's document; linkedom's does in fact.
    const reader = new DefuddleClass(document as never, { url: 'about:blank', useAsync: false, removeImages: true })
    const { body } = parsePage(reader.parse().content).document
    return body === null ? [] : blocksOf(body)
  } catch {
    // It is one opinion of three.
    return []
  } finally {
    // oxlint-disable-next-line no-console
    console.error = complain
  }
}

type WordCounts = ReadonlyMap<string, number>

/** Counts words. What extractions share, which is most of them, is parted into words once. */
function wordCounter(): (blocks: readonly Block[]) => WordCounts {
  const known = new Map<string, readonly string[]>()
  return (blocks) => {
    const counts = new Map<string, number>()
    for (const { text } of blocks) {
      for (const word of known.getOrInsertComputed(text, foldedWords)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    return counts
  }
}

const foldedWords = (text: string) => splitWords(text).map(({ folded }) => folded)

/** F1 of the words of two texts, each as often as it stands; 1 for two empty ones. */
function agreement(one: WordCounts, other: WordCounts): number {
  const all = total(one) + total(other)
  const shared = [...one].reduce((sum, [word, count]) => sum + Math.min(count, other.get(word) ?? 0), 0)
  return all === 0 ? 1 : (2 * shared) / all
}

const total = (counts: WordCounts) => counts.values().reduce((sum, count) => sum + count, 0)
