import type { Claim, Difference, Line } from '../news/claim.ts'
import type { ClaimId } from '../news/ids.ts'
import type { Lang } from '../news/message.ts'
import type { WriterName } from '../news/brief.ts'
import type { ModelOutcome, ModelUsage } from './model/model.ts'

/** A claim chosen for the brief, best first, with the line an extract would make of it. */
export type ChosenClaim = { readonly claim: Claim; readonly extract: Line }

/** What a writer works from, and for whom. */
export type WritingTask = {
  readonly chosen: readonly ChosenClaim[]
  /** The reader's language, whatever the sources'. */
  readonly lang: Lang
  /** Where sources differ: a writer may say so, never decide. */
  readonly differ?: readonly Difference[]
}

/** Who wrote a line: `repaired` is the model at its second attempt. */
export type LineMaker = 'model' | 'repaired' | 'extract'

/** How a piece of writing came about: for the log, for counts, and for the brief to say. */
export type WritingReport = {
  /** One for each line, in order; `because` says why an extract stands there, null where none was asked for. */
  readonly lines: readonly { readonly id: ClaimId; readonly by: LineMaker; readonly because: string | null }[]
  /** Lines of the model's that passed the gate at once, after repair, and those whose extract stands in. */
  readonly passed: number
  readonly repaired: number
  readonly replaced: number
  /** What the gate refused, with reasons; it holds text, which goes to no log. */
  readonly refused: readonly { readonly text: string; readonly reasons: readonly string[] }[]
  /** What kept the model from answering, or null. */
  readonly fault: Exclude<ModelOutcome, { kind: 'answered' }> | null
  readonly usage: ModelUsage
  /** True where every answer came from the cache: nothing was sent. */
  readonly cached: boolean
  /** What a brief records of its making; null where no model wrote any of it. */
  readonly made: { readonly model: string; readonly prompt: string } | null
}

export type Written = {
  readonly lines: readonly Line[]
  /** A few words on top; from claims of two origins or more, on which sources do not differ. */
  readonly headline: Line | null
  /** The first sentence: what it tells, no line tells again. */
  readonly lede: Line | null
  /** Why it matters, where a source says so; what it tells, no line tells again. */
  readonly why: Line | null
  readonly report: WritingReport
  /** The better writing where the model was late: null where nothing better came. It never rejects and always ends. */
  readonly later: Promise<Written | null> | null
}

/** Puts chosen claims into words. Its lines are proposals: the verifier decides what is published. */
export type Writer = {
  readonly name: WriterName
  /** Never throws for a fault of its own: what it cannot write comes back as the extract. */
  write(task: WritingTask, signal: AbortSignal): Promise<Written>
}
