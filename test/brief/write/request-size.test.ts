import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { estimateTokens } from '../../../src/brief/model/model.ts'
import { createOpenaiModel } from '../../../src/brief/model/openai-model.ts'
import { selectClaims } from '../../../src/brief/select-claims.ts'
import type { ChosenClaim } from '../../../src/brief/writer.ts'
import { outlineOf } from '../../../src/claim/claim-outline.ts'
import type { Difference } from '../../../src/news/claim.ts'
import { storyId } from '../../../src/news/ids.ts'
import { LANGS } from '../../../src/news/message.ts'
import { readMoment } from '../../../src/pipeline/reading/view-story.ts'
import { generateStory } from '../../bench/generate-story.ts'
import { modelWriter } from '../../fakes/model.ts'
import { answering, startModelServer, type ModelAsked, type ModelStep } from '../../fakes/model-server.ts'
import { inNewsroom, keepAll, unaborted } from '../../pipeline/newsroom.ts'

const ARTICLES = 30
const SEEDS = [1, 2, 3]
/** What the configuration gives where it says nothing. */
const LIMITS = { words: 150, lines: 8, extractWords: 90 }
const INPUT_MAX = 6_000
const OUTPUT_MAX = 1_200

const SLUICE = {
  id: storyId('sluice'),
  title: 'Veldrin sluice',
  query: 'Veldrin sluice',
  aliases: [],
  langs: [],
  window: { from: null, to: null },
}

type Chosen = { readonly chosen: readonly ChosenClaim[]; readonly differ: readonly Difference[] }

function chooseFrom(seed: number): Promise<Chosen> {
  return inNewsroom(
    async (newsroom) => {
      const seen = [...generateStory(ARTICLES, seed)]
      await keepAll(seen, newsroom)
      await newsroom.matcher.matchAll(unaborted)
      const last = seen.at(-1)?.seenAt
      ok(last !== undefined)
      const moment = await readMoment(SLUICE, last, 'en', newsroom)
      const chosen = selectClaims(moment.view.claims, moment.lineOf, LIMITS, outlineOf)
      return { chosen, differ: moment.differences }
    },
    { story: SLUICE, outlets: [] },
  )
}

/** Answers with a line for each claim that no gate lets through, so that all that can be mended is sent again. */
const wrong: ModelStep = (request, response) => {
  const user = request.body.messages.at(-1)?.content ?? ''
  const numbers = [...new Set([...user.matchAll(/ claim (\d+)$/gm)].map(([, n]) => Number(n)))]
  const lines = numbers.map((n) => ({
    kind: 'line',
    text: `Claim ${n} says that ${n}77 people of the county council of another town left 12 hours before the sluice was shut again.`,
    claims: [n],
  }))
  answering({ lines })(request, response)
}

const inputOf = ({ body }: ModelAsked): number =>
  estimateTokens(body.messages.map(({ content }) => content).join('\n')) +
  estimateTokens(JSON.stringify(body.response_format ?? {}))
const outputMaxOf = ({ body }: ModelAsked): number => body.max_tokens ?? body.max_completion_tokens ?? Infinity
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

for (const seed of SEEDS) {
  test(`a brief of ${ARTICLES} articles, all of it mended, sends less than 6,000 tokens and gets less than 1,200: story ${seed}`, async (t) => {
    const { chosen, differ } = await chooseFrom(seed)
    ok(chosen.length >= 4, `${chosen.length} claims`)
    for (const lang of LANGS) {
      await using server = await startModelServer(wrong)
      const model = createOpenaiModel({ apiKey: null, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 5_000 })
      await modelWriter(model).write({ chosen, lang, differ }, unaborted)
      // As they went out: the brief, and the one repair.
      const { asked } = server
      ok(asked.length === 2, `${asked.length} requests`)
      const [first, input, output] = [
        sum(asked.slice(0, 1).map(inputOf)),
        sum(asked.map(inputOf)),
        sum(asked.map(outputMaxOf)),
      ]
      t.diagnostic(
        `${lang}: ${chosen.length} claims, ${input} tokens sent (${first} without a repair), ${output} answered at most`,
      )
      ok(input < INPUT_MAX && output < OUTPUT_MAX, `${input} and ${output} tokens`)
    }
  })
}
