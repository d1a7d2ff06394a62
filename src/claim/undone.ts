import type { SentenceFeatures } from '../text/features.ts'
import type { TextLang } from '../text/language.ts'

/** Finite verbs that say a thing was not done, or not yet. Refusing and rejecting are among the negations already. */
const UNDOING: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:cancel(?:s|l?ed)?|postpon(?:es?|ed)|suspend(?:s|ed)?|avoid(?:s|ed)?|prevent(?:s|ed)?)$/,
  es: /^(?:cancel(?!l)|aplaz|posterg|pospu|pospon|suspend|desist|evit|imped|impid|nieg|nego$|negar|rechaz)/,
}
/** "Called off", "put it off": the verb, and what follows it within so many words. */
const OFF: ReadonlySet<string> = new Set('call calls called calling put puts putting'.split(' '))
const OFF_REACH = 3
/** "Declined to": alone it is a fall. */
const DECLINED: ReadonlySet<string> = new Set('decline declines declined declining'.split(' '))
/**
 * Nouns and further words that come near: alone they say little ("delayed", "the office for prevention"), but they agree
 * with a verb of not doing.
 */
const AGREEING: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:cancel|postpon|suspen[ds]|avoid|avert|prevent|delay|scrap|abandon|declin|halt|stop|block|den[iy]|refus|reject|fail|off$)/,
  es: /^(?:suspension|retras|demor|negativa|fren|paraliz|bloque)/,
}
/** Before "suspended minister" these make a description of it: nothing is said to be undone. */
const DETERMINERS: ReadonlySet<string> = new Set('a an the his her its their our'.split(' '))

/** A verb of not doing is told: "cancelled", "put off", "avoided"; "canceló", "se negó", "impidió". */
function tellsUndone({ words, lang }: SentenceFeatures): boolean {
  const follows = (at: number, reach: number, wanted: string) =>
    words.slice(at + 1, at + 1 + reach).some(({ folded }) => folded === wanted)
  return words.some(({ folded }, at) => {
    if (lang === 'en' && OFF.has(folded)) return follows(at, OFF_REACH, 'off')
    if (lang === 'en' && DECLINED.has(folded)) return follows(at, 1, 'to')
    if (!UNDOING[lang].test(folded)) return false
    return !(lang === 'en' && folded.endsWith('ed') && DETERMINERS.has(words[at - 1]?.folded ?? ''))
  })
}

const agrees = (other: SentenceFeatures): boolean =>
  other.negated || tellsUndone(other) || other.words.some(({ folded }) => AGREEING[other.lang].test(folded))

/** One sentence says a thing was called off, put off or prevented, and nothing in the other agrees with that. */
export function undoneConflict(a: SentenceFeatures, b: SentenceFeatures): boolean {
  return (tellsUndone(a) && !agrees(b)) || (tellsUndone(b) && !agrees(a))
}
