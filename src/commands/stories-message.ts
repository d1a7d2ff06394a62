import type { ChatMessage, MessageRow } from '../news/message.ts'
import type { StoryState } from '../news/story.ts'
import type { StoriesAnswer } from './answers.ts'
import { capRows } from './line-rows.ts'
import { modelText, type ModelUse } from './model-text.ts'
import { showMoment, showSince } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { countsText } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Stories shown in one message; the command line's JSON has them all. */
const STORIES_MAX = 60

export type StoriesStyle = TimeStyle & { readonly now: Temporal.Instant; readonly model?: ModelUse | null }

/** The stories that are covered: live ones, and dormant ones with since when. */
export function storiesMessage(answer: StoriesAnswer, style: StoriesStyle): ChatMessage {
  const { lang, model = null } = style
  const { stories } = answer
  const live = stories.filter((story) => story.state === 'live').length
  const empty = stories.length === 0
  const counted = WORDS.storiesSentence[lang](stories.length, live)
  const rows: readonly MessageRow[] = empty
    ? [{ kind: 'note', text: WORDS.noStories[lang] }]
    : capRows(stories, STORIES_MAX, lang, (story) => [storyRow(story, style)])
  return {
    lang,
    title: WORDS.stories[lang],
    notification: empty ? WORDS.noStories[lang] : counted,
    context: [...(empty ? [] : [counted]), ...(model === null ? [] : [modelText(model, lang)])],
    sections: [{ heading: WORDS.stories[lang], rows }],
  }
}

/** A story, how it is and how much there is of it. `remark`: what else is to be known of it. */
export function storyRow(story: StoryState, style: StoriesStyle, remark: string | null = null): MessageRow {
  const { lang } = style
  const counts = countsText(story.counts, [], lang)
  return {
    kind: 'line',
    mark: null,
    text: [`${story.title} (${story.id}): ${stateText(story, style)}`, ...(remark === null ? [] : [remark])].join('; '),
    citations: [],
    aside: story.counts.articles > 0 ? counts : null,
  }
}

function stateText(story: StoryState, style: StoriesStyle): string {
  const { lang } = style
  const at = story.lastChangeAt
  if (story.state === 'dormant') {
    return at === null ? WORDS.dormantEmpty[lang] : WORDS.dormant[lang](showSince(at, style, style.now))
  }
  if (at === null) return WORDS.live[lang]
  return `${WORDS.live[lang]}, ${WORDS.lastChange[lang](showMoment(at, style, style.now))}`
}
