// What embeddings add to `inspect pairs` where English stands against Spanish. Vectors come over loopback from a fake server
// (a hand dictionary and letters: not a real model), and from a real one where it is configured: OPENAI_API_KEY or
// OPENAI_BASE_URL, and embeddings.model in config/standfirst.yaml (STANDFIRST_CONFIG names another folder).
import { existsSync } from 'node:fs'
import { createOpenaiEmbedder } from '../../src/brief/model/openai-embedder.ts'
import { claimsConflict } from '../../src/claim/claim-conflict.ts'
import { chooseConfigFolder } from '../../src/config/environment.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { cosineOf, packVector } from '../../src/claim/sentence-vectors.ts'
import { analyseSentence } from '../../src/text/features.ts'
import { detectLanguage, toTextLang } from '../../src/text/language.ts'
import { embedding, startModelServer } from '../fakes/model-server.ts'
import { fakeVector } from '../fakes/fake-vectors.ts'
import { answer, f1, FOLDER, pearson, readPairs, type Pair } from './eval-pairs.ts'
import type { EvalPart, EvalRow } from './eval-row.ts'

const SET = 'english-spanish-dev'
/** The figure of character tf-idf that the data's README gives. */
const BAR = 0.412
/** From here on the scale says that two sentences differ in unimportant details alone. */
const ALIKE_FROM = 4
const THRESHOLD_STEPS = 100
const BATCH = 64
/** One batch may take so long: a local server has no hurry. */
const TIMEOUT_MS = 60_000

export const evalEmbeddings: EvalPart = async () => {
  if (!existsSync(FOLDER)) return null
  const pairs = readPairs(SET)
  const gold = pairs.map(({ similarity }) => similarity ?? 0)
  const words = answer(pairs)
  const alike = gold.map((similarity) => similarity >= ALIKE_FROM)
  const conflicts = pairs.map(({ a, b }) => conflict(a, b))
  const set: Judged = { gold, alike, conflicts, words }
  const without: readonly EvalRow[] = [
    { name: `${SET}: Pearson without`, ours: pearson(words.scores, gold), peers: {}, bar: BAR },
    { name: `${SET}: F1 of same without`, ours: f1(words.same, alike), peers: {} },
  ]
  await using server = await startModelServer(embedding(fakeVector))
  const fake = await cosinesOf(pairs, { apiKey: null, baseUrl: server.baseUrl, model: 'fake' })
  const rows = [...without, ...rowsOf('with fake vectors (not a real model)', fake, set)]
  const { openai, embeddings } = await loadConfig(chooseConfigFolder(undefined, process.env), process.env)
  if (openai === null || embeddings === null) {
    console.error('embeddings: no real model is configured (OPENAI_API_KEY or OPENAI_BASE_URL, and embeddings.model)')
    return rows
  }
  const { model } = embeddings
  const real = await cosinesOf(pairs, { apiKey: openai.apiKey?.reveal() ?? null, baseUrl: openai.baseUrl, model })
  return [...rows, ...rowsOf(`with ${model}`, real, set)]
}

type Judged = {
  readonly gold: readonly number[]
  readonly alike: readonly boolean[]
  readonly conflicts: readonly boolean[]
  readonly words: ReturnType<typeof answer>
}

/**
 * Pearson of the mean of what words and vectors say, each as it is (weights that fit one model would not fit another), and of
 * the cosine alone. F1 of `same` by either, vectors only where nothing conflicts: its threshold is chosen on the even rows for
 * the odd ones and the other way round; their mean is what `embeddings.sameFrom` would be by this set.
 */
function rowsOf(name: string, cosines: readonly number[], { gold, alike, conflicts, words }: Judged): EvalRow[] {
  const both = words.scores.map((score, at) => (score + (cosines[at] ?? 0)) / 2)
  const sameFrom = (threshold: number) =>
    cosines.map((cosine, at) => words.same[at] === true || (cosine >= threshold && conflicts[at] === false))
  const thresholds = [0, 1].map((half) => bestThreshold(sameFrom, alike, half))
  const byHalf = thresholds.map(sameFrom)
  const same = alike.map((_, at) => byHalf[1 - (at % 2)]?.[at] === true)
  return [
    {
      name: `${SET}: Pearson ${name}`,
      ours: pearson(both, gold),
      peers: { 'cosine alone': pearson(cosines, gold) },
      bar: BAR,
    },
    { name: `${SET}: F1 of same ${name}`, ours: f1(same, alike), peers: {} },
    { name: `${SET}: sameFrom chosen ${name}`, ours: ((thresholds[0] ?? 1) + (thresholds[1] ?? 1)) / 2, peers: {} },
  ]
}

function conflict(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => analyseSentence(text, toTextLang(detectLanguage(text))))
  return one === undefined || other === undefined || claimsConflict(one, other)
}

type Backend = { readonly apiKey: string | null; readonly baseUrl: string | null; readonly model: string }

async function cosinesOf(pairs: readonly Pair[], backend: Backend): Promise<readonly number[]> {
  const embedder = createOpenaiEmbedder({ ...backend, timeoutMs: TIMEOUT_MS })
  const texts = pairs.flatMap(({ a, b }) => [a, b])
  const vectors: (readonly number[])[] = []
  for (let from = 0; from < texts.length; from += BATCH) {
    const outcome = await embedder.embed(texts.slice(from, from + BATCH), AbortSignal.timeout(TIMEOUT_MS))
    if (outcome.kind !== 'embedded') throw new Error(`${backend.model}: ${JSON.stringify(outcome)}`)
    vectors.push(...outcome.vectors)
  }
  return pairs.map((_, at) => {
    // As they are kept: in eight bits.
    const [a, b] = [packVector(vectors[2 * at] ?? []), packVector(vectors[2 * at + 1] ?? [])]
    return a === null || b === null ? 0 : cosineOf(a, b)
  })
}

/** The threshold of the best F1 on every second row, in hundredths; of equals the middle one. */
function bestThreshold(
  sameFrom: (threshold: number) => readonly boolean[],
  alike: readonly boolean[],
  half: number,
): number {
  const own = (list: readonly boolean[]) => list.filter((_, at) => at % 2 === half)
  const steps = Array.from({ length: THRESHOLD_STEPS + 1 }, (_, at) => at / THRESHOLD_STEPS)
  const figures = steps.map((threshold) => f1(own(sameFrom(threshold)), own(alike)))
  const best = Math.max(...figures)
  const bests = steps.filter((_, at) => figures[at] === best)
  return bests[Math.floor(bests.length / 2)] ?? 1
}
