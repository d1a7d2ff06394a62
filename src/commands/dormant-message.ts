import type { ChatMessage } from '../news/message.ts'
import type { StoryState } from '../news/story.ts'
import { showSince } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { WORDS } from './words.ts'

export type DormantStyle = TimeStyle & { readonly now: Temporal.Instant }

/** A story without recent articles says since when, so that it does not look dead. */
export function dormantMessage(story: Pick<StoryState, 'title' | 'lastChangeAt'>, style: DormantStyle): ChatMessage {
  const { lang } = style
  const { title, lastChangeAt: at } = story
  const sentence =
    at === null
      ? WORDS.dormantNeverSentence[lang](title)
      : WORDS.dormantSentence[lang](title, showSince(at, style, style.now))
  return { lang, title, notification: sentence, context: [sentence, WORDS.resumes[lang]], sections: [] }
}
