import { foldLetters } from '../../text/fold-letters.ts'
/** One word as it was typed, or what stood between quotation marks. Offsets are of the cleaned text. */
export type Token = {
  readonly raw: string
  /** Small letters without accents or punctuation around them: what words are compared by. */
  readonly folded: string
  readonly quoted: boolean
  readonly start: number
  readonly end: number
}

/** Nobody types a longer command; a form's longest field is shorter. */
export const TEXT_MAX_CHARS = 3_000

/** Unseen characters that phones and web pages leave in text: zero-width blanks, soft hyphens, turns of the direction. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const CONTROL_OR_BLANKS = /[\p{Cc}\s]+/gu
const DASHES = /[\u2010-\u2015\u2212]/g
const APOSTROPHES = /['’‘ʼ`´]/g
const BEFORE_WORD = /^[^\p{L}\p{N}@]+/u
/** Greedy, so that it is looked for from the end: many signs that end no word are gone through once. */
const TO_LAST_LETTER = /^.*[\p{L}\p{N}]/su

/** What closes what a phone or a typesetter opens. */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”"“'],
  ['”', '”"'],
  ['„', '“”"'],
  ['«', '»'],
])
const KEY_BEFORE_QUOTE = /^([\p{L}-]{1,20})[:=](?=["“”„«])/u

/** Text on one line, without what cannot be seen. Cleaning twice changes nothing more. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(UNSEEN, '').replace(CONTROL_OR_BLANKS, ' ').trim()
}

/** Small letters without accents, one kind of hyphen, no apostrophes, no punctuation at either end. */
export function foldWord(text: string): string {
  const begun = foldLetters(text).replace(DASHES, '-').replace(APOSTROPHES, '').replace(BEFORE_WORD, '')
  return TO_LAST_LETTER.exec(begun)?.[0] ?? ''
}

/** The words of a cleaned text. Bare punctuation is no word. An opening quotation mark that nothing closes is left out. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1
      continue
    }
    const token = quotedAt(text, at) ?? plainAt(text, at)
    if (token.quoted || token.folded !== '') tokens.push(token)
    at = token.end
  }
  return tokens
}

/** The text within quotation marks, or with its own escaped: `tokenize` gives it back as one token. */
export function quoteText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function plainAt(text: string, start: number): Token {
  const key = KEY_BEFORE_QUOTE.exec(text.slice(start, start + 24))?.[0]
  const blank = text.indexOf(' ', start)
  const end = key === undefined ? (blank < 0 ? text.length : blank) : start + key.length
  const raw = CLOSERS.has(text[start] ?? '') ? text.slice(start + 1, end) : text.slice(start, end)
  return { raw, folded: foldWord(raw), quoted: false, start, end }
}

function quotedAt(text: string, start: number): Token | null {
  const opener = text[start] ?? ''
  const closers = CLOSERS.get(opener)
  if (closers === undefined) return null
  let raw = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? ''
    const next = text[at + 1]
    if (opener === '"' && character === '\\' && (next === '"' || next === '\\')) {
      raw += next
      at += 1
    } else if (closers.includes(character)) {
      return { raw: raw.trim(), folded: foldWord(raw), quoted: true, start, end: at + 1 }
    } else raw += character
  }
  return null
}
