import { READ_LIMITS } from '../ingest/limits.ts'
import { inspectFeed, inspectPage } from '../ingest/read-bytes.ts'
import { readFileBytes } from '../ingest/read-path.ts'
import { articleId } from '../news/ids.ts'
import type { Outlet } from '../news/outlet.ts'
import type { TextRelationKind } from '../news/story.ts'
import { describeSources } from '../story/describe-sources.ts'
import { findOrigins } from '../story/find-origins.ts'
import { relateAll } from '../story/relate-all.ts'
import { toAlignable } from '../text/align-sentences.ts'
import { cutText } from '../text/cut-text.ts'
import { addressFault, isAddress } from './read-address.ts'
import type { LooseFile } from './loose-files.ts'

/** What `inspect page` and `inspect feed` answer of one file. Throws NewsError; a URL is 'not-offered'. */
export async function inspectFile(kind: 'page' | 'feed', path: string, outlets: readonly Outlet[]) {
  if (isAddress(path)) throw addressFault(path)
  const source = { input: path, url: null, outlets, itemsMax: READ_LIMITS.items }
  const bytes = await readFileBytes(path)
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
