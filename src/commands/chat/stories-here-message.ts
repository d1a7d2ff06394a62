import type { ChatMessage } from '../../news/message.ts'
import type { StoriesAnswer } from '../answers.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import { note, notice, typedIn } from './notice.ts'
import { showMoment } from '../show-time.ts'
import type { FollowedRow, StatusStyle } from './status-message.ts'
import { STATUS_WORDS } from './status-words.ts'
import { storyRow } from '../stories-message.ts'
import { WORDS } from '../words.ts'

/** Stories listed in a chat: with more a person names one. */
const STORIES_MAX = 25

/** What is covered, and what the channel follows that it was asked in; a menu gives the brief of each. */
export function storiesHereMessage(
  { stories }: StoriesAnswer,
  followed: readonly Pick<FollowedRow, 'subscription' | 'next'>[],
  style: StatusStyle,
): ChatMessage {
  const { lang, now } = style
  const typed = typedIn(style)
  const title = WORDS.stories[lang]
  if (stories.length === 0) {
    const add = { label: CHAT_WORDS.addStory[lang], words: 'story add' }
    return notice(style, { title, text: [STATUS_WORDS.noStories[lang](typed)], buttons: [add] })
  }
  const byStory = new Map(followed.map((row) => [row.subscription.story, row]))
  const remarkOf = (id: (typeof stories)[number]['id']): string | null => {
    const row = byStory.get(id)
    if (row === undefined) return null
    if (row.subscription.pausedBecause !== null || row.next === null) return STATUS_WORDS.pausedHere[lang]
    return STATUS_WORDS.followedHere[lang](showMoment(row.next, { lang, zone: row.subscription.zone }, now))
  }
  // What the channel follows comes first.
  const listed = stories.toSorted((a, b) => Number(byStory.has(b.id)) - Number(byStory.has(a.id)))
  const live = stories.filter(({ state }) => state === 'live').length
  const rows = listed.slice(0, STORIES_MAX).map((story) => storyRow(story, style, remarkOf(story.id)))
  const rest = stories.length - rows.length
  const follow = { label: CHAT_WORDS.follow[lang], words: 'start follow' }
  return notice(style, {
    title,
    text: [
      WORDS.storiesSentence[lang](stories.length, live),
      ...(followed.length === 0 && style.here !== null ? [STATUS_WORDS.followsNoneHere[lang](typed)] : []),
    ],
    // The message's title says what the list is of.
    sections: [{ heading: '', rows: [...rows, ...(rest > 0 ? [note(WORDS.moreRows[lang](rest))] : [])] }],
    buttons: followed.length === 0 && style.here !== null ? [follow] : [],
    menu: {
      placeholder: STATUS_WORDS.pickBrief[lang],
      entries: listed.map(({ id, title: name }) => ({ note: id, ...button(name, { kind: 'brief', story: id }) })),
    },
  })
}
