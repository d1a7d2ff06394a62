// `/whatchanged` while nothing comes in, while some and many articles do, and while as many come in as can be stored and matched: the
// time from the question to the answer that the platform is handed, and how long the main thread, which owes each question an ack, was
// held up. In the last ingest, matching and reading want more processors than there are, and people wait for one.
import { copyFileSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Conversation } from '../../src/adapters/conversation.ts'
import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import type { Ask, Reply } from '../../src/news/chat.ts'
import type { Clock } from '../../src/ops/clock.ts'
import { createLog } from '../../src/ops/log.ts'
import { createConversation } from '../../src/pipeline/conversation/converse.ts'
import { startMatcherThread, type MatcherThread } from '../../src/pipeline/matcher-thread.ts'
import type { Reading } from '../../src/pipeline/reading/open-reading.ts'
import type { Newsroom } from '../../src/pipeline/parts.ts'
import { startReadingThreads } from '../../src/pipeline/reading/reading-thread.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { makeDeskFolder } from '../e2e/desk-folder.ts'
import type { ARRIVALS } from './pour-articles.ts'
import { findFullStore, FULL_STORY } from './tick-store.ts'

/** Articles on the story where it is not told otherwise; the others are on none. */
const ON_STORY = 1_000
/** Questions asked, by so many people, each with a mark of their own in the last day. */
const QUESTIONS = 400
const PEOPLE = 100
/** From one moment at which somebody asks to the next; at every tenth several ask at once. */
const EVERY_MS = 200
const AT_ONCE = 4
const WORDS = ['', '', 'since 2h', 'since yesterday', '', 'since last digest'] as const
/** Every so manieth question is for the brief: of five kinds of `whatchanged` each is asked as often. */
const BRIEF_EVERY = 3
const LIMITS = { words: 220, lines: 9, extractWords: 90 }
/** From one matching to the next: the thread is never without work, and asking it costs the main thread next to nothing. */
const MATCH_PAUSE_MS = 50
const FIRST_READY_MAX_MS = 300_000
/** A story that is not ready is read for seconds. */
const IS_READY_MS = 250
const ENGINE_THREAD = new URL('../../src/thread.ts', import.meta.url)

export type WhatChangedRow = {
  readonly arrivals: Arrivals
  readonly articles: number
  readonly 'on the story': number
  readonly questions: number
  /** What people ask for by turns. */
  readonly asked: 'changed' | 'brief'
  /** Milliseconds of our own from the question to the answer. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
  /** Milliseconds by which the main thread was held up. */
  readonly 'loop p99': number
  readonly 'loop max': number
  /** Seconds by which answers were older than what was matched: the middle and the longest. */
  readonly 'age p50': number
  readonly 'age max': number
  readonly 'stored meanwhile': number
  readonly 'joined meanwhile': number
  readonly MB: number
  /** Of the machine's processors, how many were wanted at the end, by whomever. */
  readonly load: number
}

type Arrivals = keyof typeof ARRIVALS

/** `count` articles in the store, `wanted` of them on the story. */
export async function benchWhatChanged(count: number, wanted: number | null): Promise<readonly WhatChangedRow[]> {
  const onStory = Math.min(wanted ?? ON_STORY, count)
  const rows: WhatChangedRow[] = []
  for (const arrivals of ['none', 'some', 'many', 'flood'] as const)
    rows.push(...(await benchArrivals(count, onStory, arrivals)))
  return rows
}

async function benchArrivals(count: number, onStory: number, arrivals: Arrivals): Promise<readonly WhatChangedRow[]> {
  const full = await findFullStore(count, onStory)
  const desk = await makeDeskFolder()
  copyFileSync(full, desk.db)
  await desk.write('config/outlets.yaml', 'outlets: []\n')
  const store = await openStore(desk.db)
  const { through } = await store.ledger.findHead(FULL_STORY.id)
  if (through === null) throw new Error('the store holds no story')
  const began = Date.now()
  const start = through.add({ minutes: 30 })
  const clock = { now: () => start.add({ milliseconds: Date.now() - began }) }
  const newsroom = newsroomOf(store, clock)
  const data = { db: desk.db, config: desk.config }
  const matcher = startMatcherThread(ENGINE_THREAD, data)
  const onFault = (error: unknown) => console.error(error)
  const reading = startReadingThreads(ENGINE_THREAD, { ...data, service: 'read' }, newsroom, { onFault })
  const ingest = new Worker(new URL('pour-articles.ts', import.meta.url), {
    workerData: { db: desk.db, count, onStory, start: `${start}`, began, arrivals },
  })
  try {
    await prepare(newsroom, reading)
    return await measure({ store, newsroom, matcher, reading, ingest, clock, count, onStory, arrivals })
  } finally {
    await ingest.terminate()
    await reading.close()
    await matcher.close()
    await store.close()
    rmSync(desk.folder, { recursive: true, force: true })
  }
}

type Bench = {
  readonly store: Store
  readonly newsroom: Newsroom
  readonly matcher: MatcherThread
  readonly reading: Reading
  readonly ingest: Worker
  readonly clock: Clock
  readonly count: number
  readonly onStory: number
  readonly arrivals: Arrivals
}

async function measure(bench: Bench): Promise<readonly WhatChangedRow[]> {
  const { store, reading, ingest, clock } = bench
  const ages: number[] = []
  const conversation = conversationOf(bench, (asOf) => ages.push(clock.now().since(asOf).total('seconds')))
  let stored = 0
  ingest.on('message', (so: number) => (stored = so))
  ingest.postMessage('go')
  const stop = new AbortController()
  const matching = matchOn(bench, stop.signal)
  await ready(reading)
  const before = { stored, joined: await countJoined(store) }
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  ages.length = 0
  const times = await askAll(conversation)
  delay.disable()
  const [load = 0] = loadavg()
  const rss = process.memoryUsage.rss()
  stop.abort()
  await matching
  const joined = (await countJoined(store)) - before.joined
  const aged = (share: number) => Number(quantile(ages, share).toFixed(1))
  const rowOf = (asked: Asked) => {
    const took = times.filter((one) => one.asked === asked).map((one) => one.took)
    const at = (share: number) => Math.round(quantile(took, share))
    return { asked, questions: took.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
  }
  const both = (['changed', 'brief'] as const).map(rowOf)
  return both.map((row) => ({
    arrivals: bench.arrivals,
    articles: bench.count,
    'on the story': bench.onStory,
    ...row,
    'loop p99': Math.round(delay.percentile(99) / 1e6),
    'loop max': Math.round(delay.max / 1e6),
    'age p50': aged(0.5),
    'age max': aged(1),
    'stored meanwhile': stored - before.stored,
    'joined meanwhile': joined,
    MB: Math.round(rss / 2 ** 20),
    load: Number(load.toFixed(1)),
  }))
}

async function countJoined({ stories }: Store): Promise<number> {
  return (await stories.listStoryKeys(FULL_STORY.id, 'all')).length
}

/** Each person has looked before, at some moment of the last day; the story has an edition of some hours ago. */
async function prepare({ store, clock }: Newsroom, { fresh }: Reading): Promise<void> {
  const now = clock.now()
  const wish = { story: FULL_STORY.id, lang: 'en', asOf: now.subtract({ hours: 7 }) } as const
  await store.editions.saveEdition(await fresh.briefOf(wish, null, new AbortController().signal))
  for (let person = 0; person < PEOPLE; person += 1) {
    const minutes = Math.round(((person + 1) / PEOPLE) * 24 * 60)
    await store.reader.saveReadMark(`slack:T1:U${person}`, FULL_STORY.id, now.subtract({ minutes }))
  }
}

/** Matches without a rest, as a bot would that is told of something new all the time. */
async function matchOn({ matcher, reading, clock }: Bench, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const began = clock.now()
    await matcher.matchAll(new AbortController().signal)
    reading.known.move(began)
    await sleep(MATCH_PAUSE_MS)
  }
}

/** The first reading of a story is no figure of this bench. */
async function ready(reading: Reading): Promise<void> {
  const until = performance.now() + FIRST_READY_MAX_MS
  const wish = { story: FULL_STORY.id, lang: 'en' } as const
  for (;;) {
    const began = performance.now()
    await reading.soon.sourcesOf(wish)
    if (performance.now() - began < IS_READY_MS) return
    if (performance.now() > until) throw new Error('the story does not get ready')
    await sleep(500)
  }
}

type Asked = WhatChangedRow['asked']
type Answered = { readonly asked: Asked; readonly took: number }

async function askAll(conversation: Conversation): Promise<readonly Answered[]> {
  const times: Promise<Answered>[] = []
  for (let turn = 0; times.length < QUESTIONS; turn += 1) {
    const together = turn % 10 === 9 ? AT_ONCE : 1
    for (let one = 0; one < together && times.length < QUESTIONS; one += 1)
      times.push(askOne(conversation, times.length))
    await sleep(EVERY_MS)
  }
  return Promise.all(times)
}

async function askOne(conversation: Conversation, at: number): Promise<Answered> {
  const person = at % PEOPLE
  const asked = at % BRIEF_EVERY === 0 ? 'brief' : 'changed'
  const words = asked === 'brief' ? 'brief' : 'whatchanged'
  const text = `${words} ${FULL_STORY.id} ${asked === 'brief' ? '' : WORDS[at % WORDS.length]}`.trim()
  const ask: Ask = {
    id: `ask ${at}`,
    asker: { platform: 'slack', workspace: 'T1', user: `U${person}`, lang: 'en', zone: 'America/Bogota' },
    channel: { platform: 'slack', id: `C${at % 20}` },
    text: { kind: 'words', text },
    mayManage: async () => 'may-not',
  }
  const began = performance.now()
  const reply = await conversation.answer(ask, AbortSignal.timeout(60_000))
  const took = performance.now() - began
  if (asked === 'changed') await accept(reply, text)
  return { asked, took }
}

/** The platform takes it some time later. */
async function accept({ accepted, message }: Reply, text: string): Promise<void> {
  if (accepted === null) throw new Error(`“${text}” was not answered: ${JSON.stringify(message)}`)
  await sleep(30)
  await accepted()
}

function newsroomOf(store: Store, clock: Clock): Newsroom {
  const writer = createExtractiveWriter()
  return { store, outlets: [], limits: LIMITS, writer, clock, dormantAfterMs: 1e12 }
}

function conversationOf(
  { newsroom, matcher, reading, clock }: Bench,
  hear: (asOf: Temporal.Instant) => void,
): Conversation {
  const log = createLog({
    level: 'warn',
    secrets: [],
    style: 'lines',
    write: (text) => void process.stderr.write(text),
  })
  const changesOf: Reading['soon']['changesOf'] = async (wish, since) => {
    const update = await reading.soon.changesOf(wish, since)
    hear(update.asOf)
    return update
  }
  return createConversation({
    ...newsroom,
    fresh: { ...reading.soon, changesOf },
    matcher,
    log,
    zone: 'UTC',
    lang: 'en',
    knownFeeds: [],
    unnamedIs: () => 'everybodys',
    managers: {},
    wake: () => undefined,
    reportTo: null,
    startedAt: clock.now(),
  })
}

/** By the nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((one, other) => one - other)
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN
}
