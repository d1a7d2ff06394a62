import { readFileSync } from 'node:fs'
import type { Publisher } from '../../../src/adapters/publisher.ts'
import { createOpenaiModel } from '../../../src/brief/model/openai-model.ts'
import { readPrompt } from '../../../src/brief/write/read-prompt.ts'
import type { ModelSettings } from '../../../src/config/model-schema.ts'
import type { ArticleReading } from '../../../src/news/article.ts'
import { subscriptionId } from '../../../src/news/ids.ts'
import type { ChatMessage, PostedRef } from '../../../src/news/message.ts'
import type { Subscription } from '../../../src/news/subscription.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { createLog } from '../../../src/ops/log.ts'
import { createTick } from '../tick.ts'
import { retractDelivery } from '../../../src/pipeline/digest/retract.ts'
import { createWritingLog } from '../../../src/pipeline/writing/log-writing.ts'
import { createModelDesk } from '../../../src/pipeline/writing/model-desk.ts'
import { openReading } from '../../../src/pipeline/reading/open-reading.ts'
import { startModelServer, type ModelStep } from '../../fakes/model-server.ts'
import { at, DAM } from '../dam-story.ts'
import { keepAll, openNewsroom, unaborted } from '../newsroom.ts'

export const KEY = 'sk-test-0123456789'

const prompt = (file: string) => readPrompt(readFileSync(`prompts/${file}`, 'utf8'), file)
const PROMPTS = { brief: prompt('brief.v2.md'), change: prompt('change.v1.md') }

export const SETTINGS: ModelSettings = {
  name: 'm-1',
  timeoutMs: 2_000,
  deadlineMs: 1_500,
  askMs: 50,
  lateMs: 2_000,
  concurrency: 2,
  budget: { briefTokens: 20_000, briefMicros: null, dayTokens: null, dayMicros: null },
  prices: { inputMicros: 400_000, outputMicros: 1_600_000, currency: 'USD' },
}

export const follower = (n: number, changes: Partial<Subscription> = {}): Subscription => ({
  id: subscriptionId(`s000000000${n}`),
  story: DAM.id,
  channel: { platform: 'slack', id: `C${n}` },
  times: ['08:00', '18:00'],
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  quiet: null,
  whenQuiet: 'post',
  lang: 'en',
  breaking: null,
  graceMs: 7_200_000,
  pausedBecause: null,
  createdAt: at('06:30:00'),
  ...changes,
})

type Options = {
  readonly steps: readonly ModelStep[]
  readonly settings?: Partial<ModelSettings>
  readonly followers?: readonly Subscription[]
}

/** A bot in one process, with a model's server on loopback and a chat platform that keeps what it is sent. */
export async function openWritten({ steps, settings = {}, followers = [follower(1)] }: Options) {
  const server = await startModelServer(...steps)
  const newsroom = await openNewsroom()
  const clock = manualClock(at('07:00:00'))
  const own = { ...SETTINGS, ...settings }
  const { store } = newsroom
  for (const each of followers) await store.deliveries.saveSubscription(each)
  const logged: string[] = []
  const log = createLog({ level: 'info', secrets: [KEY], style: 'json', write: (line) => void logged.push(line) })
  const desk = createModelDesk({
    model: createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: own.name, timeoutMs: own.timeoutMs }),
    prompts: PROMPTS,
    settings: own,
    usage: store.modelUsage,
    cache: store.modelAnswers,
    clock,
    ...createWritingLog(log),
  })
  /** What was said in the channels, in order: `post C1`, `edit m1`, each with the message. */
  const said: { readonly how: string; readonly message: ChatMessage }[] = []
  const publisher = keepingPublisher(said)
  const parts = { ...newsroom, clock }
  const reading = openReading(parts)
  let woken = 0
  const tick = createTick(
    {
      newsroom: parts,
      matcher: newsroom.matcher,
      publishers: [publisher],
      log,
      reading,
      wording: desk.forDigests,
    },
    () => void (woken += 1),
  )
  return {
    ...parts,
    desk,
    fresh: reading.fresh,
    server,
    said,
    tick: (signal: AbortSignal = unaborted) => tick(signal),
    woken: () => woken,
    /** Lines of the log that tell of writing, parsed. */
    written: () => logged.map((line) => JSON.parse(line)).filter((line) => 'passed' in line),
    logged,
    arrive: (text: ArticleReading) => keepAll([{ reading: text, seenAt: clock.now() }], newsroom),
    to: (time: string) => clock.set(at(`${time}:00`)),
    retract: (id: string, reason: string) => retractDelivery(id, reason, parts),
    spent: () => store.modelUsage.findSpending('2026-01-08'),
    async [Symbol.asyncDispose]() {
      desk.close()
      await server[Symbol.asyncDispose]()
      await store.close()
    },
  }
}

function keepingPublisher(said: { how: string; message: ChatMessage }[]): Publisher {
  let count = 0
  const put = (how: string, message: ChatMessage) => void said.push({ how, message })
  const numbered = (ref: { platform: PostedRef['platform']; id: string }): PostedRef => {
    count += 1
    return { platform: ref.platform, id: ref.id, message: `m${count}` }
  }
  return {
    platform: 'slack',
    post: async (channel, message) => {
      put(`post ${channel.id}`, message)
      return numbered(channel)
    },
    edit: async (posted, message) => put(`edit ${posted.message}`, message),
    reply: async (posted, message) => {
      put(`note ${posted.message}`, message)
      return numbered(posted)
    },
    find: async () => null,
    findReply: async () => null,
    close: async () => undefined,
  }
}

/** All that a message says, as one text. */
export const textOf = ({ title, context, sections }: ChatMessage): string =>
  [
    title,
    ...context,
    ...sections.flatMap(({ heading, rows }) => [heading, ...rows.map((row) => JSON.stringify(row))]),
  ].join('\n')
