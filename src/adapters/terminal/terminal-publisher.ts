import { NewsError } from '../../news/errors.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { Publisher } from '../publisher.ts'
import { renderTerminal } from './render.ts'
import type { TerminalLook } from './render.ts'
import { WORDS } from './words.ts'

/** Deliveries remembered for `find`: a terminal shows days of digests, not years. */
const REMEMBERED_MAX = 1_000

/**
 * A publisher that writes each message with `write`, a blank line between two. An edit writes the message again and says what
 * it replaces. `find` knows what this process has written.
 */
export function createTerminalPublisher(
  write: (text: string) => void | Promise<void>,
  look: TerminalLook = {},
): Publisher {
  const written = new Set<DeliveryId>()
  let started = false

  async function show(message: ChatMessage, before: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted)
      throw new NewsError('interrupted', 'Nothing was written to the terminal: the program is stopping.')
    const gap = started ? '\n' : ''
    started = true
    try {
      await write(`${gap}${before}${renderTerminal(message, look)}`)
    } catch (cause) {
      throw new NewsError('unconfirmed', 'The terminal broke off while a digest was written; part of it may show.', {
        cause,
      })
    }
  }

  function remember(delivery: DeliveryId): void {
    written.add(delivery)
    for (const oldest of written) {
      if (written.size <= REMEMBERED_MAX) break
      written.delete(oldest)
    }
  }

  return {
    platform: 'terminal',
    post: async (channel, message, delivery, signal) => {
      await show(message, '', signal)
      remember(delivery)
      return { ...channel, message: delivery }
    },
    reply: async (posted, message, delivery, signal) => {
      await show(message, `${WORDS[message.lang].note}\n`, signal)
      remember(delivery)
      return { ...posted, message: delivery }
    },
    findReply: async (posted, delivery) => (written.has(delivery) ? { ...posted, message: delivery } : null),
    edit: (_posted, message, signal) => show(message, `${WORDS[message.lang].replaces}\n`, signal),
    find: async (channel, delivery) => (written.has(delivery) ? { ...channel, message: delivery } : null),
    close: async () => {},
  }
}
