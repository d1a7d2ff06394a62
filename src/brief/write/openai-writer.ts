import type { Line } from '../../news/claim.ts'
import { toTextLang } from '../../text/language.ts'
import { asExtracts } from '../extractive-writer.ts'
import { ALREADY_TOLD, gateLines, type GateParts, type Passed, type Refused } from './gate-lines.ts'
import { limitBroken, NOTHING_SPENT, spendingOf, type ModelBudget, type ModelPrices } from '../model/model-budget.ts'
import {
  estimateInput,
  unavailable,
  usageOf,
  type Model,
  type ModelOutcome,
  type ModelRequest,
} from '../model/model.ts'
import type { Prompt } from './read-prompt.ts'
import { LINE_KINDS, readReply, type LineKind } from './read-reply.ts'
import { toTellables, type Tellable } from './tellable.ts'
import { repairRequest, writeRequest } from './write-request.ts'
import type { LineMaker, Writer, WritingReport, WritingTask, Written } from '../writer.ts'

export type ModelWriterParts = {
  /** With its cache, budget and breaker around it. */
  readonly model: Model
  readonly prompt: Prompt
  readonly budget: Pick<ModelBudget, 'briefTokens' | 'briefMicros'>
  readonly prices: ModelPrices
  /** How long a brief waits for the model; then it is made of what is there. */
  readonly deadlineMs?: number
  /** How long an answer is waited for after that, to improve the brief in place. */
  readonly lateMs?: number
  /** What may be written besides lines: nothing, for an update. */
  readonly kinds?: readonly LineKind[]
}

/** Who asked waits for a brief as for a page, not as for a report. */
const DEADLINE_MS = 20_000
/** A slow local model answers within a minute or two, or not in time for anybody. */
const LATE_MS = 120_000

/**
 * The writer that asks a model, and trusts it as little as an article: each of its lines passes the gate, at once or
 * after one repair, or the extract of its claim stands there. Claims that it left out are told by their extracts, and
 * lines stand in the order of their claims: what a brief tells, and what first, no model decides.
 */
export function createModelWriter(parts: ModelWriterParts): Writer {
  const { deadlineMs = DEADLINE_MS, lateMs = LATE_MS } = parts
  return {
    name: 'openai',
    async write(task, signal) {
      if (task.chosen.length === 0) return asExtracts([])
      if (signal.aborted) return failed(task, unavailable('stopped'))
      const bounds = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs + lateMs)])
      const draft: Draft = { best: null }
      // A fault in reading an answer must not cost the brief: then it is extracts, as for any other.
      const work = compose(task, parts, bounds, draft).catch(() => failed(task, unavailable('broken')))
      const { promise: due, resolve } = Promise.withResolvers<null>()
      const timer = setTimeout(() => resolve(null), deadlineMs)
      const giveUp = () => resolve(null)
      signal.addEventListener('abort', giveUp, { once: true })
      const written = await Promise.race([work, due])
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      if (written !== null) return written
      if (signal.aborted) return draft.best ?? failed(task, unavailable('stopped'))
      const now = draft.best ?? failed(task, unavailable('time'))
      return { ...now, later: work.then((better) => (isBetter(better, now) ? better : null)) }
    },
  }
}

/** The model's lines without the repair, as soon as they are there: what stands at the deadline. */
type Draft = { best: Written | null }

const modelLines = ({ report }: Written): number => report.passed + report.repaired

const isBetter = (one: Written, other: Written): boolean => modelLines(one) > modelLines(other)

function failed({ chosen }: WritingTask, outcome: ModelOutcome): Written {
  return asExtracts(chosen, 'the model did not answer', outcome.kind === 'answered' ? null : outcome)
}

async function compose(
  task: WritingTask,
  parts: ModelWriterParts,
  signal: AbortSignal,
  draft: Draft,
): Promise<Written> {
  const { model, prompt, kinds = LINE_KINDS } = parts
  const tellables = toTellables(task.chosen, task.differ)
  const asked = { prompt, lang: task.lang, kinds }
  const { request, quotables } = writeRequest(tellables, asked)
  const ledger = createLedger(parts)
  const outcome = await ledger.ask(model, request, signal)
  if (outcome.kind !== 'answered')
    return { ...failed(task, outcome), report: { ...failed(task, outcome).report, usage: ledger.usage() } }
  const gate: GateParts = { tellables, quotables, lang: toTextLang(task.lang) }
  const given = new Set(tellables.map(({ n }) => n))
  const { passed, refused } = gateLines(allowed(readReply(outcome.json, given).proposals, kinds), gate)
  const first: Attempt = { passed, repaired: [], refused, fault: null }
  draft.best = assemble(task, tellables, first, ledger, parts)
  const mend = repairRequest(worthMending(refused), tellables, quotables, asked)
  if (mend === null) return draft.best
  const second = await ledger.ask(model, mend, signal)
  if (second.kind !== 'answered') return assemble(task, tellables, { ...first, fault: second }, ledger, parts)
  const mended = gateLines(allowed(readReply(second.json, given).proposals, kinds), gate, passed)
  const all: Attempt = { passed, repaired: mended.passed, refused: [...refused, ...mended.refused], fault: null }
  return assemble(task, tellables, all, ledger, parts)
}

const allowed = <T extends { readonly kind: LineKind }>(proposals: readonly T[], kinds: readonly LineKind[]) =>
  proposals.filter(({ kind }) => kinds.includes(kind))

/** A repetition needs no mending, and what stands on top is not worth a second call. */
const worthMending = (refused: readonly Refused[]): readonly Refused[] =>
  refused.filter(({ proposal, reasons }) => !reasons.includes(ALREADY_TOLD) && ['line', 'lede'].includes(proposal.kind))

type Attempt = {
  readonly passed: readonly Passed[]
  readonly repaired: readonly Passed[]
  readonly refused: readonly Refused[]
  readonly fault: WritingReport['fault']
}

/** One line for each claim that no other line tells, the model's where it has one, in the claims' order. */
function assemble(
  { chosen }: WritingTask,
  tellables: readonly Tellable[],
  { passed, repaired, refused, fault }: Attempt,
  ledger: Ledger,
  { model, prompt }: ModelWriterParts,
): Written {
  const all = [...passed, ...repaired]
  const only = (kind: LineKind): Passed | null => all.find((one) => one.kind === kind) ?? null
  const [headline, lede, why] = [only('headline'), only('lede'), only('why')]
  const body = all.filter(({ kind }) => kind === 'line')
  const telling = [lede, why, ...body].filter((one) => one !== null)
  const told = new Set(telling.flatMap(({ claims }) => claims.map(({ n }) => n)))
  const written = body.map((one) => ({
    rank: Math.min(...one.claims.map(({ n }) => n)),
    line: one.line,
    by: repaired.includes(one) ? ('repaired' as const) : ('model' as const),
    because: null,
  }))
  const extracts = tellables
    .filter(({ n }) => !told.has(n))
    .map(({ n, extract }) => ({ rank: n, line: extract, by: 'extract' as const, because: whyExtract(n, refused) }))
  const ordered = [...written, ...extracts].toSorted((one, other) => one.rank - other.rank)
  const count = (maker: LineMaker) => ordered.filter(({ by }) => by === maker).length
  const onTop = [headline, lede, why].filter((one) => one !== null)
  const report: WritingReport = {
    lines: ordered.map(({ line, by, because }) => ({ id: line.id, by, because })),
    passed: count('model') + onTop.filter((one) => passed.includes(one)).length,
    repaired: count('repaired') + onTop.filter((one) => repaired.includes(one)).length,
    replaced: chosen.length === 0 ? 0 : count('extract'),
    refused: refused.map(({ proposal, reasons }) => ({ text: proposal.text, reasons })),
    fault,
    usage: ledger.usage(),
    cached: ledger.cached(),
    made: all.length === 0 ? null : { model: model.name, prompt: prompt.version },
  }
  const lineOf = (one: Passed | null): Line | null => one?.line ?? null
  const lines = ordered.map(({ line }) => line)
  return { lines, headline: lineOf(headline), lede: lineOf(lede), why: lineOf(why), report, later: null }
}

function whyExtract(n: number, refused: readonly Refused[]): string {
  const last = refused.findLast(({ proposal }) => proposal.claims.includes(n))
  return last === undefined ? 'the model left it out' : (last.reasons[0] ?? 'the gate refused it')
}

type Ledger = {
  readonly ask: (model: Model, request: ModelRequest, signal: AbortSignal) => Promise<ModelOutcome>
  readonly usage: () => WritingReport['usage']
  readonly cached: () => boolean
}

/** Keeps one brief within its own budget, and counts what it used. */
function createLedger({ budget, prices }: Pick<ModelWriterParts, 'budget' | 'prices'>): Ledger {
  let [inputTokens, outputTokens] = [0, 0]
  let isCached = true
  const ask: Ledger['ask'] = async (model, request, signal) => {
    const worst = { inputTokens: estimateInput(request), outputTokens: request.outputTokensMax }
    const spent = { brief: spendingOf({ inputTokens, outputTokens }, prices), day: NOTHING_SPENT }
    const limits = { ...budget, dayTokens: null, dayMicros: null }
    if (limitBroken(limits, worst, spent, prices) !== null) return unavailable('budget')
    const outcome = await model.complete(request, signal)
    const used = usageOf(outcome)
    inputTokens += used.inputTokens
    outputTokens += used.outputTokens
    if (outcome.kind !== 'answered' || outcome.cached !== true) isCached = false
    return outcome
  }
  return { ask, usage: () => ({ inputTokens, outputTokens }), cached: () => isCached }
}
