import { countryOf, countryOfDemonym } from '../text/countries.ts'
import { interlingua } from '../text/glossary.ts'
import { detectLanguage, toTextLang, type TextLang } from '../text/language.ts'
import { isStopword, stemWord } from '../text/stems.ts'
import { splitWords, type Word } from '../text/words.ts'

/** One article of a stream. */
export type StreamArticle = {
  readonly id: string
  readonly title: string
  readonly text: string
  /** What it states, ISO 8601; null where it states none. */
  readonly publishedAt: string | null
  readonly lang: string | null
}

/** What tells one story's article from another's. Terms are stems folded to one language; names keep their spelling. */
export type Report = {
  readonly lang: TextLang
  /** Every term with how often it stands in the text. */
  readonly terms: ReadonlyMap<string, number>
  /** The terms of the title and the first lines. */
  readonly lead: ReadonlySet<string>
  /** Terms that are written as names here. */
  readonly names: ReadonlySet<string>
  /** Neighbouring terms, "first second", with how often. */
  readonly pairs: ReadonlyMap<string, number>
  /** Numbers that are no years. */
  readonly figures: ReadonlySet<string>
  readonly years: ReadonlySet<string>
  /** The first weekday its lead names, 0…6; null where none. */
  readonly weekday: number | null
  /** Days since 1970 of its publication; null where it is not stated. */
  readonly day: number | null
}

/** A news article says what it is about well before this; the rest of a long text would only cost time. */
const TEXT_LENGTH_MAX = 20_000
/** A "title" longer than this is a text in the wrong field. */
const TITLE_LENGTH_MAX = 1_000
/** The lead: about three sentences. Chosen beforehand, not tuned. */
const LEAD_LENGTH = 450
/** Longer "words" are addresses and codes, and one hostile word must not fill the index. */
const WORD_LENGTH_MAX = 40

/** A capital at a sentence's start or in a title is weak evidence of a name: a third of one elsewhere. */
const WEAK_CAPITAL = 0.3
/** From this much evidence, and more capitals than small letters, a term is a name of this text. */
const NAME_EVIDENCE_MIN = 0.6

const DAY_MS = 86_400_000
const WEEKDAYS: Readonly<Record<TextLang, readonly string[]>> = {
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  es: ['domingo', 'lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado'],
}

/** Reads an article for comparison with others. */
export function readReport(article: StreamArticle): Report {
  const title = joinTokens(article.title.slice(0, TITLE_LENGTH_MAX))
  const text = joinTokens(article.text.slice(0, TEXT_LENGTH_MAX))
  const full = `${title}\n${text}`
  const lang = toTextLang(article.lang ?? detectLanguage(full))
  const leadEnd = title.length + LEAD_LENGTH
  const reading = emptyReading()
  const found = splitWords(full).filter(({ folded }) => folded.length <= WORD_LENGTH_MAX)
  let before: Word | null = null
  for (const word of found) {
    const gap = before === null ? '\n' : full.slice(before.end, Math.min(word.start, before.end + GAP_SEEN_MAX))
    before = word
    const weak = SENTENCE_START.test(gap) || word.start < title.length
    addWord(reading, { word, lang, gap, weak, inLead: word.start < leadEnd })
  }
  const names = [...reading.capitals].flatMap(([term, evidence]) =>
    evidence >= NAME_EVIDENCE_MIN && evidence > (reading.small.get(term) ?? 0) ? [term] : [],
  )
  const { terms, lead, pairs, figures, years, weekday } = reading
  return { lang, terms, lead, names: new Set(names), pairs, figures, years, weekday, day: dayOf(article.publishedAt) }
}

type Reading = {
  readonly terms: Map<string, number>
  readonly lead: Set<string>
  readonly pairs: Map<string, number>
  readonly figures: Set<string>
  readonly years: Set<string>
  /** Evidence of being a name, and times written small, by term. */
  readonly capitals: Map<string, number>
  readonly small: Map<string, number>
  weekday: number | null
  /** The content term just before, null after a stopword or a sentence's end. */
  last: string | null
}

function emptyReading(): Reading {
  return {
    terms: new Map(),
    lead: new Set(),
    pairs: new Map(),
    figures: new Set(),
    years: new Set(),
    capitals: new Map(),
    small: new Map(),
    weekday: null,
    last: null,
  }
}

const GAP_SEEN_MAX = 20
const SENTENCE_START = /[.!?\n;"“«]/
const SENTENCE_END = /[.!?\n]/
const CAPITAL = /^\p{Lu}/u
const YEAR = /^(?:19|20)\d\d$/

type Place = {
  readonly word: Word
  readonly lang: TextLang
  readonly gap: string
  readonly weak: boolean
  readonly inLead: boolean
}

function addWord(reading: Reading, { word, lang, gap, weak, inLead }: Place): void {
  if (isStopword(word.folded, lang)) {
    reading.last = null
    return
  }
  const capital = CAPITAL.test(word.text)
  const term = termOf(word.folded, lang, capital)
  add(reading.terms, term, 1)
  if (reading.last !== null && !SENTENCE_END.test(gap)) add(reading.pairs, `${reading.last} ${term}`, 1)
  reading.last = term
  if (inLead) {
    reading.lead.add(term)
    const weekday = WEEKDAYS[lang].indexOf(word.folded)
    if (weekday >= 0) reading.weekday ??= weekday
  }
  if (/^\d/.test(term)) (YEAR.test(term) ? reading.years : reading.figures).add(term)
  else if (capital) add(reading.capitals, term, weak ? WEAK_CAPITAL : 1)
  else add(reading.small, term, 1)
}

function add(counts: Map<string, number>, key: string, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount)
}

function termOf(folded: string, lang: TextLang, capital: boolean): string {
  if (!capital) return countryOfDemonym(folded) ?? interlingua(stemWord(folded, lang), lang)
  const country = countryOf(folded)
  if (country !== null) return country
  // One stemmer for names of both languages, so that they bend alike; a family name that is also an irregular form
  // stays as it is written.
  const stem = interlingua(stemWord(folded, lang), lang)
  return folded.startsWith(stem.slice(0, -1)) || lang === 'es' ? stem : folded
}

/** Texts that come as tokens apart ("U.S. 's", "5 . 9", "`` so ''") as people write them. */
function joinTokens(text: string): string {
  return text
    .replaceAll(/``|''/g, '"')
    .replaceAll(/(\d) ([.:/]) (?=\d)/g, '$1$2')
    .replaceAll(/(\d) , (?=\d{3}(?!\d))/g, '$1,')
    .replaceAll(/(\p{L}) (?='(?:s|re|ve|ll|d|m)\b)/gu, '$1')
    .replaceAll(/ ([,.;:!?])/g, '$1')
}

function dayOf(publishedAt: string | null): number | null {
  const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt)
  return Number.isNaN(time) ? null : time / DAY_MS
}
