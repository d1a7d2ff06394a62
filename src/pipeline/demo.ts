import { answerChanged, answerSources } from './answer.ts'
import { briefStory } from './brief.ts'
import { ingestPaths } from './ingest.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'
import { changedMessage } from '../commands/changed-message.ts'
import { digestMessage } from '../commands/digest-message.ts'
import type { ChatMessage, Lang } from '../news/message.ts'
import type { StoryDefinition } from '../news/story.ts'

/** A sample that arrives: a file, the address it is a copy of, and when. */
export type Arrival = {
  readonly path: string
  readonly as: string
  readonly seenAt: Temporal.Instant
  /** What it is there to show. */
  readonly note: string
}

export type DemoParts = {
  readonly newsroom: Newsroom
  readonly matcher: Matcher
  readonly story: StoryDefinition
  readonly arrivals: readonly Arrival[]
  /** Arrivals that make the first brief; each later one is followed by what it changed. */
  readonly firstCount: number
  readonly lang: Lang
  readonly zone: string
  readonly fileBytesMax: number
}

/** A part of the demo, in order: what arrived, and what Standfirst says. */
export type DemoStep = { readonly arrived: readonly Arrival[]; readonly message: ChatMessage }

/** The bundled samples arriving in order: the brief of the first ones, then what each later one changed. */
export async function* playDemo(parts: DemoParts, signal: AbortSignal): AsyncGenerator<DemoStep> {
  const { newsroom, arrivals, firstCount, lang, zone, story } = parts
  const first = arrivals.slice(0, firstCount)
  for (const arrival of first) await take(arrival, parts, signal)
  const opened = first.at(-1)
  if (opened === undefined) return
  const request = { story, asOf: opened.seenAt, lang, limits: newsroom.limits, since: null, signal }
  const { brief } = await briefStory(request, newsroom)
  await newsroom.store.editions.saveEdition(brief)
  yield { arrived: first, message: digestMessage(brief, { lang, zone, previousAt: null }) }
  let since = opened.seenAt
  for (const arrival of arrivals.slice(firstCount)) {
    await take(arrival, parts, signal)
    const question = { story, asOf: arrival.seenAt, lang }
    const update = await answerChanged(question, since, newsroom)
    const { sources } = await answerSources(question, newsroom)
    yield { arrived: [arrival], message: changedMessage(update, { lang, zone, title: story.title, sources }) }
    since = arrival.seenAt
  }
}

async function take({ path, as, seenAt }: Arrival, parts: DemoParts, signal: AbortSignal): Promise<void> {
  const { fileBytesMax } = parts
  const report = await ingestPaths(
    { paths: [path], as, seenAt, story: null, fileBytesMax, signal, onProgress: () => undefined },
    parts.newsroom,
    parts.matcher,
  )
  const [fault] = report.faults
  if (fault !== undefined) throw new Error(fault.message)
}
