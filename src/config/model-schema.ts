import { z } from 'zod'
import { durationField } from './fields.ts'

/** A small model of OpenAI's: quick, and good at keeping a passage's words. */
const MODEL = 'gpt-4.1-mini'
const NAME_LENGTH_MAX = 200
/** More calls at once than one account's limits bear, as a rule. */
const CONCURRENCY_MAX = 32
/** A brief has to fit: its claims, our words about them, and the answer. A day is a hundred thousand briefs at most. */
const BRIEF_TOKENS_MIN = 2_000
const TOKENS_MAX = 1_000_000_000
/** In units of the currency: no budget of news is larger, and no million tokens dearer. */
const MONEY_MAX = 1_000_000
/** Money is counted in millionths of a unit. */
const MICROS = 1_000_000

const moneyField = z
  .number()
  .min(0)
  .max(MONEY_MAX)
  .transform((units) => Math.round(units * MICROS))
const tokensField = z.int().min(0).max(TOKENS_MAX)

/** `model:` of config/standfirst.yaml: the model that puts briefs into words, where a key or an address of one is set. */
export const modelSchema = z
  .strictObject({
    /** As the server knows it; null: a small one of OpenAI's. */
    name: z.string().trim().min(1).max(NAME_LENGTH_MAX).nullable().default(null),
    /** What one call may take, whoever waits for it. */
    timeout: durationField('1s', '10m').prefault('140s'),
    /** How long a digest waits for its words; then extracts are posted. */
    deadline: durationField('1s', '60s').prefault('20s'),
    /** How long a person who asks waits for them. */
    ask: durationField('100ms', '30s').prefault('4s'),
    /** How long after the deadline an answer still improves what was posted. */
    late: durationField('1s', '10m').prefault('2m'),
    /** Calls at one time. */
    concurrency: z.int().min(1).max(CONCURRENCY_MAX).default(2),
    /** Tokens sent and answered together, and money in the currency of the prices; null is no limit. A day is of UTC. */
    budget: z
      .strictObject({
        briefTokens: tokensField.min(BRIEF_TOKENS_MIN).nullable().default(7_200),
        briefMoney: moneyField.nullable().default(null),
        dayTokens: tokensField.nullable().default(1_000_000),
        dayMoney: moneyField.nullable().default(null),
      })
      .prefault({}),
    /** What a million tokens cost. */
    prices: z
      .strictObject({
        input: moneyField.default(0),
        output: moneyField.default(0),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, { error: 'it is not a currency; write three letters of ISO 4217, as in USD' })
          .default('USD'),
      })
      .prefault({}),
  })
  .prefault({})

type ModelValues = z.output<typeof modelSchema>

/** How a model is used; money in millionths of a unit of `currency`. */
export type ModelSettings = {
  readonly name: string
  readonly timeoutMs: number
  readonly deadlineMs: number
  readonly askMs: number
  readonly lateMs: number
  readonly concurrency: number
  readonly budget: {
    readonly briefTokens: number | null
    readonly briefMicros: number | null
    readonly dayTokens: number | null
    readonly dayMicros: number | null
  }
  readonly prices: { readonly inputMicros: number; readonly outputMicros: number; readonly currency: string }
}

/** The settings as the program takes them. */
export function toModelSettings({
  name,
  timeout,
  deadline,
  ask,
  late,
  concurrency,
  budget,
  prices,
}: ModelValues): ModelSettings {
  const { briefTokens, briefMoney, dayTokens, dayMoney } = budget
  return {
    name: name ?? MODEL,
    timeoutMs: timeout,
    deadlineMs: deadline,
    askMs: ask,
    lateMs: late,
    concurrency,
    budget: { briefTokens, briefMicros: briefMoney, dayTokens, dayMicros: dayMoney },
    prices: { inputMicros: prices.input, outputMicros: prices.output, currency: prices.currency },
  }
}

/** What is set and does nothing, or surely was not meant; each with the key it stands at. */
export function warnOfModel(
  { name, budget, prices, deadline, ask }: ModelValues,
  access: { readonly baseUrl: string | null } | null,
): readonly { readonly path: readonly string[]; readonly text: string }[] {
  const warnings: { path: readonly string[]; text: string }[] = []
  const isFree = prices.input === 0 && prices.output === 0
  for (const key of ['briefMoney', 'dayMoney'] as const) {
    if (budget[key] === null || !isFree) continue
    warnings.push({
      path: ['model', 'budget', key],
      text: `${key} limits nothing: model.prices says that tokens cost nothing.`,
    })
  }
  if (ask > deadline)
    warnings.push({ path: ['model', 'ask'], text: 'ask is longer than deadline: nobody waits for so long.' })
  if (access !== null && access.baseUrl !== null && name === null) {
    const text = `OPENAI_BASE_URL is set, and model.name is not: ${MODEL} is asked for. Name a model that the server has.`
    warnings.push({ path: ['model'], text })
  }
  return warnings
}
