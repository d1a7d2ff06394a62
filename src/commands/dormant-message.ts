import type { ChatMessage } from '../news/message.ts'
import type { StoryState } from '../news/story.ts'
import { showSince } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { WORDS } from './words.ts'

export type DormantStyle = TimeStyle & { readonly now: Temporal.Instant }

/** A story without recent articles says since when, so that it does not look dead; one without any that it waits for the first. */
export function dormantMessage(story: Pick<StoryState, 'title' | 'lastChangeAt'>, style: DormantStyle): ChatMessage {
  const { lang } = style
  const { title, lastChangeAt: at } = story
  const state = at === null ? WORDS.dormantEmpty[lang] : WORDS.dormantBecause[lang](showSince(at, style, style.now))
  const context = [state, (at === null ? WORDS.begins : WORDS.resumes)[lang]]
  return { lang, title, notification: `${title}: ${state}.`, context, sections: [] }
}
