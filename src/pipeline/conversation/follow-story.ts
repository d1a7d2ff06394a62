import type { Wish } from '../../commands/grammar/command.ts'
import { subscriptionIdOf } from '../../config/config.ts'
import type { Ask, Asker } from '../../news/chat.ts'
import type { StoryId } from '../../news/ids.ts'
import { channelKey, type ChannelRef, type Lang } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Newsroom } from '../parts.ts'

/** Before work and at its end. */
const TIMES_DEFAULT = ['08:00', '17:30'] as const
const GRACE_DEFAULT_MS = 2 * 3_600_000
/** Stories of one channel: with more nobody reads any. */
const FOLLOWED_MAX = 25

export type FollowParts = Pick<Newsroom, 'store' | 'clock'> & {
  /** The zone and language of a channel about which nothing is known. */
  readonly zone: string
  readonly lang: Lang
}

export type Followed = {
  readonly subscription: Subscription
  /** `new`: its first digest comes at once. `resumed`: it had been paused. */
  readonly was: 'new' | 'changed' | 'resumed'
}

/** The channel follows as many stories as it can. */
export type FollowsTooMany = { readonly was: 'too-many'; readonly limit: number }

/** Makes a channel's subscription, or changes what was said of the one there is; a paused one goes on. */
export async function followStory(
  { story, channel, wish, asker }: { story: StoryId; channel: ChannelRef; wish: Wish; asker: Asker },
  parts: FollowParts,
): Promise<Followed | FollowsTooMany> {
  const { deliveries } = parts.store
  const followed = await listFollowed(channel, parts)
  const kept = followed.find((each) => each.story === story)
  if (kept !== undefined) return changeSubscription(kept, wish, parts)
  if (followed.length >= FOLLOWED_MAX) return { was: 'too-many', limit: FOLLOWED_MAX }
  const subscription: Subscription = {
    id: subscriptionIdOf(channel, story),
    story,
    channel,
    times: wish.times ?? TIMES_DEFAULT,
    days: wish.days ?? [1, 2, 3, 4, 5, 6, 7],
    zone: wish.zone ?? asker.zone ?? followed[0]?.zone ?? parts.zone,
    quiet: wish.quiet ?? null,
    whenQuiet: wish.whenQuiet ?? 'post',
    lang: wish.lang ?? asker.lang,
    breaking: wish.breaking ?? null,
    graceMs: GRACE_DEFAULT_MS,
    pausedBecause: null,
    createdAt: parts.clock.now(),
  }
  await deliveries.saveSubscription(subscription)
  return { subscription, was: 'new' }
}

/** Changes what the wish names. */
export async function changeSubscription(
  kept: Subscription,
  wish: Wish,
  { store }: Pick<Newsroom, 'store'>,
): Promise<Followed> {
  const subscription: Subscription = {
    ...kept,
    times: wish.times ?? kept.times,
    days: wish.days ?? kept.days,
    zone: wish.zone ?? kept.zone,
    quiet: wish.quiet === undefined ? kept.quiet : wish.quiet,
    whenQuiet: wish.whenQuiet ?? kept.whenQuiet,
    lang: wish.lang ?? kept.lang,
    breaking: wish.breaking === undefined ? kept.breaking : wish.breaking,
    pausedBecause: null,
  }
  await store.deliveries.saveSubscription(subscription)
  return { subscription, was: kept.pausedBecause === null ? 'changed' : 'resumed' }
}

/** The channel's subscriptions, in order of their making. */
export async function listFollowed(
  channel: ChannelRef | null,
  { store }: Pick<Newsroom, 'store'>,
): Promise<readonly Subscription[]> {
  if (channel === null) return []
  const key = channelKey(channel)
  return (await store.deliveries.listSubscriptions()).filter((each) => channelKey(each.channel) === key)
}

/**
 * Those that the asker may know of: of their workspace, and of the channel they ask in. A subscription that names no workspace is
 * of the token of the environment: everybody's, where no workspace installs the app for itself.
 */
export async function listOwn(
  { asker, channel }: Pick<Ask, 'asker' | 'channel'>,
  { store, unnamedIs }: Pick<Newsroom, 'store'> & { readonly unnamedIs: 'everybodys' | 'nobodys' },
): Promise<readonly Subscription[]> {
  const here = channel === null ? null : channelKey(channel)
  return (await store.deliveries.listSubscriptions()).filter((each) => {
    if (each.channel.platform !== asker.platform) return false
    const { workspace } = each.channel
    if (channelKey(each.channel) === here) return true
    if (asker.sees === 'channel') return false
    return workspace === undefined ? unnamedIs === 'everybodys' : workspace === asker.workspace
  })
}
