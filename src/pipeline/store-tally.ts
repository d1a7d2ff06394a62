/** What the store holds, as of one moment: counts alone, nothing of anybody. */
export type StoreTally = {
  readonly articles: number
  /** Of all stories: a claim that two stories tell counts for each. */
  readonly claims: number
  /** Revisions that some story's matching has not looked at yet. */
  readonly unmatched: number
  readonly feeds: Readonly<Record<string, number>>
  /** Feeds and pages whose time has come, and pages that are planned at all. */
  readonly due: { readonly feeds: number; readonly pages: number }
  readonly pagesPlanned: number
  readonly deliveries: Readonly<Record<string, number>>
  readonly subscriptions: { readonly active: number; readonly paused: number }
}

/** Counts what the store holds. On a large store that takes part of a second: it is asked where nobody waits. */
export type TallyStore = {
  count(now: Temporal.Instant): Promise<StoreTally>
  /** Resolves when the store answers a question that costs nothing. Throws what it throws. */
  ping(): Promise<void>
}
