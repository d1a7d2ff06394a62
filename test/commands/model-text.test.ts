import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { modelText } from '../../src/commands/model-text.ts'

const NONE = { calls: 0, inputTokens: 0, outputTokens: 0, money: 0, hitRate: null }
const SOME = { calls: 3, inputTokens: 12_000, outputTokens: 1_500, money: 0.0072, hitRate: 0.25 }
const cases = [
  [
    'en',
    'Model m-1: today 0 tokens (calls: 0), $0.00; this month 13,500 tokens (calls: 3), $0.0072, 25% of what was asked was at hand.',
  ],
  [
    'es',
    'Modelo m-1: hoy 0 tokens (llamadas: 0), 0,00 US$; este mes 13.500 tokens (llamadas: 3), 0,0072 US$, 25 % de lo pedido ya estaba disponible.',
  ],
] as const
for (const [lang, told] of cases) {
  test(`what the model used, ${lang}`, () => {
    const text = modelText({ name: 'm-1', currency: 'USD', today: NONE, month: SOME }, lang)
    equal(text.replaceAll('\u00a0', ' '), told)
  })
}
