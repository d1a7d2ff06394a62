import type { Lang } from '../../news/message.ts'

type Words = { readonly replaces: string; readonly note: string }

/** What the terminal says of its own. */
export const WORDS = {
  en: { replaces: 'Replaces the digest shown before:', note: 'Note on the digest shown before:' },
  es: { replaces: 'Sustituye al resumen mostrado antes:', note: 'Nota sobre el resumen mostrado antes:' },
} as const satisfies Record<Lang, Words>
