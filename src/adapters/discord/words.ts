import type { Lang } from '../../news/message.ts'

type Words = {
  /** Behind a heading that goes on in the next message. */
  readonly continued: string
}

/** What Discord's digest says of its own. */
export const WORDS: Record<Lang, Words> = {
  en: { continued: 'continued' },
  es: { continued: 'continúa' },
}
