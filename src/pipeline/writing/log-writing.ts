import type { Log } from '../../ops/log.ts'
import type { SharedParts, WritingHeard } from './shared-words.ts'

/** One line for each brief that a model was asked for: counts and names, no word of an article or an answer. */
export function createWritingLog(log: Log): Pick<SharedParts, 'onWritten' | 'onFault'> {
  return {
    onWritten: (heard) => {
      const { story, lang, when, counts, fault } = heard
      const facts = { story, lang, when, ...counts, fault: counts.fault }
      if (fault === null) log.info(facts, sumUpWriting(heard))
      else log.warn(facts, fault)
    },
    onFault: (error) => log.error({ err: error }, 'a brief could not be put into words: it is extracts'),
  }
}

/** What became of a brief in words, for a log or a terminal. */
export function sumUpWriting({ when, counts }: Pick<WritingHeard, 'when' | 'counts'>): string {
  const { passed, repaired, replaced, refused, model, cached, inputTokens, outputTokens } = counts
  const wrote = `${model ?? 'the model'} wrote ${passed + repaired} lines${repaired === 0 ? '' : `, ${repaired} of them at its second attempt`}`
  const rest = `${replaced} stay extracts, ${refused} proposals were refused`
  const cost = cached ? 'its answer was at hand' : `${inputTokens} and ${outputTokens} tokens`
  return `${when === 'late' ? 'after the deadline, ' : ''}${wrote}; ${rest}; ${cost}`
}
