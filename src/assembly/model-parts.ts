import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../adapters/finding.ts'
import { listModels } from '../brief/model/check-server.ts'
import { createOpenaiModel } from '../brief/model/openai-model.ts'
import type { ServerAccess } from '../brief/model/openai-client.ts'
import { readPrompt, type Prompt } from '../brief/write/read-prompt.ts'
import { whatHappened } from '../brief/write/tell-writing.ts'
import type { Config } from '../config/config.ts'
import { systemClock } from '../ops/clock.ts'
import {
  createModelDesk,
  tellModel,
  type ModelDesk,
  type ModelDeskParts,
  type ModelTold,
} from '../pipeline/writing/model-desk.ts'
import type { Store } from '../store/open-store.ts'

const PROMPTS = join(import.meta.dirname, '..', '..', 'prompts')
const BRIEF_PROMPT = 'brief.v2.md'
const CHANGE_PROMPT = 'change.v1.md'
/** A list of names comes at once, or the server is busy with something else. */
const LIST_TIMEOUT_MS = 15_000
/** Models named where the one that is wanted is not among them. */
const NAMED_MAX = 12

type ModelStores = Pick<Store, 'modelUsage' | 'modelAnswers'>

type Access = NonNullable<Config['openai']>

/** The model as the configuration has it. Nothing is sent before something is asked of it. */
export function openModel(
  access: Access,
  settings: Config['model'],
  { modelUsage, modelAnswers }: ModelStores,
  heard: Pick<ModelDeskParts, 'onWritten' | 'onFault'>,
): ModelDesk {
  return createModelDesk({
    ...heard,
    model: createOpenaiModel({ ...accessTo(access, settings.timeoutMs), model: settings.name }),
    prompts: { brief: promptOf(BRIEF_PROMPT), change: promptOf(CHANGE_PROMPT) },
    settings,
    usage: modelUsage,
    cache: modelAnswers,
    clock: systemClock,
  })
}

function accessTo({ apiKey, baseUrl }: Access, timeoutMs: number): ServerAccess {
  return { apiKey: apiKey?.reveal() ?? null, baseUrl, timeoutMs }
}

const promptOf = (file: string): Prompt => readPrompt(readFileSync(join(PROMPTS, file), 'utf8'), `prompts/${file}`)

/** Whether the server takes the key and has the model, and what is left of the day's budget. No brief is written for it. */
export async function examineModel(
  { openai, model }: Pick<Config, 'openai' | 'model'>,
  { modelUsage }: Pick<ModelStores, 'modelUsage'>,
  limit: AbortSignal,
): Promise<readonly Finding[]> {
  if (openai === null) {
    const found = 'no key and no address of a server: every line is an extract, and nothing is sent to any model'
    return [{ name: 'model', found, mend: null }]
  }
  const listed = await listModels(accessTo(openai, LIST_TIMEOUT_MS), limit)
  const told = await tellModel(model, modelUsage, systemClock.now())
  return [
    { name: 'model', ...findModel(model.name, listed) },
    { name: 'model budget', ...findBudget(told) },
  ]
}

function findModel(name: string, listed: Awaited<ReturnType<typeof listModels>>): Omit<Finding, 'name'> {
  if (!isList(listed)) {
    if (listed.kind === 'unlisted') {
      return {
        found: `the server does not list its models; whether it has ${name} shows with the first brief`,
        mend: null,
      }
    }
    const [found = '', mend = 'look at the server, then run doctor again'] = whatHappened(listed).split(/: (.*)/s)
    return { found, mend: `${mend.charAt(0).toUpperCase()}${mend.slice(1)}.` }
  }
  // Some servers add a tag that may be left out: `llama3.2:latest`.
  const isThere = listed.some((each) => each === name || each.startsWith(`${name}:`))
  if (isThere) return { found: `${name} answers at the server`, mend: null }
  const others = listed.slice(0, NAMED_MAX).join(', ')
  const found = `the server takes the key and has no model ${name}${others === '' ? '' : `; it has ${others}`}`
  return { found, mend: 'Set model.name in standfirst.yaml to one that it has.' }
}

const isList = (listed: Awaited<ReturnType<typeof listModels>>): listed is readonly string[] => Array.isArray(listed)

function findBudget({ today, budget, currency }: ModelTold): Omit<Finding, 'name'> {
  const tokens = today.inputTokens + today.outputTokens
  const ofTokens = budget.dayTokens === null ? '' : ` of ${budget.dayTokens}`
  const ofMoney = budget.dayMoney === null ? '' : ` of ${budget.dayMoney}`
  const found = `today (UTC) ${tokens}${ofTokens} tokens, ${currency} ${today.money.toFixed(2)}${ofMoney}`
  const isSpent = tokens >= (budget.dayTokens ?? Infinity) || today.money >= (budget.dayMoney ?? Infinity)
  return {
    found,
    mend: isSpent
      ? 'The day’s budget is spent: briefs are extracts until tomorrow (UTC), or raise it in model.budget.'
      : null,
  }
}
