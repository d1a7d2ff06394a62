import type { Reading } from '../reading/open-reading.ts'

/** The moment up to which everything stored has joined its story, for all who share a store: whoever matched says so. */
export type KnownStore = {
  /** Null before anybody matched. */
  findMatched(): Promise<Temporal.Instant | null>
  /**
   * A matching begins: what comes in from now on counts as seen after the moment that is given. It is `now`, or the later one at which
   * another one began; a moment in the future, by a clock that was set back since, stands no more.
   */
  beginMatching(now: Temporal.Instant): Promise<Temporal.Instant>
  /** What was seen up to `began` has been matched. Gives what is known now: of two that matched at one time the later moment stands. */
  saveMatched(began: Temporal.Instant): Promise<Temporal.Instant>
}

/** What others matched is known here too. Never back: what was told here as of a moment stays told. */
export async function recallKnown(known: Reading['known'], store: KnownStore | undefined): Promise<void> {
  const moment = (await store?.findMatched()) ?? null
  if (moment !== null && Temporal.Instant.compare(moment, known.at()) > 0) known.move(moment)
}
