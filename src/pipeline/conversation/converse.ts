import type { Conversation } from '../../adapters/conversation.ts'
import { addUrlForm, reportForm, retractForm, settingsForm, storyForm } from '../../commands/chat/chat-forms.ts'
import { answerButtons, sharedButtons } from '../../commands/chat/chat-buttons.ts'
import { failedMessage, helloMessage, workingMessage } from '../../commands/chat/channel-messages.ts'
import { COMMANDS } from '../../commands/grammar/command-table.ts'
import { rightOf, type Command } from '../../commands/grammar/command.ts'
import { misreadMessage, whichStoryMessage } from '../../commands/chat/grammar-messages.ts'
import { readCommand } from '../../commands/grammar/read-command.ts'
import type { ReadCommand } from '../../commands/grammar/misread.ts'
import { notAllowedMessage, refusedMessage, tooManyMessage } from '../../commands/chat/refusal-messages.ts'
import { homeMessage } from '../../commands/chat/status-message.ts'
import type { Ask, Asker, Form, Reply } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import type { ChannelRef, ChatMessage, Lang } from '../../news/message.ts'
import type { StoryDefinition } from '../../news/story.ts'
import { answerReading, findSince, moveMark, type Answered } from './answer-command.ts'
import { createAskLimits, type AskLimits } from './ask-limits.ts'
import { carryOut, ownSubscription } from './carry-out.ts'
import { toAsker, type Asked, type ChatParts } from './chat-parts.ts'
import { completeValue } from './complete-value.ts'
import { listFollowed } from './follow-story.ts'
import { askNumber, hearAsk, type HeardReply } from './hear-asks.ts'
import { lookAtHealth, statusStyleOf } from './look-at-health.ts'

/** A channel that was greeted is greeted again when the bot comes back after so long. */
const GREETED_AGAIN_HOURS = 1
/** The store waits some seconds itself, each time. */
const GREET_TRIES_MAX = 4
/** What was there when it was asked for, or stood in an older message, and is no more. */
const GONE = { 'story-unknown': 'storyGone', 'claim-unknown': 'lineGone' } as const

/** What every chat platform talks to. It reads what is asked, answers it or carries it out, and never throws. */
export function createConversation(parts: ChatParts): Conversation {
  const limits = createAskLimits(parts.clock)
  return {
    commands: COMMANDS,
    answer: (ask, signal) =>
      hearAsk(ask, parts, async () => {
        const limit = limits.take(ask)
        if (limit !== null) return unread('too-many', tooManyMessage(limit, styleOf(ask)))
        return answerAsk(ask, parts, limits, signal).catch((error: unknown) =>
          unread('failed', tellFault(error, ask, parts)),
        )
      }),
    formFor: (ask) =>
      formFor(ask, parts).catch((error: unknown) => {
        parts.log.warn({ err: error, ask: ask.id }, 'a form could not be made')
        return null
      }),
    working: (ask) => workingMessage(null, { lang: ask.asker.lang }),
    complete: (completion) => completeValue(completion, parts).catch(() => []),
    home: (asker) => home(asker, parts),
    greet: (channel, lang) =>
      greet(channel, lang, parts).catch((error: unknown) => {
        parts.log.warn({ err: error, channel: channel.id }, 'a channel could not be greeted')
        return null
      }),
  }
}

/** An answer to what is no command. */
function unread(outcome: HeardReply['outcome'], message: ChatMessage): HeardReply {
  return { command: 'unread', outcome, story: null, reply: toAsker(message) }
}

async function answerAsk(ask: Ask, parts: ChatParts, limits: AskLimits, signal: AbortSignal): Promise<HeardReply> {
  const asked = await lookAround(ask, parts)
  const { style } = asked
  const read = readAsk(asked, await parts.store.stories.listStories(), parts)
  if (read.kind === 'misread') return unread('misread', misreadMessage(read, style))
  if (read.kind === 'which-story') return unread('which-story', whichStoryMessage(read, style))
  const { command } = read
  const about = { command: command.kind, story: 'story' in command ? command.story : null }
  if (rightOf(command) === 'manager') {
    const right = isOthers(asked) ? 'may-not' : await ask.mayManage(signal)
    const managers = parts.managers[ask.asker.platform] ?? null
    if (right !== 'may') {
      return { ...about, outcome: 'not-allowed', reply: toAsker(notAllowedMessage({ right, managers }, style)) }
    }
  }
  if (command.kind === 'report' && command.text !== null && !limits.takeReport(ask))
    return { ...about, outcome: 'too-many', reply: toAsker(refusedMessage({ because: 'reportedEnough' }, style)) }
  try {
    return { ...about, outcome: 'answered', reply: await obey(command, asked, parts, signal) }
  } catch (error) {
    return { ...about, outcome: 'failed', reply: toAsker(tellFault(error, ask, parts)) }
  }
}

async function obey(command: Command, asked: Asked, parts: ChatParts, signal: AbortSignal): Promise<Reply> {
  switch (command.kind) {
    case 'brief':
    case 'sources':
    case 'differ':
    case 'timeline':
    case 'why':
      return replyOf(await answerReading(command, asked, { signal }, parts), (answered) => withButtons(answered, asked))
    case 'whatchanged': {
      const since = await findSince(command, asked, parts)
      if (since === null) return toAsker(refusedMessage({ because: 'noDigestYet' }, asked.style))
      const answered = await answerReading({ ...command, since }, asked, { signal }, parts)
      const about = { story: command.story, asOf: answered.asOf }
      const reply = replyOf(answered, (each) => withButtons(each, asked))
      return { ...reply, accepted: moveMark(about, asked.ask.asker, parts) }
    }
    case 'share': {
      const { of, asOf } = command
      const reading = of.kind === 'whatchanged' ? { ...of, since: { at: of.since, because: 'asked' } as const } : of
      const answered = await answerReading(reading, asked, { asOf, signal }, parts)
      const buttons = sharedButtons(of, asked.lang)
      return replyOf(answered, ({ message }) => ({ ...message, buttons }), 'channel')
    }
    default:
      return carryOut(command, asked, parts, signal)
  }
}

/** An answer as a reply, and the better one that may take its place. */
function replyOf(
  answered: Answered,
  show: (answered: Answered) => ChatMessage,
  audience: Reply['audience'] = 'asker',
): Reply {
  const better = answered.better?.then((found) => (found === null ? null : replyOf(found, show, audience))) ?? null
  return { ...toAsker(show(answered)), audience, better }
}

/** What a Home tab shows: nobody asked for it in words, and no channel is where it was asked. */
async function home(asker: Asker, parts: ChatParts): Promise<ChatMessage> {
  const text = { kind: 'words', text: '' } as const
  const ask: Ask = { id: `home ${asker.user}`, asker, channel: null, text, mayManage: async () => 'unknown' }
  try {
    const asked = await lookAround(ask, parts)
    return homeMessage(await lookAtHealth(asked, parts), statusStyleOf(asked, parts))
  } catch (error) {
    return tellFault(error, ask, parts)
  }
}

async function greet(channel: ChannelRef, lang: Lang, { store, clock }: ChatParts): Promise<ChatMessage | null> {
  const now = clock.now()
  const after = now.subtract({ hours: GREETED_AGAIN_HOURS })
  for (let turn = 1; ; turn += 1) {
    try {
      return (await store.greetings.greetFirst(channel, now, after)) ? helloMessage({ lang }) : null
    } catch (error) {
      // A bot is invited once: a store that others hold is asked again.
      if (!isNewsError(error, 'store-busy') || turn === GREET_TRIES_MAX) throw error
    }
  }
}

/** A channel that two workspaces share belongs, while one of them gets something there, to that one. */
function isOthers({ ask, followed }: Asked): boolean {
  return followed.some(({ channel: { workspace } }) => workspace !== undefined && workspace !== ask.asker.workspace)
}

function withButtons({ message, shareable, asOf }: Answered, { lang }: Asked): ChatMessage {
  return { ...message, buttons: answerButtons(shareable, asOf, lang) }
}

function styleOf({ asker }: Ask) {
  return { lang: asker.lang, platform: asker.platform }
}

async function lookAround(ask: Ask, parts: Pick<ChatParts, 'store' | 'zone'>): Promise<Asked> {
  const { asker, channel } = ask
  const followed = await listFollowed(channel, parts)
  const zone = asker.zone ?? followed[0]?.zone ?? parts.zone
  return { ask, channel, lang: asker.lang, style: styleOf(ask), zone, followed }
}

function readAsk(
  { ask, lang, zone, followed }: Asked,
  stories: readonly StoryDefinition[],
  { clock }: Pick<ChatParts, 'clock'>,
): ReadCommand {
  return readCommand(ask.text, {
    now: clock.now(),
    zone,
    lang,
    stories,
    followed: followed.map(({ story }) => story),
  })
}

/** A form asks for what the words leave open. Whether the asker may send it is looked at when it is sent. */
async function formFor(ask: Ask, parts: ChatParts): Promise<Form | null> {
  const { lang } = ask.asker
  const asked = await lookAround(ask, parts)
  const stories = await parts.store.stories.listStories()
  const read = readAsk(asked, stories, parts)
  if (read.kind === 'which-story' && read.command === 'add-url' && ask.text.kind === 'named') {
    const choices = read.choices.map(({ story }) => story)
    return addUrlForm({ url: ask.text.values['url'] ?? null, stories: choices, chosen: null }, lang)
  }
  if (read.kind !== 'command') return null
  const { command } = read
  if (command.kind === 'settings') {
    const subscription = await ownSubscription(command.of, asked, parts)
    return subscription === null ? null : settingsForm(subscription, lang)
  }
  if (command.kind === 'retract' && command.because === null) return retractForm(command.of, lang)
  if (command.kind === 'report' && command.text === null) return reportForm(command.about, lang)
  if (command.kind === 'story-add' && command.title === '') return storyForm(command, lang)
  return null
}

/** What is gone is told in words; what is our fault goes to the log, under a number that the asker is told. */
function tellFault(error: unknown, ask: Ask, { log }: Pick<ChatParts, 'log'>): ChatMessage {
  const style = styleOf(ask)
  const gone = isNewsError(error) && (error.code === 'story-unknown' || error.code === 'claim-unknown')
  if (gone) return refusedMessage({ because: GONE[error.code] }, style)
  const id = askNumber(ask)
  log.error({ err: error, ask: id, platform: ask.asker.platform }, 'an answer failed')
  return failedMessage({ id, again: ask.text.kind === 'words' ? ask.text.text : null }, style)
}
