import { admitWritten } from '../../brief/admit-lines.ts'
import type { Model } from '../../brief/model/model.ts'
import { spendingOf, type ModelBudget, type ModelPrices } from '../../brief/model/model-budget.ts'
import { createModelWriter } from '../../brief/write/openai-writer.ts'
import { inModelWords, phraseUpdate, type Words } from '../../brief/write/phrase-update.ts'
import type { Prompt } from '../../brief/write/read-prompt.ts'
import type { ChosenClaim, Written, WritingReport } from '../../brief/writer.ts'
import { toldLines, type Brief } from '../../news/brief.ts'
import type { Claim, Difference } from '../../news/claim.ts'
import type { StoryId } from '../../news/ids.ts'
import type { Lang } from '../../news/message.ts'
import type { Update } from '../../news/update.ts'

export type WordingParts = {
  /** With its cache, budget of the day and breaker around it. */
  readonly model: Model
  /** One for a brief, one for what changed. */
  readonly prompts: { readonly brief: Prompt; readonly change: Prompt }
  readonly budget: Pick<ModelBudget, 'briefTokens' | 'briefMicros'>
  readonly prices: ModelPrices
  /** How long a brief waits for the model, from the moment that it is asked. */
  readonly deadlineMs: number
  /** How long after that an answer still improves it. */
  readonly lateMs: number
}

/** What is to be put into words: a brief's claims and what changed, or one of the two. */
export type WordingTask = {
  readonly story: StoryId
  readonly lang: Lang
  readonly chosen: readonly ChosenClaim[]
  readonly differ: readonly Difference[]
  readonly update: Update | null
  /** The claims of the update's lines. */
  readonly changed: readonly Claim[]
}

/** What a model made of a task, all of it through the gate. It holds whenever the same is told. */
export type Worded = Pick<Brief, 'headline' | 'lede' | 'lines' | 'whyItMatters' | 'made'> & {
  /** The lines that a model wrote, by their claims: for what changed. */
  readonly words: Words
  readonly report: WritingReport
}

export type WordedSoFar = {
  readonly now: Worded
  /** What came after the deadline: null where nothing better did. It never rejects and always ends. */
  readonly later: Promise<Worded | null> | null
}

/**
 * Puts a brief into a model's words, then those changes that the brief does not tell: within one deadline, and within one
 * budget. Whatever the model does, each line passes the gate or is the extract of its claim.
 */
export async function wordDraft(task: WordingTask, parts: WordingParts, signal: AbortSignal): Promise<WordedSoFar> {
  const { model, prompts, budget, prices, deadlineMs, lateMs } = parts
  const began = performance.now()
  const writer = createModelWriter({ model, prompt: prompts.brief, budget, prices, deadlineMs, lateMs })
  const written = await writer.write(task, signal)
  const leftMs = Math.max(0, Math.round(deadlineMs - (performance.now() - began)))
  const soFar = await wordChanges(written, task, { ...parts, deadlineMs: leftMs }, signal)
  if (written.later === null) return soFar
  const whole = async (better: Written | null): Promise<Worded | null> =>
    better === null ? soFar.later : (await wordChanges(better, task, { ...parts, deadlineMs: lateMs }, signal)).now
  return { now: soFar.now, later: written.later.then(whole) }
}

/** The writing with what changed: a claim that the brief tells has its words there too. */
async function wordChanges(
  written: Written,
  { chosen, lang, update, changed }: WordingTask,
  { model, prompts, budget, prices, deadlineMs, lateMs }: WordingParts,
  signal: AbortSignal,
): Promise<WordedSoFar> {
  const { headline, lede, whyItMatters, lines } = admitWritten(written, chosen)
  const own = inModelWords(toldLines({ lede, lines, whyItMatters }))
  const worded = (words: Words, report: WritingReport): Worded => ({
    headline,
    lede,
    lines,
    whyItMatters,
    words: new Map([...words, ...own]),
    report,
    made: words.size + own.size === 0 && headline === null ? null : report.made,
  })
  const inBrief = new Set(chosen.map(({ claim }) => claim.id))
  const rest = changed.filter(({ id }) => !inBrief.has(id))
  // A model that gave no brief just now is not asked for more of it.
  if (update === null || rest.length === 0 || written.report.fault !== null) {
    return { now: worded(new Map(), written.report), later: null }
  }
  const writer = createModelWriter({
    model,
    prompt: prompts.change,
    budget: leftOf(budget, written.report, prices),
    prices,
    deadlineMs,
    lateMs,
    kinds: ['line'],
  })
  const phrased = await phraseUpdate(update, rest, { writer, lang }, signal)
  const join = ({ words, report }: typeof phrased) => worded(words, joinReports(written.report, report))
  const improve = async (better: typeof phrased | null) => (better === null ? null : join(better))
  return { now: join(phrased), later: phrased.later?.then(improve) ?? null }
}

/** What of a brief's budget is left for its changes. */
function leftOf(
  { briefTokens, briefMicros }: WordingParts['budget'],
  { usage }: WritingReport,
  prices: ModelPrices,
): WordingParts['budget'] {
  const { inputTokens, outputTokens, micros } = spendingOf(usage, prices)
  const left = (limit: number | null, used: number) => (limit === null ? null : Math.max(0, limit - used))
  return { briefTokens: left(briefTokens, inputTokens + outputTokens), briefMicros: left(briefMicros, micros) }
}

function joinReports(one: WritingReport, other: WritingReport | null): WritingReport {
  if (other === null) return one
  return {
    lines: [...one.lines, ...other.lines],
    passed: one.passed + other.passed,
    repaired: one.repaired + other.repaired,
    replaced: one.replaced + other.replaced,
    refused: [...one.refused, ...other.refused],
    fault: one.fault ?? other.fault,
    usage: {
      inputTokens: one.usage.inputTokens + other.usage.inputTokens,
      outputTokens: one.usage.outputTokens + other.usage.outputTokens,
    },
    // A brief without lines of its own asked for nothing.
    cached: other.cached && (one.cached || one.lines.length === 0),
    made: one.made ?? other.made,
  }
}
