import type { Clock } from '../../ops/clock.ts'
import {
  addSpending,
  limitBroken,
  NOTHING_SPENT,
  spendingOf,
  type ModelBudget,
  type ModelPrices,
  type ModelSpending,
} from './model-budget.ts'
import { estimateInput, unavailable, usageOf, type Model, type ModelUsage } from './model.ts'
import { dayOf, type UsageStore } from './usage-store.ts'

export type SpendParts = {
  readonly usage: UsageStore
  readonly clock: Clock
  readonly budget: ModelBudget
  readonly prices: ModelPrices
}

/**
 * The model within its day's budget. A call is let through where it fits at its dearest, calls still running counted
 * at theirs; what it used is added to the day afterwards. Where the store cannot tell what was spent, nothing is.
 */
export function spendModel(model: Model, { usage, clock, budget, prices }: SpendParts): Model {
  let running: ModelSpending = NOTHING_SPENT
  const reserve = (worst: ModelUsage, sign: 1 | -1): void => {
    const { calls, cacheHits, inputTokens, outputTokens, micros } = spendingOf(worst, prices)
    running = addSpending(running, {
      calls: sign * calls,
      cacheHits,
      inputTokens: sign * inputTokens,
      outputTokens: sign * outputTokens,
      micros: sign * micros,
    })
  }
  return {
    name: model.name,
    async complete(request, signal) {
      const day = dayOf(clock.now())
      const worst = { inputTokens: estimateInput(request), outputTokens: request.outputTokensMax }
      const spent = await usage.findSpending(day).catch(() => null)
      if (spent === null) return unavailable('budget')
      // No brief is known here: its own limit is the writer's to keep.
      const before = { brief: NOTHING_SPENT, day: addSpending(spent, running) }
      const ofDay = { ...budget, briefTokens: null, briefMicros: null }
      if (limitBroken(ofDay, worst, before, prices) !== null) return unavailable('budget')
      reserve(worst, 1)
      try {
        const outcome = await model.complete(request, signal)
        // What was given up on was read by the server all the same, and is paid for.
        const isLost = outcome.kind === 'unavailable' && ['time', 'stopped'].includes(outcome.reason)
        const used = isLost ? { inputTokens: worst.inputTokens, outputTokens: 0 } : usageOf(outcome)
        if (used.inputTokens + used.outputTokens > 0) {
          await usage.addSpending(day, model.name, spendingOf(used, prices)).catch(() => undefined)
        }
        return outcome
      } finally {
        reserve(worst, -1)
      }
    },
  }
}
