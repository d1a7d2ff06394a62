import type { ModelUsage } from './model.ts'

/** What a model costs, from the configuration: millionths of a currency unit (micro-units) for a million tokens. */
export type ModelPrices = { readonly inputMicros: number; readonly outputMicros: number }

/** Limits of one brief and of one day, UTC; null is none. Tokens are those sent and those answered, together. */
export type ModelBudget = {
  readonly briefTokens: number | null
  readonly briefMicros: number | null
  readonly dayTokens: number | null
  readonly dayMicros: number | null
}

/** What was spent, in one day or one brief. */
export type ModelSpending = {
  readonly calls: number
  readonly cacheHits: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly micros: number
}

export const NOTHING_SPENT: ModelSpending = { calls: 0, cacheHits: 0, inputTokens: 0, outputTokens: 0, micros: 0 }

/** A million tokens: what prices are for. */
const PRICED_TOKENS = 1_000_000

/** What tokens cost in micro-units, rounded up: a budget is never overspent by rounding. */
export function costOf({ inputTokens, outputTokens }: ModelUsage, prices: ModelPrices): number {
  return Math.ceil((inputTokens * prices.inputMicros + outputTokens * prices.outputMicros) / PRICED_TOKENS)
}

export function addSpending(one: ModelSpending, other: ModelSpending): ModelSpending {
  return {
    calls: one.calls + other.calls,
    cacheHits: one.cacheHits + other.cacheHits,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    micros: one.micros + other.micros,
  }
}

/** A call's usage as spending. */
export function spendingOf(usage: ModelUsage, prices: ModelPrices): ModelSpending {
  return { calls: 1, cacheHits: 0, ...usage, micros: costOf(usage, prices) }
}

/** The share of lookups the cache answered, 0…1; null before the first one. */
export function hitRate({ calls, cacheHits }: ModelSpending): number | null {
  return calls + cacheHits === 0 ? null : cacheHits / (calls + cacheHits)
}

const tokensOf = ({ inputTokens, outputTokens }: ModelUsage): number => inputTokens + outputTokens

/** Which limit a call would break that may use so much at most; null where it fits both. */
export function limitBroken(
  budget: ModelBudget,
  worst: ModelUsage,
  spent: { readonly brief: ModelSpending; readonly day: ModelSpending },
  prices: ModelPrices,
): 'brief' | 'day' | null {
  const micros = costOf(worst, prices)
  const breaks = (before: ModelSpending, tokensMax: number | null, microsMax: number | null): boolean =>
    tokensOf(before) + tokensOf(worst) > (tokensMax ?? Infinity) || before.micros + micros > (microsMax ?? Infinity)
  if (breaks(spent.brief, budget.briefTokens, budget.briefMicros)) return 'brief'
  return breaks(spent.day, budget.dayTokens, budget.dayMicros) ? 'day' : null
}
