import { existsSync, readFileSync } from 'node:fs'
import { decodeBytes } from '../../src/ingest/decode-bytes.ts'
import type { FeedReading } from '../../src/ingest/feeds/feed-reading.ts'
import { readFeed } from '../../src/ingest/feeds/read-feed.ts'
import { assertSafeHtml } from '../ingest/feeds/assert-safe-html.ts'
import { HOSTILE_HTML } from '../ingest/feeds/hostile-html.ts'
import type { EvalRow } from './eval-row.ts'

const FOLDER = new URL('../../../shared/data/feeds/', import.meta.url)

type FeedCheck = { file: string; field: string; value: string | number; set: string }

/** Share of feed fields read as the peers' own tests expect; null where the data is absent. */
export function evalFeeds(onMiss?: (check: FeedCheck, got: unknown) => void): EvalRow[] | null {
  if (!existsSync(new URL('checks.jsonl', FOLDER))) return null
  const checks = readFileSync(new URL('checks.jsonl', FOLDER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FeedCheck)
  let right = 0
  for (const check of checks) {
    const got = valueOf(check)
    const isRight =
      typeof check.value === 'number'
        ? seconds(got) === check.value
        : [got, resolve(String(got ?? ''))].includes(resolve(check.value))
    if (isRight) right += 1
    else onMiss?.(check, got)
  }
  const peers = {
    'py-feedparser': 0.96,
    feedsmith: 0.773,
    feedparser: 0.716,
    'rss-parser': 0.568,
    'feed-extractor': 0.455,
  }
  return [
    { name: 'feeds: fields right', ours: right / checks.length, peers, bar: 0.95 },
    {
      name: 'feeds: unsafe markup',
      ours: countUnsafe(new Set(checks.map(({ file }) => file))),
      peers: {},
      bar: 0,
      better: 'lower',
    },
  ]
}

/** Pieces of markup that come out unsafe: of the files, and of an attack each put into a feed. */
function countUnsafe(files: ReadonlySet<string>): number {
  const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const attacks = Object.values(HOSTILE_HTML)
    .flat()
    .map((html) => `<rss><channel><item><description>${escaped(html)}</description></item></channel></rss>`)
  const texts = [...files].map((file) => decodeBytes(readFileSync(new URL(file, FOLDER)), file))
  return [...texts, ...attacks].flatMap(markupOf).filter((html) => !isSafe(html)).length
}

function markupOf(text: string): readonly string[] {
  const { feed } = readFeed(text, { input: 'feed', url: null, outlets: [] })
  const found = [feed.description, ...feed.items.flatMap(({ summary, content }) => [summary, content])]
  return found.filter((html) => html !== null)
}

function isSafe(html: string): boolean {
  try {
    assertSafeHtml(html)
    return true
  } catch {
    return false
  }
}

function valueOf(check: FeedCheck): string | null {
  let feed: FeedReading
  try {
    feed = readFeed(decodeBytes(readFileSync(new URL(check.file, FOLDER)), check.file), {
      input: check.file,
      url: null,
      outlets: [],
    }).feed
  } catch (error) {
    return String(error)
  }
  const item = feed.items[0]
  const fields: Readonly<Record<string, string | null | undefined>> = {
    feedTitle: feed.title,
    feedLink: feed.url,
    feedDescription: feed.description,
    language: feed.lang,
    title: item?.title,
    link: item?.url,
    id: item?.id,
    author: item?.author,
    summary: item?.summary,
    content: item?.content,
    published: item?.publishedAt,
    updated: item?.updatedAt,
    category: item?.categories[0],
    enclosureUrl: item?.enclosures[0]?.url,
  }
  return fields[check.field] ?? null
}

const seconds = (time: string | null) => (time === null ? null : Date.parse(time) / 1000)

/** Tags dropped, entities resolved, white space folded: what both sides are compared by. */
function resolve(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(String(code), 16)))
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}
