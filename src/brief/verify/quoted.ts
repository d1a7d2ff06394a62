import type { TextLang } from '../../text/language.ts'
import { findQuotations } from '../../text/quotations.ts'
import { readTokens, type Token } from './tokens.ts'

/** Quotations looked for in one line: a line of news has one or two. */
const QUOTATIONS_MAX = 20
const ELLIPSIS = /…|\.\s?\.\s?\.|\[[^\]]*\]/u

/**
 * The quotations of `line` that no evidence text holds word for word, in order and unbroken. Case, quotation marks and
 * punctuation do not count; an ellipsis or a bracketed insertion parts a quotation in two that must follow each other
 * in one text.
 */
export function unfoundQuotations(
  line: string,
  evidence: readonly (readonly Token[])[],
  lang: TextLang,
): readonly string[] {
  return unheld(quotationsOf(line), evidence, lang)
}

/** A quotation of so few words stands somewhere in any long text: it must be in a sentence the line rests on. */
const SHORT_QUOTATION_WORDS = 3

/** The quotations of a few words that none of the sentences a line rests on holds. */
export function misplacedQuotations(
  line: string,
  support: readonly (readonly Token[])[],
  lang: TextLang,
): readonly string[] {
  const short = quotationsOf(line).filter((text) => readTokens(text, lang).length <= SHORT_QUOTATION_WORDS)
  return unheld(short, support, lang)
}

function quotationsOf(line: string): readonly string[] {
  return findQuotations(line)
    .slice(0, QUOTATIONS_MAX)
    .map((quotation) => quotation.text)
}

function unheld(
  quotations: readonly string[],
  evidence: readonly (readonly Token[])[],
  lang: TextLang,
): readonly string[] {
  return quotations.filter((text) => {
    const parts = text.split(ELLIPSIS).map((part) => readTokens(part, lang).map((token) => token.folded))
    return !evidence.some((tokens) =>
      holdsInOrder(
        tokens,
        parts.filter((part) => part.length > 0),
      ),
    )
  })
}

function holdsInOrder(tokens: readonly Token[], parts: readonly (readonly string[])[]): boolean {
  let from = 0
  for (const part of parts) {
    const at = findRun(tokens, part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

function findRun(tokens: readonly Token[], run: readonly string[], from: number): number {
  for (let at = from; at + run.length <= tokens.length; at++) {
    if (run.every((word, offset) => tokens[at + offset]?.folded === word)) return at
  }
  return -1
}
