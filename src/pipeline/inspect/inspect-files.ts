import { charsetOf } from '../../ingest/decode-bytes.ts'
import type { Fetcher } from '../../ingest/fetch/fetcher.ts'
import { READ_LIMITS, type PageLimits } from '../../ingest/limits.ts'
import { inspectFeed, inspectPage, type BytesSource } from '../../ingest/read-bytes.ts'
import { readFileBytes } from '../../ingest/read-path.ts'
import { articleId } from '../../news/ids.ts'
import type { Outlet } from '../../news/outlet.ts'
import type { TextRelationKind } from '../../news/story.ts'
import { describeSources } from '../../story/describe-sources.ts'
import { findOrigins } from '../../story/find-origins.ts'
import { relateAll } from '../../story/relate-all.ts'
import { toAlignable } from '../../text/align-sentences.ts'
import { cutText } from '../../text/cut-text.ts'
import { fetchOnce } from '../live/fetch-once.ts'
import { isAddress } from '../address-fault.ts'
import type { LooseFile } from '../loose-files.ts'

/** What fetches an address, and how much markup of a page is read. Whoever opens it closes its fetcher. */
export type PageFetching = { readonly fetcher: Fetcher; readonly page: PageLimits }

/**
 * What `inspect page` and `inspect feed` answer of one file or address; `open` is called for an address alone. Nothing is
 * kept. Throws NewsError.
 */
export async function inspectOne(
  kind: 'page' | 'feed',
  path: string,
  outlets: readonly Outlet[],
  open: () => Promise<PageFetching>,
  signal: AbortSignal,
) {
  const source = { input: path, url: null, outlets, itemsMax: READ_LIMITS.items }
  if (!isAddress(path)) return inspectBytes(kind, await readFileBytes(path), source)
  const { fetcher, page } = await open()
  try {
    const { url, bytes, contentType } = await fetchOnce({ url: path, accept: kind }, fetcher, signal)
    return inspectBytes(kind, bytes, { ...source, url, charset: charsetOf(contentType), pageLimits: page })
  } finally {
    await fetcher.close()
  }
}

function inspectBytes(kind: 'page' | 'feed', bytes: Uint8Array, source: BytesSource) {
  return kind === 'page' ? inspectPage(bytes, source) : inspectFeed(bytes, source)
}

/** What `inspect groups` answers: files by their paths. */
export type GroupsAnswer = {
  readonly groups: readonly (readonly string[])[]
  readonly relations: readonly {
    readonly a: string
    readonly b: string
    readonly kind: TextRelationKind
    readonly coverage: number
    readonly order: number
  }[]
  readonly origins: Readonly<Record<string, readonly string[]>>
}

/** Which files are one text, how they relate, and what each rests on. */
export function inspectGroups(files: readonly LooseFile[], outlets: readonly Outlet[]): GroupsAnswer {
  const cuts = files.map(({ reading }) => cutText(reading.text, reading.lang, reading.publishedAt))
  const relations = relateAll(cuts.map(({ sentences }) => toAlignable(sentences)))
  const idOf = (at: number) => articleId(String(at))
  const articles = files.map(({ path, reading }, at) => {
    const seenAt = Temporal.Instant.fromEpochMilliseconds(at)
    const latest = { ...reading, article: idOf(at), revision: 1, seenAt }
    return { id: idOf(at), url: reading.url, input: path, outlet: reading.outlet, seenAt, latest }
  })
  const own = articles.map((article, at) =>
    findOrigins(article, cuts[at]?.sentences.map(({ text }) => text) ?? [], outlets),
  )
  const named = relations.map((relation) => ({ ...relation, a: idOf(relation.a), b: idOf(relation.b) }))
  const sources = describeSources(
    articles,
    (id) => own[Number(id)] ?? { main: { kind: 'unattributed', name: 'unattributed' }, others: [], why: '' },
    named,
  )
  const groups = Map.groupBy(sources, ({ group }) => group)
  return {
    groups: [...groups.values()].map((members) => members.map(({ article }) => article.input)),
    relations: relations.map(({ a, b, ...relation }) => ({
      a: files[a]?.path ?? '',
      b: files[b]?.path ?? '',
      ...relation,
    })),
    origins: Object.fromEntries(
      sources.map(({ article, origins }) => [article.input, origins.map(({ name }) => name)]),
    ),
  }
}
