import type { ChatMessage, Lang } from '../../news/message.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { item, notice, typedIn } from './notice.ts'
import type { ChatStyle } from './notice.ts'
import { HELP_WORDS } from './help-words.ts'

const DOCS_TITLE: Readonly<Record<Lang, string>> = { en: 'What you can ask', es: 'Qué puede preguntar' }

/** What to type, on one screen of a phone: at most fifteen lines. */
export function helpMessage(style: ChatStyle): ChatMessage {
  const { lang, platform } = style
  const words = HELP_WORDS[lang]
  const typed = typedIn(style)
  return notice(style, {
    title: DOCS_TITLE[lang],
    text: [words.lead],
    sections: [
      {
        heading: words.anyone,
        rows: [
          item(`${typed('whatchanged')} ${words.changedValues}: ${words.changed}`),
          item(`${typed('brief')} · ${typed('sources')} · ${typed('differ')} · ${typed('timeline')}: ${words.reading}`),
          item(`${typed('stories')}: ${words.stories}`),
          item(platform === 'discord' ? words.onDiscord : words.onSlack),
        ],
      },
      {
        heading: words.managers,
        rows: [
          item(`${typed('follow')} ${words.followValues}: ${words.follow}`),
          item(`${typed('unfollow')} · ${typed('digest')} ${words.digestParts}`),
          item(`${typed('mute')} ${words.outlet} · ${typed('story add')} ${words.storyTitle}`),
        ],
      },
      {
        heading: words.yourself,
        rows: [
          item(`${typed('standfirst status')} · ${typed('standfirst report')}`),
          item(`${typed('standfirst forget-me')}: ${words.forget}`),
        ],
      },
    ],
    buttons: [
      { label: CHAT_WORDS.whatChanged[lang], words: 'whatchanged' },
      { label: CHAT_WORDS.stories[lang], words: 'stories' },
      { label: CHAT_WORDS.follow[lang], words: 'start follow' },
    ],
  })
}
