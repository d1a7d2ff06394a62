import { MONTHS, WEEKDAYS } from './calendar.ts'
import { countryOf, countryOfDemonym } from './countries.ts'
import type { TextLang } from './language.ts'
import {
  BEFORE_GENERAL,
  COMMON_CAPITALS,
  COMMON_STARTS,
  CONNECTORS,
  NO_NAMES,
  PLACE_HEADS,
  SPANISH_NAMES,
  TITLE_HEADS,
  TITLE_MODIFIERS,
} from './name-words.ts'
import type { TextRange } from './range.ts'
import { isStopword } from './stems.ts'
import { splitWords, type Word } from './words.ts'

/**
 * A name in a text. `key`: folded, titles dropped ("President Ana Ruiz" → "ana ruiz"), acronyms without dots, a
 * country for its demonym ("Chilean" → "chile"). `words` are the key's words.
 */
export type Name = TextRange & { readonly text: string; readonly key: string; readonly words: readonly string[] }

type Reading = {
  readonly text: string
  readonly words: readonly Word[]
  readonly lang: TextLang
  readonly headline: boolean
  readonly capitals: boolean
}

/** Words of a name; longer capitalised runs are headlines. */
const NAME_WORDS_MAX = 9
/** Small words in a row inside a name: "Plaza de la Constitución". */
const CONNECTORS_MAX = 2
/** Signs before a word that tell whether it begins a sentence: of a longer run the last say the same, at less than the square. */
const GAP_SEEN_MAX = 40
/** From this share of capitals among at least 5 content words a text without a full stop is set as a headline. */
const HEADLINE_SHARE = 0.7
const HEADLINE_WORDS_MIN = 5

const CAPITAL = /^\p{Lu}/u
const ACRONYM = /^(?:\p{Lu}[\p{Lu}\d]{1,7}|(?:\p{Lu}\.){2,}\p{Lu}?|EE\.\s?UU\.?|\p{Lu}{1,4}-?\d{1,4})$/u

/** The names of a text, in order: people, places, organisations, countries. `words` saves splitting again. */
export function findNames(text: string, lang: TextLang, words: readonly Word[] = splitWords(text)): readonly Name[] {
  const reading: Reading = {
    text,
    words,
    lang,
    headline: isHeadline(text, words, lang),
    capitals: !/\p{Ll}{2}/u.test(text),
  }
  const names: Name[] = []
  for (let at = 0; at < words.length; at++) {
    const end = runEnd(reading, at)
    if (end === at) {
      const demonym = spanishDemonym(reading, at)
      if (demonym !== null) names.push(demonym)
      continue
    }
    names.push(...namesOfRun(reading, at, end))
    at = end - 1
  }
  return names
}

/** Shorter demonyms are other words too. */
const DEMONYM_LENGTH_MIN = 5

// "el presidente chileno": Spanish writes demonyms without a capital.
function spanishDemonym({ words, lang }: Reading, at: number): Name | null {
  const word = words[at]
  if (lang !== 'es' || word === undefined || word.folded.length < DEMONYM_LENGTH_MIN) return null
  const key = countryOfDemonym(word.folded)
  return key === null ? null : { start: word.start, end: word.end, text: word.text, key, words: key.split(' ') }
}

// A headline ends without a full stop and has a capital on most words that could go without.
function isHeadline(text: string, words: readonly Word[], lang: TextLang): boolean {
  if (/(?<!\.\.)[.!?:,;]["”»’')\]]*\s*$/.test(text)) return false
  const free = words.filter((word) => /^\p{L}/u.test(word.text) && !isStopword(word.folded, lang))
  const capitals = free.filter((word) => CAPITAL.test(word.text)).length
  return free.length >= HEADLINE_WORDS_MIN && capitals >= free.length * HEADLINE_SHARE
}

function gap(reading: Reading, at: number): string {
  const [before, word] = [reading.words[at - 1], reading.words[at]]
  return before === undefined || word === undefined ? '\n' : reading.text.slice(before.end, word.start)
}

function isCapital(word: Word | undefined): boolean {
  return word !== undefined && CAPITAL.test(word.text) && !WEEKDAYS.has(word.folded) && !isMonth(word)
}

const isMonth = (word: Word): boolean => MONTHS.has(word.folded) && word.folded.length > 3 && word.folded !== 'march'

// "Jan. 7", "Oct. 2025"; "Jan Smith" is a name.
function isShortMonth(reading: Reading, at: number): boolean {
  const word = reading.words[at]
  return word !== undefined && MONTHS.has(word.folded) && /^\.?\s\d/.test(reading.text.slice(word.end, word.end + 3))
}

const POSSESSIVE = /['’]s$/i

// The end (exclusive) of the capitalised run that starts at `at`; `at` itself when none does.
function runEnd(reading: Reading, at: number): number {
  const { words } = reading
  if (!isCapital(words[at]) || isShortMonth(reading, at)) return at
  let end = at + 1
  while (end - at < NAME_WORDS_MAX) {
    const before = words[end - 1]
    if (before === undefined || POSSESSIVE.test(before.text)) return end
    let next = end
    while (next - end < CONNECTORS_MAX && isConnector(reading, next)) next++
    if (isShortMonth(reading, next)) return end
    const joined = isCapital(words[next]) && joins(gap(reading, next), words[next - 1])
    if (!joined || (next > end && !takesPlace(reading, end, next))) return end
    end = next + 1
  }
  return end
}

function isConnector(reading: Reading, at: number): boolean {
  const word = reading.words[at]
  const spaced = gap(reading, at) === ' '
  return word !== undefined && spaced && CONNECTORS.has(word.text) && (word.text !== 'y' || reading.lang === 'es')
}

function joins(between: string, before: Word | undefined): boolean {
  if (between === ' ' || between === '-') return true
  const initial = before !== undefined && /^\p{Lu}$/u.test(before.text)
  const title = before !== undefined && TITLE_HEADS.has(before.folded) && before.text.length <= 4
  return between === '. ' && (initial || title)
}

/** What a secretary or minister is of: part of the title. */
const OFFICES = /^(?:state|defen[cs]e|justice|war|staff|labou?r|commerce|energy|estado)$/

// "Bank of England" is a name, "President of Chile" is a title and a country; "y" joins only inside longer names.
function takesPlace(reading: Reading, end: number, next: number): boolean {
  const head = reading.words[end - 1]?.folded ?? ''
  const place = reading.words[next]
  if (place === undefined || reading.words[end]?.text === 'y') return false
  if (TITLE_HEADS.has(head)) return OFFICES.test(place.folded)
  return countryOf(place.folded) === null || PLACE_HEADS.has(head)
}

function namesOfRun(reading: Reading, start: number, end: number): Name[] {
  let first = start
  // "el secretario de Estado Bo Lind": the office is of the title.
  const [title, of] = [reading.words[start - 2]?.folded ?? '', reading.words[start - 1]?.folded]
  if (of === 'de' && TITLE_HEADS.has(title) && NO_NAMES.has(reading.words[start]?.folded ?? '')) first++
  if (isSentenceStart(reading, start)) {
    while (first < end && isCommonStart(reading, first, end)) first++
    while (first < end && CONNECTORS.has(reading.words[first]?.text ?? '')) first++
  }
  if (reading.headline) return headlineNames(reading, first, end)
  const names: Name[] = []
  let from = first
  for (let at = first; at < end; at++) {
    const after = titleEnd(reading, at, end)
    if (after === at) continue
    add(names, reading, from, at)
    from = after
    at = after - 1
  }
  add(names, reading, from, end)
  return names
}

function isSentenceStart(reading: Reading, at: number): boolean {
  return (
    at === 0 ||
    /[.!?…:;\n•*]\s*$|[“"«‘`([—–|]\s*$/u.test(
      gap(reading, at)
        .slice(-GAP_SEEN_MAX)
        .replace(/[“"«‘'`([]+$/u, '“'),
    )
  )
}

const COMMON_ENDING =
  /(?:ly|ing|tions?|sions?|ments?|ness|ities|ists?|ers|ors|mente|ciones|dades|ando|iendo|mos|aron|ieron|aban)$/

function isCommonStart(reading: Reading, at: number, end: number): boolean {
  const word = reading.words[at]
  if (word === undefined || countryOf(word.folded) !== null) return false
  if (hasOwnArticle(reading, at)) return false
  if (ACRONYM.test(word.text) && word.text.length > 1) return false
  if (POSSESSIVE.test(word.text) && !COMMON_STARTS.has(word.folded) && !isStopword(word.folded, reading.lang))
    return false
  if (TITLE_HEADS.has(word.folded) && at + 1 < end) return false
  if (TITLE_MODIFIERS.has(word.folded) && at + 1 < end && titleEnd(reading, at, end) > at) return false
  if (/\d/.test(word.folded) || isStopword(word.folded, reading.lang)) return true
  if (startsKnown(reading, at)) return false
  if (PLACE_HEADS.has(word.folded) && CONNECTORS.has(reading.words[at + 1]?.text ?? '')) return false
  // Two capitals in a row are a name more often than not: "United Nations", "Central Bank".
  if (at + 1 < end)
    return COMMON_STARTS.has(word.folded) && !/^(?:new|national|federal|foreign|white|great)$/.test(word.folded)
  return COMMON_STARTS.has(word.folded) || COMMON_ENDING.test(word.folded)
}

// "Unión Europea", "Países Bajos", "Cruz Roja": whole names whose first word is a common one.
function startsKnown(reading: Reading, at: number): boolean {
  let run = reading.words[at]?.folded ?? ''
  for (let next = at + 1; next <= at + KNOWN_WORDS_MAX; next++) {
    run += ` ${reading.words[next]?.folded ?? ''}`
    if (SPANISH_NAMES.has(run) || countryOf(run) !== null) return true
  }
  return false
}

/** Words after the first that a known name may have: "organización de las naciones unidas". */
const KNOWN_WORDS_MAX = 4

// The end of the title at `at` ("Deputy Foreign Minister", "Secretary of State"), or `at` where none stands.
const isTitle = (folded: string): boolean => TITLE_HEADS.has(folded) || TITLE_HEADS.has(folded.replace(/s$/, ''))

function titleEnd(reading: Reading, at: number, end: number): number {
  const fold = (index: number): string => reading.words[index]?.folded ?? ''
  let head = at
  while (
    head < end &&
    TITLE_MODIFIERS.has(fold(head)) &&
    !(TITLE_HEADS.has(fold(head)) && !TITLE_HEADS.has(fold(head + 1)))
  )
    head++
  if (head >= end || !isTitle(fold(head))) return at
  if (fold(head) === 'general' && head > at && !BEFORE_GENERAL.has(fold(head - 1))) return at
  if (
    fold(head) === 'general' &&
    head === at &&
    /^(?:assembly|motors|electric|hospital|council|mills)$/.test(fold(head + 1))
  )
    return at
  if (fold(head) === 'justice' && fold(head + 1) === 'department') return at
  const of = /^(?:of|de)$/.test(fold(head + 1)) && OFFICES.test(fold(head + 2))
  const after = of ? head + 3 : head + 1
  return after < end && CONNECTORS.has(reading.words[after]?.text ?? '') ? after + 1 : after
}

// In a headline capitals say little: countries, acronyms and possessives alone are sure.
function headlineNames(reading: Reading, start: number, end: number): Name[] {
  const names: Name[] = []
  for (let at = start; at < end; at++) {
    const word = reading.words[at]
    if (word === undefined) continue
    const two = `${word.folded} ${reading.words[at + 1]?.folded ?? ''}`
    const pair = at + 1 < end && countryOf(two) !== null
    const owner =
      POSSESSIVE.test(word.text) && !COMMON_STARTS.has(word.folded) && !isStopword(word.folded, reading.lang)
    if (pair || countryOf(word.folded) !== null || owner || (ACRONYM.test(word.text) && !reading.capitals)) {
      add(names, reading, at, pair ? at + 2 : at + 1)
    }
    if (pair) at++
  }
  return names
}

/** Places whose article is theirs. */
const OWN_ARTICLE =
  /^(?:the hague|la paz|la habana|la haya|la guaira|la rioja|el salvador|el cairo|el paso|los angeles|las vegas)$/

function hasOwnArticle(reading: Reading, at: number): boolean {
  return OWN_ARTICLE.test(`${reading.words[at]?.folded ?? ''} ${reading.words[at + 1]?.folded ?? ''}`)
}

function add(names: Name[], reading: Reading, from: number, end: number): void {
  const article = /^(?:the|el|la|los|las)$/.test(reading.words[from]?.folded ?? '') && !hasOwnArticle(reading, from)
  const start = article && from + 1 < end ? from + 1 : from
  const words = reading.words.slice(start, end)
  const [first] = words
  const last = words.at(-1)
  if (first === undefined || last === undefined) return
  const only = words.length === 1
  if (only && (isNoName(first, reading) || COMMON_CAPITALS.has(first.folded))) return
  const stop = POSSESSIVE.test(last.text) ? last.end - 2 : last.end
  const folded = words.map((word) => word.folded)
  const whole = folded.join(' ')
  const country = countryOf(whole)
  const key =
    country ??
    SPANISH_NAMES.get(whole) ??
    [only ? whole : (countryOf(first.folded) ?? first.folded), ...folded.slice(1)].join(' ')
  names.push({ start: first.start, end: stop, text: reading.text.slice(first.start, stop), key, words: key.split(' ') })
}

function isNoName(word: Word, reading: Reading): boolean {
  if (ACRONYM.test(word.text) && word.text.length > 1) return reading.capitals && countryOf(word.folded) === null
  if (word.text.length === 1 || TITLE_MODIFIERS.has(word.folded) || NO_NAMES.has(word.folded)) return true
  return isStopword(word.folded, reading.lang) || /^(?:us|i'm|i've|i'd|i'll)$/.test(word.folded)
}

/** Words an acronym passes over: "Organization of American States" → OAS. */
const initialsOf = (words: readonly string[]): string =>
  words
    .filter((word) => !CONNECTORS.has(word) && word !== 'and' && word !== 'the' && word !== 'for')
    .map((word) => word[0] ?? '')
    .join('')

function isSameName(a: Name, b: Name): boolean {
  if (a.key === b.key) return true
  if (countryOf(a.key) !== null || countryOf(b.key) !== null) return false
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a]
  const word = short.words[0] ?? ''
  if (short.words.length === 1) {
    if (long.words.length === 1) return false
    if (/^[a-z]{2,7}$/.test(word) && short.text.replaceAll('.', '') === word.toUpperCase())
      return initialsOf(long.words) === word
    // The second of three words: the first family name of a Spanish name.
    return long.words.at(-1) === word || (long.words.length === 3 && long.words[1] === word && !CONNECTORS.has(word))
  }
  if (` ${long.key} `.endsWith(` ${short.key} `)) return true
  return word === long.words[0] && short.words.at(-1) === long.words.at(-1) && short.words.length < long.words.length
}

/** True when `name` is named among `others`: the same key, a family name, an acronym and its long form, a demonym. */
export function nameIsIn(name: Name, others: readonly Name[]): boolean {
  return others.some((other) => isSameName(name, other))
}
