import type { Lang } from '../../news/message.ts'

type Words = {
  /** Behind a heading that goes on in the next post of the thread. */
  readonly continued: string
  /** The head of the first column of the table of differences, and of the others. */
  readonly topic: string
  readonly version: (n: number) => string
}

/** What Slack's digest says of its own. */
export const WORDS: Record<Lang, Words> = {
  en: { continued: 'continued', topic: 'On', version: (n) => `Version ${n}` },
  es: { continued: 'continúa', topic: 'Sobre', version: (n) => `Versión ${n}` },
}
