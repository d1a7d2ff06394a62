import type { ModelSpending } from './model-budget.ts'

/** Keeps what models used, by day (UTC, `2026-01-08`) and model. */
export type UsageStore = {
  /** What all models used on that day, together; zeros for none. */
  findSpending(day: string): Promise<ModelSpending>
  /** Adds at once: two replicas may report the same day together. */
  addSpending(day: string, model: string, spending: ModelSpending): Promise<void>
}

/** The day a moment counts to, in UTC, whatever the zone of a channel: one budget for all. */
export const dayOf = (at: Temporal.Instant): string => at.toZonedDateTimeISO('UTC').toPlainDate().toString()
