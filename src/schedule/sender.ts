import type { DeliveryFacts, DeliveryStore } from './delivery-store.ts'
import { newsStanding, slotStanding } from './due-slots.ts'
import { createPatience, type Patience } from './patience.ts'
import { isNewsError } from '../news/errors.ts'
import type { NewsError } from '../news/errors.ts'
import type { DeliveryId, EditionId, SubscriptionId } from '../news/ids.ts'
import type { ChannelRef, ChatMessage, Platform, PostedRef } from '../news/message.ts'
import type { Delivery, DeliveryState, Subscription } from '../news/subscription.ts'
import type { Clock } from '../ops/clock.ts'

/** What the outbox needs of a chat platform. */
export type Poster = {
  post(channel: ChannelRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  edit(posted: PostedRef, message: ChatMessage, signal: AbortSignal): Promise<void>
  find(
    channel: ChannelRef,
    delivery: DeliveryId,
    signal: AbortSignal,
    since: Temporal.Instant,
  ): Promise<PostedRef | null>
  reply(posted: PostedRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  findReply(posted: PostedRef, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef | null>
}

export type Digest =
  | {
      readonly kind: 'digest'
      readonly edition: EditionId
      readonly message: ChatMessage
      /** What the channel knows once it is posted. */
      readonly told: readonly string[]
    }
  | {
      /** A digest that was posted is changed, and a note in its thread says so. */
      readonly kind: 'change'
      readonly edition: EditionId | null
      readonly posted: PostedRef
      readonly edited: ChatMessage
      readonly note: ChatMessage
      readonly told: readonly string[]
    }
  /** There is nothing to post, as the channel wished. */
  | { readonly kind: 'skip'; readonly because: string }

export type SenderParts = {
  readonly store: DeliveryStore
  readonly clock: Clock
  /** Null where the platform is not set up. */
  readonly posterFor: (platform: Platform) => Poster | null
  /** Makes the digest; the one of `delivery.edition` where a try before this one made it. */
  readonly compose: (subscription: Subscription, delivery: Delivery, signal: AbortSignal) => Promise<Digest>
  /** What a delivery told that was found in its channel after a crash. */
  readonly toldOf: (subscription: Subscription, delivery: Delivery) => Promise<readonly string[]>
  /** Hears once that a platform takes a token no more, and how many subscriptions were paused for it. */
  readonly onTokenRefused: (channel: ChannelRef, paused: number, because: string) => void
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
/** A change of a posted digest is worth making for so long, however short the grace of its channel: it mends what stands there. */
const CHANGE_GRACE_MS = 24 * 3_600_000

/** Why a delivery came to stand where it does, as one of a few kinds, for counting; `because` says what happened. */
const DELIVERY_REASONS = [
  'none',
  // It ends without a post.
  'nothing-new',
  'paused',
  'removed',
  'too-old',
  'invalid',
  'refused',
  'given-up',
  // It waits, or is tried again.
  'quiet-hours',
  'not-set-up',
  'rate-limited',
  'not-composed',
  'under-way',
  'stopped',
  // It may stand in the channel.
  'unconfirmed',
  'left-behind',
  'not-searchable',
  'found',
  // Another process has it.
  'elsewhere',
] as const
export type DeliveryReason = (typeof DELIVERY_REASONS)[number]

export type StepResult = {
  readonly state: DeliveryState | 'waiting' | 'taken'
  readonly reason: DeliveryReason
  readonly because: string | null
  /** When it is worth trying again, where that is known. */
  readonly waitMs: number | null
}

type Job = { readonly delivery: Delivery; readonly subscription: Subscription; readonly poster: Poster }
/** A job of a platform that may not be set up. */
type Wanted = Omit<Job, 'poster'> & { readonly poster: Poster | null }

const result = (
  state: StepResult['state'],
  reason: DeliveryReason,
  because: string | null = null,
  waitMs: number | null = null,
): StepResult => ({ state, reason, because, waitMs })

/** What one process knows while it sends. */
type Sender = SenderParts & {
  readonly patience: Patience
  /** Tokens whose subscriptions are being paused now: deliveries side by side are refused side by side. */
  readonly pausing: Map<string, Promise<void>>
}

/** Gives the function that carries one delivery as far as it goes now. It throws only what the store throws. */
export function createSender(parts: SenderParts) {
  const sender: Sender = { ...parts, patience: createPatience(parts.clock), pausing: new Map() }
  return (delivery: Delivery, subscription: Subscription | null, signal: AbortSignal): Promise<StepResult> =>
    step(sender, delivery, subscription, signal)
}

async function move(
  sender: Sender,
  delivery: Delivery,
  from: readonly DeliveryState[],
  to: DeliveryState,
  { reason = 'none', ...facts }: Omit<DeliveryFacts, 'at'> & { readonly reason?: DeliveryReason } = {},
): Promise<StepResult> {
  const moved = await sender.store.moveDelivery(delivery.id, from, to, { at: sender.clock.now(), ...facts })
  return moved ? result(to, reason, facts.because ?? null) : result('taken', 'elsewhere')
}

async function step(
  sender: Sender,
  delivery: Delivery,
  subscription: Subscription | null,
  signal: AbortSignal,
): Promise<StepResult> {
  const from = [delivery.state]
  const ageMs = Math.abs(sender.clock.now().epochMilliseconds - delivery.changedAt.epochMilliseconds)
  if (delivery.state === 'sending' && ageMs < SENDING_LEASE_MS)
    return result('waiting', 'under-way', 'it is being sent')
  if (subscription === null) {
    return move(sender, delivery, from, endOf(delivery), { because: 'the subscription was removed', reason: 'removed' })
  }
  if (delivery.state === 'sending') {
    const because = 'the process that was sending it ended'
    const left = await move(sender, delivery, from, 'unconfirmed', { because, reason: 'left-behind' })
    return left.state === 'taken'
      ? left
      : step(sender, { ...delivery, state: 'unconfirmed', because }, subscription, signal)
  }
  if (delivery.state === 'unconfirmed' && ageMs < SETTLE_MS) {
    return result('waiting', 'unconfirmed', delivery.because, SETTLE_MS - ageMs)
  }
  const poster = sender.posterFor(subscription.channel.platform)
  const patience = sender.patience.leftMs(subscription.channel)
  if (poster !== null && patience > 0) return result('waiting', 'rate-limited', delivery.because, patience)
  if (delivery.state === 'unconfirmed' && poster !== null) {
    return confirm(sender, { delivery, subscription, poster }, signal)
  }
  return compose(sender, { delivery, subscription, poster }, signal)
}

/** Looks for a post that may have been accepted; only what is surely not there is sent again. */
async function confirm(sender: Sender, job: Job, signal: AbortSignal): Promise<StepResult> {
  const { delivery, subscription } = job
  let posted: PostedRef | null
  let told: readonly string[]
  try {
    posted = await within(signal, (limit) => find(sender, job, limit))
    told = posted === null ? [] : await sender.toldOf(subscription, delivery)
  } catch (error) {
    if (signal.aborted) return result('unconfirmed', 'stopped', delivery.because)
    const because = `it may have been posted, and the channel could not be searched: ${describe(sender, error, delivery)}`
    if (isNewsError(error, 'rate-limited')) {
      const waitMs = sender.patience.heed(subscription.channel, error.retryAfterMs)
      // Nobody waits for it any more, and what comes behind it does wait.
      const isLate = standingOf(subscription, delivery, sender.clock.now()) === 'too-old'
      return isLate
        ? move(sender, delivery, ['unconfirmed'], 'failed', { because, reason: 'rate-limited' })
        : result('waiting', 'rate-limited', because, waitMs)
    }
    if (isRefusal(error)) return refuse(sender, job, error)
    // What can never be looked for is for a person to decide: a second post would be worse than none.
    const final =
      isNewsError(error, 'not-offered') || isNewsError(error, 'input-invalid') || delivery.attempts >= ATTEMPTS_MAX
    const facts = { because, attempt: 'made', reason: 'not-searchable' } as const
    return move(sender, delivery, ['unconfirmed'], final ? 'failed' : 'unconfirmed', facts)
  }
  if (posted !== null) {
    return move(sender, delivery, ['unconfirmed'], 'sent', { posted, because: null, told, reason: 'found' })
  }
  return compose(sender, job, signal)
}

/** Of a change of a digest only the note can be found; an edit that is made twice is made once. */
async function find({ store }: Sender, { delivery, subscription, poster }: Job, signal: AbortSignal) {
  if (delivery.about === null) return poster.find(subscription.channel, delivery.id, signal, delivery.slot)
  const about = await store.findDelivery(delivery.about)
  const posted = about?.posted ?? null
  return posted === null ? null : poster.findReply(posted, delivery.id, signal)
}

/** Makes the digest and sends it, unless that is no longer wanted. */
async function compose(sender: Sender, wanted: Wanted, signal: AbortSignal): Promise<StepResult> {
  const { delivery, subscription, poster } = wanted
  const from = [delivery.state]
  const standing = standingOf(subscription, delivery, sender.clock.now())
  const unwanted = unwantedBecause(wanted, standing)
  if (unwanted !== null) return move(sender, delivery, from, endOf(delivery), unwanted)
  if (standing === 'wait') return result('waiting', 'quiet-hours', 'quiet hours')
  if (poster === null) return result('waiting', 'not-set-up', 'the platform is not set up')
  if (delivery.attempts >= ATTEMPTS_MAX) {
    const because = `${delivery.because ?? 'it did not go out'} (given up after ${delivery.attempts} tries)`
    return move(sender, delivery, from, 'failed', { because, reason: 'given-up' })
  }
  let digest: Digest
  try {
    digest = await sender.compose(subscription, delivery, signal)
  } catch (error) {
    if (signal.aborted) return result('waiting', 'stopped', delivery.because)
    return move(sender, delivery, from, delivery.state, {
      because: `no digest: ${describe(sender, error, delivery)}`,
      attempt: 'made',
      reason: 'not-composed',
    })
  }
  if (signal.aborted) return result('waiting', 'stopped', delivery.because)
  if (digest.kind === 'skip') {
    return move(sender, delivery, from, 'skipped', { because: digest.because, reason: 'nothing-new' })
  }
  const taken = await move(sender, delivery, from, 'sending', {
    ...(digest.edition === null ? {} : { edition: digest.edition }),
    because: null,
    attempt: 'made',
  })
  return taken.state === 'taken' ? taken : send(sender, { delivery, subscription, poster }, digest, signal)
}

/** Where a delivery ends that is not wanted any more: what was begun may stand in the channel. */
const endOf = ({ state }: Delivery) => (state === 'planned' ? 'skipped' : 'failed')

function unwantedBecause(
  { delivery, subscription }: Wanted,
  standing: ReturnType<typeof standingOf>,
): Required<Pick<StepResult, 'because' | 'reason'>> | null {
  // A person takes back what stands in a channel, paused or not.
  if (subscription.pausedBecause !== null && delivery.kind !== 'retraction') {
    return { because: `the subscription is paused: ${subscription.pausedBecause}`, reason: 'paused' }
  }
  return standing === 'too-old' ? { because: tooOldBecause(delivery, subscription), reason: 'too-old' } : null
}

function standingOf(subscription: Subscription, { kind, slot }: Delivery, now: Temporal.Instant) {
  switch (kind) {
    case 'digest':
      return slotStanding(subscription, slot, now)
    case 'breaking':
      return newsStanding(subscription, slot, now, subscription.graceMs)
    case 'correction':
      return newsStanding(subscription, slot, now, CHANGE_GRACE_MS)
    case 'retraction':
      return newsStanding({ ...subscription, quiet: null }, slot, now, CHANGE_GRACE_MS)
  }
}

type Made = Exclude<Digest, { readonly kind: 'skip' }>

async function send(sender: Sender, job: Job, made: Made, signal: AbortSignal): Promise<StepResult> {
  const { delivery } = job
  let posted: PostedRef
  try {
    posted = await within(signal, (limit) => put(job, made, limit))
  } catch (error) {
    if (isRefusal(error)) return refuse(sender, job, error)
    // The message itself is at fault, or gone: nothing was posted, and trying again cannot help.
    if (isNewsError(error, 'input-invalid'))
      return move(sender, delivery, ['sending'], 'failed', { because: error.message, reason: 'invalid' })
    if (!isNewsError(error, 'rate-limited')) {
      const left = await move(sender, delivery, ['sending'], 'unconfirmed', {
        because: describe(sender, error, delivery),
        reason: 'unconfirmed',
      })
      return { ...left, waitMs: SETTLE_MS }
    }
    const waitMs = sender.patience.heed(job.subscription.channel, error.retryAfterMs)
    const facts = { because: error.message, attempt: 'taken-back', reason: 'rate-limited' } as const
    return { ...(await move(sender, delivery, ['sending'], 'planned', facts)), waitMs }
  }
  // Another process may have given this one up for dead meanwhile.
  return move(sender, delivery, ['sending', 'unconfirmed'], 'sent', { posted, because: null, told: made.told })
}

async function put({ delivery, subscription, poster }: Job, made: Made, signal: AbortSignal): Promise<PostedRef> {
  if (made.kind === 'digest') return poster.post(subscription.channel, made.message, delivery.id, signal)
  await poster.edit(made.posted, made.edited, signal)
  return poster.reply(made.posted, made.note, delivery.id, signal)
}

const isRefusal = (error: unknown): error is NewsError =>
  isNewsError(error, 'channel-refused') || isNewsError(error, 'token-refused')

/** The channel refuses for good. Paused first: after a crash between the two, nothing more is sent to it. */
async function refuse(sender: Sender, job: Job, error: NewsError): Promise<StepResult> {
  const { message: because } = error
  if (error.code === 'token-refused') await pauseAll(sender, job, because)
  else await sender.store.pauseSubscription(job.subscription.id, because)
  return move(sender, job.delivery, ['sending', 'unconfirmed'], 'failed', { because, reason: 'refused' })
}

/** Pauses every subscription that the same token posts for: the platform is asked once, not once a channel. */
function pauseAll(sender: Sender, { subscription }: Job, because: string): Promise<void> {
  const { channel } = subscription
  const key = `${channel.platform}:${channel.workspace ?? ''}`
  const run = async () => {
    const all = await sender.store.listSubscriptions()
    const sharing = all.filter(
      (other) => other.channel.platform === channel.platform && other.channel.workspace === channel.workspace,
    )
    let paused = 0
    for (const { id } of sharing) if (await sender.store.pauseSubscription(id, because)) paused += 1
    if (paused > 0) sender.onTokenRefused(channel, paused, because)
  }
  const pausing = sender.pausing.get(key) ?? run().finally(() => sender.pausing.delete(key))
  sender.pausing.set(key, pausing)
  return pausing
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
  const graceMs = delivery.about === null ? subscription.graceMs : CHANGE_GRACE_MS
  const grace = `${Math.round(graceMs / 60_000)} minutes`
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
