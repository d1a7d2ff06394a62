import { readFileSync } from 'node:fs'
import type { Model, ModelOutcome, ModelRequest } from '../../src/brief/model/model.ts'
import { createModelWriter, type ModelWriterParts } from '../../src/brief/write/openai-writer.ts'
import { readPrompt } from '../../src/brief/write/read-prompt.ts'

export const USED = { inputTokens: 900, outputTokens: 120 }

export type FakeModel = Model & { readonly asked: readonly ModelRequest[] }

/** A model that gives the n-th outcome to the n-th request, the last one again and again; no outcome waits for the signal. */
export function fakeModel(...outcomes: readonly (ModelOutcome | null)[]): FakeModel {
  const asked: ModelRequest[] = []
  return {
    name: 'fake-1',
    asked,
    complete(request, signal) {
      asked.push(request)
      const outcome = outcomes[Math.min(asked.length, outcomes.length) - 1] ?? null
      if (outcome !== null) return Promise.resolve(outcome)
      const gone: ModelOutcome = { kind: 'unavailable', reason: 'time', status: null, retryAfterMs: null }
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(gone)))
    },
  }
}

/** An answer of any JSON. */
export const answered = (json: unknown): ModelOutcome => ({ kind: 'answered', json, usage: USED })

type Told = readonly [text: string, claims: readonly number[], kind?: 'headline' | 'lede' | 'line' | 'why']

/** An answer of lines. */
export const lines = (...told: readonly Told[]): ModelOutcome =>
  answered({ lines: told.map(([text, claims, kind = 'line']) => ({ kind, text, claims })) })

export const briefPrompt = readPrompt(readFileSync('prompts/brief.v2.md', 'utf8'), 'prompts/brief.v2.md')

export const modelWriter = (model: Model, changes: Partial<ModelWriterParts> = {}) =>
  createModelWriter({
    model,
    prompt: briefPrompt,
    budget: { briefTokens: null, briefMicros: null },
    prices: { inputMicros: 0, outputMicros: 0 },
    ...changes,
  })
