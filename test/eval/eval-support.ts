import { existsSync, readFileSync } from 'node:fs'
import { verifyLine } from '../../src/brief/verify/verify.ts'
import type { TextLang } from '../../src/text/language.ts'
import type { EvalRow } from './eval-row.ts'
import { MUTATION_KINDS, mutate, pick, seededRandom, type MutationKind } from './mutations.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)
const TOPICS = ['egypt', 'finan', 'haiti', 'mj']
/** Sentences tried a topic: enough for some 300 mutations of a kind. */
const SENTENCES_PER_TOPIC = 400
const SEED = 20260108
/** Sentences on either side that stand for the cited passage. */
const NEIGHBOURS = 2

type SupportRow = { article: string; line: string; supported: boolean }

function readRows<Row>(file: string): readonly Row[] {
  return readFileSync(new URL(file, DATA), 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line))
}

/** Agreement with judges, mutations caught and true extracts refused; null where the data is absent. */
export function evalSupport(): readonly EvalRow[] | null {
  if (!existsSync(DATA)) return null
  return [...judgedLines(), ...mutatedLines('en'), ...mutatedLines('es')]
}

function judgedLines(): readonly EvalRow[] {
  const rows = readRows<SupportRow>('support/cnndm-dev.jsonl')
  const started = performance.now()
  const judged = rows.map((row) => ({
    ...verifyLine(row.line, [row.article], { lang: 'en' }),
    supported: row.supported,
  }))
  const seconds = (performance.now() - started) / 1_000
  const held = judged.filter(({ supported }) => supported)
  const unheld = judged.filter(({ supported }) => !supported)
  const better = held.flatMap(({ score }) =>
    unheld.map((other) => (score > other.score ? 1 : score === other.score ? 0.5 : 0)),
  )
  const passed = held.filter(({ ok }) => ok).length / held.length
  const caught = unheld.filter(({ ok }) => !ok).length / unheld.length
  return [
    {
      name: 'support AUC',
      ours: better.reduce<number>((sum, value) => sum + value, 0) / better.length,
      bar: 0.89,
      peers: { 'bigrams + best sentence': 0.871 },
    },
    { name: 'support balanced accuracy', ours: (passed + caught) / 2, peers: { 'bigrams + best sentence': 0.807 } },
    { name: 'supported lines passed', ours: passed, peers: {} },
    { name: 'unsupported lines refused', ours: caught, peers: {} },
    { name: 'lines a second, whole articles', ours: rows.length / seconds, peers: {} },
  ]
}

type Sample = {
  readonly sentence: string
  readonly passage: string
  readonly article: string
  readonly lang: TextLang
}

function sampleSentences(): readonly Sample[] {
  const random = seededRandom(SEED)
  return TOPICS.flatMap((topic) => {
    const articles = readRows<{ text: string }>(`timelines/${topic}-articles.jsonl`)
    const samples = new Map<string, Sample>()
    for (let tries = 0; tries < SENTENCES_PER_TOPIC * 20 && samples.size < SENTENCES_PER_TOPIC; tries++) {
      const article = pick(articles, random)?.text ?? ''
      const lines = article.split('\n')
      const at = Math.floor(random() * lines.length)
      const sentence = lines[at] ?? ''
      if (!isSentence(sentence)) continue
      const passage = lines.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).join('\n')
      samples.set(sentence, { sentence, passage, article, lang: 'en' })
    }
    return [...samples.values()]
  })
}

/** Spanish news sentences, each between strangers: no Spanish article is at hand. */
function sampleSpanish(): readonly Sample[] {
  const random = seededRandom(SEED + 3)
  const rows = readRows<{ a: string; b: string }>('pairs/spanish-dev.jsonl')
  const sentences = [...new Set(rows.flatMap(({ a, b }) => [a, b]))].filter(isSentence)
  return sentences.map((sentence) => {
    const passage = [pick(sentences, random), sentence, pick(sentences, random)].join('\n')
    return { sentence, passage, article: passage, lang: 'es' }
  })
}

function isSentence(sentence: string): boolean {
  const words = sentence.split(' ').length
  return words >= 8 && words <= 45 && /^\p{Lu}/u.test(sentence) && /[.”'"]$/.test(sentence)
}

export type MutationTrial = { readonly kind: MutationKind; readonly original: Sample; readonly line: string }

/** Mutated sentences of both languages, always the same. */
export function mutationTrials(lang: TextLang): {
  readonly samples: readonly Sample[]
  readonly trials: readonly MutationTrial[]
} {
  const samples = lang === 'en' ? sampleSentences() : sampleSpanish()
  const random = seededRandom(SEED + 1)
  const trials = samples.flatMap((original) => {
    // The same topic's sentences: names and clauses that could be true, which is what a writer gets wrong.
    const others = Array.from({ length: 5 }, () => pick(samples, random)?.sentence ?? '').filter(
      (other) => other !== original.sentence,
    )
    return MUTATION_KINDS.flatMap((kind) => {
      const line = mutate(original.sentence, kind, { others, random, lang })
      return line === null ? [] : [{ kind, original, line }]
    })
  })
  return { samples, trials }
}

const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / Math.max(1, flags.length)
const isOk = (line: string, evidence: string, lang: TextLang): boolean => verifyLine(line, [evidence], { lang }).ok

/** The hardest clause to notice: one of the same article, which is all evidence. */
function splicedClauses(samples: readonly Sample[]): EvalRow {
  const random = seededRandom(SEED + 2)
  const flags = samples.flatMap(({ sentence, passage, article, lang }) => {
    const others = article.split('\n').filter((other) => other.split(' ').length > 12 && !passage.includes(other))
    const line = mutate(sentence, 'clause added', { others, random, lang })
    return line === null ? [] : [!isOk(line, article, lang)]
  })
  return {
    name: `clause of the same article added: caught of ${flags.length}`,
    ours: share(flags),
    bar: 0.98,
    peers: {},
  }
}

function mutatedLines(lang: TextLang): readonly EvalRow[] {
  const { samples, trials } = mutationTrials(lang)
  const caught = MUTATION_KINDS.map((kind): EvalRow => {
    const ofKind = trials.filter((trial) => trial.kind === kind)
    const ours = share(ofKind.map(({ line, original }) => !isOk(line, original.passage, lang)))
    return { name: `${lang}: ${kind}: caught of ${ofKind.length}`, ours, bar: 0.98, peers: {} }
  })
  const refused = (name: string, evidenceOf: (one: Sample) => string): EvalRow => {
    const ours = share(samples.map((one) => !isOk(one.sentence, evidenceOf(one), lang)))
    return {
      name: `${lang}: true extracts refused of ${samples.length}, ${name}`,
      ours,
      bar: 0.02,
      better: 'lower',
      peers: {},
    }
  }
  return [
    ...caught,
    ...(lang === 'en' ? [splicedClauses(samples)] : []),
    refused('alone', ({ sentence }) => sentence),
    refused('in their passage', ({ passage }) => passage),
  ]
}
