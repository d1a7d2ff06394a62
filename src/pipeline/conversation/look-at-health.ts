import type { BotStatus, FollowedRow, StatusStyle, TroubledRow } from '../../commands/chat/status-message.ts'
import { isNewsError } from '../../news/errors.ts'
import type { Subscription } from '../../news/subscription.ts'
import { nextSlots } from '../../schedule/due-slots.ts'
import type { Asked, ChatParts } from './chat-parts.ts'
import { listOwn } from './follow-story.ts'

/** Deliveries that went wrong longer ago are history. */
const TROUBLE_DAYS = 7
/** Subscriptions that are looked at for trouble: a workspace has no more. */
const LOOKED_MAX = 200

type HealthParts = Pick<ChatParts, 'store' | 'fresh' | 'clock' | 'startedAt' | 'unnamedIs' | 'log' | 'modelState'>

/** How the bot is, as the asker's workspace may know. A store that fails is told, not thrown. */
export async function lookAtHealth({ ask }: Asked, parts: HealthParts): Promise<BotStatus> {
  const base = { startedAt: parts.startedAt, lastMatchedAt: parts.fresh.knownAt(), model: parts.modelState?.() ?? null }
  try {
    const { stories } = await parts.fresh.storiesOf()
    const live = stories.filter(({ state }) => state === 'live').length
    const titles = new Map(stories.map(({ id, title }) => [id, title]))
    const titleOf = ({ story }: Subscription) => titles.get(story) ?? story
    const own = await listOwn(ask, { store: parts.store, unnamedIs: parts.unnamedIs(ask.asker.platform) })
    const now = parts.clock.now()
    return {
      ...base,
      storeFault: null,
      stories: { live, dormant: stories.length - live },
      followed: own.map((each) => followedRow(each, titleOf(each), now)),
      troubled: await findTroubled(own.slice(0, LOOKED_MAX), titleOf, parts),
    }
  } catch (error) {
    parts.log.error({ err: error }, 'the store could not be looked at')
    const storeFault = isNewsError(error) ? error.code : 'unknown'
    return { ...base, storeFault, stories: { live: 0, dormant: 0 }, followed: [], troubled: [] }
  }
}

/** Whom a status is for: where they stand, and when. */
export function statusStyleOf({ style, zone, channel }: Asked, { clock }: Pick<ChatParts, 'clock'>): StatusStyle {
  return { ...style, zone, now: clock.now(), here: channel }
}

/** A subscription with its next slot; a paused one has none. */
export function followedRow(subscription: Subscription, title: string, now: Temporal.Instant): FollowedRow {
  const next = subscription.pausedBecause === null ? (nextSlots(subscription, now, 1)[0] ?? null) : null
  return { subscription, title, where: null, next }
}

async function findTroubled(
  own: readonly Subscription[],
  titleOf: (subscription: Subscription) => string,
  { store, clock }: HealthParts,
): Promise<readonly TroubledRow[]> {
  const since = clock.now().subtract({ hours: TROUBLE_DAYS * 24 })
  const troubled: TroubledRow[] = []
  for (const subscription of own) {
    const deliveries = await store.deliveries.listDeliveriesOf(subscription.id, ['failed', 'unconfirmed'], since)
    troubled.push(...deliveries.map((delivery) => ({ delivery, title: titleOf(subscription), where: null })))
  }
  return troubled.toSorted((one, other) => Temporal.Instant.compare(other.delivery.slot, one.delivery.slot))
}
