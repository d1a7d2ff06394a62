import { existsSync } from 'node:fs'
import { createExtractiveWriter } from '../brief/extractive-writer.ts'
import type { Migrated } from '../cli/parts.ts'
import type { Config } from '../config/config.ts'
import { briefLimitsOf } from './desk-settings.ts'
import { NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { systemClock } from '../ops/clock.ts'
import type { Desk } from '../pipeline/desk.ts'
import { createMatcher } from '../pipeline/match.ts'
import { findMatchedByOthers } from '../pipeline/matched-by-others.ts'
import { seedStories } from '../pipeline/seed.ts'
import type { KnownVectors } from '../pipeline/vectors/known-vectors.ts'
import { tellModel } from '../pipeline/writing/model-desk.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { isAddress, storeName } from '../store/store-name.ts'

/** Brings a store's tables up to date. */
export async function migrate(config: Config, target: string): Promise<Migrated> {
  const store = await openStore(target, { busyTimeoutMs: config.limits.storeBusyMs })
  await store.close()
  return { place: storeName(target), steps: store.steps }
}

/** A mistyped path is told, not made into a new, empty store. */
export function requireStore(target: string): void {
  // Of a database the server tells.
  if (target === ':memory:' || isAddress(target) || existsSync(target)) return
  throw new NewsError(
    'store-unreadable',
    `there is no store at ${target}. Check --db; ingest makes a new one: standfirst ingest PATH --db ${target}`,
  )
}

/** Opens the store, puts the configured stories in, and matches what is stored. `replica`: who takes on what is due. */
export async function openDesk(
  config: Config,
  target: string,
  { version, replica }: { readonly version: string; readonly replica: string | null },
  signal: AbortSignal,
): Promise<Desk> {
  const store = await openStore(target, {
    busyTimeoutMs: config.limits.storeBusyMs,
    ...(replica === null ? {} : { replica }),
  })
  try {
    return await buildDesk(store, config, { outlets: config.outlets, version, isReplica: replica !== null }, signal)
  } catch (error) {
    await store.close()
    throw error
  }
}

type DeskOptions = {
  readonly outlets: readonly Outlet[]
  readonly version: string
  /** Whether others work on the same store: what they have matched need not be matched before this one begins. */
  readonly isReplica?: boolean
}

/** The desk at a store that is open. */
export async function buildDesk(
  store: Store,
  config: Config,
  { outlets, version, isReplica = false }: DeskOptions,
  signal: AbortSignal,
): Promise<Desk> {
  await seedStories(
    store,
    config.stories.map(({ definition }) => definition),
  )
  await store.feeds.seedFeeds(
    config.stories.flatMap(({ feeds }) => feeds),
    systemClock.now(),
  )
  const matching = { store, outlets, ...(await keptVectors(config, store)) }
  const isMatched =
    isReplica &&
    config.embeddings === null &&
    (await findMatchedByOthers(matching, store.replicas, systemClock.now())) !== null
  // What came in long ago fills ledgers that nobody asks for again.
  if (!isMatched) await createMatcher(matching).matchAll(signal)
  const matcher = createMatcher(matching)
  const { zone, lang, limits, dormantAfterMs } = config
  return {
    store,
    outlets,
    matcher,
    zone,
    lang,
    dormantAfterMs,
    clock: systemClock,
    writer: createExtractiveWriter(),
    limits: briefLimitsOf(config),
    fileBytesMax: limits.fileBytes,
    model: deskModel(config, store),
    live: {
      feeds: store.feeds,
      rereads: store.rereads,
      open: async () => (await import('./live-parts.ts')).openLive(config, store, version),
    },
    installations: store.installations,
    events: store.handledEvents,
    tally: store.tally,
    copyMark: store.copyMark,
    replicas: store.replicas,
    prune: (before) => store.prune(before),
    countOld: (before) => store.countOld(before),
    close: () => store.close(),
  }
}

/** Every process matches by the vectors that are kept; the bot's matching thread alone fetches them. */
async function keptVectors({ embeddings }: Config, store: Store): Promise<{ readonly vectors?: KnownVectors }> {
  if (embeddings === null) return {}
  const { openVectors } = await import('../pipeline/vectors/known-vectors.ts')
  return { vectors: openVectors(store.embeddings, embeddings) }
}

/** The client of the model's server is a package that only those load who ask it. */
function deskModel({ openai, model }: Config, store: Store): Desk['model'] {
  if (openai === null) return null
  return {
    name: model.name,
    told: () => tellModel(model, store.modelUsage, systemClock.now()),
    open: async (heard) => (await import('./model-parts.ts')).openModel(openai, model, store, heard),
  }
}
