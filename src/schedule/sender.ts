import type { DeliveryFacts, DeliveryStore } from './delivery-store.ts'
import { slotStanding } from './due-slots.ts'
import { createPatience, type Patience } from './patience.ts'
import { isNewsError } from '../news/errors.ts'
import type { DeliveryId, EditionId, SubscriptionId } from '../news/ids.ts'
import type { ChannelRef, ChatMessage, Platform, PostedRef } from '../news/message.ts'
import type { Delivery, DeliveryState, Subscription } from '../news/subscription.ts'
import type { Clock } from '../ops/clock.ts'

/** What the outbox needs of a chat platform. */
export type Poster = {
  post(channel: ChannelRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  find(channel: ChannelRef, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef | null>
}

export type Digest =
  | { readonly kind: 'digest'; readonly edition: EditionId; readonly message: ChatMessage }
  /** There is nothing to post, as the channel wished. */
  | { readonly kind: 'skip'; readonly because: string }

export type SenderParts = {
  readonly store: DeliveryStore
  readonly clock: Clock
  /** Null where the platform is not set up. */
  readonly posterFor: (platform: Platform) => Poster | null
  /** Makes the digest; the one of `delivery.edition` where a try before this one made it. */
  readonly compose: (subscription: Subscription, delivery: Delivery, signal: AbortSignal) => Promise<Digest>
  /** Hears of faults of one subscription or delivery; the others go on. */
  readonly onFault: (error: unknown, about: SubscriptionId | DeliveryId) => void
}

/** Tries of one delivery, over all restarts. */
const ATTEMPTS_MAX = 8
/** A platform that has not answered by now may or may not have accepted the post. */
const POST_TIMEOUT_MS = 60_000
/** Twice the time a post may take: a delivery 'sending' for longer was left by a process that died. */
const SENDING_LEASE_MS = 2 * POST_TIMEOUT_MS
/** An unconfirmed post may still be on its way into the channel: it is looked for after this long. */
const SETTLE_MS = 30_000
export type StepResult = {
  readonly state: DeliveryState | 'waiting' | 'taken'
  readonly because: string | null
  /** When it is worth trying again, where that is known. */
  readonly waitMs: number | null
  /** The subscription, where this step paused it. */
  readonly paused: Subscription | null
}

type Job = { readonly delivery: Delivery; readonly subscription: Subscription; readonly poster: Poster }

const result = (
  state: StepResult['state'],
  because: string | null = null,
  waitMs: number | null = null,
): StepResult => ({
  state,
  because,
  waitMs,
  paused: null,
})

/** What one process knows while it sends. */
type Sender = SenderParts & { readonly patience: Patience }

/** Gives the function that carries one delivery as far as it goes now. It throws only what the store throws. */
export function createSender(parts: SenderParts) {
  const sender: Sender = { ...parts, patience: createPatience(parts.clock) }
  return (delivery: Delivery, subscription: Subscription | null, signal: AbortSignal): Promise<StepResult> =>
    step(sender, delivery, subscription, signal)
}

async function move(
  sender: Sender,
  delivery: Delivery,
  from: readonly DeliveryState[],
  to: DeliveryState,
  facts: Omit<DeliveryFacts, 'at'> = {},
): Promise<StepResult> {
  const moved = await sender.store.moveDelivery(delivery.id, from, to, { at: sender.clock.now(), ...facts })
  return moved ? result(to, facts.because ?? null) : result('taken')
}

async function step(
  sender: Sender,
  delivery: Delivery,
  subscription: Subscription | null,
  signal: AbortSignal,
): Promise<StepResult> {
  const from = [delivery.state]
  const ageMs = Math.abs(sender.clock.now().epochMilliseconds - delivery.changedAt.epochMilliseconds)
  if (delivery.state === 'sending' && ageMs < SENDING_LEASE_MS) return result('waiting', 'it is being sent')
  if (subscription === null) {
    const to = delivery.state === 'planned' ? 'skipped' : 'failed'
    return move(sender, delivery, from, to, { because: 'the subscription was removed' })
  }
  if (delivery.state === 'sending') {
    const because = 'the process that was sending it ended'
    const left = await move(sender, delivery, from, 'unconfirmed', { because })
    return left.state === 'taken'
      ? left
      : step(sender, { ...delivery, state: 'unconfirmed', because }, subscription, signal)
  }
  if (delivery.state === 'unconfirmed' && ageMs < SETTLE_MS) {
    return result('waiting', delivery.because, SETTLE_MS - ageMs)
  }
  const poster = sender.posterFor(subscription.channel.platform)
  const patience = sender.patience.leftMs(subscription.channel)
  if (poster !== null && patience > 0) return result('waiting', delivery.because, patience)
  if (delivery.state === 'unconfirmed' && poster !== null) {
    return confirm(sender, { delivery, subscription, poster }, signal)
  }
  return compose(sender, delivery, subscription, poster, signal)
}

/** Looks for a post that may have been accepted; only what is surely not there is sent again. */
async function confirm(sender: Sender, job: Job, signal: AbortSignal): Promise<StepResult> {
  const { delivery, subscription, poster } = job
  let posted: PostedRef | null
  try {
    posted = await within(signal, (limit) => poster.find(subscription.channel, delivery.id, limit))
  } catch (error) {
    if (signal.aborted) return result('unconfirmed', delivery.because)
    if (isNewsError(error, 'rate-limited')) {
      return result('waiting', error.message, sender.patience.heed(subscription.channel, error.retryAfterMs))
    }
    if (isNewsError(error, 'channel-refused')) return refuse(sender, job, error.message)
    const because = `it may have been posted, and the channel could not be searched: ${describe(sender, error, delivery)}`
    // What can never be looked for is for a person to decide: a second post would be worse than none.
    const final = isNewsError(error, 'not-offered') || delivery.attempts >= ATTEMPTS_MAX
    return move(sender, delivery, ['unconfirmed'], final ? 'failed' : 'unconfirmed', { because, attempt: 'made' })
  }
  if (posted !== null) return move(sender, delivery, ['unconfirmed'], 'sent', { posted, because: null })
  return compose(sender, delivery, subscription, poster, signal)
}

/** Makes the digest and sends it, unless that is no longer wanted. */
async function compose(
  sender: Sender,
  delivery: Delivery,
  subscription: Subscription,
  poster: Poster | null,
  signal: AbortSignal,
): Promise<StepResult> {
  const from = [delivery.state]
  const ended = delivery.state === 'planned' ? 'skipped' : 'failed'
  if (subscription.pausedBecause !== null) {
    return move(sender, delivery, from, ended, { because: `the subscription is paused: ${subscription.pausedBecause}` })
  }
  const standing = slotStanding(subscription, delivery.slot, sender.clock.now())
  if (standing === 'too-old') {
    return move(sender, delivery, from, ended, { because: tooOldBecause(delivery, subscription) })
  }
  if (standing === 'wait') return result('waiting', 'quiet hours')
  if (poster === null) return result('waiting', 'the platform is not set up')
  if (delivery.attempts >= ATTEMPTS_MAX) {
    const because = `${delivery.because ?? 'it did not go out'} (given up after ${delivery.attempts} tries)`
    return move(sender, delivery, from, 'failed', { because })
  }
  let digest: Digest
  try {
    digest = await sender.compose(subscription, delivery, signal)
  } catch (error) {
    if (signal.aborted) return result('waiting', delivery.because)
    return move(sender, delivery, from, delivery.state, {
      because: `no digest: ${describe(sender, error, delivery)}`,
      attempt: 'made',
    })
  }
  if (signal.aborted) return result('waiting', delivery.because)
  if (digest.kind === 'skip') return move(sender, delivery, from, 'skipped', { because: digest.because })
  const taken = await move(sender, delivery, from, 'sending', {
    edition: digest.edition,
    because: null,
    attempt: 'made',
  })
  return taken.state === 'taken' ? taken : send(sender, { delivery, subscription, poster }, digest.message, signal)
}

async function send(sender: Sender, job: Job, message: ChatMessage, signal: AbortSignal): Promise<StepResult> {
  const { delivery, subscription, poster } = job
  let posted: PostedRef
  try {
    posted = await within(signal, (limit) => poster.post(subscription.channel, message, delivery.id, limit))
  } catch (error) {
    if (isNewsError(error, 'channel-refused')) return refuse(sender, job, error.message)
    if (!isNewsError(error, 'rate-limited')) {
      const left = await move(sender, delivery, ['sending'], 'unconfirmed', {
        because: describe(sender, error, delivery),
      })
      return { ...left, waitMs: SETTLE_MS }
    }
    const waitMs = sender.patience.heed(subscription.channel, error.retryAfterMs)
    const facts = { because: error.message, attempt: 'taken-back' } as const
    return { ...(await move(sender, delivery, ['sending'], 'planned', facts)), waitMs }
  }
  // Another process may have given this one up for dead meanwhile.
  return move(sender, delivery, ['sending', 'unconfirmed'], 'sent', { posted, because: null })
}

/** The channel refuses for good. Paused first: after a crash between the two, nothing more is sent to it. */
async function refuse(sender: Sender, job: Job, because: string): Promise<StepResult> {
  const paused = { ...job.subscription, pausedBecause: because }
  await sender.store.saveSubscription(paused)
  return { ...(await move(sender, job.delivery, ['sending', 'unconfirmed'], 'failed', { because })), paused }
}

/** A fault in words for an admin; one that nobody foresaw goes to the log, for its text may hold anything. */
function describe(sender: Sender, error: unknown, delivery: Delivery): string {
  if (isNewsError(error)) return error.message
  const name = error instanceof Error ? error.name : typeof error
  if (name === 'AbortError') return 'it was stopped before the platform answered'
  if (name === 'TimeoutError') return `the platform did not answer within ${POST_TIMEOUT_MS / 1_000} s`
  sender.onFault(error, delivery.id)
  return `an unforeseen fault (${name}); the log says more`
}

function tooOldBecause(delivery: Delivery, subscription: Subscription): string {
  const grace = `${Math.round(subscription.graceMs / 60_000)} minutes`
  const why = delivery.because === null ? '' : `: ${delivery.because}`
  if (delivery.state === 'planned') return `missed by more than ${grace}${why}`
  return `it is not in the channel, and older than ${grace}${why}`
}

/** Runs a call to a platform, but not for ever: where it does not heed the signal it is left behind. */
function within<Value>(signal: AbortSignal, call: (limit: AbortSignal) => Promise<Value>): Promise<Value> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(POST_TIMEOUT_MS)])
  const cut = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(limit.reason), { once: true })
  })
  return Promise.race([call(limit), cut])
}
