import type { Lack } from '../../news/chat.ts'
import type { ChatMessage } from '../../news/message.ts'
import { button } from './chat-buttons.ts'
import { CHAT_WORDS } from './chat-words.ts'
import type { Command } from '../grammar/command.ts'
import { notice } from './notice.ts'
import type { ChatStyle } from './notice.ts'

/** Nothing could be posted in the channel: what is lacking and how it is mended; then the same may be asked again. */
export function cannotPostMessage(lack: Lack, again: Command, style: ChatStyle): ChatMessage {
  const { lang } = style
  return notice(style, {
    title: CHAT_WORDS.notDone[lang],
    text: [lack.text, WORDS.afterwards[lang]],
    buttons: [button(WORDS.again[lang], again)],
  })
}

const WORDS = {
  afterwards: {
    en: 'No digest was started. Once that is mended, ask again.',
    es: 'No se empezó ningún boletín. Cuando esté resuelto, pídalo otra vez.',
  },
  again: { en: 'Try again', es: 'Probar otra vez' },
} as const
