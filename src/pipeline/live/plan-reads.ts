import { planReread, type ReadOutcome } from '../../ingest/reread-plan.ts'
import type { FoundItem, PlannedRead } from '../../ingest/reread-store.ts'
import type { ArticleReading } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'

type Plan = PlannedRead & { readonly found: readonly FoundItem[] }

/** The page of an item that a feed lists is read at once. */
export function planFirst(reading: ArticleReading, source: string, seenAt: Temporal.Instant): Plan {
  return { ...neverRead(reading.url ?? '', null, seenAt), found: [{ reading, source, seenAt }] }
}

/** A page whose article was just taken in is read again, as any other; none where it has no address. */
export function planAgain(
  url: string | null,
  article: ArticleId,
  was: Pick<Extract<ReadOutcome, { kind: 'read' }>, 'isStub' | 'etag' | 'lastModified'>,
  seenAt: Temporal.Instant,
): readonly Plan[] {
  if (url === null) return []
  const { next } = planReread(neverRead(url, article, seenAt), { kind: 'read', found: 'new', ...was }, seenAt)
  return next === null ? [] : [{ ...next, found: [] }]
}

/** An article that was taken down and that its feed goes on listing is looked for so often. */
const DELETED_AGAIN_HOURS = 12

/** The page of a known article, where its feed says otherwise than what is stored: it is back, or it moved. */
export function planDoubted(
  { url, because }: { readonly url: string; readonly because: 'deleted' | 'moved' },
  seenAt: Temporal.Instant,
): Plan {
  // As if it were read first: a page that is not there says nothing against the article.
  const nextAt = because === 'deleted' ? seenAt.add({ hours: DELETED_AGAIN_HOURS }) : seenAt
  return { ...neverRead(url, null, seenAt), nextAt, found: [] }
}

function neverRead(url: string, article: ArticleId | null, seenAt: Temporal.Instant): PlannedRead {
  const counts = { reads: 0, failures: 0, missing: 0 }
  const times = { firstSeenAt: seenAt, nextAt: seenAt }
  return { url, kind: 'first', article, ...times, ...counts, etag: null, lastModified: null }
}
