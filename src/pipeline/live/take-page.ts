import type { SaveOutcome } from '../../ingest/article-store.ts'
import { titleKey } from '../../ingest/article-keys.ts'
import { isBoringEdit } from '../../ingest/boring-edit.ts'
import { boundFields } from '../../ingest/bound-fields.ts'
import { addressKey, canonicalUrl } from '../../ingest/canonical-url.ts'
import { charsetOf, decodeBytes } from '../../ingest/decode-bytes.ts'
import type { FetchOutcome, Freshness } from '../../ingest/fetch/fetcher.ts'
import { readPageAs } from '../../ingest/read-page.ts'
import { isGate, isRedirectHome } from '../../ingest/redirect-home.ts'
import type { FoundItem } from '../../ingest/reread-store.ts'
import type { ArticleReading } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import { shownAddress, whyUnread, type LiveParts } from './live-parts.ts'

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>

/** What a fetched page turned out to be, and what was done with it. */
export type PageTaken =
  | ({ readonly kind: 'kept'; readonly saved: SaveOutcome } & ReadPage)
  /** It says what it said before, but for what no reader would call an edit. */
  | ({ readonly kind: 'same' } & ReadPage)
  /** A consent page, a challenge, an empty shell: another time it may be the article. */
  | { readonly kind: 'hidden'; readonly because: string }
  /** An error page or the site's front page in its place. */
  | { readonly kind: 'missing'; readonly because: string }
  /** No article, and none to come. */
  | { readonly kind: 'refused'; readonly because: string }

type ReadPage = {
  readonly article: ArticleId
  readonly isStub: boolean
  readonly freshness: Freshness
  /** Its address, where every step to it was a permanent redirect; null where it did not move. */
  readonly movedTo: string | null
}

/** What led to a page: the address that was asked for, and the feed items that named it. */
export type PageWanted = { readonly url: string; readonly found: readonly FoundItem[] }

/**
 * Keeps what a fetched page says, and in which feeds it was found. Throws what the store throws; what is wrong with the
 * page is told.
 */
export async function takePage(answer: Fetched, wanted: PageWanted, parts: LiveParts): Promise<PageTaken> {
  if (answer.redirects.length > 0 && isRedirectHome(wanted.url, answer.url)) {
    if (isGate(answer.url)) return { kind: 'hidden', because: 'it leads to a sign-in or a request for consent first' }
    return { kind: 'missing', because: 'it leads to another page of the site, not to the article' }
  }
  const page = await parts.betweenWrites(() => readFetched(answer, parts))
  if (page.kind !== 'article') return page
  const reading = { ...page.reading, keys: keysOf(page.reading, answer, wanted) }
  const { articles } = parts.store
  const [known = null] = await articles.findKnown([reading])
  const before = known === null ? null : await articles.findArticle(known)
  const seenAt = parts.clock.now()
  const isStub = reading.flags.includes('stub')
  const about = { isStub, freshness: answer.freshness, movedTo: movedTo(answer, wanted.url) }
  if (before !== null && isBoringEdit(before.latest, reading)) {
    const sighting = { ...reading, article: before.id, source: wanted.url, seenAt }
    await articles.saveSightings([sighting, ...foundSightings(before.id, reading, wanted)])
    return { kind: 'same', article: before.id, ...about }
  }
  const saved = await articles.saveReading(reading, wanted.found[0]?.source ?? wanted.url, seenAt)
  await articles.saveSightings(foundSightings(saved.article, reading, wanted))
  return { kind: 'kept', saved, article: saved.article, ...about }
}

function foundSightings(article: ArticleId, { url, title, keys }: ArticleReading, { found }: PageWanted) {
  return found.map(({ source, seenAt }) => ({
    article,
    url,
    title,
    ...(keys === undefined ? {} : { keys }),
    source,
    seenAt,
  }))
}

function keysOf(reading: ArticleReading, { url, redirects }: Fetched, wanted: PageWanted) {
  const led = [wanted.url, ...redirects.flatMap(({ from, to }) => [from, to]), url].map((each) => canonicalUrl(each))
  const addresses = [...led, reading.url === null ? null : addressKey(reading.url)]
  const named = titleKey(reading.url, reading.publishedAt, reading.title)
  const keys = wanted.found.flatMap(({ reading: item }) => item.keys ?? [])
  return {
    addresses: [...new Set(addresses.filter((each) => each !== null))].filter((each) => each !== reading.url),
    items: [...new Set(keys.flatMap(({ items }) => items))],
    titles: [...new Set([...(named === null ? [] : [named]), ...keys.flatMap(({ titles }) => titles)])],
  }
}

function movedTo({ url, redirects }: Fetched, asked: string): string | null {
  return url !== asked && redirects.length > 0 && redirects.every(({ permanent }) => permanent) ? url : null
}

type Read = { readonly kind: 'article'; readonly reading: ArticleReading } | Extract<PageTaken, { because: string }>

function readFetched({ bytes, contentType, url }: Fetched, { outlets, limits }: LiveParts): Read {
  try {
    const input = shownAddress(url)
    const html = decodeBytes(bytes, input, charsetOf(contentType))
    const { kind, reading } = readPageAs(html, { input, url, outlets, pageLimits: limits.page })
    switch (kind) {
      case 'article':
      case 'stub':
        return { kind: 'article', reading: { ...boundFields(reading), input: url } }
      case 'consent':
      case 'challenge':
      case 'shell':
        return { kind: 'hidden', because: INSTEAD[kind] }
      case 'error':
        return { kind: 'missing', because: INSTEAD[kind] }
      case 'listing':
      case 'media':
        return { kind: 'refused', because: INSTEAD[kind] }
    }
  } catch (error) {
    return { kind: 'refused', because: whyUnread(error) }
  }
}

const INSTEAD = {
  consent: 'it asks for consent to cookies before it shows the article',
  challenge: 'it asks for proof that a person reads it',
  shell: 'it is an empty page that scripts would fill',
  error: 'it is an error page',
  listing: 'it is a list of articles, not one',
  media: 'it is a film or pictures without a text',
} as const
