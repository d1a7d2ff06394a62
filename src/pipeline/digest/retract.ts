import { NewsError } from '../../news/errors.ts'
import { deliveryId, makeDeliveryId, type DeliveryId } from '../../news/ids.ts'
import type { Delivery } from '../../news/subscription.ts'
import { planNow } from '../../schedule/plan-now.ts'
import type { Newsroom } from '../parts.ts'

/** A reason stands in the channel in the place of the digest: one sentence. */
const REASON_LENGTH_MAX = 500
/** A retraction that failed may be asked for again, so often at most. */
const TRIES_MAX = 10

type RetractParts = Pick<Newsroom, 'store' | 'clock'>

/** What became of the wish to take a digest back. `asked`: whether it had been asked for before. */
export type Retraction =
  | { readonly kind: 'asked'; readonly retraction: Delivery; readonly asked: 'now' | 'before' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-posted'; readonly about: Delivery }
  | { readonly kind: 'bad-reason'; readonly limit: number }
  | { readonly kind: 'given-up' }

/** Takes a posted digest back: the bot replaces it with the reason and says so in its thread, at its next tick. */
export async function askRetraction(
  id: DeliveryId,
  given: string,
  { store: { deliveries }, clock }: RetractParts,
): Promise<Retraction> {
  const about = await deliveries.findDelivery(id)
  if (about === null) return { kind: 'unknown' }
  const reason = given.replaceAll(/\s+/g, ' ').trim()
  if (reason === '' || reason.length > REASON_LENGTH_MAX) return { kind: 'bad-reason', limit: REASON_LENGTH_MAX }
  if (about.state !== 'sent' || about.posted === null || about.about !== null) return { kind: 'not-posted', about }
  const wish = { subscription: about.subscription, kind: 'retraction', about: about.id, reason } as const
  for (let time = 1; time <= TRIES_MAX; time += 1) {
    const tried = retractionIdOf(about.id, time)
    const known = await deliveries.findDelivery(tried)
    if (known === null) {
      const planned = await planNow({ ...wish, id: tried, at: clock.now() }, deliveries)
      if (planned !== null) return { kind: 'asked', retraction: planned, asked: 'now' }
      break
    }
    if (known.state !== 'failed' && known.state !== 'skipped')
      return { kind: 'asked', retraction: known, asked: 'before' }
  }
  return { kind: 'given-up' }
}

/**
 * The same for the command line. Throws NewsError: 'delivery-unknown'; 'input-invalid' where nothing stands in a channel to be
 * taken back, or the reason is empty or too long.
 */
export async function retractDelivery(
  id: string,
  reason: string,
  parts: RetractParts,
): Promise<Extract<Retraction, { readonly kind: 'asked' }>> {
  const done = await askRetraction(deliveryId(id), reason, parts)
  switch (done.kind) {
    case 'asked':
      return done
    case 'unknown':
      throw new NewsError('delivery-unknown', `there is no delivery “${id}”. See them with: standfirst deliveries`)
    case 'bad-reason':
      throw new NewsError(
        'input-invalid',
        `a reason has 1 to ${done.limit} characters: it stands in the channel in the digest's place.`,
      )
    case 'not-posted': {
      const { about } = done
      const what = about.about === null ? `is ${about.state}` : `is a ${about.kind}`
      throw new NewsError('input-invalid', `${id} ${what}: only a digest that was posted can be withdrawn.`)
    }
    case 'given-up':
      throw new NewsError(
        'input-invalid',
        `${id} cannot be withdrawn: its subscription was ended, or it failed ${TRIES_MAX} times. Edit the message in the channel.`,
      )
  }
}

/** The same digest is taken back once, whoever asks. */
function retractionIdOf(about: DeliveryId, time: number): DeliveryId {
  return makeDeliveryId(`retraction\n${about}\n${time}`)
}
