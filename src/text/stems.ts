import { createRequire } from 'node:module'
import type snowball from 'snowball-stemmers'
import type { TextLang } from './language.ts'
import { americanSpelling, IRREGULAR } from './spelling.ts'
import { STOPWORDS } from './stopwords.ts'
import type { Word } from './words.ts'

/** Words kept stemmed, per language: a day's news has some 50,000 forms. The cache starts afresh when full. */
const CACHE_MAX = 50_000
/** Longer "words" are file names and codes: left as they are. */
const STEMMED_LENGTH_MAX = 40

const require = createRequire(import.meta.url)

type Stemmer = ReturnType<typeof snowball.newStemmer>
type Stemmers = { readonly en: Stemmer; readonly es: Stemmer }
let loaded: Stemmers | null = null

/** The package brings the rules of twenty languages: it is loaded with the first word. */
function stemmers(): Stemmers {
  if (loaded !== null) return loaded
  const { newStemmer }: typeof snowball = require('snowball-stemmers')
  loaded = { en: newStemmer('english'), es: newStemmer('spanish') }
  return loaded
}

const caches: Readonly<Record<TextLang, Map<string, string>>> = { en: new Map(), es: new Map() }

const ACCENT_I = /i(a|as|an|amos)$/
const ACCENT_ION = /(c|s)ion$/
const MARKS = /\p{M}+/gu

// Snowball's Spanish rules look for accents, which folding took away: they are put back where an ending needs them,
// the same way for every word, so that forms of one word still meet.
function stemSpanish(folded: string): string {
  const accented = folded.replace(ACCENT_ION, '$1ión').replace(ACCENT_I, 'í$1')
  return stemmers().es.stem(accented).normalize('NFD').replace(MARKS, '')
}

function stemEnglish(folded: string): string {
  return stemmers().en.stem(americanSpelling(IRREGULAR.get(folded) ?? folded))
}

/** The Snowball stem (Porter 2001) of a folded word; British spellings and irregular forms meet their base form. */
export function stemWord(folded: string, lang: TextLang): string {
  const cache = caches[lang]
  const known = cache.get(folded)
  if (known !== undefined) return known
  if (cache.size >= CACHE_MAX) cache.clear()
  const plain = folded.length > STEMMED_LENGTH_MAX || /\d/.test(folded)
  const stem = plain ? folded : lang === 'es' ? stemSpanish(folded) : stemEnglish(folded)
  cache.set(folded, stem)
  return stem
}

/** True for words that carry grammar, not news: "the", "would", "porque". */
export function isStopword(folded: string, lang: TextLang): boolean {
  return STOPWORDS[lang].has(folded)
}

const CAPITALS = /^(?:\p{Lu}{2,}|(?:\p{Lu}\.){2,})$/u

/** Stems of the words that are no stopwords, in order. "US" and "WHO" are names unless everything is in capitals. */
export function contentStems(words: readonly Word[], lang: TextLang): readonly string[] {
  const capitals = words.filter((word) => CAPITALS.test(word.text)).length
  const areNames = capitals * 2 <= words.length
  return words
    .filter((word) => {
      if (areNames && CAPITALS.test(word.text)) return true
      return !isStopword(word.folded, lang) && word.folded !== 'us'
    })
    .map((word) => stemWord(word.folded, lang))
}
