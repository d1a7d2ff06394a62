import type { SentenceFeatures } from '../text/features.ts'
import type { TextLang } from '../text/language.ts'
import type { Word } from '../text/words.ts'

/** Who speaks to somebody does not report: transcripts, speeches, letters. */
const FIRST_OR_SECOND: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(
    "i i'm i've i'll i'd my me mine myself we we're we've we'll our ours us you you're your yours".split(' '),
  ),
  es: new Set(
    'yo mi mis me conmigo nosotros nosotras nos nuestro nuestra nuestros nuestras tu tus usted ustedes'.split(' '),
  ),
}

/** "U.S." and "US" are a country, not "us". */
const ACRONYM = /^U\.?S\.?$/

/** Words that stand for somebody named elsewhere. */
const PRONOUNS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set('he she it they him her them his hers its their theirs himself herself itself themselves'.split(' ')),
  es: new Set('el ella ellos ellas su sus suyo suya le les'.split(' ')),
}

/** "El" before a noun is the article: folding takes the accent of the pronoun away. */
const ARTICLES = new Set(['El', 'el'])

/** Lines around the report that texts without mark-up run into its first sentence. */
const FURNITURE =
  /\||^(?:filed under|last updated|updated|published|posted|editor ?['’]s note|watch|video|photos?|actualizado|publicado|nota del editor)\b|(?:^|\s)page [A-Z] ?\d|\brush transcript\b|\b(?:read|watch|talk) \+|^['’”»]/iu

/** `By Ana Lee The …`: a byline run into a sentence. */
const BYLINE = /^(?:By|Por) \p{Lu}\p{L}+ \p{Lu}/u

/** `ANNA LEE, HOST: …`, `Lee: …`: a speaker's name and a colon begin a transcript's turn. */
const TURN = /^(?:\p{Lu}[\p{L}.'’-]*\s){0,5}\p{Lu}[\p{L}.'’-]*(?:\s?,\s?[\p{L} ]{2,40})?\s?:\s/u

/** True where the sentence carries page furniture, or is a turn of a transcript, or speaks to its hearers. */
export function isNoReport(features: SentenceFeatures): boolean {
  if (FURNITURE.test(features.text) || BYLINE.test(features.text) || TURN.test(features.text)) return true
  return wordsOutside(features).some(
    ({ folded, text }) => FIRST_OR_SECOND[features.lang].has(folded) && !ACRONYM.test(text),
  )
}

/** True where somebody is spoken of before any name stands: who, the sentence before says. */
export function leansBack(features: SentenceFeatures): boolean {
  const pronoun = wordsOutside(features).find(
    ({ folded, text }) => PRONOUNS[features.lang].has(folded) && !(features.lang === 'es' && ARTICLES.has(text)),
  )
  if (pronoun === undefined) return false
  return features.names.every(({ start }) => start > pronoun.start)
}

function wordsOutside({ words, quotations }: SentenceFeatures): readonly Word[] {
  return words.filter(({ start }) => !quotations.some((quotation) => quotation.start <= start && start < quotation.end))
}
