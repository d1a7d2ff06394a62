import type { Lang, MessageRow, RowMark } from '../news/message.ts'

/** The sign that leads a marked row: for the eye alone, so words always follow it. */
const SIGNS = { added: '+', revised: '~', corroborated: '↑', disputed: '≠', withdrawn: '−' } as const satisfies Record<
  RowMark,
  string
>

const WORDS = {
  en: {
    added: 'New',
    revised: 'Revised',
    corroborated: 'Now confirmed',
    confirmedBy: 'Now confirmed by',
    disputed: 'Sources differ',
    withdrawn: 'Withdrawn',
  },
  es: {
    added: 'Nuevo',
    revised: 'Revisado',
    corroborated: 'Ahora confirmado',
    confirmedBy: 'Ahora lo confirman',
    disputed: 'Las fuentes discrepan',
    withdrawn: 'Retirado',
  },
} as const satisfies Record<Lang, Record<RowMark | 'confirmedBy', string>>

export type MarkedLead = {
  readonly sign: string
  /** Ends with a colon: the text follows it. */
  readonly words: string
  /** What is left of the row's aside. */
  readonly aside: string
}

/** What parts the remarks of an aside. */
const REMARKS_JOINT = '; '

/**
 * The sign and the words that lead a marked row, the same on every platform: a screen reader and a colour-blind reader need the
 * words. A corroborated row takes the first remark of its aside into them: `Now confirmed by 2 origins, was 1:`.
 */
export function markLead(mark: RowMark, aside: string, lang: Lang): MarkedLead {
  const words = WORDS[lang]
  const [by, ...remarks] = aside.split(REMARKS_JOINT)
  if (mark === 'corroborated' && by !== undefined && by !== '') {
    return { sign: SIGNS[mark], words: `${words.confirmedBy} ${by}:`, aside: remarks.join(REMARKS_JOINT) }
  }
  return { sign: SIGNS[mark], words: `${words[mark]}:`, aside }
}

/** Whether a blank line parts a row from the one before it: a paragraph stands apart from all around it. */
export function standsApart(row: MessageRow, before: MessageRow | undefined): boolean {
  return before !== undefined && (row.kind === 'paragraph' || before.kind === 'paragraph')
}
