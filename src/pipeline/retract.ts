import { NewsError } from '../news/errors.ts'
import { deliveryId, makeDeliveryId, type DeliveryId } from '../news/ids.ts'
import type { Delivery } from '../news/subscription.ts'
import { planNow } from '../schedule/plan-now.ts'
import type { Newsroom } from './parts.ts'

/** A reason stands in the channel in the place of the digest: one sentence. */
const REASON_LENGTH_MAX = 500
/** A retraction that failed may be asked for again, so often at most. */
const TRIES_MAX = 10

/**
 * Takes a posted digest back: the bot replaces it with the reason and says so in its thread, at its next tick. Gives the
 * retraction, and whether it had been asked for before. Throws NewsError: 'delivery-unknown'; 'input-invalid' where nothing
 * stands in a channel to be taken back, or the reason is empty or too long.
 */
export async function retractDelivery(
  id: string,
  reason: string,
  { store: { deliveries }, clock }: Pick<Newsroom, 'store' | 'clock'>,
): Promise<{ readonly retraction: Delivery; readonly asked: 'now' | 'before' }> {
  const about = await deliveries.findDelivery(deliveryId(id))
  if (about === null) {
    throw new NewsError('delivery-unknown', `there is no delivery “${id}”. See them with: standfirst deliveries`)
  }
  const wish = {
    subscription: about.subscription,
    kind: 'retraction',
    about: about.id,
    reason: readReason(reason),
  } as const
  requirePosted(about)
  for (let time = 1; time <= TRIES_MAX; time += 1) {
    const tried = retractionIdOf(about.id, time)
    const known = await deliveries.findDelivery(tried)
    if (known === null) {
      const planned = await planNow({ ...wish, id: tried, at: clock.now() }, deliveries)
      if (planned !== null) return { retraction: planned, asked: 'now' }
      break
    }
    if (known.state !== 'failed' && known.state !== 'skipped') return { retraction: known, asked: 'before' }
  }
  const message = `${id} cannot be withdrawn: its subscription was ended, or it failed ${TRIES_MAX} times. Edit the message in the channel.`
  throw new NewsError('input-invalid', message)
}

function readReason(given: string): string {
  const reason = given.replaceAll(/\s+/g, ' ').trim()
  if (reason !== '' && reason.length <= REASON_LENGTH_MAX) return reason
  const message = `a reason has 1 to ${REASON_LENGTH_MAX} characters: it stands in the channel in the digest's place.`
  throw new NewsError('input-invalid', message)
}

function requirePosted({ id, state, posted, kind, about }: Delivery): void {
  if (state === 'sent' && posted !== null && about === null) return
  const what = about === null ? `is ${state}` : `is a ${kind}`
  throw new NewsError('input-invalid', `${id} ${what}: only a digest that was posted can be withdrawn.`)
}

/** The same digest is taken back once, whoever asks. */
function retractionIdOf(about: DeliveryId, time: number): DeliveryId {
  return makeDeliveryId(`retraction\n${about}\n${time}`)
}
