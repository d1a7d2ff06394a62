import { detectLanguage } from '../text/language.ts'

/** ISO 639-1 from a declared tag (`es-CO`, `en_US`), else from the text itself; null when unsure. */
export function languageOf(declared: string | null, text: string): string | null {
  const tag = /^\s*([a-z]{2})(?:[-_][a-z0-9_-]{2,})?\s*$/i.exec(declared ?? '')?.[1]?.toLowerCase() ?? null
  // Templates are often left at English: what the text itself clearly is counts for more.
  const detected = detectLanguage(text)
  return detected ?? tag
}
