import { growLedger, planGrowth } from '../claim/ledger.ts'
import { bringText, toLedgerText, type Ledger, type LedgerText } from '../claim/ledger-state.ts'
import type { LedgerChange } from '../claim/ledger-store.ts'
import type { Outlet } from '../news/outlet.ts'
import { findOrigins, findPassageOrigin } from '../story/find-origins.ts'
import { relateTexts } from '../story/relate-texts.ts'
import type { StoredRevision } from '../story/story-store.ts'
import { cutText } from '../text/cut-text.ts'

/** What entering revisions adds to a stored ledger. */
export type Entered = Pick<LedgerChange, 'rows' | 'relations' | 'origins' | 'traces'>

/** A text before it is entered: the places of earlier texts that must be at hand for it. */
export type PreparedText = { readonly missing: readonly number[]; enter(): Entered }

/** Finds what a revision, read, is to be compared with. They come in order of seenAt, article, revision. */
export function prepareText(
  ledger: Ledger,
  { article, revision }: StoredRevision,
  outlets: readonly Outlet[],
  added: LedgerText = readText({ article, revision }),
): PreparedText {
  const plan = planGrowth(ledger, added)
  const missing: number[] = []
  for (const textAt of plan.wanted) {
    const text = ledger.atHand.get(textAt)
    if (text === undefined) missing.push(textAt)
    // Used again, it does not give way to those that are missing.
    else bringText(ledger, textAt, text)
  }
  return {
    missing,
    enter() {
      const sentences = added.text.sentences.map(({ text }) => text)
      const own = findOrigins({ ...article, latest: revision }, sentences, outlets)
      const originOf = (sentence: LedgerText['text']['sentences'][number]) =>
        findPassageOrigin(sentence, own.main, outlets)
      const { rows, relations, trace } = growLedger(ledger, added, { relate: relateTexts, originOf }, plan)
      const origins = [{ article: article.id, revision: revision.revision, seenAt: revision.seenAt, ...own }]
      return { rows, relations, origins, traces: [trace] }
    },
  }
}

/** What several texts added, as one. */
export function joinEntered(parts: readonly Entered[]): Entered {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    relations: parts.flatMap(({ relations }) => relations),
    origins: parts.flatMap(({ origins }) => origins),
    traces: parts.flatMap(({ traces }) => traces),
  }
}

/** Reads a revision for the ledger. */
export function readText({ revision }: StoredRevision): LedgerText {
  const cut = cutText(revision.deleted ? '' : revision.text, revision.lang, revision.publishedAt)
  return toLedgerText(revision, cut.places, cut.sentences)
}
