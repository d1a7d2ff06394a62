import {
  forgottenMessage,
  mutedMessage,
  mutesMessage,
  reportedMessage,
  reportNeededMessage,
  storyRemovedMessage,
  urlAddedMessage,
} from '../../commands/chat/channel-messages.ts'
import type { Command, SettingsSubject } from '../../commands/grammar/command.ts'
import {
  digestNowMessage,
  followedMessage,
  nonePostedMessage,
  previewMessage,
  reasonNeededMessage,
  retractingMessage,
  unfollowedMessage,
  type FollowNews,
} from '../../commands/chat/follow-messages.ts'
import { misreadMessage } from '../../commands/chat/grammar-messages.ts'
import { helpMessage } from '../../commands/chat/help-message.ts'
import { cannotPostMessage } from '../../commands/chat/lack-message.ts'
import { MISREAD_WORDS } from '../../commands/grammar/misread-words.ts'
import { moreMessage } from '../../commands/chat/more-message.ts'
import {
  needsChannelMessage,
  notFollowedMessage,
  othersFollowMessage,
  refusedMessage,
} from '../../commands/chat/refusal-messages.ts'
import { reportMessage } from '../../commands/chat/report-message.ts'
import { statusMessage } from '../../commands/chat/status-message.ts'
import { storiesHereMessage } from '../../commands/chat/stories-here-message.ts'
import { writeCommand } from '../../commands/grammar/write-command.ts'
import { toldLines } from '../../news/brief.ts'
import type { Asker, Reply } from '../../news/chat.ts'
import { NewsError } from '../../news/errors.ts'
import { makeDeliveryId, shortHash, type DeliveryId, type StoryId } from '../../news/ids.ts'
import { channelKey, type ChannelRef, type ChatMessage } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import { nextSlots } from '../../schedule/due-slots.ts'
import { addAddress } from './add-story.ts'
import { coverStory } from './cover-story.ts'
import { toAsker, type Asked, type ChatParts } from './chat-parts.ts'
import { findLastPosted, PAUSED_BY_HAND, planDigestNow, previewDigest } from './control-digest.ts'
import { changeSubscription, followStory, listOwn } from './follow-story.ts'
import { findOutlet, namedOutlets } from './known-outlets.ts'
import { followedRow, lookAtHealth, statusStyleOf } from './look-at-health.ts'
import { readerOf } from './answer-command.ts'
import { askRetraction } from '../digest/retract.ts'

type Answers = 'brief' | 'sources' | 'differ' | 'timeline' | 'why' | 'whatchanged' | 'share'
/** What changes something, or tells of the bot itself. */
export type Intent = Exclude<Command, { readonly kind: Answers }>

/** Does what somebody asked who may, and says what was done. Throws NewsError where it cannot be. */
export async function carryOut(intent: Intent, asked: Asked, parts: ChatParts, signal: AbortSignal): Promise<Reply> {
  const { ask, channel, style } = asked
  switch (intent.kind) {
    case 'help':
      return toAsker(helpMessage(style))
    case 'status':
      return toAsker(statusMessage(await lookAtHealth(asked, parts), statusStyleOf(asked, parts)))
    case 'stories': {
      const own = statusStyleOf(asked, parts)
      const rows = asked.followed.map((each) => followedRow(each, each.story, own.now))
      return toAsker(storiesHereMessage(await parts.fresh.storiesOf(), rows, own))
    }
    case 'forget-me':
      return toAsker(forgottenMessage(await forget(ask.asker, parts), style))
    case 'report':
      return report(intent, asked, parts, signal)
    case 'more':
      return toAsker(await tellMore(intent.delivery, asked, parts, signal))
    case 'story-add':
      return coverStory(intent, asked, parts, signal)
    case 'story-remove':
      return toAsker(await removeStory(intent.story, asked, parts))
    case 'add-url': {
      const story = await named(intent.story, parts)
      const added = await addAddress(intent, parts)
      if (added.kind === 'refused') return toAsker(refusedMessage(added.why, style))
      parts.wake()
      return toAsker(urlAddedMessage({ story, url: intent.url, title: added.title }, style))
    }
    case 'follow':
      return toAsker(await follow(intent, asked, parts, signal))
    case 'settings': {
      const subscription = await ownSubscription(intent.of, asked, parts)
      if (subscription === null) return toAsker(needsChannelMessage(style))
      const was = subscription.pausedBecause === null ? 'same' : 'paused'
      return toAsker(await showFollowed({ subscription, was }, asked, parts))
    }
    default:
      return toAsker(
        channel === null ? needsChannelMessage(style) : await inChannel(intent, channel, asked, parts, signal),
      )
  }
}

/** On Discord a person is the same in every server; on Slack an id may be somebody else's in another workspace. */
function forget(asker: Asker, { store: { reader } }: Pick<ChatParts, 'store'>): Promise<number> {
  const { platform, user } = asker
  return platform === 'discord'
    ? reader.forgetReaders({ begins: 'discord:', ends: `:${user}` })
    : reader.forgetReader(readerOf(asker))
}

type ChannelIntent = Extract<Intent, { readonly kind: 'unfollow' | 'digest' | 'retract' | 'mute' | 'unmute' | 'mutes' }>

async function inChannel(
  intent: ChannelIntent,
  channel: ChannelRef,
  asked: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<ChatMessage> {
  const { style } = asked
  switch (intent.kind) {
    case 'mutes':
      return mutesMessage(await parts.store.reader.listMutes(channel), style)
    case 'mute':
    case 'unmute':
      return mute(intent, channel, asked, parts)
    case 'retract':
      return retract(intent, asked, parts)
    case 'unfollow': {
      const { story, subscription } = await followedHere(intent.story, asked, parts)
      if (subscription === null) return notFollowedMessage(story, style)
      await parts.store.deliveries.removeSubscription(subscription.id)
      return unfollowedMessage(story, style)
    }
    case 'digest': {
      const { story, subscription } = await followedHere(intent.story, asked, parts)
      if (subscription === null) return notFollowedMessage(story, style)
      return controlDigest(intent.act, { story, subscription }, asked, parts, signal)
    }
  }
}

async function controlDigest(
  act: 'now' | 'preview' | 'pause' | 'resume',
  { story, subscription }: { readonly story: Named; readonly subscription: Subscription },
  asked: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<ChatMessage> {
  const { ask, style } = asked
  switch (act) {
    case 'now': {
      const { kind } = await planDigestNow(subscription, parts)
      if (kind === 'planned') parts.wake()
      return digestNowMessage({ story, kind, quietUntil: subscription.quiet?.to ?? null }, style)
    }
    case 'preview':
      return previewMessage(await previewDigest(subscription, parts, signal), story, style)
    case 'pause': {
      const paused = { ...subscription, pausedBecause: subscription.pausedBecause ?? PAUSED_BY_HAND }
      await parts.store.deliveries.saveSubscription(paused)
      return showFollowed({ subscription: paused, was: 'paused' }, asked, parts)
    }
    case 'resume': {
      const lack = (await ask.lacks?.(signal)) ?? null
      const again = { kind: 'digest', act: 'resume', story: story.id } as const
      if (lack?.stops === 'every-post') return cannotPostMessage(lack, again, style)
      const resumed = await changeSubscription(subscription, {}, parts)
      parts.wake()
      return showFollowed({ ...resumed, was: 'resumed', lacks: lack?.text ?? null }, asked, parts)
    }
  }
}

async function follow(
  intent: Extract<Intent, { readonly kind: 'follow' }>,
  asked: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<ChatMessage> {
  const { story, wish, subscription: id } = intent
  const { ask, channel, style } = asked
  const own = id === null ? null : await ownSubscription({ kind: 'subscription', subscription: id }, asked, parts)
  if (id !== null && own === null) return notFollowedMessage(await named(story, parts), style)
  const lack = (await ask.lacks?.(signal)) ?? null
  if (lack?.stops === 'every-post') return cannotPostMessage(lack, intent, style)
  const lacks = lack?.text ?? null
  if (own !== null) return showFollowed({ ...(await changeSubscription(own, wish, parts)), lacks }, asked, parts)
  if (channel === null) return needsChannelMessage(style)
  const followed = await followStory({ story, channel, wish, asker: ask.asker }, parts)
  if (followed.was === 'too-many') return refusedMessage({ because: 'followsTooMany', limit: followed.limit }, style)
  if (followed.was !== 'changed') parts.wake()
  return showFollowed({ ...followed, lacks }, asked, parts)
}

async function showFollowed(
  { subscription, was, lacks = null }: Pick<FollowNews, 'subscription' | 'was' | 'lacks'>,
  { style }: Asked,
  parts: ChatParts,
): Promise<ChatMessage> {
  const { title } = await named(subscription.story, parts)
  const now = parts.clock.now()
  const next = was === 'paused' ? null : (nextSlots(subscription, now, 1)[0] ?? null)
  return followedMessage({ subscription, title, was, next, now, lacks }, style)
}

/** The subscription that is meant, where the asker may know of it: of this channel, or of their workspace. */
export async function ownSubscription(
  of: SettingsSubject,
  { ask, followed }: Asked,
  parts: Pick<ChatParts, 'store' | 'unnamedIs'>,
): Promise<Subscription | null> {
  if (of.kind === 'story') return followed.find(({ story }) => story === of.story) ?? null
  const here = followed.find(({ id }) => id === of.subscription)
  if (here !== undefined) return here
  // From another channel's place nobody was asked whether the asker may change this one: only where there is none.
  if (ask.channel !== null) return null
  const own = await listOwn(ask, { store: parts.store, unnamedIs: parts.unnamedIs(ask.asker.platform) })
  return own.find(({ id }) => id === of.subscription) ?? null
}

type Named = { readonly id: StoryId; readonly title: string }

async function named(id: StoryId, { store }: Pick<ChatParts, 'store'>): Promise<Named> {
  const story = (await store.stories.listStories()).find((each) => each.id === id)
  if (story === undefined) throw new NewsError('story-unknown', `there is no story “${id}” any more.`)
  return { id: story.id, title: story.title }
}

async function followedHere(id: StoryId, { followed }: Asked, parts: ChatParts) {
  const story = await named(id, parts)
  return { story, subscription: followed.find((each) => each.story === id) ?? null }
}

async function mute(
  { kind, outlet }: Extract<Intent, { readonly kind: 'mute' | 'unmute' }>,
  channel: ChannelRef,
  { lang, style, followed }: Asked,
  parts: ChatParts,
): Promise<ChatMessage> {
  const muted = await parts.store.reader.listMutes(channel)
  const names =
    kind === 'unmute'
      ? muted
      : await namedOutlets(
          followed.map(({ story }) => story),
          parts,
        )
  const found = findOutlet(outlet, names, parts.outlets)
  if (found.kind === 'near') {
    const suggestion = { label: found.name, words: writeCommand({ kind, outlet: found.name }) }
    return misreadMessage(
      { kind: 'misread', reason: MISREAD_WORDS.didYouMean[lang](found.name), suggestions: [suggestion] },
      style,
    )
  }
  const state = kind === 'mute' ? 'muted' : 'heard'
  await parts.store.reader.saveMute(channel, found.name, state)
  return mutedMessage({ outlet: found.name, state, known: found.kind }, style)
}

async function retract(
  { of, because }: Extract<Intent, { readonly kind: 'retract' }>,
  asked: Asked,
  parts: ChatParts,
): Promise<ChatMessage> {
  const { style, followed } = asked
  const delivery = of.kind === 'delivery' ? await parts.store.deliveries.findDelivery(of.delivery) : null
  const subscription = followed.find(
    ({ id, story }) => id === delivery?.subscription || (of.kind === 'story' && story === of.story),
  )
  const story = of.kind === 'story' ? of.story : subscription?.story
  // A digest of another channel is nobody's here.
  if (story === undefined) return oldButtonMessage(asked)
  if (subscription === undefined) return notFollowedMessage(await named(story, parts), style)
  const id = delivery?.id ?? (await findLastPosted(subscription, parts))
  if (id === null) return nonePostedMessage(await named(story, parts), style)
  if (because === null) return reasonNeededMessage(of.kind === 'story' ? story : id, style)
  const done = await askRetraction(id, because, parts)
  switch (done.kind) {
    case 'asked':
      parts.wake()
      return retractingMessage(done.asked, style)
    case 'bad-reason':
      return refusedMessage({ because: 'reasonTooLong', limit: done.limit }, style)
    case 'given-up':
      return refusedMessage({ because: 'notWithdrawn' }, style)
    case 'unknown':
    case 'not-posted':
      return refusedMessage({ because: 'notStanding' }, style)
  }
}

async function removeStory(id: StoryId, { ask, channel, style }: Asked, parts: ChatParts): Promise<ChatMessage> {
  const story = await named(id, parts)
  // Who would remove it is not who chose it.
  if ((await parts.store.seeds.findSeed('story', id)) !== null)
    return refusedMessage({ because: 'configuredStory' }, style)
  const here = channel === null ? null : channelKey(channel)
  const followers = (await parts.store.deliveries.listSubscriptions()).filter((each) => each.story === id)
  if (followers.some((each) => channelKey(each.channel) !== here)) return othersFollowMessage(story, style)
  await parts.store.stories.removeStory(id)
  parts.log.info({ story: id, platform: ask.asker.platform }, 'a story was removed from a channel')
  return storyRemovedMessage(story, style)
}

async function report(
  { about, text }: Extract<Intent, { readonly kind: 'report' }>,
  { ask, channel, style }: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<Reply> {
  if (text === null) return toAsker(reportNeededMessage(style))
  const id = shortHash(ask.id)
  parts.log.warn({ report: id, platform: ask.asker.platform, channel: channel?.id ?? null, about, text }, 'a report')
  const message = reportMessage({ id, about, text, channel }, { lang: parts.lang })
  await parts.reportTo?.(message, makeDeliveryId(`report ${ask.id}`), signal).catch((error: unknown) => {
    parts.log.error({ err: error, report: id }, 'a report could not be posted; it stands in this log')
  })
  return toAsker(reportedMessage(id, style))
}

async function tellMore(id: DeliveryId, asked: Asked, parts: ChatParts, signal: AbortSignal): Promise<ChatMessage> {
  const { ask, lang, followed } = asked
  const delivery = await parts.store.deliveries.findDelivery(id)
  const subscription = followed.find((each) => each.id === delivery?.subscription)
  if (subscription === undefined) return oldButtonMessage(asked)
  const manages = (await ask.mayManage(signal)) === 'may' ? 'may' : 'may-not'
  // A digest that says that there is nothing yet holds no edition.
  const brief = await parts.fresh.editionOf(delivery?.edition ?? null)
  const story = brief === null ? await named(subscription.story, parts) : { id: brief.story, title: brief.title }
  return moreMessage({ story, delivery: id, lines: brief === null ? [] : toldLines(brief), manages }, { lang })
}

/** What stood behind a button is no more, or is another channel's. */
function oldButtonMessage({ lang, style }: Asked): ChatMessage {
  return misreadMessage({ kind: 'misread', reason: MISREAD_WORDS.oldButton[lang], suggestions: [] }, style)
}
