import { join } from 'node:path'
import { loadSamples } from '../../src/config/load-samples.ts'
import { readChecked } from '../../src/config/read-checked.ts'
import { storySchema } from '../../src/config/schema.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import type { Asker, Right } from '../../src/news/chat.ts'
import { storyId } from '../../src/news/ids.ts'
import type { ChannelRef, ChatMessage, Lang } from '../../src/news/message.ts'
import type { StoryDefinition } from '../../src/news/story.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { createLog } from '../../src/ops/log.ts'
import { createComposer } from '../../src/pipeline/digest/compose-delivery.ts'
import { planDigestNow } from '../../src/pipeline/conversation/control-digest.ts'
import { createConversation } from '../../src/pipeline/conversation/converse.ts'
import { createFreshBriefs } from '../../src/pipeline/reading/fresh-briefs.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { createOutbox } from '../../src/schedule/outbox.ts'
import { faultyPoster } from '../fakes/poster.ts'
import { keepAll, openNewsroom, unaborted } from '../pipeline/newsroom.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FILE_BYTES_MAX = 10_000_000
const ZONE = 'America/Bogota'

export type ChatPlatform = 'slack' | 'discord'

const CHANNELS: Readonly<Record<ChatPlatform, ChannelRef>> = {
  slack: { platform: 'slack', id: 'C0123ABCD' },
  discord: { platform: 'discord', id: '900000000000000001' },
}

/** The story Standfirst ships with, and the bundled samples. */
async function readSamples() {
  const faults: never[] = []
  const checked = await readChecked(join(ROOT, 'config', 'stories', 'trump-petro.yaml'), storySchema, faults)
  if (checked === null) throw new Error('config/stories/trump-petro.yaml cannot be read')
  const { id, title, query, aliases, langs, window } = checked.value
  const story: StoryDefinition = { id: storyId(id), title, query, aliases, langs, window }
  return { story, ...(await loadSamples(join(ROOT, 'config', 'samples'))) }
}

/**
 * The real conversation on the bundled samples, and channels that follow their story: what people see of it, before any
 * platform renders it. Time stands at the last arrival.
 */
export async function openSampleDesk(briefWords = 150) {
  const { story, outlets, arrivals } = await readSamples()
  const newsroom = await openNewsroom({ story, outlets })
  const { store, matcher } = newsroom
  const clock = manualClock(Temporal.Instant.from('2026-01-07T23:00Z'))
  const parts = { ...newsroom, clock, limits: { words: briefWords, lines: Math.round(briefWords / 20), extractWords: 90 } }
  const fresh = createFreshBriefs(parts)
  const faults: unknown[] = []
  const composing = { ...parts, fresh }
  /** What the channels were told, newest last. */
  const posted: ChatMessage[] = []
  const { poster } = faultyPoster()
  const outbox = createOutbox({
    store: store.deliveries,
    clock,
    posterFor: () => ({
      ...poster,
      post: async (channel, message, delivery, signal) => {
        posted.push(message)
        return poster.post(channel, message, delivery, signal)
      },
    }),
    ...createComposer(composing),
    onTokenRefused: () => undefined,
    onFault: (error) => void faults.push(error),
    wait: async () => undefined,
  })
  const conversation = createConversation({
    ...parts,
    fresh,
    log: createLog({ level: 'silent', secrets: [], style: 'json', write: () => undefined }),
    zone: ZONE,
    lang: 'en',
    knownFeeds: [],
    unnamedIs: () => 'everybodys',
    managers: {},
    wake: () => undefined,
    reportTo: null,
    startedAt: clock.now(),
  })
  let asked = 0

  const askerOf = (platform: ChatPlatform, lang: Lang, user: string): Asker => ({
    platform,
    workspace: platform === 'slack' ? 'T0123ABCD' : '800000000000000001',
    user,
    lang,
    zone: platform === 'slack' ? ZONE : null,
  })

  return {
    ...parts,
    conversation,
    faults,
    /** The samples up to the file whose name begins so. */
    async arrive(until: string): Promise<void> {
      const now = clock.now()
      for (const { path, as, seenAt } of arrivals) {
        if (Temporal.Instant.compare(seenAt, now) <= 0) continue
        clock.set(seenAt)
        const onProgress = () => undefined
        const how = { as, seenAt, story: null, fileBytesMax: FILE_BYTES_MAX, signal: unaborted, onProgress }
        await ingestPaths({ paths: [path], ...how }, parts, matcher)
        if (path.includes(`/${until}`)) return
      }
      throw new Error(`no sample is called ${until}…`)
    },
    /** An article that is no sample, seen now. */
    async bring(reading: ArticleReading): Promise<void> {
      await keepAll([{ reading, seenAt: clock.now() }], newsroom)
      await matcher.matchAll(unaborted)
    },
    to: (moment: string) => clock.set(Temporal.Instant.from(moment)),
    /** What a channel of that platform is posted when its digest is wanted now. */
    async digest(platform: ChatPlatform): Promise<ChatMessage> {
      const followed = (await store.deliveries.listSubscriptions()).find(({ channel }) => channel.platform === platform)
      if (followed === undefined) throw new Error(`no channel of ${platform} follows anything`)
      await planDigestNow(followed, parts)
      const before = posted.length
      await outbox.deliver(unaborted)
      const [message] = posted.slice(before)
      if (message === undefined) throw new Error(`nothing was posted: ${faults.map(String).join('; ')}`)
      return message
    },
    /** What somebody who asks those words is shown at last; it counts as seen. */
    async ask(platform: ChatPlatform, words: string, { lang = 'en', user = '', right = 'may' }: How = {}) {
      asked += 1
      // Nobody is told to wait: people ask some seconds apart.
      clock.set(clock.now().add({ seconds: 3 }))
      const asker = askerOf(platform, lang, user || `U${asked}`)
      const text = { kind: 'words', text: words } as const
      const ask = { id: `a${asked}`, asker, channel: CHANNELS[platform], text, mayManage: async () => right }
      const reply = await conversation.answer(ask, unaborted)
      const better = (await reply.better) ?? reply
      await better.accepted?.()
      return better.message
    },
    /** What the button More… under the last digest asks. */
    moreWords: async (platform: ChatPlatform): Promise<string> => {
      const message = posted.findLast(({ buttons = [] }) => buttons.length > 0)
      const more = message?.buttons?.find(({ words }) => words.startsWith('more '))
      if (more === undefined) throw new Error(`no digest stands in a channel of ${platform}`)
      return more.words
    },
    home: (platform: ChatPlatform, lang: Lang) => conversation.home(askerOf(platform, lang, 'U0')),
    working: (platform: ChatPlatform, lang: Lang) =>
      conversation.working({
        id: 'w',
        asker: askerOf(platform, lang, 'U0'),
        channel: null,
        text: { kind: 'words', text: 'brief' },
        mayManage: async () => 'unknown',
      }),
    async greet(platform: ChatPlatform, lang: Lang): Promise<ChatMessage> {
      const message = await conversation.greet({ ...CHANNELS[platform], id: `new-${lang}-${platform}` }, lang)
      if (message === null) throw new Error('the channel was greeted before')
      return message
    },
    close: () => store.close(),
  }
}

type How = { readonly lang?: Lang; readonly user?: string; readonly right?: Right }

export type SampleDesk = Awaited<ReturnType<typeof openSampleDesk>>
