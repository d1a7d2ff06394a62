import type { SaveOutcome } from '../ingest/article-store.ts'
import type { PathOutcome } from '../ingest/read-path.ts'
import type { ErrorCode } from '../news/errors.ts'
import type { StoryDefinition } from '../news/story.ts'
import type { Matcher, MatchSummary } from './match.ts'
import type { Newsroom } from './parts.ts'
import { readOnThreads } from './threads/read-on-threads.ts'

/** Readings kept in one transaction: few enough that an interrupted run loses little, enough to be fast. */
const BATCH_READINGS = 100

export type IngestRequest = {
  readonly paths: readonly string[]
  /** The address that one file is a copy of; null for none. */
  readonly as: string | null
  /** As if all had been seen then; null: now, or what a row says. */
  readonly seenAt: Temporal.Instant | null
  /** Puts every article into this story, whatever it matches. */
  readonly story: StoryDefinition | null
  readonly fileBytesMax: number
  readonly signal: AbortSignal
  /** Hears after each batch how many articles were read so far. */
  readonly onProgress: (read: number) => void
}

export type IngestReport = {
  readonly articles: readonly (SaveOutcome & { readonly input: string; readonly url: string | null })[]
  readonly faults: readonly { readonly path: string; readonly code: ErrorCode; readonly message: string }[]
  readonly stories: readonly Omit<MatchSummary, 'articles'>[]
}

type Found = Extract<PathOutcome, { kind: 'read' }>

/**
 * Reads files and folders into the store and brings the stories up to date. A file that cannot be read is told and
 * stops no other. When interrupted, what was read is kept. Throws what the store throws, and NewsError 'interrupted'.
 */
export async function ingestPaths(
  request: IngestRequest,
  newsroom: Pick<Newsroom, 'store' | 'outlets' | 'clock'>,
  matcher: Matcher,
): Promise<IngestReport> {
  const { paths, as, signal } = request
  const articles: IngestReport['articles'][number][] = []
  const faults: IngestReport['faults'][number][] = []
  let batch: Found[] = []
  const keep = async () => {
    for (const [at, outcome] of (await keepBatch(batch, request, newsroom)).entries()) {
      const { input = '', url = null } = batch[at]?.reading ?? {}
      articles.push({ ...outcome, input, url })
    }
    batch = []
    request.onProgress(articles.length)
  }
  const limits = { fileBytes: request.fileBytesMax }
  try {
    for await (const outcome of readOnThreads(paths, {
      outlets: newsroom.outlets,
      limits,
      signal,
      ...(as === null ? {} : { as }),
    })) {
      if (outcome.kind === 'fault') {
        faults.push({ path: outcome.path, code: outcome.error.code, message: outcome.error.message })
        continue
      }
      const { url, text, keys, input } = outcome.reading
      if (url === null && text.trim() === '' && keys === undefined) {
        faults.push(namelessFault(input))
        continue
      }
      batch.push(outcome)
      if (batch.length >= BATCH_READINGS) await keep()
    }
  } finally {
    if (batch.length > 0) await keep()
  }
  const summaries = await matcher.matchAll(signal)
  const stories = summaries.map(({ story, matched, entered }) => ({ story, matched, entered }))
  return { articles, faults, stories }
}

/** One such item of a feed must not keep the others of its batch out of the store. */
function namelessFault(path: string): IngestReport['faults'][number] {
  const message = `${path}: it has neither a text nor an address, so nothing tells which article it is; it was left out.`
  return { path, code: 'input-empty', message }
}

async function keepBatch(
  batch: readonly Found[],
  { seenAt, story }: IngestRequest,
  { store, clock }: Pick<Newsroom, 'store' | 'clock'>,
): Promise<readonly SaveOutcome[]> {
  const now = clock.now()
  const outcomes = await store.articles.saveReadings(
    batch.map(({ reading, source, seenAt: stated }) => ({ reading, source, seenAt: seenAt ?? stated ?? now })),
  )
  if (story !== null) {
    const because = 'it was put in by hand'
    await store.stories.addToStory(
      story.id,
      outcomes.map(({ article }) => ({ article, because })),
    )
  }
  return outcomes
}
