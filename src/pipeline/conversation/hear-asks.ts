import type { Command } from '../../commands/grammar/command.ts'
import type { Ask, Reply } from '../../news/chat.ts'
import { shortHash, type StoryId } from '../../news/ids.ts'
import type { Platform } from '../../news/message.ts'
import type { Log } from '../../ops/log.ts'

/** What became of one asking. */
export type AskHeard = {
  readonly platform: Platform
  /** `unread`: what was typed is no command, or it was not read at all. */
  readonly command: Command['kind'] | 'unread'
  readonly outcome: 'answered' | 'misread' | 'which-story' | 'not-allowed' | 'too-many' | 'failed'
  /** From the asking to its first answer. */
  readonly ms: number
}

/** An answer, with what was read and what became of it. */
export type HeardReply = Pick<AskHeard, 'command' | 'outcome'> & {
  readonly reply: Reply
  readonly story: StoryId | null
}

/** The number under which an asking is told in the log, and to its asker where it failed: nothing of who asked. */
export const askNumber = (ask: Ask): string => shortHash(ask.id)

/** Answers, and tells the log and whoever counts what was asked, what became of it and how long it took; no word of what was typed. */
export async function hearAsk(
  ask: Ask,
  { log, onAsked }: { readonly log: Log; readonly onAsked?: (heard: AskHeard) => void },
  answer: () => Promise<HeardReply>,
): Promise<Reply> {
  const began = performance.now()
  const { platform } = ask.asker
  const about = { ask: askNumber(ask), platform, channel: ask.channel?.id ?? null }
  log.debug(about, 'somebody asks')
  const { reply, command, outcome, story } = await answer()
  const ms = Math.round(performance.now() - began)
  log.info({ ...about, command, ...(story === null ? {} : { story }), outcome, ms }, `${command}: ${outcome}`)
  onAsked?.({ platform, command, outcome, ms })
  return reply
}
