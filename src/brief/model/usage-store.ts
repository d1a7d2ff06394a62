import type { ModelSpending } from './model-budget.ts'

/** Keeps what models used, by day (UTC, `2026-01-08`) and model. */
export type UsageStore = {
  /** What all models used on that day, together; zeros for none. */
  findSpending(day: string): Promise<ModelSpending>
  /** Adds at once: two replicas may report the same day together. */
  addSpending(day: string, model: string, spending: ModelSpending): Promise<void>
}

/** What one model used on one day. */
export type DaySpending = ModelSpending & { readonly day: string; readonly model: string }

/** What the same store tells people. */
export type UsageReport = {
  /** Each day from `from` to `to`, both included, and each model used on it; by day, then by name. */
  listSpending(from: string, to: string): Promise<readonly DaySpending[]>
}

/** The day a moment counts to, in UTC, whatever the zone of a channel: one budget for all. */
export const dayOf = (at: Temporal.Instant): string => at.toZonedDateTimeISO('UTC').toPlainDate().toString()
