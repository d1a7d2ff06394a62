import type { Publisher } from '../adapters/publisher.ts'
import type { Subscription } from '../news/subscription.ts'
import type { Log } from '../ops/log.ts'
import type { Platform } from '../news/message.ts'
import { createOutbox, deliveryIdOf } from '../schedule/outbox.ts'
import type { SlotPlan } from '../schedule/due-slots.ts'
import { nextSlots } from '../schedule/due-slots.ts'
import { startTicker } from '../schedule/ticker.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerStories } from './answer.ts'
import { createComposer, showPosted } from './digest/compose-delivery.ts'
import { createOutcomeLog } from './digest/log-outcomes.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'
import { prepareDigests } from './digest/prepare-digests.ts'
import { seedSubscriptions } from './seed.ts'
import { openReading, type Reading } from './reading/open-reading.ts'
import { createPruning, type Upkeep } from './prune-daily.ts'
import { createNewsWatch } from './digest/watch-news.ts'
import { createLateEditions } from './writing/late-editions.ts'
import type { Wording } from './writing/wording.ts'

/** Ticks come a few milliseconds early or late: that must not make a minute two. */
const TICK_SLACK_MS = 5_000

type Plan = Omit<Subscription, 'createdAt' | 'pausedBecause'>

export type BotParts = {
  readonly newsroom: Newsroom
  readonly matcher: Matcher
  /** The platforms that are set up. */
  readonly publishers: readonly Publisher[]
  readonly plans: readonly Plan[]
  /** How often to look for articles that came in; digests are looked for every minute. */
  readonly matchEveryMs: number
  readonly log: Log
  /** What answers people share with digests; where none is given, the bot makes its own. */
  readonly reading?: Reading
  /** Puts digests into words; where there is none, they are extracts. */
  readonly wording?: Wording
  /** Deletes texts that are older than they are kept, once a day; left out: nothing is deleted. */
  readonly upkeep?: Upkeep
  /** Is given what makes the bot look at once at what it owes. */
  readonly onReady?: (wake: () => void) => void
}

/**
 * The bot: once a minute it matches what came in, then makes and posts the digests that are due, until the signal.
 * Faults of one story or channel are logged and stop no other.
 */
export async function runBot(parts: BotParts, signal: AbortSignal): Promise<void> {
  const { newsroom, publishers, log } = parts
  await seedSubscriptions(newsroom.store, parts.plans, newsroom.clock.now())
  await tellStart(parts)
  const bell = { ring: () => undefined as void }
  const ticker = startTicker(
    createTick(parts, () => bell.ring()),
    { onFault: (error) => log.error({ err: error }, 'a tick failed; the next one comes') },
  )
  bell.ring = ticker.wake
  parts.onReady?.(ticker.wake)
  await aborted(signal)
  log.info({}, 'stopping')
  await ticker.stop()
  for (const publisher of publishers) await publisher.close()
}

/** What the bot does each minute, at its end what the next minute owes. It remembers what it made and matched from one tick to the next; `wake` asks for one more. */
export function createTick(parts: BotParts, wake: () => void = () => undefined): (limit: AbortSignal) => Promise<void> {
  const { newsroom, publishers, log, wording } = parts
  const { fresh, known } = parts.reading ?? openReading(newsroom)
  const composing = { ...newsroom, fresh, ...(wording === undefined ? {} : { wording }) }
  const posterFor = (platform: Platform) => publishers.find((publisher) => publisher.platform === platform) ?? null
  const late = createLateEditions({
    ...newsroom,
    log,
    wake,
    // What a terminal has printed stays printed.
    posterFor: (platform) => (platform === 'terminal' ? null : posterFor(platform)),
    show: (brief, subscription, about) => showPosted(brief, subscription, about, newsroom),
  })
  const outbox = createOutbox({
    store: newsroom.store.deliveries,
    clock: newsroom.clock,
    posterFor,
    ...createComposer(composing, late),
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
  let matchedAt = -Infinity
  return async (limit) => {
    const now = newsroom.clock.now().epochMilliseconds
    if (Math.abs(now - matchedAt) + TICK_SLACK_MS >= parts.matchEveryMs) {
      const began = newsroom.clock.now()
      await matchArrivals(parts, limit)
      matchedAt = now
      known.move(began)
    }
    await planFirst(newsroom, publishers)
    await outbox.planDue()
    await logOutcomes(await outbox.deliver(limit))
    await late.settle(limit)
    // Digests first: they tell what would else be told twice.
    if ((await watch.plan(limit)) > 0) await logOutcomes(await outbox.deliver(limit))
    await prepareDigests(looking, limit)
    if (!limit.aborted) await prune?.()
  }
}

async function matchArrivals({ matcher, log }: BotParts, limit: AbortSignal): Promise<void> {
  for (const { story, matched, entered } of await matcher.matchAll(limit)) {
    if (entered > 0) log.info({ story, matched, entered }, 'new articles were matched')
  }
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

const ALL_STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const

async function tellStart({ newsroom, publishers, log }: BotParts): Promise<void> {
  const now = newsroom.clock.now()
  const { stories } = await answerStories(now, newsroom)
  for (const { id, state, counts, lastChangeAt } of stories) {
    const since = lastChangeAt === null ? 'no articles yet: standfirst ingest PATH' : `last article ${lastChangeAt}`
    log.info({ story: id, articles: counts.articles }, `${id} is ${state}; ${since}`)
  }
  for (const subscription of await newsroom.store.deliveries.listSubscriptions()) {
    const { channel, story, pausedBecause } = subscription
    const where = channel.platform === 'terminal' ? 'the terminal' : `${channel.platform} ${channel.id}`
    const when =
      pausedBecause === null
        ? `${nextOf(subscription, now)}${await missedOf(subscription, now, newsroom.store.deliveries)}`
        : `paused: ${pausedBecause}`
    log.info({ story, channel: channel.id }, `${story} goes to ${where}; ${when}`)
  }
  for (const [platform, variable] of [
    ['slack', 'SLACK_BOT_TOKEN'],
    ['discord', 'DISCORD_TOKEN'],
  ] as const) {
    if (publishers.some((publisher) => publisher.platform === platform)) continue
    log.info({}, `no ${variable}: nothing is posted to ${platform}. README.md, "Set up", says how to add it`)
  }
}

function nextOf(plan: SlotPlan, now: Temporal.Instant): string {
  const [next] = nextSlots(plan, now, 1)
  return next === undefined
    ? 'it has no slot to come'
    : `next digest ${next.toZonedDateTimeISO(plan.zone).toString({ smallestUnit: 'minute' })}`
}

/** Slots that nobody served, too old to be made up for: an admin who misses a digest finds here why. */
async function missedOf(
  subscription: Subscription,
  now: Temporal.Instant,
  deliveries: Newsroom['store']['deliveries'],
): Promise<string> {
  const last = await deliveries.findLatestDelivery(subscription.id, ALL_STATES, ['digest'])
  const [first] = last === null ? [] : nextSlots(subscription, last.slot, 1)
  const { zone, graceMs } = subscription
  if (first === undefined || Temporal.Instant.compare(first.add({ milliseconds: graceMs }), now) >= 0) return ''
  const from = first.toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute' })
  return `. No digest went out from ${from} on: nothing ran, or it was paused. Slots older than the grace are not made up for`
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
}
