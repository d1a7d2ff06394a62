import type { Lang } from '../../news/message.ts'

type Words = {
  /** Behind a heading that goes on in the next post of the thread. */
  readonly continued: string
  /** The head of the first column of the table of differences, and of the others. */
  readonly topic: string
  readonly version: (n: number) => string
  /** Closes a form without sending it. */
  readonly close: string
  /** Ends a Home tab that has more to tell than Slack has room for. */
  readonly more: string
}

/** What Slack's messages say of their own. */
export const WORDS: Record<Lang, Words> = {
  en: {
    continued: 'continued',
    topic: 'Point',
    version: (n) => `Version ${n}`,
    close: 'Cancel',
    more: 'There is more: /standfirst stories tells the rest.',
  },
  es: {
    continued: 'continúa',
    topic: 'Asunto',
    version: (n) => `Versión ${n}`,
    close: 'Cancelar',
    more: 'Hay más: /standfirst stories cuenta el resto.',
  },
}
