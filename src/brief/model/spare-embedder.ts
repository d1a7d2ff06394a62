import { createBreaker } from './circuit-breaker.ts'
import { usageOfTexts, type Embedder, type EmbedOutcome } from './embedder.ts'
import { limitBroken, NOTHING_SPENT, spendingOf, type ModelBudget, type ModelPrices } from './model-budget.ts'
import { unavailable, usageOf, type ModelOutcome } from './model.ts'
import { dayOf, type UsageStore } from './usage-store.ts'
import type { Clock } from '../../ops/clock.ts'

export type SpareParts = {
  readonly usage: UsageStore
  readonly clock: Clock
  /** The day's, which it shares with the model that writes. */
  readonly budget: Pick<ModelBudget, 'dayTokens' | 'dayMicros'>
  readonly prices: ModelPrices
}

/**
 * The embedder within its day's budget, and left alone for a while when it fails. One call at a time is asked of it. Where
 * the store cannot tell what was spent, nothing is.
 */
export function spareEmbedder(embedder: Embedder, { usage, clock, budget, prices }: SpareParts): Embedder {
  const breaker = createBreaker(clock)
  return {
    name: embedder.name,
    async embed(texts, signal) {
      const day = dayOf(clock.now())
      const worst = usageOfTexts(texts)
      const spent = await usage.findSpending(day).catch(() => null)
      const before = spent === null ? null : { brief: NOTHING_SPENT, day: spent }
      const ofDay = { ...budget, briefTokens: null, briefMicros: null }
      if (before === null || limitBroken(ofDay, worst, before, prices) !== null) return unavailable('budget')
      const pause = breaker.admit()
      if (pause !== null) return unavailable('paused', { retryAfterMs: pause })
      const outcome = await embedder.embed(texts, signal)
      const asModels = toModelOutcome(outcome)
      breaker.note(asModels)
      const isLost = outcome.kind === 'unavailable' && ['time', 'stopped'].includes(outcome.reason)
      const used = isLost ? worst : usageOf(asModels)
      if (used.inputTokens > 0) {
        await usage.addSpending(day, embedder.name, spendingOf(used, prices)).catch(() => undefined)
      }
      return outcome
    },
  }
}

const toModelOutcome = (outcome: EmbedOutcome): ModelOutcome =>
  outcome.kind === 'embedded' ? { kind: 'answered', json: null, usage: outcome.usage } : outcome
