import { createLedger } from '../../src/claim/ledger-state.ts'
import type { Outlet } from '../../src/news/outlet.ts'
import { joinEntered, prepareText, type Entered } from '../../src/pipeline/enter-texts.ts'
import type { StoredRevision } from '../../src/story/story-store.ts'

/** What a story's ledger holds after these revisions, in order of seenAt, article, revision, with every text at hand. */
export function enterAll(revisions: readonly StoredRevision[], outlets: readonly Outlet[]): Entered {
  const ledger = createLedger()
  return joinEntered(revisions.map((stored) => prepareText(ledger, stored, outlets).enter()))
}
