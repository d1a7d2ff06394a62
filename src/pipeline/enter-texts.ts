import { growLedger } from '../claim/ledger.ts'
import { toLedgerText, type Ledger } from '../claim/ledger-state.ts'
import type { LedgerChange, LedgerOrigins, LedgerRelation, LedgerRow } from '../claim/ledger-store.ts'
import type { Outlet } from '../news/outlet.ts'
import { findOrigins, findPassageOrigin } from '../story/find-origins.ts'
import { relateTexts } from '../story/relate-texts.ts'
import type { StoredRevision } from '../story/story-store.ts'
import { cutText } from '../text/cut-text.ts'

/** What entering revisions adds to a stored ledger. */
export type Entered = Pick<LedgerChange, 'rows' | 'relations' | 'origins'>

/** Enters revisions, in order of seenAt, article, revision, into a story's ledger. */
export function enterTexts(ledger: Ledger, revisions: readonly StoredRevision[], outlets: readonly Outlet[]): Entered {
  const rows: LedgerRow[] = []
  const relations: LedgerRelation[] = []
  const origins: LedgerOrigins[] = []
  for (const { article, revision } of revisions) {
    const cut = cutText(revision.deleted ? '' : revision.text, revision.lang, revision.publishedAt)
    const sentences = cut.sentences.map(({ text }) => text)
    const own = findOrigins({ ...article, latest: revision }, sentences, outlets)
    origins.push({ article: article.id, revision: revision.revision, seenAt: revision.seenAt, ...own })
    const growth = growLedger(ledger, toLedgerText(revision, cut.places, cut.sentences), {
      relate: relateTexts,
      originOf: (sentence) => findPassageOrigin(sentence, own.main, outlets),
    })
    for (const row of growth.rows) rows.push(row)
    for (const relation of growth.relations) relations.push(relation)
  }
  return { rows, relations, origins }
}
