import { CLOSING_ABBREVIATIONS, FIGURE_ABBREVIATIONS, SENTENCE_STARTERS, TITLE_ABBREVIATIONS } from './abbreviations.ts'
import type { TextLang } from './language.ts'
import type { TextRange } from './range.ts'
import { isSpeechVerb } from './speech-words.ts'

/** One sentence, trimmed; `paragraph` counts the text's non-empty lines from 0. */
export type Sentence = TextRange & { readonly paragraph: number }

const LINE = /[^\n\r\u2028\u2029]+/g
// A run of end marks with the marks that close with it, tokenised ones ("''" after a space) too.
const END = /(?:[.!?…]|\s\.)(?:[.!?…]|\s[.!?…](?=\s|$))*|[。！？]/g
/** How far back an abbreviation, and how far on the words that decide a cut, are looked for. */
const NEAR = 60
/** What runs on longer without a stop is a list or an attack, not a sentence, and what is read of a sentence costs the square. */
const LENGTH_MAX = 2_000

/** The sentences of a text, in order: they cover every visible character, never overlap and never cross a line end. */
export function splitSentences(text: string, lang: TextLang): readonly Sentence[] {
  const sentences: Sentence[] = []
  let paragraph = 0
  for (const match of text.matchAll(LINE)) {
    if (match[0].trim() === '') continue
    for (const range of splitLine(match[0], lang)) {
      sentences.push({ start: match.index + range.start, end: match.index + range.end, paragraph })
    }
    paragraph++
  }
  return sentences
}

function splitLine(line: string, lang: TextLang): TextRange[] {
  const ranges: TextRange[] = []
  let start = 0
  const add = (end: number): void => {
    const piece = line.slice(start, end)
    const text = piece.trim()
    if (text !== '') {
      const from = start + piece.indexOf(text)
      for (const part of cutLong(text)) ranges.push({ start: from + part.start, end: from + part.end })
    }
    start = end
  }
  let counted = 0
  let straightQuotes = 0
  for (const match of line.matchAll(END)) {
    const mark = match.index + match[0].length
    if (match.index < start) continue
    for (; counted < mark; counted++) if (line[counted] === '"') straightQuotes++
    const close = closeAfter(line, mark, straightQuotes % 2 === 1)
    if (!isCut(line, start, match.index, match[0], close, lang)) continue
    add(close)
  }
  add(line.length)
  return ranges
}

/** A sentence that runs on too long, in parts: cut at its last blanks, where it has none inside a word, never inside a character. */
function cutLong(sentence: string): TextRange[] {
  const parts: TextRange[] = []
  let start = 0
  while (sentence.length - start > LENGTH_MAX) {
    const window = sentence.slice(start, start + LENGTH_MAX)
    const blank = window.search(/\s\S*$/)
    const end = start + (blank > 0 ? blank : window.length - (window.isWellFormed() ? 0 : 1))
    parts.push({ start, end: start + sentence.slice(start, end).trimEnd().length })
    start = end + sentence.slice(end).search(/\S/)
  }
  return [...parts, { start, end: sentence.length }]
}

const CLOSER = /^(?:[”’»)\]}›"']|'')/
// A mark apart closes only where it cannot open; `"` may do both.
const SPACED_CLOSER = /^\s(?:''|[”»]|[’')\]](?=\s|$))/
const SPACED_STRAIGHT = /^\s"(?=\s|$)/

/** The end of the closing marks that belong to the end mark before `at`. */
function closeAfter(line: string, at: number, insideStraight: boolean): number {
  let close = at
  let open = insideStraight
  for (;;) {
    const next = line.slice(close, close + 4)
    const straight = SPACED_STRAIGHT.test(next) && (open || close + 2 >= line.length)
    const mark = straight ? next.slice(0, 2) : (CLOSER.exec(next) ?? SPACED_CLOSER.exec(next))?.[0]
    if (mark === undefined) return close
    if (mark.endsWith('"')) open = false
    close += mark.length
  }
}

const OPENERS = /^[\s"'“‘«‹([{`¿¡*–—-]*/
const FIRST_WORD = /^[\p{L}\p{M}'’.]+/u
const LAST_WORD = /(?:\p{L}\.){1,5}\p{L}?$|[\p{L}\p{M}]+$/u

function isCut(line: string, start: number, at: number, marks: string, close: number, lang: TextLang): boolean {
  if (/[。！？]/.test(marks)) return true
  if (close >= line.length || !/\s/.test(line[close] ?? '')) return false
  const rest = line.slice(close, close + NEAR).replace(OPENERS, '')
  if (/^[\p{Ll},;:]/u.test(rest)) return false
  const closed = close > at + marks.length
  if (marks.trim() !== '.') return !(closed && isSpeaker(rest, lang)) && !(marks.endsWith('…') && /^I\b/.test(rest))
  const before = line.slice(Math.max(start, at - NEAR), at)
  if (/^\s*\d{1,3}$/.test(before) && at - start <= 4) return false
  // "5 . 9": a decimal point set apart by a tokeniser.
  if (/^\s/.test(marks) && /\d$/.test(before) && /^\d/.test(rest)) return false
  return closed || endsAt(before.trimEnd(), rest)
}

/** `Smith said`, `the minister asked`: the rest of the sentence whose quotation ends in "?" or "!". */
function isSpeaker(rest: string, lang: TextLang): boolean {
  const words = rest.split(/\s+/, 5)
  const verb = words.findIndex((word) => isSpeechVerb(word.replace(/\W+$/, '').toLowerCase(), lang))
  return verb > 0 && words.slice(0, verb).every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word))
}

function endsAt(before: string, rest: string): boolean {
  const word = LAST_WORD.exec(before)?.[0]
  if (word === undefined) return true
  const plain = word.replaceAll('.', '').toLowerCase()
  const dotted = word.includes('.')
  const next = (FIRST_WORD.exec(rest)?.[0] ?? '').replace(/['’].*$/, '').toLowerCase()
  if (!dotted && TITLE_ABBREVIATIONS.has(plain)) return !/^[\p{L}]/u.test(rest)
  if (!dotted && FIGURE_ABBREVIATIONS.has(plain)) return !/^\d/.test(rest)
  // Initials, and "p . m ." of tokenised text.
  if (word.length === 1 && /[\p{Lu}m]/u.test(word)) return SENTENCE_STARTERS.has(next) && next.length > 1
  if (dotted || CLOSING_ABBREVIATIONS.has(plain)) return rest === '' || SENTENCE_STARTERS.has(next.replaceAll('.', ''))
  return true
}
