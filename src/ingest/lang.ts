import { detectLanguage } from '../text/language.ts'

/** Paragraphs that are asked one by one: the first ones tell. */
const PARAGRAPHS_MAX = 20

/** ISO 639-1 from a declared tag (`es-CO`, `en_US`), else from the text itself; null when unsure. */
export function languageOf(declared: string | null, text: string): string | null {
  const tag = /^\s*([a-z]{2})(?:[-_][a-z0-9_-]{2,})?\s*$/i.exec(declared ?? '')?.[1]?.toLowerCase() ?? null
  // Templates are often left at English: what the text itself clearly is counts for more.
  const detected = detectLanguage(text)
  if (detected === null || detected === tag) return tag
  return languageOfMost(text) ?? detected
}

/** The language of most of a text: one paragraph in letters of its own must not speak for all. */
function languageOfMost(text: string): string | null {
  const letters = new Map<string, number>()
  const paragraphs = text.split(/\n{2,}/, PARAGRAPHS_MAX)
  let unread = paragraphs.reduce((sum, { length }) => sum + length, 0)
  for (const paragraph of paragraphs) {
    const own = detectLanguage(paragraph)
    if (own !== null) letters.set(own, (letters.get(own) ?? 0) + paragraph.length)
    unread -= paragraph.length
    // No other can come up with it any more.
    const [most = 0, next = 0] = [...letters.values()].toSorted((one, other) => other - one)
    if (most > next + unread) break
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}
