import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { detectLanguage, type TextLang } from '../text/language.ts'
import { nameIsIn, type Name } from '../text/names.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { evenWeight, overlapTerms } from '../text/similarity.ts'
import { bareTerms, holdsFigures } from './back-line.ts'
import { withoutQuotations } from './plain-line.ts'
import { verifyLine } from './verify.ts'

/**
 * The share of a line's words, names apart, that the glossary must find in the passage, and how many, names counted.
 * On the English and Spanish pairs of the development data, 36 % of those that people call the same pass all checks, 1 %
 * of those they call different, none of 1,000 put together by chance; .2 to .4 and 3 or 4 words change that little.
 */
const TOLD_SHARE_MIN = 0.3
const TOLD_WORDS_MIN = 3

/**
 * Why a line is no translation of a passage, as far as can be told without a translator: empty where nothing speaks
 * against it. Every number, date and name of the line is in the passage and every figure of the passage in the line;
 * quotations stand in the passage's own words; both deny or neither does; who is named first stays first; and the
 * glossary of text/ finds enough of the line's words in the passage.
 */
export function judgeTranslated(
  line: string,
  passage: string,
  lang: TextLang,
  passageLang: TextLang,
): readonly string[] {
  const { reasons: unborne } = verifyLine(line, [passage], { lang, evidenceLangs: [passageLang] })
  const reasons = [...unborne]
  const own = withoutQuotations(line)
  const detected = detectLanguage(own)
  if (detected !== null && detected !== lang) reasons.push(`it is not in the language “${lang}”`)
  const [told, given] = [analyseSentence(line, lang), analyseSentence(passage, passageLang)]
  if (analyseSentence(own, lang).negated !== analyseSentence(withoutQuotations(passage), passageLang).negated)
    reasons.push('one of line and passage denies, the other does not')
  if (!holdsFigures(given, told)) reasons.push('it leaves a figure of the passage out')
  const [sayers, givenSayers] = [sayersOf(told), sayersOf(given)]
  if (sayers.some((name) => !nameIsIn(name, givenSayers))) reasons.push('it ascribes its words to another')
  if (turnsNamesRound(withoutNames(told, sayers), withoutNames(given, givenSayers)))
    reasons.push('it names people in another order than the passage')
  if (!tellsTheSame(told, given)) reasons.push('too few of its words are known to translate the passage')
  return reasons
}

function tellsTheSame(told: SentenceFeatures, given: SentenceFeatures): boolean {
  const { ofA, shared } = overlapTerms(bareTerms(told), bareTerms(given), evenWeight)
  const names = told.names.filter((name) => nameIsIn(name, given.names)).length
  return ofA >= TOLD_SHARE_MIN && new Set(shared).size + names >= TOLD_WORDS_MIN
}

// "A accused B" and "B accused A" have the same words. A passive turns them round rightly: then the extract stands.
function turnsNamesRound(told: readonly Name[], given: readonly Name[]): boolean {
  const places = told.flatMap((name) => {
    const at = given.findIndex((other) => nameIsIn(name, [other]))
    return at < 0 ? [] : [at]
  })
  const firsts = [...new Set(places)]
  return firsts.some((place, at) => at > 0 && place < (firsts[at - 1] ?? 0))
}

/** Names beside a verb of speech: English puts who says so first where Spanish puts it last. */
function sayersOf({ names, words, lang }: SentenceFeatures): readonly Name[] {
  return names.filter(({ start, end }) => {
    const after = words.find((word) => word.start >= end)
    const before = words.findLast((word) => word.end <= start)
    return [before, after].some((word) => word !== undefined && isSpeechVerb(word.folded, lang))
  })
}

const withoutNames = ({ names }: SentenceFeatures, others: readonly Name[]): readonly Name[] =>
  names.filter((name) => !nameIsIn(name, others))
