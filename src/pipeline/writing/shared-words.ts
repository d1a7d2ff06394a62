import { faultSentence, writingCounts } from '../../brief/write/tell-writing.ts'
import type { WritingReport } from '../../brief/writer.ts'
import { shortHash, type StoryId } from '../../news/ids.ts'
import { wordDraft, type Worded, type WordedSoFar, type WordingParts, type WordingTask } from './word-draft.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Briefs in words at hand: some fifty stories in a language or two. One takes up to some 50 kB. */
const KEPT_MAX = 100
/** Hex digits of a key: two tasks of one process are never alike by chance. */
const KEY_DIGITS = 40

/** Hears what became of a piece of writing: counts and names, and beside these what was refused. `late`: it came after the deadline. */
export type WritingHeard = {
  readonly story: StoryId
  readonly lang: string
  readonly when: 'in-time' | 'late'
  readonly counts: ReturnType<typeof writingCounts>
  /** What kept the model from writing, in a sentence with what mends it; null where nothing did. */
  readonly fault: string | null
  /** The model's lines that the gate refused, and why; text, for whoever asked for it and for no log. */
  readonly refused: WritingReport['refused']
}

export type SharedParts = WordingParts & {
  readonly onWritten: (heard: WritingHeard) => void
  /** Hears of a fault of our own: the brief is extracts then. */
  readonly onFault: (error: unknown) => void
  /** Hears that something was told again in the words that it was told in before, without asking anybody. */
  readonly onHit: () => void
  /** Ends all that is under way. */
  readonly signal: AbortSignal
}

/** Words that are made once for all who are told the same, however many ask at one time. It never rejects. */
export type SharedWords = (task: WordingTask) => Promise<WordedSoFar | null>

/** Null as an answer: nothing was put into words. */
export function createSharedWords(parts: SharedParts): SharedWords {
  const kept = new Map<string, Promise<WordedSoFar | null>>()

  function keep(key: string, made: Promise<WordedSoFar | null>): void {
    keepNewest(kept, key, made, KEPT_MAX)
  }
  function drop(key: string, made: Promise<WordedSoFar | null>): void {
    if (kept.get(key) === made) kept.delete(key)
  }
  const tell = (task: WordingTask, { report }: Worded, when: WritingHeard['when']): void => {
    if (isStopped(report)) return
    const { story, lang } = task
    const fault = faultSentence(report.fault, report.passed + report.repaired)
    parts.onWritten({ story, lang, when, counts: writingCounts(report), fault, refused: report.refused })
  }

  /** Keeps what is whole: what a fault cut short is tried again by whoever asks next. */
  async function follow(key: string, task: WordingTask, made: Promise<WordedSoFar | null>): Promise<void> {
    const soFar = await made
    if (soFar === null) return drop(key, made)
    tell(task, soFar.now, 'in-time')
    const better = await soFar.later
    if (better !== null) {
      tell(task, better, 'late')
      keep(key, Promise.resolve({ now: better, later: null }))
    } else if (soFar.now.report.fault !== null) drop(key, made)
  }

  return (task) => {
    const key = keyOf(task)
    const before = kept.get(key)
    if (before !== undefined) {
      keep(key, before)
      void before.then((found) => found?.later === null && found.now.made !== null && parts.onHit())
      return before
    }
    const made = wordDraft(task, parts, parts.signal).catch((error: unknown) => {
      parts.onFault(error)
      return null
    })
    keep(key, made)
    void follow(key, task, made)
    return made
  }
}

const isStopped = ({ fault }: WritingReport): boolean => fault?.kind === 'unavailable' && fault.reason === 'stopped'

/** All that the words depend on: nothing of when they are told. */
function keyOf({ lang, chosen, differ, update, changed }: WordingTask): string {
  const told = chosen.map(({ claim, extract }) => [extract, claim.supports.length, claim.withdrawn.length])
  const changes = update === null ? null : [update.added, update.revised, update.corroborated, update.disputed]
  const behind = changed.map(({ id, supports }) => [id, supports.length])
  return shortHash(JSON.stringify([lang, told, differ, changes, behind]), KEY_DIGITS)
}
