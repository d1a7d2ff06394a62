import type { DeliveryId, StoryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { notice, typedIn } from './notice.ts'
import type { ChatStyle } from './notice.ts'
import { showManner, showSchedule } from './schedule-text.ts'
import { showMoment } from '../show-time.ts'

/** A story as a message names it. */
export type NamedStory = { readonly id: StoryId; readonly title: string }

/** What became of a subscription. `next`: its next slot, or null where none is to come. Times are in its own zone. */
export type FollowNews = {
  readonly subscription: Subscription
  readonly title: string
  /** `same`: nothing became of it. */
  readonly was: 'new' | 'same' | 'changed' | 'resumed' | 'paused'
  readonly next: Temporal.Instant | null
  readonly now: Temporal.Instant
  /** What the bot lacks there without which digests still come. */
  readonly lacks?: string | null
}

const STATES = { new: 'followed', same: 'follows', changed: 'changed', resumed: 'resumed', paused: 'paused' } as const

/** What the channel gets from now on, when it comes next, and how to change it. */
export function followedMessage(news: FollowNews, style: ChatStyle): ChatMessage {
  const { lang } = style
  const { subscription, was } = news
  const typed = typedIn(style)
  const { story } = subscription
  const schedule = `${startSentence(showSchedule(subscription, lang))} · ${showManner(subscription, lang)}`
  const coming =
    was === 'paused'
      ? CHAT_WORDS.toResume[lang](typed)
      : [...(was === 'new' ? [CHAT_WORDS.firstNow[lang]] : []), nextText(news, style)].join(' ')
  return notice(style, {
    title: news.title,
    text: [
      CHAT_WORDS[STATES[was]][lang],
      schedule,
      coming,
      ...(news.lacks === undefined || news.lacks === null ? [] : [news.lacks]),
      CHAT_WORDS.toChange[lang](typed, story),
    ],
    buttons:
      was === 'paused'
        ? [button(CHAT_WORDS.resume[lang], { kind: 'digest', act: 'resume', story }, 'primary')]
        : [
            button(CHAT_WORDS.change[lang], {
              kind: 'settings',
              of: { kind: 'subscription', subscription: subscription.id },
            }),
            button(CHAT_WORDS.preview[lang], { kind: 'digest', act: 'preview', story }),
            button(CHAT_WORDS.unfollow[lang], { kind: 'unfollow', story }),
          ],
  })
}

/** Names of days are small in Spanish, but not where a line begins. */
function startSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `Next digest: Fri 9 Jan, 08:00.`, or that none will come. */
function nextText(
  { subscription, next, now }: Pick<FollowNews, 'subscription' | 'next' | 'now'>,
  { lang }: Pick<ChatStyle, 'lang'>,
): string {
  if (next === null) return CHAT_WORDS.noNext[lang]
  return CHAT_WORDS.next[lang](showMoment(next, { lang, zone: subscription.zone }, now))
}

/** The digests of a story here have ended. */
export function unfollowedMessage({ id, title }: NamedStory, style: ChatStyle): ChatMessage {
  const { lang } = style
  const again = button(CHAT_WORDS.followAgain[lang], { kind: 'follow', story: id, wish: {}, subscription: null })
  return notice(style, { title, text: [CHAT_WORDS.unfollowed[lang]], buttons: [again] })
}

/** What became of a digest that was asked for at once. `quietUntil`: as `07:00`, where quiet hours hold it. */
export function digestNowMessage(
  {
    story,
    kind,
    quietUntil,
  }: {
    readonly story: NamedStory
    readonly kind: 'planned' | 'paused' | 'quiet' | 'under-way'
    readonly quietUntil: string | null
  },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const preview = button(CHAT_WORDS.preview[lang], { kind: 'digest', act: 'preview', story: story.id })
  const resume = button(CHAT_WORDS.resume[lang], { kind: 'digest', act: 'resume', story: story.id }, 'primary')
  const answers = {
    planned: { text: [CHAT_WORDS.digestComes[lang]], buttons: [] },
    paused: { text: [CHAT_WORDS.paused[lang], CHAT_WORDS.toResume[lang](typedIn(style))], buttons: [resume, preview] },
    quiet: { text: [CHAT_WORDS.digestQuiet[lang](quietUntil ?? '')], buttons: [preview] },
    'under-way': { text: [CHAT_WORDS.digestUnderWay[lang]], buttons: [] },
  }
  return notice(style, { title: story.title, ...answers[kind] })
}

/** The digest that would come now, marked as a preview; null where the channel wished for none. */
export function previewMessage(digest: ChatMessage | null, story: NamedStory, style: ChatStyle): ChatMessage {
  const { lang } = style
  const now = button(CHAT_WORDS.digestNow[lang], { kind: 'digest', act: 'now', story: story.id })
  if (digest === null)
    return notice(style, { title: story.title, text: [CHAT_WORDS.previewNothing[lang]], buttons: [now] })
  return { ...digest, context: [CHAT_WORDS.previewTitle[lang], ...digest.context], buttons: [now] }
}

/** No digest stands in the channel that could be taken back. */
export function nonePostedMessage(story: NamedStory, style: ChatStyle): ChatMessage {
  const { lang } = style
  const now = button(CHAT_WORDS.digestNow[lang], { kind: 'digest', act: 'now', story: story.id })
  return notice(style, { title: story.title, text: [CHAT_WORDS.nonePosted[lang](typedIn(style))], buttons: [now] })
}

/** A digest is being taken back, or was before. */
export function retractingMessage(asked: 'now' | 'before', style: ChatStyle): ChatMessage {
  const { lang } = style
  const text = asked === 'now' ? CHAT_WORDS.retracting : CHAT_WORDS.retractedBefore
  return notice(style, { title: 'Standfirst', text: [text[lang]] })
}

/** A digest is to be taken back, and nobody said why: asked where no form can be opened. */
export function reasonNeededMessage(of: DeliveryId | StoryId, style: ChatStyle): ChatMessage {
  const typed = typedIn(style)
  return notice(style, {
    title: CHAT_WORDS.notDone[style.lang],
    text: [CHAT_WORDS.reasonNeeded[style.lang]((path) => `${typed(path)} ${of}`)],
  })
}
