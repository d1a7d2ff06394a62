import type { Claim, Line } from '../news/claim.ts'
import type { Lang } from '../news/message.ts'
import type { WriterName } from '../news/brief.ts'

/** A claim chosen for the brief, best first, with the line an extract would make of it. */
export type ChosenClaim = { readonly claim: Claim; readonly extract: Line }

/** Puts chosen claims into words. Its lines are proposals: the verifier decides what is published. */
export type Writer = {
  readonly name: WriterName
  /** Never throws for a fault of its own: what it cannot write comes back as the extract. */
  write(chosen: readonly ChosenClaim[], lang: Lang, signal: AbortSignal): Promise<readonly Line[]>
}
