import type { TextLang } from './language.ts'
import type { Word } from './words.ts'

/** Whether a sentence, at some word, tells what has happened or what is still to come. */
export type Tense = 'past' | 'future' | 'unknown'

/** How many words off, on either side, the verb that goes with a word is looked for: a clause is rarely longer. */
const NEAR = 10

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Verbs and markers of what is to come. */
const AHEAD: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`will would shall ll won't wo planned plans plan planning scheduled expected expects due going upcoming
    tomorrow hopes intends wants`),
  es: list(`va van proximo proxima preve prevista previsto programada programado manana planea vispera`),
}

/** Frequent verbs whose past has no regular ending, and helping verbs. */
const BEHIND: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: list(`was were had did has have been became began broke brought came did drew fell felt found fought gave got held
    hit kept knew led left lost made met paid put ran rose said sat saw sent set shot sold spoke spent stood struck swore
    told took went won wrote since`),
  es: list(`fue fueron era eran habia habian ha han hizo hicieron hubo dijo dijeron dio dieron puso tuvo vino estaba
    estuvo desde`),
}

const ENDINGS: Readonly<Record<TextLang, { readonly past: RegExp; readonly future: RegExp }>> = {
  en: { past: /^\p{Ll}{2,}ed$/u, future: /['’]ll$/u },
  es: { past: /^\p{Ll}{2,}(?:ó|aron|ieron|aba|aban)$/u, future: /^\p{Ll}{2,}(?:rá|rán|remos)$/u },
}

/** Helping verbs of no tense, or of the present. */
const PASSIVE = list('be been being is are am')

/** The tense at word `at`: that of the nearest verb or marker before it, else of the first after it. */
export function tenseAt(words: readonly Word[], at: number, lang: TextLang): Tense {
  for (const sign of [-1, 1]) {
    for (let step = 1; step <= NEAR; step++) {
      const tense = tenseOf(words, at + sign * step, lang)
      if (tense !== 'unknown') return tense
    }
  }
  return 'unknown'
}

function tenseOf(words: readonly Word[], at: number, lang: TextLang): Tense {
  const [before, word] = [words[at - 1]?.folded, words[at]]
  if (word === undefined) return 'unknown'
  if (word.folded === 'be') return before === 'to' ? 'future' : 'unknown'
  // "Will be sentenced", "has been closed", "is accused": what stands before says when.
  if (before !== undefined && PASSIVE.has(before) && !AHEAD[lang].has(word.folded)) return 'unknown'
  const { past, future } = ENDINGS[lang]
  if (AHEAD[lang].has(word.folded) || future.test(word.text)) return 'future'
  return BEHIND[lang].has(word.folded) || past.test(word.text) ? 'past' : 'unknown'
}
