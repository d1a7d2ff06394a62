import type { Line } from '../../news/claim.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import type { NamedStory } from './follow-messages.ts'
import { notice } from './notice.ts'
import type { ChatStyle } from './notice.ts'

/** What else can be asked of a posted digest: why it has a line, telling of a problem, and for managers taking it back. */
export function moreMessage(
  about: {
    readonly story: NamedStory
    readonly delivery: DeliveryId
    readonly lines: readonly Line[]
    readonly manages: 'may' | 'may-not'
  },
  style: Pick<ChatStyle, 'lang'>,
): ChatMessage {
  const { lang } = style
  const { story, delivery, lines } = about
  const entries = lines.map((line) => ({
    note: null,
    ...button(line.text, { kind: 'why', story: story.id, line: line.id }),
  }))
  const retract = button(
    CHAT_WORDS.retract[lang],
    { kind: 'retract', of: { kind: 'delivery', delivery }, because: null },
    'danger',
  )
  return notice(style, {
    title: `${story.title}: ${CHAT_WORDS.moreTitle[lang]}`,
    text: [lines.length === 0 ? CHAT_WORDS.moreNone[lang] : CHAT_WORDS.moreHow[lang]],
    buttons: [
      button(CHAT_WORDS.report[lang], { kind: 'report', about: { kind: 'delivery', delivery }, text: null }),
      ...(about.manages === 'may' ? [retract] : []),
    ],
    menu: { placeholder: CHAT_WORDS.pickLine[lang], entries },
  })
}
