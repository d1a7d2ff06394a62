import type { TextLang } from '../text/language.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { splitWords, type Word } from '../text/words.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that open a clause about a noun, whatever stands before them. */
const RELATIVE: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list('who whom whose which'),
  es: list('quien quienes cuyo cuya cuyos cuyas cual cuales'),
}
/** Words that open a clause about a noun, or what someone said. */
const THAT: Readonly<Record<TextLang, string>> = { en: 'that', es: 'que' }
/** "In that town", "tuvo que cerrar", "más que": no clause opens. */
const NO_CLAUSE_AFTER: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list('in on at of by for from to with near around during all'),
  es: list('tiene tienen tuvo tuvieron tenia tenian tendra tendran hay hubo habra mas menos mayor menor mejor peor'),
}
/** Another time than the sentence's own: "after", "tras". "When" and "while" tell the same time. */
const OTHER_TIME: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list('since after'),
  es: list('tras despues antes'),
}
/** Of a time only right before a date or a clause with a verb: "before the court", "desde el balcón" are places. */
const TIME_OR_PLACE: Readonly<Record<TextLang, string>> = { en: 'before', es: 'desde' }
/** What may stand between such a word and its date: "since early last September", "desde principios de enero". */
const TIME_FILLERS = list(
  'the early late mid last this next at least about start beginning end of el la los de del mes principios mediados finales fines inicios comienzos pasado pasada',
)
/** A finite verb or a gerund in English, by its form. */
const VERB_LIKE =
  /(?:ed|ing)$|^(?:was|were|is|are|had|has|have|did|came|went|took|began|fell|broke|left|said|won|lost)$/u

/** "Said on Wednesday that": the verb of saying stands at most so many words before. */
const SAID_NEAR = 5
/** A comma sooner than so many words after its opener does not close a clause: "who, on Sunday, met". */
const CLAUSE_WORDS_MIN = 2

const HAD: Readonly<Record<TextLang, ReadonlySet<string>>> = { en: list('had'), es: list('habia habian') }
const ADVERBS = list('already not never been also just since long earlier previously only ya no nunca sido')
const PARTICIPLE: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?!(?:hundred|red|need|speed|bed|seed)$)\p{L}*(?:ed|en|wn|ne|ung|ght|ept|elt|ent|old|aid|ade|eld|ost|eft|uck)$|^(?:met|set|put|cut|hit|shut|led|fled|come|become|run|won|begun|found|read|had|sat|shot|stood|heard)$/u,
  es: /(?:ado|ido|cho|sto|rto|ito|lto|eso)$/u,
}

type Reading = { readonly text: string; readonly words: readonly Word[]; readonly lang: TextLang }

/**
 * True where what begins at `start` belongs to the sentence's own statement or to what it says someone said: not in a
 * clause about a noun ("who met on Sunday"), not after "since", "after" and "before", not told as past before the past
 * ("the wall he had built in May"). Judged by form: where in doubt, false.
 */
export function isInMainClause(start: number, text: string, lang: TextLang): boolean {
  const reading: Reading = { text, words: splitWords(text), lang }
  const at = reading.words.findIndex((word) => word.start >= start)
  if (at === -1) return true
  for (let opener = 0; opener < at; opener++) {
    if (opensOther(opener, at, reading) && !isClosed(opener, at, reading)) return false
  }
  return !isPastBeforePast(at, reading)
}

function opensOther(opener: number, at: number, reading: Reading): boolean {
  const { words, lang } = reading
  const word = words[opener]?.folded ?? ''
  if (RELATIVE[lang].has(word) || OTHER_TIME[lang].has(word)) return true
  if (word === THAT[lang]) return opener > 0 && isAboutNoun(opener, reading)
  if (word !== TIME_OR_PLACE[lang]) return false
  const between = words.slice(opener + 1, at).map(({ folded }) => folded)
  return between.every((one) => TIME_FILLERS.has(one)) || (lang === 'en' && between.some((one) => VERB_LIKE.test(one)))
}

/** "The crowd that came"; not "said that", "told reporters on Monday that", "dijo que … y que". */
function isAboutNoun(opener: number, { words, lang }: Reading): boolean {
  const near = words[opener - 1]?.folded ?? ''
  if (NO_CLAUSE_AFTER[lang].has(near)) return false
  if (/^(?:and|but|or|y|e|o|ni|pero)$/.test(near)) return !words.slice(0, opener - 1).some(isSaying(lang))
  if (lang === 'en' ? near.endsWith('ed') : /\p{L}ó$|(?:aron|ieron)$/u.test(words[opener - 1]?.text ?? '')) return false
  const before = words.slice(Math.max(0, opener - SAID_NEAR), opener)
  const said = before.findLastIndex(isSaying(lang))
  return said === -1 || before.slice(said).some(({ folded }) => folded === THAT[lang])
}

const isSaying =
  (lang: TextLang) =>
  ({ folded }: Word): boolean =>
    isSpeechVerb(folded, lang)

/** A comma closes a clause; the one right before a date closes only what a comma opened. */
function isClosed(opener: number, at: number, { text, words }: Reading): boolean {
  const gapAfter = (index: number): string => text.slice(words[index]?.end ?? 0, words[index + 1]?.start ?? text.length)
  const isApart = opener === 0 || gapAfter(opener - 1).includes(',')
  for (let index = opener + CLAUSE_WORDS_MIN; index < at; index++) {
    const gap = gapAfter(index)
    if (/[;:—–]/u.test(gap) || (gap.includes(',') && (isApart || index < at - CLAUSE_WORDS_MIN))) return true
  }
  return false
}

function isPastBeforePast(at: number, { text, words, lang }: Reading): boolean {
  for (let had = 0; had < at; had++) {
    if (!HAD[lang].has(words[had]?.folded ?? '')) continue
    const next = words.slice(had + 1, at).find(({ folded }) => !ADVERBS.has(folded))
    if (next === undefined || !PARTICIPLE[lang].test(next.folded)) continue
    const between = text.slice(next.end, words[at]?.start ?? next.end)
    if (/[,;:]/u.test(between)) continue
    const others = words.filter((_, index) => index < had || index > at)
    if (others.some((word) => isSaying(lang)(word) || isPast(word, lang))) return true
  }
  return false
}

const isPast = ({ text, folded }: Word, lang: TextLang): boolean =>
  lang === 'en' ? VERB_LIKE.test(folded) && !folded.endsWith('ing') : /\p{L}ó$|(?:aron|ieron)$/u.test(text)
