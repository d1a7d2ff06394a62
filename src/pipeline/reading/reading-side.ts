import type { ReadingAnswer, ReadingCall } from './reading-questions.ts'
import { openThreadLine, type LineOptions, type ThreadLine } from '../threads/thread-line.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Answers that need not be told twice: briefs and lists of sources are long, and many ask for the same. */
const REMEMBERED_MAX = 64
/** What is asked of a thread to keep it up to date, for nobody who waits. */
const UPKEEP = new Set(['make-ready', 'keep-ready', 'tally', 'standing'])

/** One of the threads that read stories, with what the bot knows of it. */
export type ReadingSide = {
  readonly line: ThreadLine
  /** The stories it has ready, each with the moment it is ready for. */
  readonly ready: Map<string, Temporal.Instant>
  /**
   * The thread's answer, unpacked once: whoever asks the same gets the same value. `readyFor` names the moment that the asked
   * story is ready for: while it is the same, the thread need not be asked again.
   */
  ask(call: Omit<ReadingCall, 'known'>, readyFor: string | null, signal?: AbortSignal): Promise<unknown>
}

export function openReadingSide(
  entry: URL,
  data: Readonly<Record<string, string | null>>,
  options: LineOptions,
): ReadingSide {
  const ready = new Map<string, Temporal.Instant>()
  const remembered = new Map<string, ReadingAnswer & { readonly readyFor: string | null }>()
  const onEnd = () => {
    ready.clear()
    remembered.clear()
    options.onEnd?.()
  }
  const line = openThreadLine(entry, data, { ...options, onEnd })
  return {
    line,
    ready,
    ask: async (call, readyFor, signal) => {
      signal?.throwIfAborted()
      const { question, how } = call
      const kind = UPKEEP.has(question.kind) ? 'upkeep' : 'use'
      // Which sources an answer names is another question each time.
      const isRemembered = kind === 'use' && question.kind !== 'named-sources'
      const key = isRemembered ? `${how} ${JSON.stringify(question)}` : null
      const known = key === null ? undefined : remembered.get(key)
      if (known !== undefined && readyFor !== null && known.readyFor === readyFor) {
        line.use()
        return known.value
      }
      const told = readAnswer(await line.ask({ ...call, known: known?.stamp ?? null }, signal, kind))
      const { stamp } = told
      const value = known?.stamp === stamp ? known.value : told.value
      if (key !== null && stamp !== 0) {
        keepNewest(remembered, key, { stamp, value, readyFor }, REMEMBERED_MAX)
      }
      return value
    },
  }
}

// The thread runs this program's own `createReadingService`.
function readAnswer(answer: unknown): ReadingAnswer {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers nothing else
  return answer as ReadingAnswer
}
