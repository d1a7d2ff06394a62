import type { TextLang } from './language.ts'
import { isNounBreak, isSpeechVerb } from './speech-words.ts'
import type { TextRange } from './range.ts'
import { splitWords, type Word } from './words.ts'

/** A quotation with its marks; `inner` and `text` are what stands between them. */
export type Quotation = TextRange & { readonly inner: TextRange; readonly text: string }

type Open = { readonly mark: string; readonly close: string; readonly start: number; readonly width: number }

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '”'],
  ['«', '»'],
  ['‘', '’'],
  ['``', "''"],
  ['"', '"'],
  ["'", "'"],
])
const MARK = /``|''|[“”„«»‘’"'\n]/g

/** The quotations of a text, outer before inner; one left open ends with its paragraph. Apostrophes are none. */
export function findQuotations(text: string): readonly Quotation[] {
  const found: Quotation[] = []
  const open: Open[] = []
  const close = (entry: Open, end: number, width: number): void => {
    const inner = { start: entry.start + entry.width, end }
    const words = text.slice(inner.start, inner.end)
    if (words.trim() !== '') found.push({ start: entry.start, end: end + width, inner, text: words })
  }
  for (const match of text.matchAll(MARK)) {
    const mark = match[0]
    const at = match.index
    if (mark === '\n') {
      for (const entry of open.splice(0)) if (!/['‘]/.test(entry.mark)) close(entry, at, 0)
      continue
    }
    const ends = open.findLastIndex(
      (entry) => entry.close === mark || (entry.close === '”' && mark === '“' && entry.mark === '„'),
    )
    if (ends >= 0 && closesAt(text, at, mark)) {
      const entry = open[ends]
      open.length = ends
      if (entry !== undefined) close(entry, at, mark.length)
    } else if (opensAt(text, at, mark)) {
      open.push({ mark, close: CLOSERS.get(mark) ?? mark, start: at, width: mark.length })
    }
  }
  for (const entry of open) if (!/['‘]/.test(entry.mark)) close(entry, text.length, 0)
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

// A single mark closes only after a letter or a stop and before no letter: "leaders’ talks" ends a ‘quotation’ at most.
function closesAt(text: string, at: number, mark: string): boolean {
  if (mark !== "'" && mark !== '’') return true
  return !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '') && !/\s/.test(text[at - 1] ?? ' ')
}

function opensAt(text: string, at: number, mark: string): boolean {
  if (mark === "'" || mark === '‘') {
    return (
      /^(?:|[\s([“"«—–:-])$/u.test(text[at - 1] ?? '') &&
      /^[\p{Lu}\p{Ll}¿¡]/u.test(text[at + 1] ?? '') &&
      !isElision(text, at)
    )
  }
  return mark === '“' || mark === '„' || mark === '«' || mark === '``' || mark === '"'
}

/** "'90s", "’em", "'til". */
function isElision(text: string, at: number): boolean {
  return /^.(?:em|til|tis|twas|cause|bout|round|n)\b/i.test(text.slice(at, at + 8))
}

/** How far around a quotation its speaker is looked for. */
const REACH = 160

/**
 * The surface words of who a quotation is ascribed to in this text: after it ("…," Ruiz said; dijo Ruiz; according to
 * the ministry) or before it (Ruiz said: "…"; según Ruiz, "…"). Null when no pattern names anyone.
 */
export function findSpeaker(text: string, quotation: Quotation, lang: TextLang): string | null {
  const after = text.slice(quotation.end, quotation.end + REACH).split('\n', 1)[0] ?? ''
  const before =
    text
      .slice(Math.max(0, quotation.start - REACH), quotation.start)
      .split('\n')
      .at(-1) ?? ''
  return speakerAfter(after, quotation.text, lang) ?? speakerBefore(before, lang)
}

/** Words between the speaker and the verb of saying: "Ruiz, the mayor, later said". */
const APART_MAX = 7

function speakerAfter(after: string, inner: string, lang: TextLang): string | null {
  const clause = /^[^.!?;:“"«\n]*(?:\.(?=\s*\p{Ll}|\S)[^.!?;:“"«\n]*){0,3}/u.exec(after)?.[0] ?? ''
  const words = splitWords(clause)
  const ended = /[.…]$/.test(inner.trim())
  // A full stop inside the marks ends the sentence: what follows a space is the next one.
  if (ended && /^\s+\p{Lu}/u.test(after)) return null
  const according = accordingTo(clause, words, 3)
  if (according !== null) return according
  const verb = words.findIndex((word, at) => at < APART_MAX && isSpeechVerb(word.folded, lang))
  if (verb < 0) return null
  if (verb === 0) return phraseAt(clause, words, 1)
  return phraseAt(clause, words, 0, verb)
}

function accordingTo(text: string, words: readonly Word[], within: number): string | null {
  const at = words.findIndex(
    (word, index) => index < within && (word.folded === 'according' || word.folded === 'segun'),
  )
  if (at < 0) return null
  const start = words[at]?.folded === 'segun' ? at + 1 : at + 2
  const said = words[start]
  return said !== undefined && isSpeechVerb(said.folded, 'es')
    ? phraseAt(text, words, start + 1)
    : phraseAt(text, words, start)
}

function speakerBefore(before: string, lang: TextLang): string | null {
  const sentence =
    /(?:^|[.!?…]["”»]?\s+(?=\p{Lu}))((?:(?![.!?…]["”»]?\s+\p{Lu}).)*)$/u.exec(before.slice(-REACH))?.[1] ?? before
  const words = splitWords(sentence)
  const according = accordingTo(sentence, words, 2)
  if (according !== null) return according
  const verb = words.findLastIndex((word) => isSpeechVerb(word.folded, lang))
  if (verb < 0) return null
  const subject = phraseBefore(sentence, words, verb)
  return subject ?? phraseAt(sentence, words, verb + 1)
}

/** Words of one noun phrase. */
const PHRASE_WORDS_MAX = 8

// The noun phrase that starts at word `from`: it ends at punctuation or a word that no noun phrase holds.
function phraseAt(text: string, words: readonly Word[], from: number, until = words.length): string | null {
  const [first] = words.slice(from, from + 1)
  if (first === undefined || from >= until) return null
  let last = first
  for (let at = from + 1; at < Math.min(until, from + PHRASE_WORDS_MAX); at++) {
    const word = words[at]
    if (word === undefined || isNounBreak(word.folded)) break
    const between = text.slice(last.end, word.start)
    if (!/^(?:[\s-]|\.\s)$/.test(between)) break
    last = word
  }
  return isNounBreak(first.folded) ? null : text.slice(first.start, last.end)
}

// The noun phrase that ends right before the verb, auxiliaries and adverbs passed over.
function phraseBefore(text: string, words: readonly Word[], verb: number): string | null {
  let last = verb - 1
  while (last >= 0 && (isNounBreak(words[last]?.folded ?? '') || /ly$|mente$/.test(words[last]?.folded ?? ''))) last--
  let first = last
  while (first > 0 && last - first < PHRASE_WORDS_MAX - 1) {
    const [word, next] = [words[first - 1], words[first]]
    if (word === undefined || next === undefined || isNounBreak(word.folded)) break
    if (!/^(?:[\s-]|\.\s)$/.test(text.slice(word.end, next.start))) break
    first--
  }
  const [start, end] = [words[first], words[last]]
  return last < 0 || start === undefined || end === undefined ? null : text.slice(start.start, end.end)
}
