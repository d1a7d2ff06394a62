import type { Difference, Line } from './claim.ts'
import type { ArticleId, StoryId } from './ids.ts'

/** What changed in a story after `since`, up to and including `asOf`. */
export type Update = {
  readonly story: StoryId
  readonly since: Temporal.Instant
  readonly asOf: Temporal.Instant
  /** True when no claim or difference moved, however many articles came. */
  readonly nothingNew: boolean
  readonly added: readonly Line[]
  readonly revised: readonly { readonly before: Line; readonly after: Line }[]
  readonly corroborated: readonly {
    readonly line: Line
    readonly originsBefore: number
    readonly originsAfter: number
  }[]
  readonly disputed: readonly Difference[]
  readonly withdrawn: readonly Line[]
  readonly articles: readonly {
    readonly article: ArticleId
    readonly outlet: string | null
    readonly title: string | null
    readonly url: string | null
    readonly seenAt: Temporal.Instant
    /** The earlier article whose text or wire copy it repeats. */
    readonly sameOriginAs: ArticleId | null
  }[]
}

/** The lines that an update tells: those it adds, as they stand now, those more origins tell, those taken back. */
export function changedLines({ added, revised, corroborated, withdrawn }: Update): readonly Line[] {
  return [...added, ...revised.map(({ after }) => after), ...corroborated.map(({ line }) => line), ...withdrawn]
}
