import type { Outlet } from '../news/outlet.ts'
import { foldText } from '../text/words.ts'

/**
 * An outlet or wire that a passage names as its source. `voice`: a direct quotation "… she told NAME" speaks to the
 * text's own reporter; `told` and `reported` cite another's work.
 */
export type Credit = {
  readonly name: string
  readonly kind: 'wire' | 'credited'
  readonly manner: 'voice' | 'told' | 'reported'
}

/** A passage longer than this is cut before patterns run over it: sentences are shorter. */
const PASSAGE_LENGTH_MAX = 2_000

const TELLING = String.raw`(?:told|tells|said to|speaking to|in an interview with|dijo a|dijo al|dijeron a|conto a|declaro a|en entrevista con)`
const REPORTING_BEFORE = String.raw`(?:according to|as reported by|reported by|first reported by|segun|informo|reporto|de acuerdo con)`
const REPORTING_AFTER = String.raw`(?:reported|reports|has reported|said in a report|described|wrote in a report|informo|reporto|publico)`
/** A name of our own finding ends like a newsroom's: `the Ledger Times`, `Canal 9 Noticias`. */
const NEWSROOM_WORD = String.raw`(?:times|post|journal|herald|tribune|guardian|gazette|observer|chronicle|news|press|agency|radio|tv|television|magazine|broadcasting|noticias|diario|agencia)`
const UNKNOWN_NAME = String.raw`((?:[a-z][\w-]* ){0,3}${NEWSROOM_WORD})\b`

/** The credits of a passage, in order, each name once. Names are the outlet book's where it knows them. */
export function findCredits(passage: string, outlets: readonly Outlet[]): readonly Credit[] {
  const text = foldText(passage.slice(0, PASSAGE_LENGTH_MAX))
  const found: { at: number; credit: Credit }[] = []
  for (const { outlet, spellings } of foldedNames(outlets)) {
    for (const folded of spellings) {
      // Most outlets of the book are not named: looking costs less than a pattern.
      const hit = text.includes(folded) ? findMention(text, folded) : null
      if (hit === null) continue
      found.push({
        ...hit,
        credit: { name: outlet.name, kind: outlet.kind === 'wire' ? 'wire' : 'credited', manner: hit.manner },
      })
      break
    }
  }
  if (found.length === 0) {
    const unknown = findUnknown(text)
    if (unknown !== null) found.push(unknown)
  }
  return found.toSorted((one, other) => one.at - other.at).map(({ credit }) => credit)
}

type FoldedNames = readonly { readonly outlet: Outlet; readonly spellings: readonly string[] }[]

// Every sentence of every text is looked through: a book's names are folded once.
const foldedBooks = new WeakMap<readonly Outlet[], FoldedNames>()

function foldedNames(outlets: readonly Outlet[]): FoldedNames {
  const known = foldedBooks.get(outlets)
  if (known !== undefined) return known
  const folded = outlets.map((outlet) => ({ outlet, spellings: [outlet.name, ...outlet.aliases].map(foldText) }))
  foldedBooks.set(outlets, folded)
  return folded
}

function findMention(text: string, name: string): { at: number; manner: Credit['manner'] } | null {
  if (name.length < 2) return null
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const telling = new RegExp(
    String.raw`(["”»'] *(?:\S+ ){0,3})?\b${TELLING} (?:the |el |la |agency |agencia )?${escaped}\b`,
  ).exec(text)
  if (telling !== null) return { at: telling.index, manner: telling[1] === undefined ? 'told' : 'voice' }
  const before = new RegExp(String.raw`\b${REPORTING_BEFORE} (?:the |el |la |agency |agencia )?${escaped}\b`).exec(text)
  if (before !== null) return { at: before.index, manner: 'reported' }
  const after = new RegExp(String.raw`\b${escaped} (?:\S+ ){0,2}?${REPORTING_AFTER}\b`).exec(text)
  return after === null ? null : { at: after.index, manner: 'reported' }
}

function findUnknown(text: string): { at: number; credit: Credit } | null {
  const match = new RegExp(String.raw`\b(?:${TELLING}|${REPORTING_BEFORE}) (?:the |el |la )?${UNKNOWN_NAME}`).exec(text)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const spoken = name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
  return { at: match.index, credit: { name: spoken, kind: 'credited', manner: 'told' } }
}
