import type { TextLang } from './language.ts'
import { CARDINALS } from './number-words.ts'
import { foldLetters } from './fold-letters.ts'

/** A share of a whole that words tell: its hundredths and the characters it takes. */
export type ShareReading = { readonly percent: number; readonly length: number }

/** The longest of them, in characters: "three quarters of the ", "siete de cada diez ". */
const SHARE_LENGTH_MAX = 44

const PARTS: Readonly<Record<string, number>> = {
  half: 2, halves: 2, third: 3, thirds: 3, quarter: 4, quarters: 4, fifth: 5, fifths: 5, tenth: 10, tenths: 10,
  tercio: 3, tercios: 3, cuarto: 4, cuartos: 4, quinto: 5, quintos: 5, decimo: 10, decimos: 10, tercera: 3, terceras: 3,
  cuarta: 4, cuartas: 4, quinta: 5, quintas: 5, decima: 10, decimas: 10,
} // prettier-ignore

/** "A third of the voters", "two-thirds", "half of them"; not "a quarter of a million". */
const ENGLISH_PART =
  /^(?:(an?|one) (third|quarter|fifth|tenth)(?= of (?!an? |\d))|(two|three|four|seven|nine)[ -](thirds|quarters|fifths|tenths)(?! of an? )(?!\p{L})|(half)(?= of (?:the|its|their|all|his|her|our|those|them|these)\b))/iu
const SPANISH_PART =
  /^(?:(una?) (tercio|cuarto|quinto|d[eé]cimo|tercera parte|cuarta parte|quinta parte|d[eé]cima parte)|(dos|tres|cuatro|siete|nueve) (tercios|cuartos|quintos|d[eé]cimos|terceras partes|cuartas partes|quintas partes|d[eé]cimas partes)|la (mitad))(?= de(?:l| l| ell| est| es[oa]s| su| tod| quien))/iu
/** "One in five voters", "three out of four", "uno de cada cinco". */
const RATIOS: Readonly<Record<TextLang, RegExp>> = {
  en: /^(\p{L}+|\d{1,2}) (?:in|out of)(?: every)? (\p{L}+|\d{1,3})(?= \p{Ll}+s\b| people\b| women\b| men\b| children\b)/iu,
  es: /^(\p{L}+|\d{1,2}) de cada (\p{L}+|\d{1,3})(?![\p{L}\d])/iu,
}

function countOf(word: string, lang: TextLang): number {
  if (/^an?$/i.test(word)) return 1
  return CARDINALS[lang].get(foldLetters(word)) ?? (/^\d+$/.test(word) ? Number(word) : 0)
}

/** The share of a whole that begins at `start`, or null: "two-thirds of the voters", "la mitad de las casas". */
export function readShare(text: string, start: number, lang: TextLang): ShareReading | null {
  const rest = text.slice(start, start + SHARE_LENGTH_MAX)
  const part = (lang === 'en' ? ENGLISH_PART : SPANISH_PART).exec(rest)
  if (part !== null) {
    const [whole, one, single = '', many, several = '', half] = part
    if (half !== undefined) return { percent: 50, length: whole.length }
    const parts = PARTS[foldLetters((single || several).split(' ')[0] ?? '')] ?? 1
    return { percent: (100 * countOf(one ?? many ?? '', lang)) / parts, length: whole.length }
  }
  const ratio = RATIOS[lang].exec(rest)
  if (ratio === null) return null
  const [of, all] = [countOf(ratio[1] ?? '', lang), countOf(ratio[2] ?? '', lang)]
  return of > 0 && of < all ? { percent: (100 * of) / all, length: ratio[0].length } : null
}
