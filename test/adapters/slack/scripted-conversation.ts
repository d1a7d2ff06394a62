import type { Ask, Asker, Form, Reply } from '../../../src/news/chat.ts'
import type { ChannelRef, ChatMessage } from '../../../src/news/message.ts'
import type { Conversation } from '../../../src/adapters/conversation.ts'

/** A conversation that answers as it is told to, and keeps what it heard. */
export type ScriptedConversation = Conversation & {
  readonly asks: Ask[]
  readonly greeted: (ChannelRef & { readonly lang: string })[]
  readonly homes: Asker[]
  /** How often an answer was told that it was accepted. */
  accepted: number
  answerWith: (ask: Ask, signal: AbortSignal) => Promise<Reply>
  formWith: (ask: Ask) => Form | null
  greeting: ChatMessage | null
}

export function messageOf(text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  const row = { kind: 'note', text } as const
  return {
    lang: 'en',
    title: text,
    notification: `${text}.`,
    context: [],
    sections: [{ heading: '', rows: [row] }],
    ...more,
  }
}

export function scriptConversation(): ScriptedConversation {
  const script: ScriptedConversation = {
    commands: [],
    asks: [],
    greeted: [],
    homes: [],
    accepted: 0,
    greeting: messageOf('Hello'),
    answerWith: async () => replyOf('the answer'),
    formWith: () => null,
    formFor: async (ask) => script.formWith(ask),
    answer: async (ask, signal) => {
      script.asks.push(ask)
      const reply = await script.answerWith(ask, signal)
      return counted(reply)
    },
    working: () => messageOf('working'),
    complete: async () => [],
    home: async (asker) => {
      script.homes.push(asker)
      return messageOf('Home', { buttons: [{ label: 'Stories', words: 'stories' }] })
    },
    greet: async (channel, lang) => {
      script.greeted.push({ ...channel, lang })
      return script.greeting
    },
  }
  const counted = (reply: Reply): Reply => ({
    ...reply,
    accepted: async () => {
      script.accepted += 1
    },
    better: reply.better?.then((better) => (better === null ? null : counted(better))) ?? null,
  })
  return script
}

export function replyOf(text: string, more: Partial<Reply> = {}): Reply {
  return { message: messageOf(text), audience: 'asker', accepted: null, better: null, ...more }
}
