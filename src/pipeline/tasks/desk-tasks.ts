import { setTimeout as sleep } from 'node:timers/promises'
import type { Publisher } from '../../adapters/publisher.ts'
import type { Platform } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Log } from '../../ops/log.ts'
import { createOutbox, deliveryIdOf, type Outbox } from '../../schedule/outbox.ts'
import { createComposer, showPosted } from '../digest/compose-delivery.ts'
import { loggedComposer, tellPlanned } from '../digest/log-composed.ts'
import { createOutcomeLog } from '../digest/log-outcomes.ts'
import { prepareDigests } from '../digest/prepare-digests.ts'
import { createNewsWatch } from '../digest/watch-news.ts'
import type { Matcher } from '../match.ts'
import type { Newsroom } from '../parts.ts'
import { createPruning, type Upkeep } from '../prune-daily.ts'
import { openReading, type Reading } from '../reading/open-reading.ts'
import { createLateEditions } from '../writing/late-editions.ts'
import type { Wording } from '../writing/wording.ts'
import { recallKnown, type KnownStore } from './known-store.ts'
import type { DESK_TASKS } from './lanes.ts'
import type { TaskHandler, TaskName } from './task-runner.ts'

const MINUTE_MS = 60_000
/** A tick may come a little before its minute. */
const EARLY_MAX_MS = 1_000
const ALL_STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const

export type DeskParts = {
  readonly newsroom: Newsroom
  readonly matcher: Matcher
  /** The platforms that are set up. */
  readonly publishers: readonly Publisher[]
  readonly log: Log
  /** What answers people share with digests; where none is given, the bot makes its own. */
  readonly reading?: Reading
  /** Puts digests into words; where there is none, they are extracts. */
  readonly wording?: Wording
  /** Deletes texts that are older than they are kept, once a day; left out: nothing is deleted. */
  readonly upkeep?: Upkeep
  /** Hears where a pass left each delivery, for counting. */
  readonly onDelivered?: (outcomes: Awaited<ReturnType<Outbox['deliver']>>) => void
  /** Where several match for each other, and others store what comes in. */
  readonly knownStore?: KnownStore
}

export type DeskTasks = Readonly<Record<(typeof DESK_TASKS)[number], TaskHandler>>

/**
 * The tasks that make and post digests. They remember what they made and what was asked of them from one run to the next, and
 * wake each other: what was matched is delivered where the minute owes it, and looked at for what is news between digests.
 */
export function createDeskTasks(parts: DeskParts, wake: (task: TaskName) => void): DeskTasks {
  const { newsroom, publishers, log, wording } = parts
  const { fresh, known } = parts.reading ?? openReading(newsroom)
  const posterFor = (platform: Platform) => publishers.find((publisher) => publisher.platform === platform) ?? null
  const composing = { ...newsroom, fresh, ...(wording === undefined ? {} : { wording }) }
  const late = createLateEditions({
    ...newsroom,
    log,
    wake: () => wake('deliver'),
    // What a terminal has printed stays printed.
    posterFor: (platform) => (platform === 'terminal' ? null : posterFor(platform)),
    show: (brief, subscription, about) => showPosted(brief, subscription, about, newsroom),
  })
  const outbox = createOutbox({
    store: newsroom.store.deliveries,
    clock: newsroom.clock,
    posterFor,
    ...loggedComposer(createComposer(composing, late), log),
    onTokenRefused: ({ platform }, paused, because) =>
      log.error({ platform, paused }, `${platform} refuses the token; subscriptions paused: ${paused}. ${because}`),
    onFault: (error, about) => log.error({ err: error, about }, 'a digest could not be delivered'),
    wait: (ms, limit) => sleep(ms, undefined, { signal: limit }).catch(() => undefined),
  })
  const looking = {
    ...composing,
    isServed: ({ channel }: Subscription) => posterFor(channel.platform) !== null,
    onFault: (error: unknown, about: string) => log.error({ err: error, about }, 'what came in could not be looked at'),
  }
  const watch = createNewsWatch(looking)
  const logOutcomes = createOutcomeLog(log, () => newsroom.store.deliveries.listSubscriptions())
  const prune = parts.upkeep === undefined ? null : createPruning(parts.upkeep, newsroom.clock, log)
  const minuteIn = (ms: number) => Math.floor((newsroom.clock.now().epochMilliseconds + ms) / MINUTE_MS)
  let servedMinute = -1

  return {
    match: async (limit) => {
      try {
        const { entered, through } = await matchArrivals(parts, limit)
        known.move(through)
        if (entered > 0) wake('brief')
      } finally {
        // Digests are owed by the minute, whatever became of matching.
        if (minuteIn(EARLY_MAX_MS) !== servedMinute) wake('deliver')
      }
    },
    deliver: async (limit) => {
      servedMinute = minuteIn(0)
      await recallKnown(known, parts.knownStore)
      await planFirst(newsroom, publishers)
      tellPlanned(await outbox.planDue(), log)
      const outcomes = await outbox.deliver(limit)
      parts.onDelivered?.(outcomes)
      await logOutcomes(outcomes)
      await late.settle(limit)
      wake('brief')
    },
    brief: async (limit) => {
      await recallKnown(known, parts.knownStore)
      // Digests first: they tell what would else be told twice.
      if ((await watch.plan(limit)) > 0) wake('deliver')
      else await prepareDigests(looking, limit)
    },
    prune: async () => prune?.(),
  }
}

/** Matches what came in; `through`: what was seen up to then has joined its story. */
async function matchArrivals({ newsroom, matcher, log, knownStore }: DeskParts, limit: AbortSignal) {
  const now = newsroom.clock.now()
  const began = (await knownStore?.beginMatching(now)) ?? now
  let entered = 0
  for (const summary of await matcher.matchAll(limit)) {
    entered += summary.entered
    if (summary.entered > 0) log.info(summary, 'new articles were matched')
  }
  return { entered, through: (await knownStore?.saveMatched(began)) ?? began }
}

/**
 * A new subscription gets its first digest at once: its slot is the moment it was made, so it comes once. One that had ended and
 * is made again has deliveries from before.
 */
async function planFirst({ store: { deliveries }, clock }: Newsroom, publishers: readonly Publisher[]): Promise<void> {
  for (const { id, channel, createdAt, pausedBecause } of await deliveries.listSubscriptions()) {
    // A platform without a token owes nothing.
    if (!publishers.some(({ platform }) => platform === channel.platform)) continue
    const last = await deliveries.findLatestDelivery(id, ALL_STATES, ['digest'])
    const hadFirst = last !== null && Temporal.Instant.compare(last.slot, createdAt) >= 0
    if (pausedBecause !== null || hadFirst) continue
    await deliveries.planDelivery({
      id: deliveryIdOf(id, createdAt),
      subscription: id,
      kind: 'digest',
      about: null,
      slot: createdAt,
      at: clock.now(),
    })
  }
}
