import { wordBrief } from '../../brief/compose-brief.ts'
import { wordUpdate } from '../../brief/write/phrase-update.ts'
import type { Brief } from '../../news/brief.ts'
import type { Lang } from '../../news/message.ts'
import type { Update } from '../../news/update.ts'
import type { ChangesDraft, Draft } from '../brief.ts'
import type { SharedWords } from './shared-words.ts'
import type { Worded, WordingTask } from './word-draft.ts'

/** Something told in words or, where those are not there yet, in extracts. */
export type Told<Value> = {
  readonly told: Value
  /** What may take its place later: null where nothing better came. Never rejects, and ends. */
  readonly better: Promise<Told<Value> | null> | null
}

/** Puts drafts into a model's words, for those who wait for it so long and no longer. It never rejects. */
export type Wording = {
  wordBrief(draft: Draft, lang: Lang, signal: AbortSignal): Promise<Told<Brief>>
  wordChanges(draft: ChangesDraft, lang: Lang, signal: AbortSignal): Promise<Told<Update>>
  /** A brief of which only what changed is told. */
  wordNews(draft: Draft, lang: Lang, signal: AbortSignal): Promise<Told<Brief>>
  /** Begins with a brief that will be asked for; nobody waits. */
  begin(draft: Draft, lang: Lang): void
}

/** `waitMs`: how long its readers wait; null for as long as the words' own deadline. */
export function createWording(words: SharedWords, waitMs: number | null): Wording {
  /** `plain` where nothing was put into words; `inWords` gives null where the words say nothing else. */
  async function tell<Value>(
    task: WordingTask,
    plain: Value,
    inWords: (worded: Worded) => Value | null,
    signal: AbortSignal,
  ): Promise<Told<Value>> {
    const asked = words(task)
    const lateOf = async (later: Promise<Worded | null>): Promise<Told<Value> | null> => {
      const better = await later
      const told = better === null ? null : inWords(better)
      return told === null ? null : { told, better: null }
    }
    const tellNow = async (isImprovement: boolean): Promise<Told<Value> | null> => {
      const soFar = await asked
      if (soFar === null) return null
      const told = inWords(soFar.now)
      const better = soFar.later === null ? null : lateOf(soFar.later)
      if (told === null && isImprovement) return better
      return { told: told ?? plain, better }
    }
    const inTime = await firstOf(tellNow(false), waitMs, signal)
    if (inTime === 'late') return { told: plain, better: tellNow(true) }
    return inTime ?? { told: plain, better: null }
  }

  return {
    wordBrief: (draft, lang, signal) =>
      tell(taskOf(draft, lang), draft.brief, (worded) => inModelWords(draft.brief, worded), signal),
    wordChanges: (draft, lang, signal) => {
      const { update, claims } = draft
      if (claims.length === 0) return Promise.resolve({ told: update, better: null })
      const inWords = (worded: Worded) => (worded.made === null ? null : wordUpdate(update, worded.words))
      return tell(changesTask(draft, lang), update, inWords, signal)
    },
    wordNews: ({ brief, changed }, lang, signal) => {
      const { update } = brief
      if (update === null || changed.length === 0) return Promise.resolve({ told: brief, better: null })
      const inWords = (worded: Worded) => inModelWords(brief, { ...worded, ...untouched(brief) })
      return tell(changesTask({ update, claims: changed }, lang), brief, inWords, signal)
    },
    begin: (draft, lang) => void words(taskOf(draft, lang)),
  }
}

function taskOf({ brief, chosen, differ, changed }: Draft, lang: Lang): WordingTask {
  return { story: brief.story, lang, chosen, differ, update: brief.update, changed }
}

function changesTask({ update, claims }: ChangesDraft, lang: Lang): WordingTask {
  return { story: update.story, lang, chosen: [], differ: [], update, changed: claims }
}

const untouched = ({ headline, lede, lines, whyItMatters }: Brief) => ({ headline, lede, lines, whyItMatters })

/** Null where no line is the model's. */
function inModelWords(brief: Brief, { made, words, headline, lede, lines, whyItMatters }: Worded): Brief | null {
  if (made === null) return null
  const update = brief.update === null ? null : wordUpdate(brief.update, words)
  return wordBrief(brief, { headline, lede, lines, whyItMatters, made, update })
}

/** What comes first: the value, or the end of waiting. */
async function firstOf<Value>(
  value: Promise<Value>,
  waitMs: number | null,
  signal: AbortSignal,
): Promise<Value | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const giveUp = () => resolve('late')
  const timer = waitMs === null ? null : setTimeout(giveUp, waitMs)
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    return await Promise.race([value, promise])
  } finally {
    if (timer !== null) clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
