import type { ChatMessage, Lang } from '../../news/message.ts'
import type { StoryDefinition } from '../../news/story.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import type { NamedStory } from './follow-messages.ts'
import { quotedTitle } from '../line-rows.ts'
import { item, notice, typedIn } from './notice.ts'
import type { ChatStyle } from './notice.ts'
import { joinList } from '../words.ts'

const NAME = 'Standfirst'

/** The outlets that a channel does not hear, each to be heard again. */
export function mutesMessage(outlets: readonly string[], style: ChatStyle): ChatMessage {
  const { lang } = style
  const title = CHAT_WORDS.mutes[lang]
  if (outlets.length === 0) return notice(style, { title, text: [CHAT_WORDS.noMutes[lang](typedIn(style))] })
  const entries = outlets.map((outlet) => ({
    note: null,
    ...button(CHAT_WORDS.hear[lang](outlet), { kind: 'unmute', outlet }),
  }))
  return notice(style, {
    title,
    text: [CHAT_WORDS.mutedList[lang](joinList(lang, outlets)), CHAT_WORDS.hearAgain[lang](typedIn(style))],
    menu: { placeholder: CHAT_WORDS.pickOutlet[lang], entries },
  })
}

/** An outlet is left out from now on, or heard again. `known`: whether any article of it was seen. */
export function mutedMessage(
  {
    outlet,
    state,
    known,
  }: { readonly outlet: string; readonly state: 'muted' | 'heard'; readonly known: 'known' | 'unknown' },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const back = button(CHAT_WORDS.hear[lang](outlet), { kind: 'unmute', outlet })
  return notice(style, {
    title: CHAT_WORDS.mutes[lang],
    text: [CHAT_WORDS[state][lang](outlet), ...(known === 'unknown' ? [CHAT_WORDS.unknownOutlet[lang](outlet)] : [])],
    buttons: state === 'muted' ? [back] : [],
  })
}

/** A story that is covered from now on: how much belongs to it (`soon`: still looked for; `later`: that failed), and where more may come from. */
export function storyAddedMessage(
  added: {
    readonly story: Pick<StoryDefinition, 'id' | 'title' | 'query' | 'aliases'>
    readonly matched: number | 'soon' | 'later'
    readonly feeds: readonly { readonly outlet: string; readonly url: string }[]
  },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  const { id, title, query, aliases } = added.story
  const feeds = added.feeds.map(({ outlet, url }) => item(`${outlet}: ${url}`))
  return notice(style, {
    title: `${title} (${id})`,
    text: [
      matchedText(added.matched, lang),
      [
        CHAT_WORDS.storyQuery[lang](query),
        ...(aliases.length === 0 ? [] : [CHAT_WORDS.storyAliases[lang](joinList(lang, aliases))]),
      ].join('; '),
    ],
    sections: [{ heading: CHAT_WORDS.feedsKnown[lang], rows: feeds }],
    buttons: [
      button(CHAT_WORDS.followIt[lang], { kind: 'follow', story: id, wish: {}, subscription: null }, 'primary'),
      button(CHAT_WORDS.brief[lang], { kind: 'brief', story: id }),
      button(CHAT_WORDS.sources[lang], { kind: 'sources', story: id }),
    ],
  })
}

function matchedText(matched: number | 'soon' | 'later', lang: Lang): string {
  if (typeof matched === 'number') return CHAT_WORDS.storyAdded[lang](matched)
  return matched === 'soon' ? CHAT_WORDS.storyMade[lang] : CHAT_WORDS.storyLater[lang]
}

export function storyRemovedMessage({ title }: Pick<NamedStory, 'title'>, style: ChatStyle): ChatMessage {
  return notice(style, { title, text: [CHAT_WORDS.storyRemoved[style.lang]] })
}

/** A page that somebody put into a story; `title`: the page's own, or null. */
export function urlAddedMessage(
  { story, url, title }: { readonly story: NamedStory; readonly url: string; readonly title: string | null },
  style: ChatStyle,
): ChatMessage {
  const { lang } = style
  return notice(style, {
    title: story.title,
    text: [CHAT_WORDS.urlAdded[lang](title === null ? url : quotedTitle(title, lang))],
    buttons: [
      button(CHAT_WORDS.whatChanged[lang], { kind: 'whatchanged', story: story.id, since: null }),
      button(CHAT_WORDS.sources[lang], { kind: 'sources', story: story.id }),
    ],
  })
}

/** Thanks for a report; `id`: under which the operators find it. */
export function reportedMessage(id: string, style: ChatStyle): ChatMessage {
  const { lang } = style
  return notice(style, { title: NAME, text: [CHAT_WORDS.reported[lang], CHAT_WORDS.reportNumber[lang](id)] })
}

/** A report without words: asked where no form can be opened. */
export function reportNeededMessage(style: ChatStyle): ChatMessage {
  return notice(style, { title: NAME, text: [CHAT_WORDS.reportNeeded[style.lang](typedIn(style))] })
}

/** How many marks of the asker were erased. */
export function forgottenMessage(marks: number, style: ChatStyle): ChatMessage {
  return notice(style, { title: NAME, text: [CHAT_WORDS.forgotten[style.lang](marks)] })
}

/** What the bot says when it is invited: one sentence, two buttons. */
export function helloMessage(style: Pick<ChatStyle, 'lang'>): ChatMessage {
  const { lang } = style
  return notice(style, {
    title: NAME,
    text: [CHAT_WORDS.hello[lang]],
    buttons: [
      { label: CHAT_WORDS.follow[lang], words: 'start follow', look: 'primary' },
      { label: CHAT_WORDS.whatIsThis[lang], words: 'help' },
    ],
  })
}

/** What is shown while an answer takes longer. */
export function workingMessage(title: string | null, style: Pick<ChatStyle, 'lang'>): ChatMessage {
  return notice(style, { title: title ?? NAME, text: [CHAT_WORDS.working[style.lang](title)] })
}

/** A fault of ours: what happened, what to do, and the number by which the operator finds it. `again`: the words that were asked. */
export function failedMessage(
  { id, again }: { readonly id: string; readonly again: string | null },
  style: Pick<ChatStyle, 'lang'>,
): ChatMessage {
  const { lang } = style
  return notice(style, {
    title: CHAT_WORDS.failed[lang],
    text: [CHAT_WORDS.failedWhat[lang], CHAT_WORDS.failedId[lang](id)],
    buttons: again === null || again.trim() === '' ? [] : [{ label: CHAT_WORDS.tryAgain[lang], words: again }],
  })
}
