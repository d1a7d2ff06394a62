import type { TextRange } from './range.ts'

/**
 * One word of a text. `folded`: lower case, accents and curly quotes folded, possessive `'s` removed, dotted
 * abbreviations without their dots ("U.S." → "us"), numbers kept whole ("1,650.5").
 */
export type Word = TextRange & { readonly text: string; readonly folded: string }

// In order: "EE. UU."; dotted capitals ("U.S.", "a.m."); ordinals and decades ("3rd", "3.º", "3er", "1990s"); numbers; model names
// ("F-16"); words with inner apostrophes, and with a hyphen only after "re-", "co-", "pre-" (re-establish = reestablish).
const WORD =
  /EE\.?\s?UU\.?(?![\p{L}\p{N}])|(?:(?<![\p{L}\p{N}])\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|\p{Nd}+(?:st|nd|rd|th|\.?[ºª]|s|er|[rdtmv][oa])(?![\p{L}\p{N}])|\p{Nd}+(?:[.,]\p{Nd}+)*|\p{Lu}{1,4}-\p{Nd}+(?![\p{L}\p{N}])|(?:(?:[Rr]e|[Cc]o|[Pp]re)-(?=\p{Ll}))?[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/gu
const PLAIN = /^[a-z0-9]*$/
const MARKS = /\p{M}+/gu
const DOTTED = /^(?:\p{L}\.)+\p{L}?$|^EE[.\s]/iu

function foldLetters(text: string): string {
  const lower = text.toLowerCase()
  return PLAIN.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').replaceAll('’', "'")
}

function foldWord(text: string): string {
  const folded = foldLetters(text)
  if (PLAIN.test(folded)) return folded
  if (DOTTED.test(text)) return folded.replace(/[.\s]/g, '')
  return folded
    .replace(/'s$/, '')
    .replace('-', '')
    .replace(/\.?[ºª]$/, '')
}

/** The words of a text in order, with their offsets. Hyphens part words ("hour-long" is two); punctuation is no word. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    words.push({ start, end: start + match[0].length, text: match[0], folded: foldWord(match[0]) })
  }
  return words
}

/** Text with case, accents, quotation marks, dashes and white space folded; offsets are not kept. */
export function foldText(text: string): string {
  return foldLetters(text)
    .replace(/[“”„«»″]|``|''/g, '"')
    .replace(/[‘’‚`´′]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replaceAll('…', '...')
    .replace(/[\s\u200b\u200e\u200f\ufeff]+/g, ' ')
    .trim()
}
