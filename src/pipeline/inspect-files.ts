import { selectClaims } from '../brief/select-claims.ts'
import { READ_LIMITS } from '../ingest/limits.ts'
import { inspectFeed, inspectPage } from '../ingest/read-bytes.ts'
import { readFileBytes } from '../ingest/read-path.ts'
import type { Claim, Line } from '../news/claim.ts'
import { articleId } from '../news/ids.ts'
import type { Outlet } from '../news/outlet.ts'
import type { TextRelationKind } from '../news/story.ts'
import { describeSources } from '../story/describe-sources.ts'
import { findOrigins } from '../story/find-origins.ts'
import { relateAll } from '../story/relate-all.ts'
import { toAlignable } from '../text/align-sentences.ts'
import { cutText } from '../text/cut-text.ts'
import { splitWords } from '../text/words.ts'
import { addressFault, isAddress } from './read-address.ts'
import { viewLooseFiles, type LooseFile } from './loose-files.ts'
import { momentOf } from './view-story.ts'

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

/** How long a summary may be: exactly one of these is asked for. */
export type SummaryLimit = { readonly unit: 'words' | 'bytes' | 'sentences'; readonly most: number }

export type SummaryAnswer = { readonly text: string; readonly lines: readonly Line[] }

/** A summary of loose files, for a reader who knows what `known` says: nothing of that is told again. */
export function inspectSummary(
  files: readonly LooseFile[],
  known: readonly LooseFile[],
  limit: SummaryLimit,
  outlets: readonly Outlet[],
): SummaryAnswer {
  const { view, earlierUntil } = viewLooseFiles(known, files, outlets)
  const isNews = (claim: Claim) => known.length === 0 || Temporal.Instant.compare(claim.firstSeenAt, earlierUntil) > 0
  const { lineOf } = momentOf(view, mainLang(files))
  const lines: Line[] = []
  const limits = {
    words: Infinity,
    lines: limit.unit === 'sentences' ? limit.most : MOST_LINES,
    extractWords: Infinity,
  }
  let left = limit.most
  for (const { extract } of selectClaims(view.claims.filter(isNews), lineOf, limits)) {
    const cost = costOf(extract.text, limit.unit)
    if (cost > left) continue
    left -= cost
    lines.push(extract)
  }
  return { text: lines.map(({ text }) => text).join('\n'), lines }
}

/** A summary of more lines is no summary. */
const MOST_LINES = 40

function costOf(text: string, unit: SummaryLimit['unit']): number {
  if (unit === 'sentences') return 1
  return unit === 'words' ? splitWords(text).length : new TextEncoder().encode(`${text}\n`).length
}

function mainLang(files: readonly LooseFile[]): string {
  const counts = [...Map.groupBy(files, ({ reading }) => reading.lang ?? 'en')]
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'en'
}
