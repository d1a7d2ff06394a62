import type { Lang } from '../news/message.ts'
import type { InstallationStore } from './installation-store.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'

/** A newsroom at work: what the command line sits down at. Its stories are up to date with what is stored. */
export type Desk = Newsroom & {
  readonly matcher: Matcher
  /** IANA zone in which people read times. */
  readonly zone: string
  readonly lang: Lang
  readonly fileBytesMax: number
  /** Who installed the app, and what goes with them. */
  readonly installations: InstallationStore
  /** Deletes articles last seen before a moment; how many. */
  prune(before: Temporal.Instant): Promise<number>
  close(): Promise<void>
}
