import { deepEqual, equal } from 'node:assert/strict'
import type { AnswerCache } from '../../src/brief/model/answer-cache.ts'
import { NOTHING_SPENT } from '../../src/brief/model/model-budget.ts'
import type { UsageReport, UsageStore } from '../../src/brief/model/usage-store.ts'
import { at } from './store-samples.ts'

/** What a model's parts need of a store, or of what stands for one in memory. */
export type ModelPorts = { readonly modelUsage: UsageStore & UsageReport; readonly modelAnswers: AnswerCache }

const CALL = { calls: 1, cacheHits: 0, inputTokens: 900, outputTokens: 90, micros: 7 }
const HIT = { ...NOTHING_SPENT, cacheHits: 1 }
const AT_ONCE = 20

export function modelContract(testPorts: (name: string, body: (ports: ModelPorts) => Promise<void>) => void): void {
  testPorts('nothing was spent on a day without calls', async ({ modelUsage }) => {
    deepEqual(await modelUsage.findSpending('2026-01-07'), NOTHING_SPENT)
    deepEqual(await modelUsage.listSpending('2026-01-01', '2026-12-31'), [])
  })

  testPorts('what models used on a day adds up, whichever they are', async ({ modelUsage }) => {
    await modelUsage.addSpending('2026-01-07', 'small', CALL)
    await modelUsage.addSpending('2026-01-07', 'large', CALL)
    await modelUsage.addSpending('2026-01-07', 'small', HIT)
    await modelUsage.addSpending('2026-01-08', 'small', CALL)
    deepEqual(await modelUsage.findSpending('2026-01-07'), {
      calls: 2,
      cacheHits: 1,
      inputTokens: 1_800,
      outputTokens: 180,
      micros: 14,
    })
  })

  testPorts('nothing is lost of what is added at once', async ({ modelUsage }) => {
    const adding = Array.from({ length: AT_ONCE }, () => modelUsage.addSpending('2026-01-07', 'small', CALL))
    await Promise.all(adding)
    equal((await modelUsage.findSpending('2026-01-07')).inputTokens, AT_ONCE * CALL.inputTokens)
  })

  testPorts('days are listed with their models, first and last included', async ({ modelUsage }) => {
    for (const day of ['2026-01-09', '2026-01-07', '2026-01-08', '2026-01-10']) {
      for (const model of ['small', 'large']) await modelUsage.addSpending(day, model, CALL)
    }
    deepEqual(await modelUsage.listSpending('2026-01-08', '2026-01-09'), [
      { day: '2026-01-08', model: 'large', ...CALL },
      { day: '2026-01-08', model: 'small', ...CALL },
      { day: '2026-01-09', model: 'large', ...CALL },
      { day: '2026-01-09', model: 'small', ...CALL },
    ])
  })

  testPorts('an answer comes back as it was last kept, by its key', async ({ modelAnswers }) => {
    equal(await modelAnswers.findAnswer('k1'), null)
    await modelAnswers.keepAnswer('k1', '{"a":"\u{1F6A2} Ñ"}', at('10:00'))
    await modelAnswers.keepAnswer('k1', '{"a":2}', at('11:00'))
    await modelAnswers.keepAnswer('k2', '[]', at('09:00'))
    equal(await modelAnswers.findAnswer('k1'), '{"a":2}')
    equal(await modelAnswers.findAnswer('k2'), '[]')
  })
}
