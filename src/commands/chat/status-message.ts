import type { ChannelRef, ChatMessage, MessageRow } from '../../news/message.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { item, note, notice, typedIn } from './notice.ts'
import type { ChatStyle } from './notice.ts'
import { showSchedule } from './schedule-text.ts'
import { showMoment } from '../show-time.ts'
import type { TimeStyle } from '../show-time.ts'
import { STATE_WORDS, STATUS_WORDS } from './status-words.ts'

/** `here`: the channel it was asked in, if any. */
export type StatusStyle = ChatStyle & TimeStyle & { readonly now: Temporal.Instant; readonly here: ChannelRef | null }

/** One channel's wish, as its workspace's people see it. `where`: the channel's name for people, if the platform told it. */
export type FollowedRow = {
  readonly subscription: Subscription
  readonly title: string
  readonly where: string | null
  readonly next: Temporal.Instant | null
}

/** A digest that failed, or of which nobody knows whether it arrived. */
export type TroubledRow = { readonly delivery: Delivery; readonly title: string; readonly where: string | null }

/** `open`: it failed, and nobody asks it for a while; `half-open`: the next call tries. */
export type ModelState = { readonly name: string; readonly breaker: 'closed' | 'open' | 'half-open' }

/** How the bot is. It tells of one workspace alone. */
export type BotStatus = {
  readonly startedAt: Temporal.Instant
  /** What is wrong with the store, or null. */
  readonly storeFault: string | null
  readonly lastMatchedAt: Temporal.Instant | null
  /** The model that puts briefs into words, and whether calls go through to it; null where there is none. */
  readonly model?: ModelState | null
  readonly stories: { readonly live: number; readonly dormant: number }
  readonly followed: readonly FollowedRow[]
  readonly troubled: readonly TroubledRow[]
}

/** Rows of one kind: an administrator of more looks at the command line. */
const ROWS_MAX = 20

/** Health as an administrator needs it: what runs, what comes next, what did not arrive and how to mend it. */
export function statusMessage(status: BotStatus, style: StatusStyle): ChatMessage {
  const { lang } = style
  return notice(style, {
    title: STATUS_WORDS.title[lang],
    text: [inShort(status, style)],
    sections: [
      { heading: STATUS_WORDS.bot[lang], rows: botRows(status, style) },
      { heading: followsHeading(style), rows: followedRows(status.followed, style) },
      { heading: STATUS_WORDS.troubled[lang], rows: troubledRows(status.troubled, style) },
    ],
    buttons: [
      { label: CHAT_WORDS.stories[lang], words: 'stories' },
      { label: CHAT_WORDS.help[lang], words: 'help' },
    ],
  })
}

/** Slack's Home tab: what the workspace follows, what comes next, how the bot is; a menu opens the settings of one. */
export function homeMessage(status: BotStatus, style: StatusStyle): ChatMessage {
  const { lang } = style
  const entries = status.followed.map(({ subscription, title, where }) => ({
    note: placeOf(subscription, where, style),
    ...button(title, { kind: 'settings', of: { kind: 'subscription', subscription: subscription.id } }),
  }))
  return notice(style, {
    title: STATUS_WORDS.home[lang],
    text: [STATUS_WORDS.homeLead[lang], inShort(status, style)],
    sections: [
      { heading: followsHeading(style), rows: followedRows(status.followed, style) },
      { heading: STATUS_WORDS.troubled[lang], rows: troubledRows(status.troubled, style) },
      { heading: STATUS_WORDS.bot[lang], rows: botRows(status, style) },
    ],
    buttons: [
      { label: CHAT_WORDS.stories[lang], words: 'stories' },
      { label: CHAT_WORDS.help[lang], words: 'help' },
    ],
    menu: { placeholder: STATUS_WORDS.settings[lang], entries },
  })
}

function inShort({ storeFault, followed, troubled }: BotStatus, { lang }: StatusStyle): string {
  const paused = followed.filter(({ subscription }) => subscription.pausedBecause !== null).length
  const troubles = paused + troubled.length + (storeFault === null ? 0 : 1)
  return troubles === 0 ? STATUS_WORDS.allWell[lang] : STATUS_WORDS.troubles[lang](troubles)
}

const MODEL_WORDS = { closed: 'modelAsked', 'half-open': 'modelTried', open: 'modelRests' } as const

function botRows(
  { startedAt, storeFault, lastMatchedAt, stories, model = null }: BotStatus,
  style: StatusStyle,
): readonly MessageRow[] {
  const { lang, now } = style
  return [
    item(STATUS_WORDS.runsSince[lang](showMoment(startedAt, style, now))),
    item(storeFault === null ? STATUS_WORDS.storeWell[lang] : STATUS_WORDS.storeIll[lang](storeFault)),
    item(
      lastMatchedAt === null
        ? STATUS_WORDS.notMatched[lang]
        : STATUS_WORDS.matched[lang](showMoment(lastMatchedAt, style, now)),
    ),
    item(STATUS_WORDS.storyCount[lang](stories.live, stories.dormant)),
    ...(model === null ? [] : [item(STATUS_WORDS[MODEL_WORDS[model.breaker]][lang](model.name))]),
  ]
}

function followedRows(followed: readonly FollowedRow[], style: StatusStyle): readonly MessageRow[] {
  const { lang, now } = style
  const typed = typedIn(style)
  if (followed.length === 0) return [note(STATUS_WORDS.followsNone[lang](typed))]
  const rows = followed.slice(0, ROWS_MAX).map(({ subscription, title, where, next }) => {
    const { pausedBecause, zone } = subscription
    const coming =
      next === null ? STATUS_WORDS.noNext[lang] : STATUS_WORDS.next[lang](showMoment(next, { lang, zone }, now))
    const state = pausedBecause === null ? coming : STATUS_WORDS.paused[lang](pausedBecause)
    return item(`${title}, ${placeOf(subscription, where, style)}: ${showSchedule(subscription, lang)}; ${state}`)
  })
  const isPaused = followed.some(({ subscription }) => subscription.pausedBecause !== null)
  return [...rows, ...moreNote(followed.length, style), ...(isPaused ? [note(STATUS_WORDS.toResume[lang](typed))] : [])]
}

function troubledRows(troubled: readonly TroubledRow[], style: StatusStyle): readonly MessageRow[] {
  const { lang, now } = style
  if (troubled.length === 0) return []
  const rows = troubled.slice(0, ROWS_MAX).map(({ delivery, title, where }) => {
    const state = `${STATE_WORDS[delivery.state][lang]}: ${delivery.because ?? STATUS_WORDS.noReason[lang]}`
    const place = where === null ? [] : [where]
    return item(STATUS_WORDS.delivery[lang]([title, ...place].join(', '), showMoment(delivery.slot, style, now), state))
  })
  return [...rows, ...moreNote(troubled.length, style), note(STATUS_WORDS.howToMend[lang])]
}

/** As each platform calls it. */
function followsHeading({ lang, platform }: StatusStyle): string {
  return (platform === 'discord' ? STATUS_WORDS.serverFollows : STATUS_WORDS.follows)[lang]
}

function moreNote(count: number, { lang }: StatusStyle): readonly MessageRow[] {
  return count > ROWS_MAX ? [note(STATUS_WORDS.more[lang](count - ROWS_MAX))] : []
}

function placeOf({ channel }: Subscription, where: string | null, { lang, here }: StatusStyle): string {
  if (here !== null && here.id === channel.id && here.platform === channel.platform) return STATUS_WORDS.here[lang]
  return where ?? STATUS_WORDS.elsewhere[lang](channel.id)
}
