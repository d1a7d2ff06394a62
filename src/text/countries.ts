import { COUNTRIES } from './country-table.ts'

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

const KEYS: ReadonlyMap<string, string> = new Map(
  COUNTRIES.trim()
    .split('\n')
    .flatMap((line) => {
      const [names = '', demonyms = ''] = line.split('|')
      const forms = [...names.split(','), ...demonyms.split(',').flatMap(inflections)].map((form) => fold(form.trim()))
      const key = forms[0] ?? ''
      return forms.filter((form) => form !== '').map((form): [string, string] => [form, key])
    }),
)

// "colombian" → "colombians"; "colombiano" → "colombiana", "colombianos", "colombianas"; "frances" → "francesa"…
function inflections(form: string): string[] {
  const word = form.trim()
  if (/[^s]$/.test(word) && !word.endsWith('o')) return [word, `${word}s`]
  if (word.endsWith('o')) return [word, `${word}s`, `${word.slice(0, -1)}a`, `${word.slice(0, -1)}as`]
  return /(?:es)$/.test(word) ? [word, `${word}a`, `${word}as`, `${word}es`] : [word]
}

/** The key of the country that a folded name or demonym stands for ("colombianos" → "colombia"), or null. */
export function countryOf(folded: string): string | null {
  return KEYS.get(folded) ?? null
}

/** Words the longest country name takes: "democratic republic of the congo". */
export const COUNTRY_WORDS_MAX = 5
