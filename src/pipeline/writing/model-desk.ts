import type { AnswerCache } from '../../brief/model/answer-cache.ts'
import { cacheModel } from '../../brief/model/cache-model.ts'
import type { BreakerState } from '../../brief/model/circuit-breaker.ts'
import { guardModel } from '../../brief/model/guard-model.ts'
import type { Model } from '../../brief/model/model.ts'
import { addSpending, hitRate, NOTHING_SPENT, type ModelSpending } from '../../brief/model/model-budget.ts'
import { spendModel } from '../../brief/model/spend-model.ts'
import { dayOf, type UsageReport, type UsageStore } from '../../brief/model/usage-store.ts'
import type { ModelSettings } from '../../config/model-schema.ts'
import type { Clock } from '../../ops/clock.ts'
import { createSharedWords, type SharedParts } from './shared-words.ts'
import { createWording, type Wording } from './wording.ts'

/** The model of one process: one breaker, one budget of the day, one cache for all who are told something. */
export type ModelDesk = {
  /** For those who wait as long as the words' own deadline: digests, and the command line. */
  readonly forDigests: Wording
  /** For people who ask in chat. */
  readonly forPeople: Wording
  readonly state: () => { readonly name: string; readonly breaker: BreakerState }
  /** Gives up what is under way. */
  readonly close: () => void
}

export type ModelDeskParts = Pick<SharedParts, 'prompts' | 'onWritten' | 'onFault'> & {
  readonly model: Model
  readonly settings: ModelSettings
  readonly usage: UsageStore
  readonly cache: AnswerCache
  readonly clock: Clock
}

/** Puts cache, breaker and budget round a model: what is at hand is asked of nobody, and what is asked is counted when its turn comes. */
export function createModelDesk(parts: ModelDeskParts): ModelDesk {
  const { settings, usage, cache, clock, prompts, onWritten, onFault } = parts
  const { budget, prices, concurrency, deadlineMs, lateMs, askMs } = settings
  const guarded = guardModel(spendModel(parts.model, { usage, clock, budget, prices }), { clock, concurrency })
  const stopped = new AbortController()
  const words = createSharedWords({
    model: cacheModel(guarded, { cache, usage, clock }),
    prompts,
    budget,
    prices,
    deadlineMs,
    lateMs,
    onWritten,
    onFault,
    onHit: () => {
      const hit = { ...NOTHING_SPENT, cacheHits: 1 }
      void usage.addSpending(dayOf(clock.now()), parts.model.name, hit).catch(() => undefined)
    },
    signal: stopped.signal,
  })
  return {
    forDigests: createWording(words, null),
    forPeople: createWording(words, askMs),
    state: () => ({ name: parts.model.name, breaker: guarded.state().breaker }),
    close: () => stopped.abort(),
  }
}

/** What models used in some days; money in units of the currency. */
type SpentTold = Omit<ModelSpending, 'micros'> & {
  readonly money: number
  /** The share of lookups that the cache answered, 0…1; null before the first. */
  readonly hitRate: number | null
}

/** What `stories` and `doctor` tell of the model. */
export type ModelTold = {
  readonly name: string
  readonly currency: string
  /** Of the day and the month so far, UTC. */
  readonly today: SpentTold
  readonly month: SpentTold
  readonly budget: { readonly dayTokens: number | null; readonly dayMoney: number | null }
}

const MICROS = 1_000_000

export async function tellModel(
  settings: ModelSettings,
  usage: UsageReport,
  now: Temporal.Instant,
): Promise<ModelTold> {
  const { name, prices, budget } = settings
  const day = dayOf(now)
  const spent = await usage.listSpending(`${day.slice(0, 'yyyy-mm'.length)}-01`, day)
  const sum = (days: readonly ModelSpending[]) => toTold(days.reduce(addSpending, NOTHING_SPENT))
  return {
    name,
    currency: prices.currency,
    today: sum(spent.filter((each) => each.day === day)),
    month: sum(spent),
    budget: {
      dayTokens: budget.dayTokens,
      dayMoney: budget.dayMicros === null ? null : budget.dayMicros / MICROS,
    },
  }
}

function toTold(spending: ModelSpending): SpentTold {
  const { calls, cacheHits, inputTokens, outputTokens, micros } = spending
  return { calls, cacheHits, inputTokens, outputTokens, money: micros / MICROS, hitRate: hitRate(spending) }
}
