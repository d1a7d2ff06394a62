import type { ChatMessage } from '../../news/message.ts'
import { CHAT_WORDS } from './chat-words.ts'
import type { Misread, WhichStory } from '../grammar/misread.ts'
import { item, notice, typedIn } from './notice.ts'
import type { ChatStyle } from './notice.ts'
import { WORDS_MAX_CHARS } from '../grammar/write-command.ts'

/** Stories that a menu holds. */
const CHOICES_MAX = 25
const HELP = { words: 'help' } as const
const STORIES = 'stories'

/** What could not be read, and what may have been meant: each a button. */
export function misreadMessage(misread: Misread, style: ChatStyle): ChatMessage {
  const { lang } = style
  // Help stands last and under its own name, also where it was meant.
  const meant = misread.suggestions
    .filter(({ words }) => words !== HELP.words)
    .map((each) => (each.words === STORIES ? { ...each, label: CHAT_WORDS.stories[lang] } : each))
    .slice(0, 4)
  return notice(style, {
    title: CHAT_WORDS.notUnderstood[lang],
    text: [misread.reason, ...(misread.suggestions.length > 0 ? [] : [CHAT_WORDS.seeHelp[lang](typedIn(style))])],
    buttons: [...meant, { ...HELP, label: CHAT_WORDS.help[lang] }],
  })
}

/** Between which stories to choose: a menu, and the names for those who would rather type. */
export function whichStoryMessage({ choices }: WhichStory, style: ChatStyle): ChatMessage {
  const { lang } = style
  const shown = choices.slice(0, CHOICES_MAX)
  const entries = shown.map(({ story, words }) => ({ label: story.title, note: story.id, words }))
  const rest = choices.length - shown.length
  const isLong = entries.some(({ words }) => words.length > WORDS_MAX_CHARS)
  return notice(style, {
    title: CHAT_WORDS.whichStory[lang],
    text: [
      CHAT_WORDS.whichStoryHow[lang],
      ...(isLong ? [CHAT_WORDS.namedLater[lang]] : []),
      ...(rest > 0 ? [CHAT_WORDS.moreStories[lang](rest)] : []),
    ],
    sections: [
      { heading: CHAT_WORDS.stories[lang], rows: shown.map(({ story }) => item(`${story.title} (${story.id})`)) },
    ],
    menu: { placeholder: CHAT_WORDS.pickStory[lang], entries },
  })
}
