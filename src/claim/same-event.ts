import { countryOf } from '../text/countries.ts'
import type { DateMention } from '../text/dates.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { nameIsIn, type Name } from '../text/names.ts'
import type { TextRange } from '../text/range.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import type { Passage } from './passage.ts'
import { readOnce } from './read-once.ts'

/** Articles further apart than this tell of moments of their own: what was planned then has come or was put off. */
const SAME_TIME_DAYS = 30

/** Both articles state a day, and the days are far apart. Texts that state none: nothing is assumed. */
export function areOfOtherTimes(one: Passage, other: Passage, days: number = SAME_TIME_DAYS): boolean {
  const [day, otherDay] = [one.day, other.day].map((stated) =>
    stated === null || stated === undefined ? NaN : Date.parse(stated.slice(0, 10)),
  )
  return Math.abs((day ?? NaN) - (otherDay ?? NaN)) > days * 86_400_000
}

/**
 * Each sentence names somebody or some place that the other leaves out: they may tell of two events, polls or people.
 * Who merely says it does not count, nor does a country, in which all of a story lies.
 */
export function nameOthers(one: Passage, other: Passage): boolean {
  const [mine, theirs] = [actorsOf(one), actorsOf(other)]
  return mine.some((name) => !isNamedIn(name, other)) && theirs.some((name) => !isNamedIn(name, one))
}

const isNamedIn = (name: Name, { features: { names, words } }: Passage): boolean =>
  nameIsIn(name, names) || name.words.some((part) => words.some(({ folded }) => folded === part))

/** Names of a sentence that are not those of who says it. */
const actorsOf = readOnce(({ features }: Passage): readonly Name[] =>
  features.names.filter((name) => countryOf(name.key) === null && !isSpeaker(name, features)),
)

/** Words between a name and its verb of saying: "Ines Lund, the mayor of the town, said". */
const SPEAKER_REACH = 5
/** Words before the name of a source: "according to the", "told the". */
const SOURCE_REACH = 3
/** What is said without a verb of saying: an estimate, a count put forward. Beginnings of folded words. */
const ESTIMATES = /^(?:estimat|believ|fear|warn|report|put$|puts$|document|count|calculat|estim|cre[eí]|tem|inform)/
const SOURCES = /^(?:according|told|segun)$/

function isSpeaker(name: TextRange, { words, lang }: SentenceFeatures): boolean {
  const after = words.filter(({ start }) => start >= name.end).slice(0, SPEAKER_REACH)
  const before = words.filter(({ end }) => end <= name.start).slice(-SOURCE_REACH)
  const says = ({ folded }: { readonly folded: string }) => isSpeechVerb(folded, lang) || ESTIMATES.test(folded)
  return after.some(says) || before.some((word) => says(word) || SOURCES.test(word.folded))
}

/** The sentence looks back, ahead, or elsewhere: "weeks after", "in February", "last year", "in 1987". */
export const tellsOfOtherTime = readOnce(({ features, day }: Passage): { readonly is: boolean } => ({
  is: LOOKS_BACK.test(features.text) || features.dates.some((date) => isOtherTime(date, features, day ?? null)),
}))

const LOOKS_BACK =
  /\b(?:weeks?|months?|years?|decades?)\s+(?:after|before|ago|earlier|later|since)\b|\b(?:last|previous|the same)\s+(?:month|year|decade|century|season|time)\b|\b(?:previously|formerly|in the past|historically|anteriormente)\b|\b(?:hace|tras)\s+\S+\s+(?:semanas|meses|años)\b|\b(?:el|la)\s+(?:mes|año|década)\s+pasad[oa]\b/iu

/** A month or a year that is not the article's own, or that its article does not let us place. */
function isOtherTime({ date, precision, start, end }: DateMention, { text }: SentenceFeatures, day: string | null) {
  if (precision === 'weekday' || precision === 'relative') return false
  if (day === null || date === null) return precision !== 'day' || /\b(?:1[6-9]|20)\d\d\b/.test(text.slice(start, end))
  if (precision === 'year') return !day.startsWith(date)
  if (precision === 'month') return !day.startsWith(date)
  return Math.abs(Date.parse(day.slice(0, 10)) - Date.parse(date)) > SAME_TIME_DAYS * 86_400_000
}

/** Words of a stretch or a share of what happened: figures of a run, a half or a season are no figures of the whole. */
const STRETCH =
  /\b(?:during|so far|(?:in )?total|overall|altogether|season|seasons|career|half|quarter|round|run|final|first|last|opening|each|average|every|further|another|more|initial(?:ly)?|earlier|remaining|durante|hasta ahora|temporada|mitad|ronda|primer[oa]?|últim[oa]s?|cada|promedio)\b/giu

/** Both sentences tell of the same stretch of what happened, in the same words for it. */
export function areOfOneStretch(one: Passage, other: Passage): boolean {
  return stretchOf(one) === stretchOf(other)
}

const stretchOf = ({ features: { text } }: Passage): string =>
  [...new Set([...text.matchAll(STRETCH)].map(([word]) => word.toLowerCase()))].toSorted().join(' ')

/** Who is spoken of stands in another sentence: "He scored twice." */
export const pointsBack = ({ features: { words } }: Passage): boolean => PRONOUNS.has(words[0]?.folded ?? '')
const PRONOUNS: ReadonlySet<string> = new Set(
  'he she it they his her its their this that these those su sus'.split(' '),
)

/** Common nouns of a part of where an event is: "in the capital", "at one hospital". */
const PART =
  /\b(?:in|at|inside|outside|near|around|across|through|from|en|cerca de)\s+(?:(?:the|a|an|one|two|this|that|its|their|some|el|la|los|las|un|una)\s+)?(?:[\p{Ll}-]+\s+){0,2}(capital|city|cities|town|village|settlement|district|province|region|neighbou?rhood|area|camp|camps|hospital|hospitals|school|building|church|hotel|block|square|street|prison|university|airport|state|county|ciudad|pueblo|aldea|barrio|provincia|campamento|escuela|edificio|iglesia|plaza|calle|c[aá]rcel|universidad|aeropuerto|estado)\b/giu

/** Parts of a place told of in a stretch of a sentence or at its very beginning; empty where it speaks of all. */
export function partsOf({ features: { text } }: Passage, { start, end }: TextRange): readonly string[] {
  return [...text.matchAll(PART)].flatMap(({ index, 1: part }) =>
    part === undefined || (index > 0 && (index < start || index >= end))
      ? []
      : [part.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '')],
  )
}

/** Both count in the same part of a place, or neither names one. */
export function isOnePart(parts: readonly string[], others: readonly string[]): boolean {
  return (parts.length === 0) === (others.length === 0) && parts.every((part) => others.includes(part))
}
