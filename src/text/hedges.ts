import type { TextLang } from './language.ts'

/** Words that leave open whether a sentence is so, wherever they stand in it: "may", "allegedly". General language, folded. */
export const HEDGES: Readonly<Record<TextLang, readonly string[]>> = {
  en: `may might could perhaps possibly probably likely apparently reportedly allegedly purportedly
    supposedly`.split(/\s+/),
  es: `podria podrian pudo pudieron quiza quizas posiblemente probablemente aparentemente presuntamente
    supuestamente`.split(/\s+/),
}
