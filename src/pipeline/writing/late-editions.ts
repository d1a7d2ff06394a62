import type { Brief } from '../../news/brief.ts'
import type { DeliveryId, EditionId } from '../../news/ids.ts'
import type { ChatMessage, Platform, PostedRef } from '../../news/message.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import type { Clock } from '../../ops/clock.ts'
import type { Log } from '../../ops/log.ts'
import type { Poster } from '../../schedule/sender.ts'
import type { Newsroom } from '../parts.ts'
import type { Told } from './wording.ts'

/** Posts that wait for their better edition: more than go out in one hour of a large desk. The oldest stay as they are. */
const WAITED_MAX = 500
/** Looks at a delivery that is still on its way when its better edition is there; with a minute between, it went out or failed. */
const LOOKS_MAX = 5
/** A platform that has not answered by now is left: what was posted is a good digest. */
const EDIT_TIMEOUT_MS = 30_000

export type LateParts = {
  readonly store: Newsroom['store']
  readonly clock: Clock
  readonly log: Log
  readonly posterFor: (platform: Platform) => Pick<Poster, 'edit'> | null
  /** The edition as the channel gets it, and what it is told with it. */
  readonly show: (
    brief: Brief,
    subscription: Subscription,
    about: DeliveryId,
  ) => Promise<{ readonly message: ChatMessage; readonly told: readonly string[] }>
  /** Asks for `settle` to be called soon. */
  readonly wake: () => void
}

/** Digests that were posted as extracts, because the model was late, and are put into its words in place. */
export type LateEditions = {
  /** `posted` is the edition that goes out meanwhile. What is waited for ends with the process: then it stays that. */
  expect(posted: EditionId, about: { readonly delivery: Delivery; readonly better: Promise<Told<Brief> | null> }): void
  /** Edits the posts whose better edition has come: once each, and none that was corrected or taken back meanwhile. */
  settle(signal: AbortSignal): Promise<void>
}

type Ready = { readonly delivery: DeliveryId; readonly posted: EditionId; readonly brief: Brief; looks: number }

export function createLateEditions(parts: LateParts): LateEditions {
  const waited = new Set<DeliveryId>()
  const ready = new Map<DeliveryId, Ready>()

  function forget(id: DeliveryId): void {
    waited.delete(id)
    ready.delete(id)
  }

  async function take(id: DeliveryId, posted: EditionId, better: Promise<Told<Brief> | null>): Promise<void> {
    const found = await better
    if (found === null || !waited.has(id)) {
      forget(id)
      return
    }
    ready.set(id, { delivery: id, posted, brief: found.told, looks: 0 })
    parts.wake()
  }

  return {
    expect: (posted, { delivery: { id }, better }) => {
      waited.add(id)
      for (const oldest of waited) {
        if (waited.size <= WAITED_MAX) break
        forget(oldest)
      }
      void take(id, posted, better)
    },
    settle: async (signal) => {
      for (const one of ready.values()) {
        if (signal.aborted) return
        const outcome = await settleOne(one, parts, signal).catch((error: unknown) => {
          if (!signal.aborted) {
            parts.log.warn({ err: error, delivery: one.delivery }, 'a digest could not be put into words in place')
          }
          return 'done' as const
        })
        one.looks += 1
        if (outcome === 'done' || one.looks >= LOOKS_MAX) forget(one.delivery)
      }
    },
  }
}

/** Puts one better edition into its place, if its digest stands there as it was posted. */
async function settleOne(one: Ready, parts: LateParts, signal: AbortSignal): Promise<'done' | 'not-yet'> {
  const { store, clock, log } = parts
  const delivery = await store.deliveries.findDelivery(one.delivery)
  if (delivery === null || delivery.state === 'failed' || delivery.state === 'skipped') return 'done'
  if (delivery.state !== 'sent') return 'not-yet'
  const place = await findPlace(delivery, one, parts)
  if (place === null) {
    log.info(
      { delivery: one.delivery },
      'the model answered late, and its digest cannot be changed, or was meanwhile: it stays as it is',
    )
    return 'done'
  }
  const { subscription, posted, poster } = place
  await store.editions.saveEdition(one.brief)
  const { message, told } = await parts.show(one.brief, subscription, delivery.id)
  await poster.edit(posted, message, AbortSignal.any([signal, AbortSignal.timeout(EDIT_TIMEOUT_MS)]))
  await store.deliveries.moveDelivery(delivery.id, ['sent'], 'sent', {
    at: clock.now(),
    edition: one.brief.edition,
    told,
  })
  log.info(
    { delivery: delivery.id, edition: one.brief.edition },
    'the model answered late: a digest was put into its words in place',
  )
  return 'done'
}

type Place = {
  readonly subscription: Subscription
  readonly posted: PostedRef
  readonly poster: Pick<Poster, 'edit'>
}

/** Where the digest stands; null where it is another one by now, or nobody may change it. */
async function findPlace(delivery: Delivery, one: Ready, { store, posterFor }: LateParts): Promise<Place | null> {
  const { posted, edition } = delivery
  const subscription = await store.deliveries.findSubscription(delivery.subscription)
  if (posted === null || edition !== one.posted || subscription === null || subscription.pausedBecause !== null)
    return null
  const poster = posterFor(subscription.channel.platform)
  if (poster === null || (await isChanged(delivery, store))) return null
  return { subscription, posted, poster }
}

/** True where the digest was corrected or taken back, or is about to be. */
async function isChanged({ id, subscription, slot }: Delivery, store: Newsroom['store']): Promise<boolean> {
  const alive = ['planned', 'sending', 'unconfirmed', 'sent'] as const
  const later = await store.deliveries.listDeliveriesOf(subscription, alive, slot)
  return later.some(({ about }) => about === id)
}
