import { createRequire } from 'node:module'
import type * as Detector from './detector.ts'

/** Languages with rules of their own. */
export type TextLang = 'en' | 'es'

/** Fewer letters than this do not tell a language: "Ruiz: no" is Spanish as much as English. */
const LETTERS_MIN = 24
const HAS_LETTERS = new RegExp(`^(?:\\P{L}*\\p{L}){${LETTERS_MIN}}`, 'u')
/** Enough to be sure; the rest of a long text would only cost time. */
const SAMPLE_LENGTH = 2_000

const require = createRequire(import.meta.url)

/** The detector has tables of n-grams: most commands never ask it. */
function loadDetector(): typeof Detector {
  return require('./detector.ts')
}

/** ISO 639-1 code of the text's language; null when the text is too short or the detector is unsure. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE_LENGTH)
  if (!HAS_LETTERS.test(sample)) return null
  const result = loadDetector().eld.detect(sample)
  return result.language !== '' && result.isReliable() ? result.language : null
}

/** The rules to read a text by: Spanish for Spanish, English for everything else. */
export function toTextLang(lang: string | null): TextLang {
  return lang !== null && /^es\b/i.test(lang) ? 'es' : 'en'
}
