import { test } from 'node:test'
import { createMemoryCache } from '../../../src/brief/model/answer-cache.ts'
import { modelContract } from '../../contract/model-contract.ts'
import { createMemoryUsage } from '../../fakes/model-usage.ts'

modelContract((name, body) => {
  test(`in memory: ${name}`, () => body({ modelUsage: createMemoryUsage(), modelAnswers: createMemoryCache() }))
})
