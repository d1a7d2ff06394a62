import type { MessagePort } from 'node:worker_threads'
import { createOpenaiEmbedder } from '../brief/model/openai-embedder.ts'
import { spareEmbedder } from '../brief/model/spare-embedder.ts'
import type { Config } from '../config/config.ts'
import { systemClock } from '../ops/clock.ts'
import { createMatcher } from '../pipeline/match.ts'
import { serveMatcher } from '../pipeline/matcher-thread.ts'
import { createStoryEmbedder } from '../pipeline/vectors/embed-stories.ts'
import { tellFetched } from '../pipeline/vectors/tell-fetched.ts'
import { openVectors } from '../pipeline/vectors/known-vectors.ts'
import type { Store } from '../store/open-store.ts'

/** Matches with vectors, and fetches those that are missing while nobody waits. Without access to a server none is fetched. */
export function serveMatcherWithVectors(
  port: MessagePort,
  settings: NonNullable<Config['embeddings']>,
  { openai, model, outlets, dormantAfterMs }: Config,
  store: Store,
): void {
  if (openai === null) {
    const vectors = openVectors(store.embeddings, settings)
    serveMatcher(port, createMatcher({ store, outlets, vectors }))
    return
  }
  const { apiKey, baseUrl } = openai
  const { timeoutMs, priceMicros } = settings
  const access = { apiKey: apiKey?.reveal() ?? null, baseUrl, timeoutMs }
  const embedder = spareEmbedder(createOpenaiEmbedder({ ...access, model: settings.model }), {
    usage: store.modelUsage,
    clock: systemClock,
    budget: model.budget,
    prices: { inputMicros: priceMicros, outputMicros: 0 },
  })
  const { embeddings, stories, ledger } = store
  const parts = { store: embeddings, stories, ledger, embedder, settings, clock: systemClock, dormantAfterMs }
  const { vectors, catchUp } = createStoryEmbedder(parts)
  const matcher = createMatcher({ store, outlets, vectors })
  serveMatcher(port, matcher, async (signal) => tellFetched(await catchUp(signal)))
}
