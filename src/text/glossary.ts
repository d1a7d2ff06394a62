import { countryForms } from './countries.ts'
import { GLOSSARY } from './glossary-table.ts'
import type { TextLang } from './language.ts'
import { stemWord } from './stems.ts'

// The first entry of a form wins: the table lists a word's usual sense first.
function readGlossary(): ReadonlyMap<string, string> {
  const stems = new Map<string, string>()
  for (const entry of GLOSSARY.trim().split(/;\s*/)) {
    const [forms = '', english = ''] = entry.split(':')
    const target = stemWord(english.trim(), 'en')
    for (const form of forms.split(' ')) {
      const stem = stemWord(form, 'es')
      if (!stems.has(stem)) stems.set(stem, target)
    }
  }
  addCountries(stems)
  return stems
}

/** Shorter country words ("Chad", "malí") are too easily another word's stem. */
const COUNTRY_WORD_MIN = 4

// "alemania" → "germany", "chino" → "chinese": single words of the country table, Spanish ones after English ones.
function addCountries(stems: Map<string, string>): void {
  for (const { names, demonyms } of countryForms()) {
    for (const forms of [names, demonyms]) {
      const [english = '', ...others] = forms.filter((form) => !form.includes(' '))
      for (const other of others) {
        const stem = stemWord(other, 'es')
        if (other.length >= COUNTRY_WORD_MIN && !stems.has(stem)) stems.set(stem, stemWord(english, 'en'))
      }
    }
  }
}

// Read when the first Spanish text comes: stemming the table takes as long as analysing 500 sentences.
let table: ReadonlyMap<string, string> | null = null

function englishOf(stem: string): string | undefined {
  table ??= readGlossary()
  return table.get(stem)
}

/** Spanish spelling of words that both languages took from Latin, turned to the English one, on stems. */
const COGNATE_RULES: readonly (readonly [RegExp, string])[] = [
  [/^es(?=[cpt])/, 's'],
  [/ccion$/, 'ct'],
  [/cion$/, 't'],
  [/sion$/, 's'],
  [/enci$/, 'enc'],
  [/anci$/, 'anc'],
  [/logi$/, 'log'],
]
const COGNATE_LENGTH_MIN = 5

// "10.000" → "10,000", "2,5" → "2.5".
function englishFigure(stem: string): string {
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(stem)) return stem.replaceAll('.', ',')
  return /^\d+,\d{1,2}$/.test(stem) ? stem.replace(',', '.') : stem
}

/**
 * The English stem a Spanish stem stands for: by the glossary, else by the cognates' spelling ("constitucion" →
 * "constitut"). English stems, and what neither knows, stay as they are. No translation: one word, one stem.
 */
export function interlingua(stem: string, lang: TextLang): string {
  if (lang === 'en') return stem
  const known = englishOf(stem)
  if (known !== undefined) return known
  if (stem === 'eeuu') return 'us'
  if (/^\d/.test(stem)) return englishFigure(stem)
  if (stem.length < COGNATE_LENGTH_MIN) return stem
  return COGNATE_RULES.reduce((folded, [pattern, spelling]) => folded.replace(pattern, spelling), stem)
}
