import type { Ask, Asker, Choice, CommandDefinition, Completion, Form, Reply } from '../news/chat.ts'
import type { ChannelRef, ChatMessage } from '../news/message.ts'

/** What a chat platform talks to: one for all of them. None of its functions throws or rejects. */
export type Conversation = {
  readonly commands: readonly CommandDefinition[]
  /** The form that an asking opens instead of being answered, or null. It takes milliseconds: platforms give three seconds. */
  formFor(ask: Ask): Promise<Form | null>
  /** Every asking has an answer, if only what is wrong with it. */
  answer(ask: Ask, signal: AbortSignal): Promise<Reply>
  /** What is shown while an answer takes longer than a second. */
  working(ask: Ask): ChatMessage
  /** Values that go on from what is typed, the likeliest first; 25 at most. */
  complete(completion: Completion): Promise<readonly Choice[]>
  /** What a person's workspace follows, what comes next, and how the bot is. */
  home(asker: Asker): Promise<ChatMessage>
  /** What the bot says when it is invited to a channel; null where it has said so before. */
  greet(channel: ChannelRef, lang: Asker['lang']): Promise<ChatMessage | null>
}
