import type { TextLang } from './language.ts'
import type { Word } from './words.ts'

const NEGATIONS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(
    `not no nor never none nobody nothing neither nowhere without cannot cant dont denied denies deny denying refused
     refuses refuse refusing rejected rejects reject rejecting failed fails fail failing lacks lacked lack n't`.split(
      /\s+/,
    ),
  ),
  es: new Set(
    `no ni nunca jamas nadie nada ningun ninguna ninguno ningunos ningunas sin tampoco nego niega niegan negaron negar
     rechazo rechaza rechazan rechazaron rechazar`.split(/\s+/),
  ),
}

/** Indexes of the negating words: "not", "didn't", "without", "denied"; "no", "sin", "nunca", "negó". */
export function negations(words: readonly Word[], lang: TextLang): readonly number[] {
  const found: number[] = []
  for (const [at, word] of words.entries()) {
    if (NEGATIONS[lang].has(word.folded) || (lang === 'en' && word.folded.endsWith("n't"))) found.push(at)
  }
  return found
}
