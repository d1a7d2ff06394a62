import { deepEqual, equal } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at } from '../contract/store-samples.ts'

/** As many answers as the store keeps. */
const ANSWERS_MAX = 2_000
const CALL = { calls: 1, cacheHits: 0, inputTokens: 9, outputTokens: 1, micros: 1 }

test('answers of more than thirty days ago go when another is kept', async (t) => {
  const { modelAnswers, close } = await openMemoryStore()
  t.after(close)
  const now = at('10:00')
  await modelAnswers.keepAnswer('old', '1', now.subtract({ hours: 24 * 31 }))
  await modelAnswers.keepAnswer('younger', '2', now.subtract({ hours: 24 * 29 }))
  await modelAnswers.keepAnswer('new', '3', now)
  const kept = await Promise.all(['old', 'younger', 'new'].map((key) => modelAnswers.findAnswer(key)))
  deepEqual(kept, [null, '2', '3'])
})

test('of too many answers the oldest go', async (t) => {
  const { modelAnswers, close } = await openMemoryStore()
  t.after(close)
  for (let n = 0; n < ANSWERS_MAX + 2; n += 1) {
    await modelAnswers.keepAnswer(`k${n}`, String(n), at('10:00').add({ seconds: n }))
  }
  deepEqual(await Promise.all(['k0', 'k1', 'k2'].map((key) => modelAnswers.findAnswer(key))), [null, null, '2'])
})

test('two processes add to one day', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-usage-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const stores = await Promise.all([1, 2].map(() => openStore(join(folder, 'store.db'))))
  t.after(() => Promise.all(stores.map((store) => store.close())))
  const adding = Array.from({ length: 40 }, (_, n) => stores[n % 2]?.modelUsage.addSpending('2026-01-07', 'm', CALL))
  await Promise.all(adding)
  for (const { modelUsage } of stores) equal((await modelUsage.findSpending('2026-01-07')).calls, 40)
})
