import { createHash } from 'node:crypto'
import { dueSlots } from './due-slots.ts'
import { createSender } from './sender.ts'
import type { SenderParts } from './sender.ts'
import { deliveryId } from '../news/ids.ts'
import type { DeliveryId, SubscriptionId } from '../news/ids.ts'
import type { Delivery, DeliveryState } from '../news/subscription.ts'

const ID_DIGITS = 10
const ALL_STATES: readonly DeliveryState[] = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed']
const OPEN_STATES: readonly DeliveryState[] = ['planned', 'sending', 'unconfirmed']
/** What one pass handles; the rest comes with the next tick. */
const PASS_MAX = 500
/** A pass waits this long for what a platform asked to wait for; longer waits are left to the next ticks. */
const WAIT_MAX_MS = 35_000
const ROUNDS_MAX = 4

export type OutboxParts = SenderParts & {
  /** Resolves after `ms`, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Where a pass left a delivery. `waiting`: a later pass goes on; `taken`: another process has it. */
type DeliveryOutcome = {
  readonly delivery: DeliveryId
  readonly subscription: SubscriptionId
  readonly state: DeliveryState | 'waiting' | 'taken'
  readonly because: string | null
}

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

/** `d` and 10 hex digits of subscription and slot: the same slot always gives the same delivery. */
export function deliveryIdOf(subscription: SubscriptionId, slot: Temporal.Instant): DeliveryId {
  const text = `${subscription}\n${slot.epochMilliseconds}`
  return deliveryId(`d${createHash('sha256').update(text).digest('hex').slice(0, ID_DIGITS)}`)
}

/** Makes the outbox of this process. It remembers only which channels asked for patience. */
export function createOutbox(parts: OutboxParts): Outbox {
  const step = createSender(parts)
  return {
    planDue: () => planDue(parts),
    async deliver(signal) {
      const outcomes = new Map<DeliveryId, DeliveryOutcome>()
      for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round += 1) {
        const pauseMs = await deliverOnce(parts, step, outcomes, signal)
        if (pauseMs === null || pauseMs > WAIT_MAX_MS || round === ROUNDS_MAX - 1) break
        await parts.wait(pauseMs, signal)
      }
      return [...outcomes.values()]
    },
  }
}

async function planDue(parts: OutboxParts): Promise<readonly Delivery[]> {
  const now = parts.clock.now()
  const planned: Delivery[] = []
  for (const subscription of await parts.store.listSubscriptions()) {
    // A platform without a token owes nothing: its channels start when it gets one.
    if (parts.posterFor(subscription.channel.platform) === null) continue
    try {
      const last = await parts.store.findLatestDelivery(subscription.id, ALL_STATES)
      for (const slot of dueSlots(subscription, last?.slot ?? null, now)) {
        const id = deliveryIdOf(subscription.id, slot)
        const delivery = await parts.store.planDelivery(id, subscription.id, slot, now)
        if (delivery !== null) planned.push(delivery)
      }
    } catch (error) {
      parts.onFault(error, subscription.id)
    }
  }
  return planned
}

/** One round over all open deliveries; the milliseconds until the first that waits can go on, or null. */
async function deliverOnce(
  parts: OutboxParts,
  step: ReturnType<typeof createSender>,
  outcomes: Map<DeliveryId, DeliveryOutcome>,
  signal: AbortSignal,
): Promise<number | null> {
  const open = await parts.store.listDeliveries(OPEN_STATES)
  const subscriptions = new Map((await parts.store.listSubscriptions()).map((each) => [each.id, each]))
  let pauseMs: number | null = null
  for (const delivery of open.slice(0, PASS_MAX)) {
    if (signal.aborted) break
    try {
      const result = await step(delivery, subscriptions.get(delivery.subscription) ?? null, signal)
      const { state, because, waitMs } = result
      outcomes.set(delivery.id, { delivery: delivery.id, subscription: delivery.subscription, state, because })
      if (waitMs !== null) pauseMs = Math.min(pauseMs ?? waitMs, waitMs)
      // The same channel may have more to come in this round: it is paused for them too.
      if (result.paused !== null) subscriptions.set(result.paused.id, result.paused)
    } catch (error) {
      // The store failed: where the delivery stands is written there, and the next pass reads it.
      parts.onFault(error, delivery.id)
    }
  }
  return pauseMs
}
