import type { ChatMessage } from '../../news/message.ts'
import { joinList, WORDS } from '../words.ts'

/** Outlets that are named; of more their number is told. */
const NAMED_MAX = 3

/** The message, saying which outlets its channel muted: else its counts would look like those of the whole story. */
export function withoutMuted<Message extends Pick<ChatMessage, 'lang' | 'context'>>(
  message: Message,
  muted: readonly string[],
): Message {
  if (muted.length === 0) return message
  const { lang, context } = message
  const told =
    muted.length > NAMED_MAX ? WORDS.withoutMany[lang](muted.length) : WORDS.withoutOutlets[lang](joinList(lang, muted))
  return { ...message, context: [...context, told] }
}
