import type { ArticleReading } from '../news/article.ts'
import { isNewsError, NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { boundFields } from './bound-fields.ts'
import { decodeBytes } from './decode-bytes.ts'
import { feedItemReading } from './feeds/feed-item-reading.ts'
import type { FeedReading } from './feeds/feed-reading.ts'
import { readFeed, readWholeFeed } from './feeds/read-feed.ts'
import type { PageLimits } from './limits.ts'
import type { PageKind } from './page-kind.ts'
import { readPage, readPageAs } from './read-page.ts'
import { readRows, readRowValue } from './read-rows.ts'
import { readText } from './read-text.ts'

/** What bytes hold: one article, or the several of a feed or of rows. */
type InputKind = 'page' | 'feed' | 'rows' | 'list' | 'text'

export type BytesSource = {
  /** The file's path or the address, as a person would name it. */
  readonly input: string
  /** Where it was fetched, or what it is a copy of. */
  readonly url: string | null
  readonly outlets: readonly Outlet[]
  readonly itemsMax: number
  /** The charset that the transport stated. */
  readonly charset?: string | null
  /** How much markup a page may have; left out: the usual. */
  readonly pageLimits?: PageLimits
}

export type BytesOutcome =
  | { readonly kind: 'read'; readonly reading: ArticleReading; readonly seenAt: Temporal.Instant | null }
  | { readonly kind: 'fault'; readonly error: NewsError }

/** The articles in the bytes of a file or a response, in order; a fault in one of several does not stop the others. */
export function* readBytes(bytes: Uint8Array, source: BytesSource): Generator<BytesOutcome> {
  try {
    const text = decodeBytes(bytes, source.input, source.charset ?? null)
    for (const outcome of readDecoded(text, source)) {
      yield outcome.kind === 'fault' ? outcome : { ...outcome, reading: boundFields(outcome.reading) }
    }
  } catch (cause) {
    yield { kind: 'fault', error: asNewsError(cause, source.input) }
  }
}

function* readDecoded(text: string, source: BytesSource): Generator<BytesOutcome> {
  const kind = sniffKind(text, source.input)
  if (kind === 'feed') yield* readFeedItems(text, source)
  else if (kind === 'rows') yield* readRows(text, { ...source, rowsMax: source.itemsMax })
  else if (kind === 'list') yield* readList(text, source)
  else yield { kind: 'read', reading: readArticle(text, kind, source), seenAt: null }
}

/** What stands in an article's place, as a person would call it. */
const NO_ARTICLE: Readonly<Partial<Record<PageKind, string>>> = {
  consent: 'a page that asks for consent',
  challenge: 'a page that asks whether you are human',
  shell: 'a page that only scripts fill',
  error: 'an error page',
  listing: 'a list of articles',
}

/** A page or a text; throws NewsError 'input-invalid' where it is no article, or where none is in it. */
function readArticle(text: string, kind: InputKind, source: BytesSource): ArticleReading {
  if (kind !== 'page') return requireText(readText(text, source), source)
  const page = readPageAs(text, source)
  const reading = requireText(page.reading, source)
  const found = NO_ARTICLE[page.kind]
  if (found === undefined) return reading
  throw new NewsError('input-invalid', `${source.input}: this is ${found}, not an article. Save the article itself.`)
}

function requireText(reading: ArticleReading, source: BytesSource): ArticleReading {
  if (reading.text === '') {
    throw new NewsError(
      'input-invalid',
      `${source.input}: no article text found in it. Check that the page was saved whole.`,
    )
  }
  return reading
}

function* readFeedItems(text: string, source: BytesSource): Generator<BytesOutcome> {
  const { feed, brokenOff } = readFeed(text, source)
  for (const [at, item] of feed.items.entries()) {
    if (at >= source.itemsMax) {
      yield {
        kind: 'fault',
        error: new NewsError(
          'input-too-large',
          `${source.input}: more than ${source.itemsMax} items; the rest was left out.`,
        ),
      }
      break
    }
    yield {
      kind: 'read',
      reading: feedItemReading(item, feed, { ...source, input: `${source.input} (item ${at + 1})` }),
      seenAt: null,
    }
  }
  if (brokenOff !== null) yield { kind: 'fault', error: brokenOff }
}

/** JSON that is no feed: one row, or a list of rows. */
function* readList(text: string, source: BytesSource): Generator<BytesOutcome> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const because = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').slice(0, 120) : 'unknown fault'
    throw new NewsError(
      'input-invalid',
      `${source.input}: the JSON cannot be read (${because}). Save the file again.`,
      { cause },
    )
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const [at, row] of rows.slice(0, source.itemsMax).entries()) {
    yield readRowValue(row, rows.length === 1 ? source.input : `${source.input} (row ${at + 1})`, {
      ...source,
      rowsMax: source.itemsMax,
    })
  }
}

/** Whether what an address gave is a feed; else it is a page. */
export function isFeed(text: string): boolean {
  return sniffKind(text, '') === 'feed'
}

const HEAD_CHARS = 4096

/** What a text is, by its first characters; the file's ending decides between rows and one JSON document. */
function sniffKind(text: string, name: string): InputKind {
  const head = text.slice(0, HEAD_CHARS).trimStart()
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (ending === 'jsonl' || ending === 'ndjson') return 'rows'
  const root = rootOf(head)
  if (root !== undefined && /^(?:\w+:)?(?:rss|feed|rdf|channel|entry)$/.test(root)) return 'feed'
  if (root === 'html' || /^<!doctype html/i.test(head) || ending === 'html' || ending === 'htm') return 'page'
  if (ending === 'xml' || /^<\?xml/i.test(head)) return /<html[\s>]/i.test(head) ? 'page' : 'feed'
  if (/^[[{]/.test(head) && ending !== 'txt' && ending !== 'md') return jsonKind(head, ending)
  if (
    root !== undefined &&
    (head.match(/<\/?(?:html|head|body|div|p|a|span|article|meta|h[1-6])\b/gi)?.length ?? 0) >= 3
  )
    return 'page'
  return 'text'
}

/** One thing that may stand before the first tag: of several, one pattern tries every way to cut them up. */
const PROLOGUE = /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(?:\[[\s\S]*?\])?[^>]*>)\s*/i

/** The name of the first tag; undefined where something else comes first. */
function rootOf(head: string): string | undefined {
  let left = head
  for (let found = PROLOGUE.exec(left); found !== null; found = PROLOGUE.exec(left)) left = left.slice(found[0].length)
  return /^<([a-z][\w:.-]*)/i.exec(left)?.[1]?.toLowerCase()
}

function jsonKind(head: string, ending: string): InputKind {
  if (/"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org|"(?:items|articles)"\s*:\s*\[/.test(head))
    return 'feed'
  return ending === 'json' || head.startsWith('[') || !/^\{.*\}\s*\n\s*\{/.test(head) ? 'list' : 'rows'
}

/** What `inspect page` shows of a page's or a text's bytes. Throws NewsError. */
export function inspectPage(bytes: Uint8Array, source: BytesSource): PageFactsShown {
  const text = decodeBytes(bytes, source.input, source.charset ?? null)
  const kind = sniffKind(text, source.input)
  const {
    title,
    dek,
    byline,
    outlet,
    url,
    publishedAt,
    lang,
    wire,
    text: body,
    furniture,
  } = requireText(kind === 'text' ? readText(text, source) : readPage(text, source), source)
  return {
    title,
    dek,
    byline,
    outlet,
    url: source.url ?? url,
    canonicalUrl: url,
    publishedAt,
    lang,
    wire,
    text: body,
    furniture,
  }
}

export type PageFactsShown = Pick<
  ArticleReading,
  'title' | 'dek' | 'byline' | 'outlet' | 'url' | 'publishedAt' | 'lang' | 'wire' | 'text' | 'furniture'
> & { readonly canonicalUrl: string | null }

/** What `inspect feed` shows of a feed's bytes. Throws NewsError, also where the feed breaks off. */
export function inspectFeed(bytes: Uint8Array, source: BytesSource): FeedReading {
  return readWholeFeed(decodeBytes(bytes, source.input, source.charset ?? null), source)
}

function asNewsError(cause: unknown, input: string): NewsError {
  if (isNewsError(cause)) return cause
  const because = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').slice(0, 160) : 'unknown fault'
  return new NewsError(
    'input-invalid',
    `${input}: it could not be read (${because}). Save it again, or report it with the file.`,
    { cause },
  )
}
