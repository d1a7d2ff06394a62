import { digestMessage } from '../../commands/digest-message.ts'
import { dormantMessage } from '../../commands/dormant-message.ts'
import { quietMessage } from '../../commands/quiet-message.ts'
import { withoutMuted } from '../../commands/chat/without-muted.ts'
import type { Brief } from '../../news/brief.ts'
import { editionId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { StoryState } from '../../news/story.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import type { Digest } from '../../schedule/sender.ts'
import { itemsOfBrief } from './told-items.ts'
import { findPrevious, findUntold, type ComposeParts } from './untold-news.ts'
import type { Told } from '../writing/wording.ts'

type NewDigest = Exclude<Digest, { readonly kind: 'change' }>

/** A digest, the edition that was written for it or null, and what may take its place when a model that was late has answered. */
export type DraftedDigest = {
  readonly digest: NewDigest
  readonly written: Brief | null
  readonly better: Promise<Told<Brief> | null> | null
}

/** Makes the digest of a delivery, and keeps its edition. */
export async function composeDigest(
  subscription: Subscription,
  delivery: Delivery,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<Pick<DraftedDigest, 'digest' | 'better'>> {
  const { written, ...made } = await draftDigest(subscription, delivery, parts, signal)
  if (written !== null) await parts.store.editions.saveEdition(written)
  return made
}

/**
 * The digest of a delivery, and the edition that was written for it or null; nothing is kept: what changed since the channel's last one, without what it was told meanwhile, then the
 * brief. With nothing new it is one quiet line, or none, as the channel wished. A delivery that has its edition is rendered
 * again from it, not rewritten.
 */
export async function draftDigest(
  subscription: Subscription,
  delivery: Delivery,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<DraftedDigest> {
  const { store, fresh, clock, wording } = parts
  const previous = await findPrevious(subscription, parts)
  const made = await fresh.editionOf(delivery.edition)
  // A dormant notice carries the edition before it: it is made again, not that edition.
  if (made !== null && made.edition !== previous?.edition) {
    const told = await store.deliveries.listTold(subscription.id)
    return { ...KEPT, digest: await showDigest(made, subscription, told, parts) }
  }
  const { state } = await fresh.storyOf(subscription.story)
  if (state.state === 'dormant' && (previous !== null || state.counts.articles === 0)) {
    return { ...KEPT, digest: composeDormant(subscription, state, previous, clock.now()) }
  }
  const { draft, told } = await findUntold(subscription, previous, parts, signal)
  const { update } = draft.brief
  if (update?.nothingNew === true && subscription.whenQuiet === 'skip') {
    return { ...KEPT, digest: { kind: 'skip', because: `nothing new since ${update.since}` } }
  }
  // Of a quiet line nothing is the model's to word.
  const inWords =
    wording === undefined || update?.nothingNew === true
      ? { told: draft.brief, better: null }
      : await wording.wordBrief(draft, subscription.lang, signal)
  const brief = inWords.told
  return { digest: await showDigest(brief, subscription, told, parts), written: brief, better: inWords.better }
}

/** No edition was written for it, and none comes. */
const KEPT = { written: null, better: null } as const

/** A brief as the digest that a channel gets. */
export async function showDigest(
  brief: Brief,
  subscription: Subscription,
  told: ReadonlySet<string>,
  { store }: Pick<ComposeParts, 'store'>,
): Promise<Extract<Digest, { readonly kind: 'digest' }>> {
  const muted = await store.reader.listMutes(subscription.channel)
  const message = withoutMuted(showEdition(brief, subscription), muted)
  return { kind: 'digest', edition: brief.edition, message, told: itemsOfBrief(brief, told) }
}

function showEdition(brief: Brief, { lang, zone }: Subscription): ChatMessage {
  if (brief.update?.nothingNew === true) {
    return quietMessage(brief.update, { lang, zone, title: brief.title, sources: brief.sources })
  }
  return digestMessage(brief, { lang, zone, previousAt: null })
}

/**
 * A dormant notice is no brief and has no edition of its own. It carries the one the channel was last sent, so that the
 * digest after it tells what changed since then.
 */
function composeDormant(
  { whenQuiet, lang, zone }: Subscription,
  state: StoryState,
  previous: Brief | null,
  asOf: Temporal.Instant,
): NewDigest {
  const since = state.lastChangeAt === null ? 'has no articles yet' : `dormant since ${state.lastChangeAt}`
  if (whenQuiet === 'skip') return { kind: 'skip', because: since }
  return {
    kind: 'digest',
    edition: previous?.edition ?? editionId(NO_EDITION),
    message: dormantMessage(state, { lang, zone, now: asOf }),
    told: [],
  }
}

/** Nothing was sent before: nothing is compared with it. */
const NO_EDITION = 'e0000000000000000'
