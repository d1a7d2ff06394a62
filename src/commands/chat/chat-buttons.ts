import type { DeliveryId, StoryId } from '../../news/ids.ts'
import type { ChatButton, Lang } from '../../news/message.ts'
import { CHAT_WORDS } from './chat-words.ts'
import type { Command, Shareable } from '../grammar/command.ts'
import { WORDS_MAX_CHARS, writeCommand } from '../grammar/write-command.ts'

/** A button that asks a command. */
export function button(label: string, command: Command, look?: ChatButton['look']): ChatButton {
  return { label, words: writeCommand(command), ...(look === undefined ? {} : { look }) }
}

/** What stands under each digest: What changed · Sources · Sources differ · Timeline · More… */
export function digestButtons(story: StoryId, delivery: DeliveryId, lang: Lang): readonly ChatButton[] {
  return [
    button(CHAT_WORDS.whatChanged[lang], { kind: 'whatchanged', story, since: null }),
    button(CHAT_WORDS.sources[lang], { kind: 'sources', story }),
    button(CHAT_WORDS.differ[lang], { kind: 'differ', story }),
    button(CHAT_WORDS.timeline[lang], { kind: 'timeline', story }),
    button(CHAT_WORDS.more[lang], { kind: 'more', delivery }),
  ]
}

/** What stands under an answer that one person sees: Share, and what else can be asked of the story. */
export function answerButtons(of: Shareable, asOf: Temporal.Instant, lang: Lang): readonly ChatButton[] {
  const { story } = of
  const share = button(CHAT_WORDS.share[lang], { kind: 'share', of, asOf }, 'primary')
  const others: readonly (readonly [Shareable['kind'], ChatButton])[] = [
    ['brief', button(CHAT_WORDS.brief[lang], { kind: 'brief', story })],
    ['whatchanged', button(CHAT_WORDS.whatChanged[lang], { kind: 'whatchanged', story, since: null })],
    ['sources', button(CHAT_WORDS.sources[lang], { kind: 'sources', story })],
    ['differ', button(CHAT_WORDS.differ[lang], { kind: 'differ', story })],
    ['timeline', button(CHAT_WORDS.timeline[lang], { kind: 'timeline', story })],
  ]
  const report =
    of.kind === 'why'
      ? [button(CHAT_WORDS.report[lang], { kind: 'report', about: { kind: 'line', story, line: of.line }, text: null })]
      : []
  // From a line the way goes back to the brief; from an answer to the other answers.
  const asked = others.filter(([kind]) => (of.kind === 'why' ? kind === 'brief' : kind !== of.kind))
  return [share, ...report, ...asked.map(([, each]) => each)].filter(({ words }) => words.length <= WORDS_MAX_CHARS)
}

/** What stands under an answer that everybody sees: the same, for each who wants to know. */
export function sharedButtons(of: Shareable, lang: Lang): readonly ChatButton[] {
  const { story } = of
  return [
    button(CHAT_WORDS.whatChanged[lang], { kind: 'whatchanged', story, since: null }),
    button(CHAT_WORDS.sources[lang], { kind: 'sources', story }),
    button(CHAT_WORDS.differ[lang], { kind: 'differ', story }),
    button(CHAT_WORDS.timeline[lang], { kind: 'timeline', story }),
  ]
}
