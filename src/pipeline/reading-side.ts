import type { ReadingAnswer, ReadingCall } from './reading-questions.ts'
import { openThreadLine, type LineOptions, type ThreadLine } from './thread-line.ts'

/** Answers that need not be told twice: lists of sources are long, and asked for with every other question. */
const REMEMBERED_MAX = 64
/** What is made anew for everybody who asks, and short. */
const NEVER_REMEMBERED = new Set(['changes', 'story', 'make-ready', 'keep-ready'])

/** One of the threads that read stories, with what the bot knows of it. */
export type ReadingSide = {
  readonly line: ThreadLine
  /** The stories it has ready, each with the moment it is ready for. */
  readonly ready: Map<string, Temporal.Instant>
  /** The thread's answer, unpacked once: whoever asks the same gets the same value. */
  ask(call: Omit<ReadingCall, 'known'>, signal?: AbortSignal): Promise<unknown>
}

export function openReadingSide(
  entry: URL,
  data: Readonly<Record<string, string | null>>,
  options: LineOptions,
): ReadingSide {
  const ready = new Map<string, Temporal.Instant>()
  const remembered = new Map<string, { readonly stamp: number; readonly value: unknown }>()
  const onEnd = () => {
    ready.clear()
    remembered.clear()
    options.onEnd?.()
  }
  const line = openThreadLine(entry, data, { ...options, onEnd })
  return {
    line,
    ready,
    ask: async (call, signal) => {
      const { question, how } = call
      const key = NEVER_REMEMBERED.has(question.kind) ? null : `${how} ${JSON.stringify(question)}`
      const known = key === null ? undefined : remembered.get(key)
      const { stamp, value } = readAnswer(await line.ask({ ...call, known: known?.stamp ?? null }, signal))
      if (known?.stamp === stamp) return known.value
      if (key !== null && stamp !== 0) {
        remembered.delete(key)
        remembered.set(key, { stamp, value })
        for (const oldest of remembered.keys()) {
          if (remembered.size <= REMEMBERED_MAX) break
          remembered.delete(oldest)
        }
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
