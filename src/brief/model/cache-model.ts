import { shortHash } from '../../news/ids.ts'
import type { Clock } from '../../ops/clock.ts'
import type { AnswerCache } from './answer-cache.ts'
import type { Model, ModelRequest } from './model.ts'
import { NOTHING_SPENT } from './model-budget.ts'
import { readJson } from './read-json.ts'
import { dayOf, type UsageStore } from './usage-store.ts'

/** Hex digits of a key: of ten million answers two are alike with a chance of 1 in 10^24. */
const KEY_DIGITS = 40
/** A longer answer is not kept: the longest that is read has 1,200 tokens. */
const ANSWER_LENGTH_MAX = 50_000

export type CacheParts = { readonly cache: AnswerCache; readonly usage: UsageStore; readonly clock: Clock }

/** The model, asked once for the same: what it answered to this very request is its answer again, at no cost. */
export function cacheModel(model: Model, { cache, usage, clock }: CacheParts): Model {
  return {
    name: model.name,
    async complete(request, signal) {
      const key = keyOf(model.name, request)
      // A cache that fails must not cost a brief its model: then it is asked.
      const kept = await cache.findAnswer(key).catch(() => null)
      const json = kept === null ? undefined : readJson(kept)
      if (json !== undefined) {
        const hit = { ...NOTHING_SPENT, cacheHits: 1 }
        await usage.addSpending(dayOf(clock.now()), model.name, hit).catch(() => undefined)
        return { kind: 'answered', json, usage: { inputTokens: 0, outputTokens: 0 }, cached: true }
      }
      const outcome = await model.complete(request, signal)
      if (outcome.kind === 'answered') {
        const answer = JSON.stringify(outcome.json)
        if (answer.length <= ANSWER_LENGTH_MAX && !isEmpty(outcome.json))
          await cache.keepAnswer(key, answer, clock.now()).catch(() => undefined)
      }
      return outcome
    },
  }
}

/** Nothing at all, or lists of nothing: a whim of the moment, and not to be had again for as long as nothing changes. */
function isEmpty(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return true
  return Object.values(json).every((value) => Array.isArray(value) && value.length === 0)
}

function keyOf(model: string, { system, user, schema, outputTokensMax }: ModelRequest): string {
  return shortHash(JSON.stringify([model, system, user, schema, outputTokensMax]), KEY_DIGITS)
}
