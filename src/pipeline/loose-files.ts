import { readPath } from '../ingest/read-path.ts'
import type { Article, ArticleReading } from '../news/article.ts'
import { makeArticleId } from '../news/ids.ts'
import type { Outlet } from '../news/outlet.ts'
import { addressFault, isAddress } from './address-fault.ts'

/** A file outside any store, as an article of its own. */
export type LooseFile = { readonly path: string; readonly reading: ArticleReading }

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

/** A loose file as an article seen at that time; its place in the list makes its id. */
export function toArticle({ path, reading }: LooseFile, seenAt: Temporal.Instant, at: number): Article {
  const id = makeArticleId(`${at} ${path}`)
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
