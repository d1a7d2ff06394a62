import { digestMessage } from '../commands/digest-message.ts'
import { dormantMessage } from '../commands/dormant-message.ts'
import { quietMessage } from '../commands/quiet-message.ts'
import type { BriefLimits } from '../brief/select-claims.ts'
import type { Brief } from '../news/brief.ts'
import { editionId } from '../news/ids.ts'
import type { ChatMessage } from '../news/message.ts'
import type { StoryState } from '../news/story.ts'
import type { Delivery, Subscription } from '../news/subscription.ts'
import type { Digest } from '../schedule/sender.ts'
import { stateOf } from './answer.ts'
import { briefStory } from './brief.ts'
import type { Newsroom } from './parts.ts'
import { findStory } from './view-story.ts'

type Parts = Pick<Newsroom, 'store' | 'writer' | 'clock' | 'dormantAfterMs'> & { readonly limits: BriefLimits }

/**
 * Makes the digest of a delivery: what changed since the channel's last one, then the brief. With nothing new it is one
 * quiet line, or none, as the channel wished. A delivery that has its edition is rendered again from it, not rewritten.
 */
export async function composeDigest(
  subscription: Subscription,
  delivery: Delivery,
  newsroom: Parts,
  signal: AbortSignal,
): Promise<Digest> {
  const story = await findStory(subscription.story, newsroom)
  const previous = await findPrevious(subscription, newsroom)
  const made = delivery.edition === null ? null : await newsroom.store.editions.findEdition(delivery.edition)
  // A dormant notice carries the edition before it: it is made again, not that edition.
  if (made !== null && made.edition !== previous?.edition)
    return { kind: 'digest', edition: made.edition, message: showEdition(made, previous, subscription) }
  const asOf = newsroom.clock.now()
  const state = await stateOf(story, asOf, newsroom)
  if (state.state === 'dormant' && (previous !== null || state.counts.articles === 0)) {
    return composeDormant(subscription, state, previous, asOf)
  }
  const since = previous?.asOf ?? null
  const { lang } = subscription
  const { brief } = await briefStory(story, asOf, { lang, limits: newsroom.limits, since, signal }, newsroom)
  if (brief.update?.nothingNew === true && subscription.whenQuiet === 'skip') {
    return { kind: 'skip', because: `nothing new since ${brief.update.since}` }
  }
  await newsroom.store.editions.saveEdition(brief)
  return { kind: 'digest', edition: brief.edition, message: showEdition(brief, previous, subscription) }
}

/** The edition that this channel was last sent. */
async function findPrevious(subscription: Subscription, { store }: Parts): Promise<Brief | null> {
  const last = await store.deliveries.findLatestDelivery(subscription.id, ['sent'], ['digest'])
  return last === null || last.edition === null ? null : await store.editions.findEdition(last.edition)
}

function showEdition(brief: Brief, previous: Brief | null, { lang, zone }: Subscription): ChatMessage {
  if (brief.update?.nothingNew === true) {
    return quietMessage(brief.update, { lang, zone, title: brief.title, sources: brief.sources })
  }
  return digestMessage(brief, { lang, zone, previousAt: previous?.asOf ?? null })
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
): Digest {
  const since = state.lastChangeAt === null ? 'has no articles yet' : `dormant since ${state.lastChangeAt}`
  if (whenQuiet === 'skip') return { kind: 'skip', because: since }
  return {
    kind: 'digest',
    edition: previous?.edition ?? editionId(NO_EDITION),
    message: dormantMessage(state, { lang, zone, now: asOf }),
  }
}

/** Nothing was sent before: nothing is compared with it. */
const NO_EDITION = 'e0000000000'
