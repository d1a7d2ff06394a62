// A made-up web of feeds on the loopback: what each feed is like, and the articles that it lists. The same for the same
// number of feeds.
import { seededRandom } from '../../eval/mutations.ts'
import { generateSentence } from '../generate-articles.ts'

/** What a feed's server does, and of a thousand feeds how many are so. Most feeds of a team have nothing new at a poll. */
const SHARES = {
  /** New items at each round: whole in the feed, whole and packed, or with a summary and a page. */
  whole: 120,
  packed: 60,
  paged: 120,
  /** Nothing new: it says so by its tag, by its date, or not at all. */
  tagged: 270,
  dated: 100,
  bare: 80,
  /** 3 to 12 seconds until it answers; one that never does. */
  slow: 30,
  silent: 5,
  /** Ends in the middle of an item; no feed at all. */
  cut: 30,
  garbage: 20,
  moved: 50,
  elsewhere: 20,
  /** 5 to 10 MB: a thousand items of many years, or pictures written into ten. */
  archive: 8,
  pictures: 7,
  missing: 25,
  gone: 15,
  faulty: 20,
  busy: 20,
} as const

export type FeedKind = keyof typeof SHARES

const HEALTHY: ReadonlySet<FeedKind> = new Set(['whole', 'packed', 'paged', 'tagged', 'dated', 'bare'])
/** Whose items are to be found in the store, all of them. */
const READABLE: ReadonlySet<FeedKind> = new Set([...HEALTHY, 'slow', 'moved', 'elsewhere', 'pictures'])
const FRESH: ReadonlySet<FeedKind> = new Set(['whole', 'packed', 'paged'])

/** Items that a feed lists, and those that are new in it at each round. */
const LISTED = 10
const NEW_A_ROUND = 1
/** Of a feed with an archive. */
const ARCHIVED = 1_500
/** Sentences of some 30 words: in a feed, in a summary, on a page. */
const WHOLE_SENTENCES = 9
const SUMMARY_SENTENCES = 1
const PAGE_SENTENCES = 20

const HOUR_MS = 3_600_000
const PICTURE_CHARS = 600_000

export function kindOf(feed: number): FeedKind {
  // A step that is prime to a thousand mixes the kinds.
  let place = (feed * 619) % 1_000
  for (const kind of Object.keys(SHARES) as FeedKind[]) {
    place -= SHARES[kind]
    if (place < 0) return kind
  }
  return 'tagged'
}

/** Each feed has a host of its own, but for some that share the one of the feed before. */
export function hostOf(feed: number): string {
  const isShared = feed % 4 === 3 && HEALTHY.has(kindOf(feed)) && HEALTHY.has(kindOf(feed - 1))
  const host = isShared ? feed - 1 : feed
  return `127.${10 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`
}

/** The address under which a feed is followed. */
export function followedAddress(feed: number, port: number): string {
  const kind = kindOf(feed)
  const path = kind === 'moved' ? 'moved' : kind === 'elsewhere' ? 'elsewhere' : 'feed'
  return `http://${hostOf(feed)}:${port}/${path}/${feed}`
}

/** The newest item's number in a round; the first round is 0. */
export function newestItem(feed: number, round: number): number {
  return LISTED - 1 + (FRESH.has(kindOf(feed)) ? round * NEW_A_ROUND : 0)
}

/** The numbers of the items that a feed lists in a round, the newest first. */
export function listedItems(feed: number, round: number): readonly number[] {
  const newest = newestItem(feed, round)
  const listed = kindOf(feed) === 'archive' ? ARCHIVED : LISTED
  return Array.from({ length: Math.min(listed, newest + 1) }, (_, at) => newest - at)
}

/** The addresses of all items that must be found in the store after a round. */
export function expectedPages(feed: number, rounds: number, port: number): readonly string[] {
  if (!READABLE.has(kindOf(feed))) return []
  const newest = newestItem(feed, rounds - 1)
  return Array.from({ length: newest + 1 }, (_, item) => pageAddress(feed, item, port))
}

export function pageAddress(feed: number, item: number, port: number): string {
  return `http://${hostOf(feed)}:${port}/page/${feed}/${item}`
}

/** Whether the feed's items have to be read on their pages. */
export const isPaged = (feed: number): boolean => ['paged', 'slow', 'elsewhere'].includes(kindOf(feed))

/** The feed as RSS. `began`: when the world began, in milliseconds: its items lie before it. */
export function feedText(feed: number, round: number, port: number, began: number): string {
  const kind = kindOf(feed)
  if (kind === 'garbage') return `<html><body><p>Feed ${feed} is being rebuilt.</p></body></html>`
  const items = kind === 'archive' ? archivedItems(feed, port, began) : itemsOf(feed, round, port, began)
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper ${feed}</title>
<link>http://${hostOf(feed)}:${port}/</link><description>News of ${feed}</description><language>en</language>
${items.join('\n')}
</channel></rss>`
  return kind === 'cut' ? text.slice(0, Math.floor(text.length * 0.7)) : text
}

function itemsOf(feed: number, round: number, port: number, began: number): readonly string[] {
  return listedItems(feed, round).map((item) => {
    const at = began - (LISTED - item) * HOUR_MS
    const body = isPaged(feed)
      ? `<description>${paragraphs(feed, item, SUMMARY_SENTENCES)}</description>`
      : `<content:encoded><![CDATA[${paragraphs(feed, item, WHOLE_SENTENCES)}${picture(feed)}]]></content:encoded>`
    return itemText(feed, item, port, at, body)
  })
}

function archivedItems(feed: number, port: number, began: number): readonly string[] {
  return Array.from({ length: ARCHIVED }, (_, item) => {
    const notes = paragraphs(feed, item % 7, WHOLE_SENTENCES * 2)
    return itemText(feed, item, port, began - item * 30 * HOUR_MS, `<description><![CDATA[${notes}]]></description>`)
  })
}

function itemText(feed: number, item: number, port: number, at: number, body: string): string {
  return `<item><guid isPermaLink="false">${feed}-${item}</guid><link>${pageAddress(feed, item, port)}</link>
<title>${titleOf(feed, item)}</title><pubDate>${new Date(at).toUTCString()}</pubDate>${body}</item>`
}

function picture(feed: number): string {
  if (kindOf(feed) !== 'pictures') return ''
  return `<p><img alt="" src="data:image/png;base64,${'iVBORw0KGgo'.repeat(PICTURE_CHARS / 11)}"></p>`
}

const titleOf = (feed: number, item: number) => `Report ${feed} of day ${item} from the harbour`

function paragraphs(feed: number, item: number, sentences: number): string {
  return sentencesOf(feed, item, sentences)
    .map((sentence) => `<p>${sentence}</p>`)
    .join('')
}

function sentencesOf(feed: number, item: number, count: number): readonly string[] {
  const random = seededRandom(feed * 10_007 + item)
  return Array.from({ length: count }, () => generateSentence(random))
}

/** The page of an item, as outlets make them: some 600 words of text among what stands around it. `edited`: a sentence more. */
export function pageText(feed: number, item: number, port: number, began: number, edits = 0): string {
  const at = new Date(began - (LISTED - item) * HOUR_MS).toISOString()
  const title = titleOf(feed, item)
  const later = Array.from(
    { length: edits },
    (_, edit) => `The board added a ${edit + 3}th pump to the list on Monday.`,
  )
  const links = (name: string, count: number) =>
    Array.from({ length: count }, (_, one) => `<li><a href="/${name}/${one}">${name} ${one}</a></li>`).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Paper ${feed}</title>
<link rel="canonical" href="${pageAddress(feed, item, port)}"><meta property="og:title" content="${title}">
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: title, datePublished: at, author: { name: 'Ines Varga' } })}</script>
<style>body { margin: 0 }</style></head><body><header><nav><ul>${links('section', 20)}</ul></nav></header>
<main><article><h1>${title}</h1><p class="byline">By Ines Varga</p><time datetime="${at}">${at}</time>
${[...sentencesOf(feed, item, PAGE_SENTENCES), ...later].map((sentence) => `<p>${sentence}</p>`).join('\n')}
<figure><img src="/lock.jpg" alt="A lock"><figcaption>The lock at night. Photo: Paper</figcaption></figure></article>
<aside><h2>Read also</h2><ul>${links('story', 15)}</ul></aside></main>
<footer><p>All rights reserved. Paper ${feed}.</p><ul>${links('about', 10)}</ul></footer></body></html>`
}
