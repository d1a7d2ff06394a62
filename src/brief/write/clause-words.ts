import type { TextLang } from '../../text/language.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import { isStopword } from '../../text/stems.ts'
import type { Word } from '../../text/words.ts'

// Closed classes and frequent irregular verbs of general English and Spanish, folded.

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
type Words = Readonly<Record<TextLang, ReadonlySet<string>>>

/** Open a clause that says when, why, on what condition, or of whom. */
export const OPENERS: Words = {
  en: list('after before because although though while when if unless until since which who whom whose where whereas'),
  es: list('tras despues antes porque aunque mientras cuando si desde donde cuyo cuya cuyos cuyas quien quienes'),
}
/** Those whose clause is as true as the sentence is: it may stand alone. */
export const FACTIVE: Words = {
  en: list('after because although though while when since whereas'),
  es: list('porque aunque mientras cuando'),
}
export const JOINERS: Words = { en: list('and or but nor'), es: list('y e o u pero ni') }
/** Say who does what to whom, for and against what. */
export const ROLES: Words = {
  en: list('for against by from with without over under despite towards'),
  es: list('por para contra con sin bajo ante hacia'),
}

const VERBS: Words = {
  en: list(`is are was were has have had will would may might can could shall should must do does did won't can't isn't
    became began beat bought brought broke built came caught chose cut drew drove fell felt fought found flew gave got grew
    heard held hit hurt kept knew laid led left lost made meant met paid put ran rose sat saw sent set shook shot shut sold
    sought spent spoke spread stood stole struck swore swept threw took thought went won withdrew wrote quit fled`),
  es: list(`es son fue fueron era eran esta estan estaba estaban ha han habia habian hay hubo sera seran puede pueden podria
    podrian debe deben va van tiene tienen tenia tuvo tuvieron hizo hicieron dio dieron puso pusieron quiere quieren`),
}
const PAST: Readonly<Record<TextLang, RegExp>> = {
  en: /^\p{Ll}{2,}ed$/u,
  es: /^\p{Ll}{2,}(?:ó|aron|ieron|aba|aban|ían|rá|rán|ría|rían)$/u,
}
/** "An alleged plot", "of detained men": before a form in -ed they make it an adjective. */
const BEFORE_NOUNS = list(
  `a an the of in into to by with for from on at as his her its their this that some many
  el la los las un una unos unas de del al en con por para su sus sin sobre`,
)
/** Stand for somebody named before. */
export const PRONOUNS: Words = {
  en: list('he she they it this these those'),
  es: list('este esta estos estas esto ese esa eso ella ellos ellas'),
}
/** "One of the nine judges": what stands before it is whom the sentence is about. */
export const PART_OF: Words = { en: list('of'), es: list('de del') }
export const DETERMINERS = list('the a an its his her their el la los las su sus')
/** Begin what a verb is done to. */
const AFTER_VERBS: Words = {
  en: list('the a an to that its his her their no any all'),
  es: list('a al el la los las un una que su sus'),
}

/** True for what is surely a finite verb by its form; base forms and most of the Spanish present are not known. */
export function isVerb(words: readonly Word[], at: number, lang: TextLang): boolean {
  const word = words[at]
  if (word === undefined) return false
  if (VERBS[lang].has(word.folded) || isSpeechVerb(word.folded, lang)) return true
  const [before, next] = [words[at - 1]?.folded, words[at + 1]?.folded]
  if (before === undefined) return false
  const isAfterNoun = !BEFORE_NOUNS.has(before) && !isStopword(word.folded, lang)
  // "The union rejects the offer", "rebels hold the port", "la fiscalía acusa a".
  if (isAfterNoun && next !== undefined && AFTER_VERBS[lang].has(next)) {
    if (lang === 'es' ? /^\p{Ll}+[ae]n?$/u.test(word.text) : /[^s]s$/u.test(word.text) || /[^s]s$/u.test(before))
      return true
  }
  return PAST[lang].test(word.text) && (lang === 'es' || isAfterNoun)
}
