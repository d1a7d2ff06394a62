import { storyAddedMessage } from '../../commands/chat/channel-messages.ts'
import { answerButtons } from '../../commands/chat/chat-buttons.ts'
import type { Command } from '../../commands/grammar/command.ts'
import { digestMessage } from '../../commands/digest-message.ts'
import { refusedMessage } from '../../commands/chat/refusal-messages.ts'
import type { Reply } from '../../news/chat.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { StoryDefinition } from '../../news/story.ts'
import { tellBrief } from '../writing/draft-for.ts'
import { addStory, suggestFeeds } from './add-story.ts'
import { toAsker, type Asked, type ChatParts } from './chat-parts.ts'

/**
 * Makes a story and says so at once. When what is stored has joined it, its first brief takes the answer's place, or that nothing
 * stored belongs to it yet.
 */
export async function coverStory(
  wish: Extract<Command, { readonly kind: 'story-add' }>,
  asked: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<Reply> {
  const { ask, lang, style } = asked
  const made = await addStory(wish, parts)
  if (made.kind === 'refused') return toAsker(refusedMessage(made.why, style))
  const { story } = made
  parts.log.info({ story: story.id, platform: ask.asker.platform }, 'a story was made in a channel')
  const feedsOf = (outlets: ReadonlySet<string>) => suggestFeeds(outlets, parts.knownFeeds)
  const message = storyAddedMessage({ story, matched: 'soon', feeds: [] }, style)
  const better = async (): Promise<Reply> => {
    try {
      await parts.matcher.matchAll(signal)
      // The bot's own matching may have been first: what belongs to the story counts, not who matched it.
      const { articles: matched } = (await parts.fresh.storyOf(story.id)).state.counts
      const outlets = await parts.fresh.outletsOf({ story: story.id, lang, channel: asked.channel })
      const feeds = feedsOf(new Set(outlets))
      const added = storyAddedMessage({ story, matched, feeds }, style)
      const first = matched === 0 ? added : joined(added, await firstBrief(story, asked, parts, signal))
      return toAsker(first)
    } catch (error) {
      parts.log.warn({ err: error, story: story.id }, 'the first brief of a new story could not be made')
      const later = storyAddedMessage({ story, matched: 'later', feeds: [] }, style)
      return toAsker(later)
    }
  }
  return { ...toAsker(message), better: better() }
}

async function firstBrief(
  { id: story }: StoryDefinition,
  { lang, zone, channel }: Asked,
  parts: ChatParts,
  signal: AbortSignal,
): Promise<ChatMessage> {
  const { told: brief } = await tellBrief({ story, lang, channel }, parts, signal)
  const [share] = answerButtons({ kind: 'brief', story }, brief.asOf, lang)
  return {
    ...digestMessage(brief, { lang, zone, previousAt: null }),
    ...(share === undefined ? {} : { buttons: [share] }),
  }
}

/** What was done, then the brief; the buttons of what was done, and to share the brief. */
function joined(added: ChatMessage, brief: ChatMessage): ChatMessage {
  return {
    ...brief,
    notification: added.notification,
    context: [...brief.context],
    sections: [...added.sections, ...brief.sections],
    buttons: [...(added.buttons ?? []), ...(brief.buttons ?? [])].slice(0, 5),
  }
}
