// What a story's size costs: a further article, a restart, and each answer, on a story that grows to 10,000 articles.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import { storyId } from '../../src/news/ids.ts'
import { systemClock } from '../../src/ops/clock.ts'
import { answerChanged, answerDiffer, answerSources, answerTimeline, type Question } from '../../src/pipeline/answer.ts'
import { briefStory } from '../../src/pipeline/brief.ts'
import { createMatcher, type Matcher } from '../../src/pipeline/match.ts'
import type { Newsroom } from '../../src/pipeline/parts.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { generateStory, type GeneratedReading } from './generate-story.ts'

const SEED = 11
/** Readings stored in one go while the story grows, as `ingest` does. */
const BATCH = 100
/** Articles added one by one at each size; their median is told. */
const ADDED_ONE_BY_ONE = 15
const LIMITS = { words: 220, lines: 9, extractWords: 90 }
const STORY = {
  id: storyId('sluice'),
  title: 'The sluice',
  query: 'Veldrin sluice',
  aliases: [],
  langs: [],
  window: { from: null, to: null },
}
const signal = new AbortController().signal

/**
 * `addOne`: one further article, in a program that runs: stored, matched and entered. `addFirst`: the same as a
 * program's first work. `addNone`: nothing has come in: what each look costs.
 */
const TASKS = ['addFirst', 'addNone', 'brief', 'changed', 'sources', 'differ', 'timeline'] as const
type Task = (typeof TASKS)[number]
type Measured = 'addOne' | Task

/** Milliseconds that passed, and those that the processor worked: on a busy machine the former are many more. */
type Time = { readonly wall: number; readonly cpu: number }

/** The times at one size of the story. The answers are each the first of a new thread, as in a command. */
export type SizeRow = {
  readonly articles: number
  readonly times: Readonly<Record<Measured, Time>>
  readonly megabytes: number
}

const NO_TIME: Time = { wall: 0, cpu: 0 }

/** A store that holds the first so many articles already: growing the story to thousands takes minutes. */
export type Begun = { readonly file: string; readonly articles: number }

/** Grows one generated story through `sizes` (rising), from nothing or from what is begun, and measures at each. */
export async function benchStorySizes(sizes: readonly number[], begun: Begun | null): Promise<readonly SizeRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'))
  const db = join(folder, 'store.db')
  if (begun !== null) copyFileSync(begun.file, db)
  const store = await openStore(db)
  try {
    await store.stories.seedStory(STORY)
    const matcher = createMatcher({ store, outlets: [] })
    const readings = generateStory((sizes.at(-1) ?? 0) + 2 * sizes.length, SEED)
    const rows: SizeRow[] = []
    let stored = take(readings, begun?.articles ?? 0).length
    for (const size of sizes) {
      for (; stored < size - ADDED_ONE_BY_ONE; stored += BATCH) {
        await add(take(readings, Math.min(BATCH, size - ADDED_ONE_BY_ONE - stored)), store, matcher)
      }
      const added: Time[] = []
      for (let turn = 0; turn < ADDED_ONE_BY_ONE; turn += 1) {
        const one = take(readings, 1)
        added.push(await timed(() => add(one, store, matcher)))
      }
      stored = size
      const addOne = added.toSorted((a, b) => a.cpu - b.cpu)[Math.floor(added.length / 2)] ?? NO_TIME
      const times: Record<Measured, Time> = {
        addOne,
        addFirst: NO_TIME,
        addNone: NO_TIME,
        brief: NO_TIME,
        changed: NO_TIME,
        sources: NO_TIME,
        differ: NO_TIME,
        timeline: NO_TIME,
      }
      for (const task of TASKS) {
        if (task === 'addFirst') await store.articles.saveReadings(take(readings, 1).map(toArrival))
        times[task] = await inThread(task, db)
      }
      rows.push({ articles: size, times, megabytes: process.memoryUsage.rss() / 2 ** 20 })
    }
    return rows
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(readings: Generator<GeneratedReading>, count: number): readonly GeneratedReading[] {
  const taken: GeneratedReading[] = []
  while (taken.length < count) {
    const next = readings.next()
    if (next.done === true) break
    taken.push(next.value)
  }
  return taken
}

const toArrival = (one: GeneratedReading) => ({ ...one, source: 'bench' })

async function add(readings: readonly GeneratedReading[], store: Store, matcher: Matcher): Promise<void> {
  await store.articles.saveReadings(readings.map(toArrival))
  await matcher.matchAll(signal)
}

async function timed(work: () => Promise<unknown>): Promise<Time> {
  const begun = performance.now()
  const used = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - begun, cpu: (user + system) / 1_000 }
}

/** A thread of its own shares nothing that was read or compiled before. */
function inThread(task: Task, db: string): Promise<Time> {
  const { promise, resolve, reject } = Promise.withResolvers<Time>()
  const worker = new Worker(new URL(import.meta.url), { workerData: { task, db } })
  worker.once('message', resolve)
  worker.once('error', reject)
  return promise
}

async function serve({ task, db }: { readonly task: Task; readonly db: string }): Promise<void> {
  const store = await openStore(db)
  const newsroom: Newsroom = {
    store,
    outlets: [],
    limits: LIMITS,
    writer: createExtractiveWriter(),
    clock: systemClock,
    dormantAfterMs: 1e12,
  }
  const question: Question = { story: STORY, asOf: systemClock.now(), lang: 'en' }
  const { through } = await store.ledger.findHead(STORY.id)
  const since = (through ?? question.asOf).subtract({ hours: 24 })
  const work: Record<Task, () => Promise<unknown>> = {
    addFirst: () => createMatcher(newsroom).matchAll(signal),
    addNone: () => createMatcher(newsroom).matchAll(signal),
    brief: () => briefStory(STORY, question.asOf, { lang: 'en', limits: LIMITS, since: null, signal }, newsroom),
    changed: () => answerChanged(question, since, newsroom),
    sources: () => answerSources(question, newsroom),
    differ: () => answerDiffer(question, newsroom),
    timeline: () => answerTimeline(question, newsroom),
  }
  parentPort?.postMessage(await timed(work[task]))
  await store.close()
}

if (!isMainThread) await serve(workerData)
