import { listSources } from '../brief/compose-brief.ts'
import { findChanges } from '../claim/find-changes.ts'
import { briefMoment } from './brief.ts'
import { readMoment } from './reading/view-story.ts'
import { ingestPaths } from './ingest.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'
import { changedMessage } from '../commands/changed-message.ts'
import { digestMessage } from '../commands/digest-message.ts'
import { showShort } from '../commands/show-time.ts'
import type { ChatMessage, Lang } from '../news/message.ts'
import type { StoryDefinition } from '../news/story.ts'

/** A sample that arrives: a file, the address it is a copy of, and when. */
type Arrival = {
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

/** A part of the demo, in order: what arrived, a message each, and what Standfirst says. */
export type DemoStep = { readonly arrived: readonly ChatMessage[]; readonly message: ChatMessage }

/** The bundled samples arriving in order: the brief of the first ones, then what each later one changed. */
export async function* playDemo(parts: DemoParts, signal: AbortSignal): AsyncGenerator<DemoStep> {
  const { newsroom, arrivals, firstCount, lang, zone, story } = parts
  const first = arrivals.slice(0, firstCount)
  for (const arrival of first) await take(arrival, parts, signal)
  const opened = first.at(-1)
  if (opened === undefined) return
  let before = await readMoment(story, opened.seenAt, lang, newsroom)
  const { brief } = await briefMoment(before, { lang, limits: newsroom.limits, since: null, signal }, newsroom)
  await newsroom.store.editions.saveEdition(brief)
  yield {
    arrived: first.map((arrival) => announce(arrival, parts)),
    message: digestMessage(brief, { lang, zone, previousAt: null }),
  }
  for (const arrival of arrivals.slice(firstCount)) {
    await take(arrival, parts, signal)
    const after = await readMoment(story, arrival.seenAt, lang, newsroom)
    const all = new Set(after.view.articles.map(({ article }) => article.id))
    const style = { lang, zone, title: story.title, sources: listSources(after.view.articles, all) }
    yield { arrived: [announce(arrival, parts)], message: changedMessage(findChanges(before, after), style) }
    before = after
  }
}

function announce({ seenAt, note }: Arrival, { lang, zone }: DemoParts): ChatMessage {
  const title = `→ ${showShort(seenAt, { lang, zone }, seenAt)}`
  return { lang, title, notification: `${title} ${note}`, context: [note], sections: [] }
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
