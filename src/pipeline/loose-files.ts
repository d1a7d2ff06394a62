import { createHash } from 'node:crypto'
import { createLedger } from '../claim/ledger-state.ts'
import { readPath } from '../ingest/read-path.ts'
import type { Article, ArticleReading } from '../news/article.ts'
import { articleId, storyId } from '../news/ids.ts'
import type { Outlet } from '../news/outlet.ts'
import type { StoryDefinition, StoryView } from '../news/story.ts'
import type { StoredRevision } from '../story/story-store.ts'
import { enterTexts } from './enter-texts.ts'
import { addressFault, isAddress } from './read-address.ts'
import { assembleView } from './view-story.ts'

/** A file outside any store, as an article of its own. */
export type LooseFile = { readonly path: string; readonly reading: ArticleReading }

/** Loose files have no story of their own: this stands in for one. */
const LOOSE_STORY: StoryDefinition = {
  id: storyId('loose'),
  title: '',
  query: '',
  aliases: [],
  langs: [],
  window: { from: null, to: null },
}

/** Reads files and folders without a store. Throws the first fault: all of them were asked for. */
export async function readLooseFiles(
  paths: readonly string[],
  outlets: readonly Outlet[],
  signal: AbortSignal,
): Promise<readonly LooseFile[]> {
  const files: LooseFile[] = []
  const address = paths.find(isAddress)
  if (address !== undefined) throw addressFault(address)
  for await (const outcome of readPath(paths, { outlets, signal })) {
    if (outcome.kind === 'fault') throw outcome.error
    files.push({ path: outcome.reading.input, reading: outcome.reading })
  }
  return files
}

/**
 * Loose files as one story's view: those of `earlier` seen before the others, each lot in the order of the days they
 * state, else as given.
 */
export function viewLooseFiles(
  earlier: readonly LooseFile[],
  later: readonly LooseFile[],
  outlets: readonly Outlet[],
): { readonly view: StoryView; readonly earlierUntil: Temporal.Instant } {
  const earlierUntil = Temporal.Instant.fromEpochMilliseconds(earlier.length)
  const files = [...sortByDay(earlier), ...sortByDay(later)]
  const revisions = files.map((file, at) => {
    // The place in the list stands for the time of sight: only its order matters.
    const seenAt = Temporal.Instant.fromEpochMilliseconds(at < earlier.length ? at : at + 1)
    return toRevision(file, seenAt, at)
  })
  const asOf = Temporal.Instant.fromEpochMilliseconds(files.length + 1)
  const entered = enterTexts(createLedger(), revisions, outlets)
  return { view: assembleView({ story: LOOSE_STORY, asOf, revisions, ...entered }), earlierUntil }
}

function toRevision(file: LooseFile, seenAt: Temporal.Instant, at: number): StoredRevision {
  const article = toArticle(file, seenAt, at)
  return { article, revision: article.latest }
}

/** A loose file as an article seen at that time; its place in the list makes its id. */
export function toArticle({ path, reading }: LooseFile, seenAt: Temporal.Instant, at: number): Article {
  const id = articleId(`a${createHash('sha256').update(`${at} ${path}`).digest('hex').slice(0, 12)}`)
  const { title, dek, byline, publishedAt, lang, wire, text, flags, deleted } = reading
  const latest = { article: id, revision: 1, seenAt, title, dek, byline, publishedAt, lang, wire, text, flags, deleted }
  return { id, url: reading.url, input: path, outlet: reading.outlet, seenAt, latest }
}

/** In the order of the days they state, else as given. */
export function sortByDay(files: readonly LooseFile[]): readonly LooseFile[] {
  return files.toSorted((one, other) => {
    const [day, otherDay] = [one.reading.publishedAt, other.reading.publishedAt]
    return day === null || otherDay === null ? 0 : day.localeCompare(otherDay)
  })
}
