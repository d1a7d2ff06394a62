import type { Subscription } from '../news/subscription.ts'
import type { SlotPlan } from '../schedule/due-slots.ts'
import { nextSlots } from '../schedule/due-slots.ts'
import { answerStories } from './answer.ts'
import type { LiveThread } from './live/live-thread.ts'
import type { Newsroom } from './parts.ts'
import { seedSubscriptions } from './seed.ts'
import { heardTasks, type TaskHeard } from './tasks/hear-tasks.ts'
import { createDeskTasks, type DeskParts } from './tasks/desk-tasks.ts'
import { createInProcessTasks } from './tasks/in-process-tasks.ts'
import { recallKnown } from './tasks/known-store.ts'
import { createLiveTasks } from './tasks/live-tasks.ts'
import type { TaskRunner } from './tasks/task-runner.ts'

/** How soon an answer knows what another replica matched. */
const FOLLOW_KNOWN_MS = 5_000

type Plan = Omit<Subscription, 'createdAt' | 'pausedBecause'>

export type BotParts = DeskParts & {
  readonly plans: readonly Plan[]
  /** How often to look for articles that came in; digests are looked for every minute. */
  readonly matchEveryMs: number
  /** Reads the web; where there is none, it is not read. */
  readonly live?: LiveThread
  /** Runs the tasks; in this process alone, where none is given. */
  readonly runner?: TaskRunner
  /** Hears of each run of a task, for counting. */
  readonly onTask?: (heard: TaskHeard) => void
  /** Is given what makes the bot look at once at what it owes. */
  readonly onReady?: (wake: () => void) => void
}

/**
 * The bot: reads the web, matches what came in, makes and posts the digests that are due, until the signal. Faults of one story
 * or channel are logged and stop no other.
 */
export async function runBot(parts: BotParts, signal: AbortSignal): Promise<void> {
  const { newsroom, publishers, matchEveryMs, log } = parts
  await seedSubscriptions(newsroom.store, parts.plans, newsroom.clock.now())
  await tellStart(parts)
  const onFault = (error: unknown, task: string) =>
    log.error({ err: error, task }, 'a task failed; it is run again with the next tick')
  const runner = parts.runner ?? createInProcessTasks({ clock: newsroom.clock, matchEveryMs, onFault })
  const { close, ...live } = createLiveTasks(parts.live ?? null, matchEveryMs, runner.wake)
  const handlers = { ...live, ...createDeskTasks(parts, runner.wake) }
  await runner.start(parts.onTask === undefined ? handlers : heardTasks(handlers, parts.onTask))
  parts.onReady?.(() => {
    // A story that was just added has articles to be matched, and a channel that follows it gets them.
    runner.wake('match')
    runner.wake('deliver')
  })
  const following = followKnown(parts)
  await aborted(signal)
  clearInterval(following)
  log.info({}, 'stopping')
  close()
  await runner.stop()
  for (const publisher of publishers) await publisher.close()
}

/** What another replica matched is told here too, within seconds. */
function followKnown({ knownStore, reading, runner }: BotParts): NodeJS.Timeout | undefined {
  if (knownStore === undefined || reading === undefined || runner === undefined) return undefined
  // Where the store is away, it is asked again.
  const follow = () => void recallKnown(reading.known, knownStore).catch(() => undefined)
  return setInterval(follow, FOLLOW_KNOWN_MS).unref()
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
    log.info({}, `no ${variable}: nothing is posted to ${platform}. README.md says how to add it`)
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
