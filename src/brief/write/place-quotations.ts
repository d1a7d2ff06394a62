import { findQuotations } from '../../text/quotations.ts'
import { splitWords } from '../../text/words.ts'
import type { Tellable } from './tellable.ts'

/** A quotation that a model may use: it names its number, code puts the words. */
export type Quotable = {
  readonly n: number
  /** The claim it stands in. */
  readonly claim: number
  /** Where its words stand in their passage. */
  readonly passage: number
  readonly start: number
  readonly end: number
  readonly words: string
}

/** Quotations of one passage that are offered. */
const OFFERED_MAX = 3
/** Longer ones are no part of a line. */
const QUOTATION_LENGTH_MAX = 240

/** The quotations of the passages a model is shown, numbered through. */
export function findQuotables(
  tellables: readonly Tellable[],
  shown: (tellable: Tellable) => readonly number[],
): readonly Quotable[] {
  const quotables: Quotable[] = []
  for (const tellable of tellables) {
    for (const passage of shown(tellable)) {
      const text = tellable.passages[passage]?.citation.text ?? ''
      for (const { start, end, words } of outerQuotations(text).slice(0, OFFERED_MAX)) {
        quotables.push({ n: quotables.length + 1, claim: tellable.n, passage, start, end, words })
      }
    }
  }
  return quotables
}

/** Quotations that stand in no other; their words exactly, without the marks around them. */
export function outerQuotations(text: string) {
  let to = 0
  return findQuotations(text).flatMap(({ start, end, inner }) => {
    if (start < to) return []
    to = end
    const words = text.slice(inner.start, inner.end)
    return words.length > QUOTATION_LENGTH_MAX || /["“”«»\n]/.test(words) ? [] : [{ start, end, words: words.trim() }]
  })
}

const PLACEHOLDER = /\[\s*Q\s*(\d{1,4})(?:\s*:[^\]]*)?\]/giu
/** Marks that a model puts around a placeholder of its own accord. */
const MARKED = /["“”«»]\s*(\[\s*Q\s*\d{1,4}(?:\s*:[^\]]*)?\])\s*["“”«»]?/giu

export type Placed = { readonly text: string; readonly reasons: readonly string[] }

/**
 * The line with the exact words of its quotations: for each placeholder those of its number, for words that the model
 * put between marks itself the same run of words from a passage of its claims. What is in none of them is a reason.
 */
export function placeQuotations(line: string, claims: readonly Tellable[], quotables: readonly Quotable[]): Placed {
  const reasons: string[] = []
  const own = new Set(claims.map(({ n }) => n))
  const placed = line.replace(MARKED, '$1').replace(PLACEHOLDER, (_, digits: string) => {
    const quotable = quotables.find(({ n, claim }) => n === Number(digits) && own.has(claim))
    if (quotable !== undefined) return `“${quotable.words}”`
    reasons.push(`the quotation [Q${digits}] is in none of its claims`)
    return ''
  })
  const passages = claims.flatMap((claim) => claim.passages.map(({ citation }) => citation.text))
  let text = placed
  for (const { start, end, words } of outerQuotations(placed).toReversed()) {
    const exact = findExact(words, passages)
    if (exact === null) reasons.push(`the quotation “${words}” is not word for word in its claims`)
    else text = `${text.slice(0, start)}“${exact}”${text.slice(end)}`
  }
  return { text, reasons }
}

/** The same run of words as one of the passages has it, with its own marks and capitals. */
function findExact(words: string, passages: readonly string[]): string | null {
  const asked = splitWords(words).map(({ folded }) => folded)
  if (asked.length === 0) return null
  const close = /[.,!?…]$/.exec(words)?.[0] ?? ''
  for (const passage of passages) {
    const given = splitWords(passage)
    for (let at = 0; at + asked.length <= given.length; at++) {
      if (!asked.every((word, offset) => given[at + offset]?.folded === word)) continue
      const [first, last] = [given[at], given[at + asked.length - 1]]
      if (first === undefined || last === undefined) continue
      const exact = passage.slice(first.start, last.end)
      // A run across the end of a quotation is two people's words.
      return /["“”«»]/.test(exact) ? null : `${exact}${close}`
    }
  }
  return null
}
