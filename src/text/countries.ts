import { COUNTRIES } from './country-table.ts'
import { foldLetters } from './fold-letters.ts'

type CountryForms = { readonly names: readonly string[]; readonly demonyms: readonly string[] }

/** Every country's names and demonyms, folded: the first name is its key, English comes before Spanish. */
export function countryForms(): readonly CountryForms[] {
  return COUNTRIES.trim()
    .split('\n')
    .map((line) => {
      const [names = '', demonyms = ''] = line.split('|')
      return { names: readList(names), demonyms: readList(demonyms) }
    })
}

function readList(text: string): string[] {
  return foldLetters(text)
    .split(',')
    .map((form) => form.trim())
    .filter((form) => form !== '')
}

// "colombian" → "colombians"; "colombiano" → "colombiana", "colombianos", "colombianas"; "frances" → "francesa"…
function inflections(word: string): string[] {
  if (word.endsWith('o')) return [word, `${word}s`, `${word.slice(0, -1)}a`, `${word.slice(0, -1)}as`]
  if (word.endsWith('es')) return [word, `${word}a`, `${word}as`, `${word}es`]
  return word.endsWith('s') ? [word] : [word, `${word}s`]
}

const KEYS = new Map<string, string>()
const DEMONYMS = new Map<string, string>()
for (const { names, demonyms } of countryForms()) {
  const key = names[0] ?? ''
  for (const form of names) KEYS.set(form, key)
  for (const form of demonyms.flatMap(inflections)) DEMONYMS.set(form, key)
}

/** The key of the country that a folded name or demonym stands for ("colombianos" → "colombia"), or null. */
export function countryOf(folded: string): string | null {
  return KEYS.get(folded) ?? DEMONYMS.get(folded) ?? null
}

/** The same for demonyms alone: Spanish writes them without a capital. */
export function countryOfDemonym(folded: string): string | null {
  return DEMONYMS.get(folded) ?? null
}
