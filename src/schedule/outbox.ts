import { dueSlots } from './due-slots.ts'
import { createSender } from './sender.ts'
import type { SenderParts, StepResult } from './sender.ts'
import { makeDeliveryId } from '../news/ids.ts'
import type { DeliveryId, SubscriptionId } from '../news/ids.ts'
import { channelKey } from '../news/message.ts'
import type { Delivery, DeliveryState } from '../news/subscription.ts'

const ALL_STATES: readonly DeliveryState[] = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed']
const OPEN_STATES: readonly DeliveryState[] = ['planned', 'sending', 'unconfirmed']
/** What one pass handles; the rest comes with the next tick. */
const PASS_MAX = 5_000
/** A channel waits this long within a pass for what a platform asked to wait for; longer waits are left to the next ticks. */
const WAIT_MAX_MS = 35_000
/** A delivery waits this long in one pass, in all: a platform that limits a whole workspace serves a thousand channels in it. */
const WAITED_MAX_MS = 240_000
/** Steps of one delivery in one pass, whatever it is told to wait. */
const STEPS_MAX = 500
/** Deliveries on their way at one time: enough to fill a platform's limits, few enough for its connections. */
const AT_ONCE_MAX = 24

export type OutboxParts = SenderParts & {
  /** Resolves after `ms`, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Where a pass left a delivery. `waiting`: a later pass goes on; `taken`: another process has it. */
type DeliveryOutcome = {
  readonly delivery: DeliveryId
  readonly subscription: SubscriptionId
} & Pick<StepResult, 'state' | 'reason' | 'because'>

/**
 * The delivery outbox. A delivery is written down before anything is sent, and every move from state to state is one
 * transaction, so a crash between any two of them loses no digest and posts none twice.
 */
export type Outbox = {
  /** Writes down the slots that are due now. Twice at the same moment, or in two processes, is once. */
  planDue(): Promise<readonly Delivery[]>
  /** Carries every open delivery as far as it goes. Returns what was done; stops between deliveries when aborted. */
  deliver(signal: AbortSignal): Promise<readonly DeliveryOutcome[]>
}

/** `d` and 16 hex digits of subscription and slot: the same slot always gives the same delivery. */
export function deliveryIdOf(subscription: SubscriptionId, slot: Temporal.Instant): DeliveryId {
  return makeDeliveryId(`${subscription}\n${slot.epochMilliseconds}`)
}

/** Makes the outbox of this process. It remembers only which channels asked for patience. */
export function createOutbox(parts: OutboxParts): Outbox {
  const step = createSender(parts)
  return {
    planDue: () => planDue(parts),
    deliver: (signal) => deliver(parts, step, signal),
  }
}

async function planDue(parts: OutboxParts): Promise<readonly Delivery[]> {
  const now = parts.clock.now()
  const planned: Delivery[] = []
  for (const subscription of await parts.store.listSubscriptions()) {
    // A platform without a token owes nothing: its channels start when it gets one.
    if (parts.posterFor(subscription.channel.platform) === null) continue
    try {
      const last = await parts.store.findLatestDelivery(subscription.id, ALL_STATES, ['digest'])
      for (const slot of dueSlots(subscription, last?.slot ?? null, now)) {
        const id = deliveryIdOf(subscription.id, slot)
        const delivery = await parts.store.planDelivery({
          id,
          subscription: subscription.id,
          kind: 'digest',
          about: null,
          slot,
          at: now,
        })
        if (delivery !== null) planned.push(delivery)
      }
    } catch (error) {
      parts.onFault(error, subscription.id)
    }
  }
  return planned
}

/** Each channel gets its deliveries one after the other, oldest slot first; channels do not wait for each other. */
async function deliver(
  parts: OutboxParts,
  step: ReturnType<typeof createSender>,
  signal: AbortSignal,
): Promise<readonly DeliveryOutcome[]> {
  const open = (await parts.store.listDeliveries(OPEN_STATES)).slice(0, PASS_MAX)
  const subscriptions = new Map((await parts.store.listSubscriptions()).map((each) => [each.id, each]))
  const channelOf = ({ subscription }: Delivery) => {
    const channel = subscriptions.get(subscription)?.channel
    return channel === undefined ? subscription : channelKey(channel)
  }
  const takeTurn = limitTurns(AT_ONCE_MAX)
  const lanes = [...Map.groupBy(open, channelOf).values()]
  const outcomes = await Promise.all(lanes.map((lane) => deliverLane({ parts, step, takeTurn }, lane, signal)))
  return outcomes.flat()
}

type Pass = {
  readonly parts: OutboxParts
  readonly step: ReturnType<typeof createSender>
  readonly takeTurn: <Value>(task: () => Promise<Value>) => Promise<Value>
}

async function deliverLane(
  pass: Pass,
  lane: readonly Delivery[],
  signal: AbortSignal,
): Promise<readonly DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = []
  // Where one has to wait, later ones of the same subscription would overtake it.
  const held = new Set<SubscriptionId>()
  for (const delivery of lane) {
    if (signal.aborted) break
    // What a person takes back does not wait behind anything.
    if (held.has(delivery.subscription) && delivery.kind !== 'retraction') continue
    const outcome = await deliverOne(pass, delivery, signal)
    if (outcome === null || !ENDED.has(outcome.state)) held.add(delivery.subscription)
    if (outcome !== null) outcomes.push(outcome)
  }
  return outcomes
}

const ENDED: ReadonlySet<DeliveryOutcome['state']> = new Set(['sent', 'skipped', 'failed'])

/** Carries one delivery on until it ends or has to wait for a later pass; null where the store failed. */
async function deliverOne(pass: Pass, delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome | null> {
  const { parts, step, takeTurn } = pass
  let now = delivery
  let waitedMs = 0
  for (let steps = 1; ; steps += 1) {
    try {
      const result = await takeTurn(async () => {
        // A pass may take minutes: in them a subscription is paused, changed or removed.
        const subscription = await parts.store.findSubscription(delivery.subscription)
        return step(now, subscription, signal)
      })
      const { state, reason, because, waitMs } = result
      const outcome = { delivery: delivery.id, subscription: delivery.subscription, state, reason, because }
      if (waitMs === null || waitMs > WAIT_MAX_MS || steps === STEPS_MAX || signal.aborted) return outcome
      waitedMs += waitMs
      if (waitedMs > WAITED_MAX_MS) return outcome
      await parts.wait(waitMs, signal)
      const latest = await parts.store.findDelivery(delivery.id)
      if (latest === null || signal.aborted) return outcome
      now = latest
    } catch (error) {
      // The store failed: where the delivery stands is written there, and the next pass reads it.
      parts.onFault(error, delivery.id)
      return null
    }
  }
}

/** Lets so many tasks run at one time; the others wait their turn, first come first served. */
function limitTurns(atOnce: number): Pass['takeTurn'] {
  const waiting: (() => void)[] = []
  let free = atOnce
  return async (task) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => void waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
