import type { Right } from '../../news/chat.ts'
import type { StoryId } from '../../news/ids.ts'
import type { ChatMessage, Platform } from '../../news/message.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { notice, typedIn } from './notice.ts'
import type { ChatStyle, Notice } from './notice.ts'
import { REFUSAL_WORDS } from './refusal-words.ts'

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  terminal: 'Standfirst',
}

/** Who asked may not change the channel, or the platform did not say: why, and who can. `managers`: those of the configuration. */
export function notAllowedMessage(
  { right, managers }: { readonly right: Exclude<Right, 'may'>; readonly managers: string | null },
  style: ChatStyle,
): ChatMessage {
  const { lang, platform } = style
  const only = platform === 'discord' ? CHAT_WORDS.onlyDiscord : CHAT_WORDS.onlySlack
  const why = right === 'unknown' ? CHAT_WORDS.rightUnknown[lang](PLATFORM_NAMES[platform]) : only[lang](managers)
  return refusal([why], style)
}

/** Too much was asked: when to ask again. */
export function tooManyMessage(
  { whose, retryAfterMs }: { readonly whose: 'person' | 'channel'; readonly retryAfterMs: number },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  const words = whose === 'person' ? CHAT_WORDS.tooManyPerson : CHAT_WORDS.tooManyChannel
  return notice(style, { title: CHAT_WORDS.tooMany[lang], text: [words[lang](seconds)] })
}

/** It was asked where no digest can go, as in a Home tab. */
export function needsChannelMessage(style: ChatStyle): ChatMessage {
  return refusal([CHAT_WORDS.needsChannel[style.lang](typedIn(style))], style)
}

/** A story that channels of other workspaces follow is not removed. */
export function othersFollowMessage(
  story: { readonly id: StoryId; readonly title: string },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const unfollow = button(CHAT_WORDS.unfollow[lang], { kind: 'unfollow', story: story.id })
  return refusal([CHAT_WORDS.othersFollow[lang](story.title)], style, [unfollow])
}

/** The channel does not follow the story that was to be changed. */
export function notFollowedMessage(
  story: { readonly id: StoryId; readonly title: string },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const follow = button(CHAT_WORDS.followIt[lang], { kind: 'follow', story: story.id, wish: {}, subscription: null })
  return refusal([CHAT_WORDS.notFollowed[lang](story.title)], style, [follow])
}

/** Why something that was asked cannot be. `limit`: the number that was gone beyond. */
export type Refusal = { readonly because: keyof typeof REFUSAL_WORDS; readonly limit?: number }

/** What was looked for and is not there: nothing was to be changed. */
const NOT_FOUND: ReadonlySet<Refusal['because']> = new Set<Refusal['because']>(['lineGone', 'storyGone', 'noDigestYet'])

/** What was asked cannot be: why, and what to do instead. */
export function refusedMessage({ because, limit = 0 }: Refusal, style: ChatStyle): ChatMessage {
  const text = [REFUSAL_WORDS[because][style.lang]({ typed: typedIn(style), limit })]
  return NOT_FOUND.has(because) ? notice(style, { title: CHAT_WORDS.notFound[style.lang], text }) : refusal(text, style)
}

function refusal(text: readonly string[], style: ChatStyle, buttons: Notice['buttons'] = []): ChatMessage {
  return notice(style, { title: CHAT_WORDS.notDone[style.lang], text, buttons })
}
