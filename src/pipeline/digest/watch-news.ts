import { makeDeliveryId, type DeliveryId, type StoryId, type SubscriptionId } from '../../news/ids.ts'
import type { Brief } from '../../news/brief.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import { deliveryIdOf } from '../../schedule/outbox.ts'
import { breakingSince, mayBreak, POST_STATES } from '../../schedule/plan-breaking.ts'
import { planNow } from '../../schedule/plan-now.ts'
import { findWeighty } from './compose-breaking.ts'
import { findUnfixed, isRetracted } from './compose-change.ts'
import type { ComposeParts } from './untold-news.ts'

/** Digests older than this stay as they are: who reads them reads history. */
const CORRECTED_DAYS = 7
/** Of one channel the newest so many digests are corrected. */
const CORRECTED_DIGESTS_MAX = 3
/** A digest may be made as long after its slot as the longest grace; the slot of its edition is looked for so far back. */
const EDITION_SLACK_HOURS = 15 * 24

export type WatchParts = ComposeParts & {
  /** Whether the platform of a subscription is set up. */
  readonly isServed: (subscription: Subscription) => boolean
  /** Hears of a fault of one subscription; the others go on. */
  readonly onFault: (error: unknown, about: SubscriptionId) => void
}

/** Looks, story by story, at what came in since it last looked; after a restart it looks at everything once. */
export type NewsWatch = {
  /** Plans posts between slots, and corrections of posted digests. How many were planned. */
  plan(signal: AbortSignal): Promise<number>
}

type Generation = { readonly stands: string; readonly since: Temporal.Instant }

type Task = (subscription: Subscription, parts: WatchParts, signal: AbortSignal) => Promise<Looked>
/** `later`: nothing can be planned now; it is looked at again whether something came in or not. */
type Looked = { readonly planned: number; readonly next: 'when-something-comes' | 'later' }

export function createNewsWatch(parts: WatchParts): NewsWatch {
  // What came in before is looked at once for each subscription and task.
  const looked = new Map<string, string>()
  const generations = new Map<StoryId, Generation>()

  /** What stands in a story, and since when this was seen. */
  async function standOf(story: StoryId): Promise<Generation> {
    const stands = await parts.fresh.generationOf(story)
    const before = generations.get(story)
    const found = before?.stands === stands ? before : { stands, since: parts.clock.now() }
    generations.set(story, found)
    return found
  }

  async function look(
    [name, task]: (typeof TASKS)[number],
    subscription: Subscription,
    { stands, since }: Generation,
    signal: AbortSignal,
  ): Promise<number> {
    const key = `${name} ${subscription.id}`
    const wish = `${subscription.lang} ${subscription.breaking?.origins ?? 'none'}`
    const generation = `${stands} ${wish}`
    if (looked.get(key) === generation) return 0
    const { planned, next } = await task(subscription, parts, signal)
    // What another process stored and matched a moment ago is counted in, and not yet told: it is looked at again.
    const isKnown = Temporal.Instant.compare(parts.fresh.knownAt(), since) >= 0
    if (isKnown && next === 'when-something-comes') looked.set(key, generation)
    return planned
  }

  return {
    plan: async (signal) => {
      let planned = 0
      const stands = new Map<StoryId, Generation>()
      for (const subscription of await parts.store.deliveries.listSubscriptions()) {
        if (signal.aborted) break
        if (subscription.pausedBecause !== null || !parts.isServed(subscription)) continue
        try {
          const { story } = subscription
          const stand = stands.get(story) ?? (await standOf(story))
          stands.set(story, stand)
          for (const task of TASKS) planned += await look(task, subscription, stand, signal)
        } catch (error) {
          if (!signal.aborted) parts.onFault(error, subscription.id)
        }
      }
      return planned
    },
  }
}

async function planBreaking(subscription: Subscription, parts: WatchParts, signal: AbortSignal): Promise<Looked> {
  const { store, clock } = parts
  if (subscription.breaking === null) return { planned: 0, next: 'when-something-comes' }
  const now = clock.now()
  const recent = await store.deliveries.listDeliveriesOf(subscription.id, POST_STATES, breakingSince(now))
  if (!mayBreak(subscription, recent, now)) return { planned: 0, next: 'later' }
  if ((await findWeighty(subscription, parts, signal)) === null) return { planned: 0, next: 'when-something-comes' }
  const id = deliveryIdOf(subscription.id, now)
  const plan = { id, subscription: subscription.id, kind: 'breaking', about: null, at: now } as const
  // What comes while it waits is told with it, but for what comes while it is on its way.
  return { planned: (await planNow(plan, store.deliveries)) === null ? 0 : 1, next: 'later' }
}

async function planCorrections(subscription: Subscription, parts: WatchParts, signal: AbortSignal): Promise<Looked> {
  const { store, clock } = parts
  let planned = 0
  let next: Looked['next'] = 'when-something-comes'
  for (const { delivery, edition } of await listCorrectable(subscription, parts)) {
    if (signal.aborted) break
    if (await isRetracted(delivery, parts)) continue
    const unfixed = await findUnfixed(delivery, edition, subscription, parts)
    if (unfixed.length === 0) continue
    const id = correctionIdOf(
      delivery.id,
      unfixed.map(({ item }) => item),
    )
    if ((await store.deliveries.findDelivery(id)) !== null) continue
    const plan = { id, subscription: subscription.id, kind: 'correction', about: delivery.id, at: clock.now() } as const
    if ((await planNow(plan, store.deliveries)) === null) next = 'later'
    else planned += 1
  }
  return { planned, next }
}

const TASKS: readonly (readonly [string, Task])[] = [
  ['breaking', planBreaking],
  ['corrections', planCorrections],
]

/** The newest digests of the last days that show lines, each with its edition. */
async function listCorrectable(
  { id }: Subscription,
  { store, fresh, clock }: ComposeParts,
): Promise<readonly { readonly delivery: Delivery; readonly edition: Brief }[]> {
  const since = clock.now().subtract({ hours: CORRECTED_DAYS * 24 })
  const sent = await store.deliveries.listDeliveriesOf(id, ['sent'], since)
  const found: { readonly delivery: Delivery; readonly edition: Brief }[] = []
  for (const delivery of sent.toReversed()) {
    if (found.length === CORRECTED_DIGESTS_MAX) break
    if (delivery.kind !== 'digest' || delivery.edition === null) continue
    const edition = await fresh.editionOf(delivery.edition)
    if (edition === null || edition.update?.nothingNew === true) continue
    // A dormant notice names the edition of a digest before it, and shows none of its lines.
    const around = edition.asOf.subtract({ hours: EDITION_SLACK_HOURS })
    const sharing = await store.deliveries.listDeliveriesOf(id, ['sent'], around)
    const first = sharing.find((other) => other.kind === 'digest' && other.edition === delivery.edition)
    if (first?.id === delivery.id) found.push({ delivery, edition })
  }
  return found
}

/** The same corrections of the same digest are one delivery, whoever notices them and however often. */
function correctionIdOf(about: DeliveryId, items: readonly string[]): DeliveryId {
  return makeDeliveryId(['correction', about, ...items.toSorted()].join('\n'))
}
