import * as z from 'zod'
import { NewsError } from '../../news/errors.ts'
import { readAggregated } from './aggregators.ts'
import { httpAddress } from './feed-fields.ts'
import {
  CATEGORIES_MAX,
  ENCLOSURES_MAX,
  itemOutlet,
  type FeedContext,
  type FeedItem,
  type FeedOutcome,
  type FeedSource,
} from './feed-reading.ts'
import { NO_HINTS } from './feed-hints.ts'
import { parseStatedTime } from '../find-dates-stated.ts'
import { escapeHtml } from './html-entities.ts'
import { safeHtml } from './safe-html.ts'

const text = z.string().nullish().catch(null)
const person = z.object({ name: text }).nullish().catch(null)
const JSON_ITEM = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
  author: person,
  authors: z.array(person).nullish().catch(null),
  tags: z.array(z.string()).nullish().catch(null),
  attachments: z
    .array(z.object({ url: z.string(), mime_type: text, size_in_bytes: z.number().nullish().catch(null) }))
    .nullish()
    .catch(null),
})
const JSON_FEED = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  description: text,
  language: text,
  author: person,
  authors: z.array(person).nullish().catch(null),
  items: z.array(z.unknown()),
})

/** A feed of more lists its archive: what stands first is read. */
const ITEMS_MAX = 20_000

/** JSON Feed 1.0 and 1.1, as parsed. Throws NewsError 'input-invalid' for JSON that is none. */
export function readJsonFeed(value: unknown, from: FeedSource): FeedOutcome {
  const parsed = JSON_FEED.safeParse(value)
  if (!parsed.success) {
    throw new NewsError(
      'input-invalid',
      `${from.input}: not a JSON Feed: it has no list of items. Give RSS, Atom or JSON Feed.`,
    )
  }
  const feed = parsed.data
  const base = from.url ?? feed.feed_url ?? feed.home_page_url ?? null
  const site = feed.home_page_url ? httpAddress(feed.home_page_url, base) : null
  const context = { site, title: tidy(feed.title), source: from }
  const items = feed.items.slice(0, ITEMS_MAX).flatMap((each) => {
    const item = JSON_ITEM.safeParse(each)
    return item.success ? [readJsonItem(item.data, base, context, namesOf(feed))] : []
  })
  return {
    feed: {
      title: context.title,
      url: context.site,
      description: html(feed.description, base),
      lang: tidy(feed.language),
      items,
    },
    hints: NO_HINTS,
    brokenOff: null,
  }
}

function readJsonItem(
  item: z.infer<typeof JSON_ITEM>,
  base: string | null,
  context: FeedContext,
  feedAuthor: string | null,
): FeedItem {
  const stated = item.url ?? item.external_url ?? null
  const aggregated = readAggregated(stated === null ? null : httpAddress(stated, base), tidy(item.title), NO_SOURCE)
  const { url, title, hidesAddress } = aggregated
  const plain = item.content_text ?? null
  return {
    id: item.id === null || item.id === undefined ? null : String(item.id),
    url,
    title,
    publishedAt: item.date_published ? parseStatedTime(item.date_published, 'utc') : null,
    updatedAt: item.date_modified ? parseStatedTime(item.date_modified, 'utc') : null,
    author: namesOf(item) ?? feedAuthor,
    summary: html(item.summary ? escapeHtml(item.summary) : null, null),
    content:
      html(item.content_html, base) ??
      html(plain === null ? null : escapeHtml(plain.trim()).replace(/\n+/g, '<br>'), null),
    categories: (item.tags ?? []).slice(0, CATEGORIES_MAX),
    enclosures: (item.attachments ?? []).slice(0, ENCLOSURES_MAX).flatMap((each) => {
      const address = httpAddress(each.url, base)
      if (address === null) return []
      return [{ url: address, type: each.mime_type ?? null, length: each.size_in_bytes ?? null }]
    }),
    outlet: itemOutlet(aggregated, context),
    site: null,
    hidesAddress,
  }
}

const NO_SOURCE = { name: null, url: null }

type Signed = {
  readonly author?: { name?: string | null | undefined } | null | undefined
  readonly authors?: readonly ({ name?: string | null | undefined } | null | undefined)[] | null | undefined
}

function namesOf(signed: Signed): string | null {
  const names = [...(signed.authors ?? []), signed.author]
    .map((each) => each?.name?.trim() ?? '')
    .filter((name) => name !== '')
  return names.length === 0 ? null : [...new Set(names)].join(', ')
}

function tidy(value: string | null | undefined): string | null {
  const bare = value?.replace(/\s+/g, ' ').trim() ?? ''
  return bare === '' ? null : bare
}

function html(value: string | null | undefined, base: string | null): string | null {
  const safe = value ? safeHtml(value, base) : ''
  return safe === '' ? null : safe
}
