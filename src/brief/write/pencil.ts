import type { SentenceFeatures } from '../../text/features.ts'
import type { TextLang } from '../../text/language.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import { isStopword, stemWord } from '../../text/stems.ts'
import type { Word } from '../../text/words.ts'
import { DETERMINERS, FACTIVE, isVerb, JOINERS, OPENERS, PART_OF, PRONOUNS, ROLES } from './clause-words.ts'

/**
 * Why a line is more than its passages with parts struck out: a word in another form ("voted" for "will vote"), a figure they do
 * not write, a word for who does what to whom, no verb of its own, or two clauses grown together over what was struck out.
 * Judged by form; a passage of whose verbs nothing is known asks for none.
 */
export function pencilFaults(
  told: SentenceFeatures,
  given: readonly SentenceFeatures[],
  wantsVerb: boolean,
): readonly string[] {
  const faults = [...changedForms(told, given), ...roundedFigures(told, given), ...addedRoles(told, given)]
  const lacksVerb = wantsVerb && given.some((passage) => hasMainVerb(passage)) && !hasMainVerb(told)
  if (lacksVerb) faults.push('it is no sentence: it has no verb of its own')
  const first = told.words[0]
  const isFirst = first !== undefined && given.some(({ words }) => words[0]?.folded === first.folded)
  if (first !== undefined && PRONOUNS[told.lang].has(first.folded) && !isFirst)
    faults.push(`it begins with “${first.text}”: name whom it is about`)
  // The passage that gives most of it says what was struck out.
  const [closest] = given
    .map((passage) => alignWords(told.words, passage.words))
    .map((places, at) => ({ places, passage: given[at], shared: places.filter((place) => place !== null).length }))
    .toSorted((one, other) => other.shared - one.shared)
  if (closest?.passage !== undefined) faults.push(...grownTogether(closest.places, closest.passage))
  return faults
}

const formOf = ({ text }: Word): string => text.toLowerCase().replace(/['’]s$/, '')

/** A pencil inflects nothing: a form that no passage has, of a word that one has, is another time, number or voice. */
function changedForms(told: SentenceFeatures, given: readonly SentenceFeatures[]): readonly string[] {
  const { lang } = told
  const forms = new Set(given.flatMap(({ words }) => words.map(formOf)))
  const stems = new Map(
    given.flatMap(({ words }) => words.map((word) => [stemWord(word.folded, lang), word.text] as const)),
  )
  const elsewhere = [...told.names, ...told.quotations, ...told.dates]
  const changed = told.words.find(
    (word) =>
      /^\p{L}+$/u.test(word.folded) &&
      !forms.has(formOf(word)) &&
      !isSpeechVerb(word.folded, lang) &&
      !isStopword(word.folded, lang) &&
      stems.has(stemWord(word.folded, lang)) &&
      !elsewhere.some((part) => part.start <= word.start && word.start < part.end),
  )
  if (changed === undefined) return []
  const own = stems.get(stemWord(changed.folded, lang)) ?? ''
  return [`it makes “${own}” into “${changed.text}”: keep the form`]
}

/** "About 5 per cent" for 4.6, "more than 4": the verifier forgives it, a pencil does not write it. */
function roundedFigures(told: SentenceFeatures, given: readonly SentenceFeatures[]): readonly string[] {
  const known = given.flatMap(({ quantities }) => quantities)
  return told.quantities
    .filter(({ bound }) => bound !== 'exact' && bound !== 'range')
    .filter((one) => !known.some((other) => other.low === one.low && other.high === one.high))
    .map(({ text }) => `“${text}” is rounded: copy the figure`)
}

function addedRoles(told: SentenceFeatures, given: readonly SentenceFeatures[]): readonly string[] {
  const known = new Set(given.flatMap(({ words }) => words.map(({ folded }) => folded)))
  const added = told.words.find(({ folded }) => ROLES[told.lang].has(folded) && !known.has(folded))
  return added === undefined ? [] : [`none of its claims says “${added.text}”`]
}

const ATTRIBUTION: Readonly<Record<TextLang, RegExp>> = {
  en: /(?:^|,)\s*according to\b[^,;]*/giu,
  es: /(?:^|,)\s*seg[uú]n(?!\p{L})[^,;]*/giu,
}

/** Outside of clauses that hang on another, and of who says so at the end. */
function hasMainVerb({ text, words, lang, quotations }: SentenceFeatures): boolean {
  // A quotation with its mark of speech is a sentence, whatever stands in it.
  if (quotations.length > 0) return true
  const hidden = [...text.matchAll(ATTRIBUTION[lang])].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  )
  let isOpen = false
  return words.some((word, at) => {
    if (at > 0 && /[,;:—–]/u.test(text.slice(words[at - 1]?.end, word.start))) isOpen = false
    if (OPENERS[lang].has(word.folded)) isOpen = true
    if (isOpen || hidden.some(([start, end]) => start <= word.start && word.start < end)) return false
    return isVerb(words, at, lang) && !isAside(at, { text, words, lang })
  })
}

/** ", the union said.", ", dijo el sindicato.": a tail of who says so, told by no other verb. */
function isAside(at: number, { text, words, lang }: Pick<SentenceFeatures, 'text' | 'words' | 'lang'>): boolean {
  const word = words[at]
  if (word === undefined || !isSpeechVerb(word.folded, lang)) return false
  const from = text.lastIndexOf(',', word.start)
  if (from < 0) return false
  const isFirst = text.slice(from + 1, word.start).trim() === ''
  return isFirst || /^\s*(?:[.;]|$)/u.test(text.slice(word.end))
}

/** For each word of the line the place it has in the passage, the longest run in order; null for what moved or was put in. */
function alignWords(line: readonly Word[], passage: readonly Word[]): readonly (number | null)[] {
  const [own, other] = [line.map(formOf), passage.map(formOf)]
  const width = other.length + 1
  const longest = new Uint16Array((own.length + 1) * width)
  for (let a = own.length - 1; a >= 0; a--) {
    for (let b = other.length - 1; b >= 0; b--) {
      const skip = Math.max(longest[(a + 1) * width + b] ?? 0, longest[a * width + b + 1] ?? 0)
      longest[a * width + b] = own[a] === other[b] ? (longest[(a + 1) * width + b + 1] ?? 0) + 1 : skip
    }
  }
  const places: (number | null)[] = []
  let b = 0
  for (let a = 0; a < own.length; a++) {
    const best = longest[a * width + b] ?? 0
    while (b < other.length && own[a] !== other[b] && (longest[a * width + b + 1] ?? 0) === best) b++
    if (b < other.length && own[a] === other[b]) places.push(b++)
    else places.push(null)
  }
  return places
}

/** "The coach [resigned after the federation] opened": where clauses met, one must end. */
function grownTogether(places: readonly (number | null)[], passage: SentenceFeatures): readonly string[] {
  const { words, text, lang } = passage
  const opens = (at: number) => OPENERS[lang].has(words[at]?.folded ?? '')
  const joins = (at: number) => JOINERS[lang].has(words[at]?.folded ?? '')
  for (const [at, place] of places.entries()) {
    if (place === null) continue
    const before = at === 0 ? -1 : (places[at - 1] ?? null)
    if (before === null || place - before <= 1) continue
    const struck = words.slice(before + 1, place).map((_, offset) => before + 1 + offset)
    const isClauseStart = /[,;:—–.]/u.test(text.slice(words[place - 1]?.end, words[place]?.start))
    const loses = before >= 0 && joins(before) && struck.some((one) => isVerb(words, one, lang))
    const first = struck.find((one) => opens(one) || joins(one))
    const isWhole = first === before + 1 && struck.length > 1 && before >= 0
    const standsAlone = before < 0 && FACTIVE[lang].has(words[place - 1]?.folded ?? '')
    const isRun = first !== undefined && !isWhole && !standsAlone && !isClauseStart && !opens(place) && !joins(place)
    const last = struck.findLast((one) => !DETERMINERS.has(words[one]?.folded ?? ''))
    const losesHead = last !== undefined && PART_OF[lang].has(words[last]?.folded ?? '')
    if (loses || isRun || losesHead)
      return [`it joins “${words[place]?.text ?? ''}” to what it does not follow in its claim`]
  }
  return []
}
