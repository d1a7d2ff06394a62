import type { DateMention } from '../text/dates.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence } from '../text/features.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { foldText } from '../text/words.ts'
import { areIndependent, settleSides, type Found, type Passage, type Side } from './passage.ts'
import { areOfOtherTimes, nameOthers } from './same-event.ts'

/** Clauses this alike, their days apart, tell one event. Below it two events of one story are told in like words:
 *  chosen by reading the pairs found on windows of two stories, stricter where in doubt. */
const SAME_EVENT_MIN = 0.6
/** Content words that two clauses share beside names: a person may do many things. */
const SHARED_WORDS_MIN = 2
/** Dated passages of one claim that are compared pair by pair. */
const DATED_MAX = 60

/** Days for one event that cannot both be true. Only passages that state one date each, beside that of a saying, are compared. */
export function differDates(passages: readonly Passage[]): readonly Found[] {
  const dated = passages.slice(0, DATED_MAX).flatMap((passage) => {
    if (isHeading(passage)) return []
    const [date, ...more] = passage.features.dates.filter(
      (mention) => mention.date !== null && mention.precision !== 'relative' && !isOfSaying(mention, passage),
    )
    return date === undefined || more.length > 0 ? [] : [{ passage, date }]
  })
  for (const one of dated) {
    for (const other of dated) {
      if (!areIndependent(one.passage, other.passage) || !areOtherDays(one.date, other.date)) continue
      if (!tellOneEvent(one, other)) continue
      const side = (date: DateMention): Side => ({
        value: date.text,
        passages: dated.filter((another) => datesAgree(another.date, date) === 'same').map(({ passage }) => passage),
      })
      const sides = settleSides([side(one.date), side(other.date)])
      const key = one.passage.claim
      if (sides !== null) return [{ kind: 'date', severity: 'medium', topic: 'date', key, sides }]
    }
  }
  return []
}

/** Words beside the date of a heading, at most: sentences that no full stop ends are longer. */
const HEADING_WORDS_MAX = 8
const ENDS = /[.!?…;:,][\s"'”’»)\]]*$/u

/** "Your letters Wednesday 13 January": a short line that no full stop ends dates the page or its reading, not an event. */
function isHeading({ features: { text, words, dates } }: Passage): boolean {
  const [date] = dates
  if (date === undefined || ENDS.test(text.trim())) return false
  const beside = words.filter(({ start, end }) => end <= date.start || start >= date.end)
  return beside.length <= HEADING_WORDS_MAX
}

type Dated = { readonly date: DateMention; readonly passage: Passage }

function tellOneEvent(one: Dated, other: Dated): boolean {
  if (areOfOtherTimes(one.passage, other.passage)) return false
  if (isVague(one) || isVague(other) || one.passage.features.negated !== other.passage.features.negated) return false
  if (sizeOf(one.date) !== sizeOf(other.date) || relationOf(one) !== relationOf(other)) return false
  if (nameOthers(one.passage, other.passage) || areInSeries(one, other) || isClock(one) || isClock(other)) return false
  const [mine, theirs] = [clauseTerms(one), clauseTerms(other)]
  const { ofA, ofB, shared } = overlapTerms(mine, theirs, evenWeight)
  const named = new Set([one, other].flatMap(({ passage }) => passage.features.names.flatMap(({ words }) => words)))
  const words = shared.filter((term) => ![...named].some((name) => name.startsWith(term)))
  return Math.sqrt(ofA * ofB) >= SAME_EVENT_MIN && new Set(words).size >= SHARED_WORDS_MIN
}

/** Each day as far from its article's, or another number told with it: two of a series, each told in its turn. */
function areInSeries(one: Dated, other: Dated): boolean {
  const numbers = ({ passage: { features } }: Dated) => features.quantities
  const clash = numbers(one).some((mine) =>
    numbers(other).some((theirs) => compareQuantities(mine, theirs) === 'conflict'),
  )
  if (clash) return true
  const [far, otherFar] = [one, other].map(({ date, passage: { day } }) =>
    day === null || day === undefined || date.date === null
      ? NaN
      : Date.parse(day.slice(0, 10)) - Date.parse(date.date),
  )
  return one.passage.day !== other.passage.day && far === otherFar
}

/** "1743 Planes land": four figures at the beginning are a time of day as often as a year. */
const isClock = ({ date }: Dated): boolean => date.precision === 'year' && date.start === 0

/** A day is compared with a day, a month with a month: "in June" and "on Monday" may be of two events. */
const sizeOf = ({ precision }: DateMention): string => (precision === 'weekday' ? 'day' : precision)

/** "Since 1971", "until Friday", "by March" bound a time; "in", "on" and nothing place an event. */
function relationOf({ date, passage: { features } }: Dated): string {
  const before = features.words.findLast(({ end }) => end <= date.start)?.folded ?? ''
  return BOUNDS.has(before) ? before : ''
}
const BOUNDS: ReadonlySet<string> = new Set(
  'since until till by before after from through desde hasta antes tras'.split(' '),
)

/** Where another clause of a sentence begins. */
const CLAUSE_EDGE =
  /[,;:()–—]|\b(?:and|but|while|who|which|that|where|when|whose|named|called|after|before|y|pero|mientras|que|quien|cuando|donde|tras)\b/giu

/** A sentence run on from a heading: "Two held over fire The mayor left in June". */
const NEW_SENTENCE = /(?<=\p{Ll}\s)(?:The|A|An|In|On|He|She|It|They|El|La|Los|Las|Un|Una|En)(?=\s)/gu

/** The content terms of the clause a date stands in, the date left out. */
function clauseTerms({ date, passage: { features } }: Dated): readonly string[] {
  const { text, lang } = features
  const edges = [...text.matchAll(CLAUSE_EDGE), ...text.matchAll(NEW_SENTENCE)]
    .map(({ index }) => index)
    .toSorted((one, other) => one - other)
  const from = edges.findLast((at) => at < date.start) ?? 0
  const to = edges.find((at) => at >= date.end) ?? text.length
  return termsOf(analyseSentence(`${text.slice(from, date.start)} ${text.slice(date.end, to)}`, lang))
}

/** "Last Tuesday" is this week's or the week's before. */
function isVague({ date, passage }: Dated): boolean {
  const { text } = passage.features
  const around = text.slice(Math.max(0, date.start - VAGUE_REACH), date.end + VAGUE_REACH)
  return date.precision === 'weekday' && /\b(?:last|next|pasado|próximo)\b/iu.test(around)
}
const VAGUE_REACH = 8

/** One weekday read against two publication days is no other day. */
function areOtherDays(one: DateMention, other: DateMention): boolean {
  if (datesAgree(one, other) !== 'conflict') return false
  return !(one.precision === 'weekday' && other.precision === 'weekday' && weekdayOf(one) === weekdayOf(other))
}

const weekdayOf = ({ text }: DateMention): string => foldText(text).replace(/['’]?s$/, '')

/** Words between a verb of saying and its day. */
const SAID_WORDS = 3

/** "Lund said on Friday that …": the day is of the saying. */
function isOfSaying({ start }: DateMention, { features: { words, lang } }: Passage): boolean {
  const before = words.filter(({ end }) => end <= start).slice(-SAID_WORDS)
  return before.some(({ folded }) => isSpeechVerb(folded, lang))
}
