import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/load-config.ts'
import { faultsOf, folderWith } from '../fakes/config-folder.ts'

const load = async (model: string, environment = {}) =>
  loadConfig(await folderWith({ 'standfirst.yaml': `model: ${model}\n` }), environment)

test('a model that nothing is said of', async () => {
  deepEqual((await load('{}')).model, {
    name: 'gpt-4.1-mini',
    timeoutMs: 140_000,
    deadlineMs: 20_000,
    askMs: 4_000,
    lateMs: 120_000,
    concurrency: 2,
    budget: { briefTokens: 7_200, briefMicros: null, dayTokens: 1_000_000, dayMicros: null },
    prices: { inputMicros: 0, outputMicros: 0, currency: 'USD' },
  })
})

test('money is counted in millionths', async () => {
  const { budget, prices } = (await load('{ budget: { dayMoney: 1.5 }, prices: { input: 0.4, output: 1.6 } }')).model
  deepEqual([budget.dayMicros, prices.inputMicros, prices.outputMicros], [1_500_000, 400_000, 1_600_000])
})

const faulty = [
  ['{ nmae: x }', /name/],
  ['{ concurrency: 0 }', /concurrency/],
  ['{ deadline: 20 }', /deadline/],
  ['{ deadline: 2h }', /deadline: "2h" is not a duration from 1s to 60s/],
  ['{ budget: { briefTokens: 10 } }', /briefTokens/],
  ['{ budget: { dayMoney: -1 } }', /dayMoney/],
  ['{ prices: { currency: dollars } }', /currency: .*ISO 4217/],
] as const
for (const [model, told] of faulty) {
  test(`${model} is a fault with its line`, async () => {
    const [fault = '', ...more] = await faultsOf({ 'standfirst.yaml': `model: ${model}\n` })
    match(fault, /^standfirst\.yaml:1: /)
    match(fault, told)
    equal(more.length, 0)
  })
}

const warned = [
  ['{ budget: { dayMoney: 2 } }', {}, /dayMoney limits nothing/],
  ['{ ask: 30s, deadline: 5s }', {}, /ask is longer than deadline/],
  ['{}', { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, /model\.name is not: gpt-4\.1-mini is asked for/],
  ['{ name: llama3.2 }', { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, null],
  ['{}', { OPENAI_API_KEY: 'sk-hush' }, null],
] as const
for (const [model, environment, told] of warned) {
  test(`${model} with ${Object.keys(environment).join() || 'no model'} warns of ${told ?? 'nothing'}`, async () => {
    const { warnings, secrets } = await load(model, environment)
    if (told === null) deepEqual(warnings, [])
    else match(warnings.join('\n'), told)
    equal(secrets.length, 'OPENAI_API_KEY' in environment ? 1 : 0)
  })
}
