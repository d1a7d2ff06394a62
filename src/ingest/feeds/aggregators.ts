import { foldLetters } from '../../text/fold-letters.ts'

/** Whom an item names as its source: RSS's and Atom's `source`, Bing's `News:Source`. */
export type NamedSource = { readonly name: string | null; readonly url: string | null }

/** An item as its aggregator lists it, with what belongs to the article behind it. */
export type AggregatedItem = {
  /** The article's own address where the link holds it, else the link. */
  readonly url: string | null
  /** The link is the aggregator's and tells nothing of the article's address. */
  readonly hidesAddress: boolean
  /** Without the outlet's name at its end. */
  readonly title: string | null
  readonly source: NamedSource
}

/** A redirect may lead to a redirect; more than three do not occur. */
const UNWRAPS_MAX = 3
/** The last part of the path of links that only lead on: `/url`, `/news/apiclick.aspx`, `/redirect`. */
const REDIRECT_PATH =
  /(?:^|\/)(?:url|l|r|rd|out|away|go|goto|click|apiclick|redirect|redir|link|exit|external)(?:\.\w{2,5})?\/?$/i
/** Where they keep the address, most telling first. */
const TARGETS = [
  'url',
  'uddg',
  'target',
  'dest',
  'destination',
  'redirect',
  'redirect_url',
  'to',
  'u',
  'q',
  'z',
  'link',
]

/** Titles of more words before the mark than this after it: what stands there is a name. */
const NAME_CHARS_MAX = 60
/** What is longer is no title: no outlet's name is looked for in it. */
const TITLE_CHARS_MAX = 2_000
const NAME_AT_END = /^(.{8,}\S)\s+[-–—|]\s+([^-–—|]{2,60})$/u

/** What an aggregator's item tells of the article behind it; any other item as it is. */
export function readAggregated(link: string | null, title: string | null, source: NamedSource): AggregatedItem {
  const url = link === null ? null : targetOf(link)
  const hidesAddress = url !== null && isHiding(url)
  const [, head, name] = isLong(title) ? [] : (NAME_AT_END.exec(title ?? '') ?? [])
  const isSource = name !== undefined && source.name !== null && alike(name, source.name)
  // A name of several parts ("Times - Sunday") is cut as the source writes it.
  const cut = isSource ? head : cutName(title, source.name)
  if (!hidesAddress) return { url, hidesAddress, title: source.name === null ? title : (cut ?? title), source }
  return {
    url,
    hidesAddress,
    title: cut ?? (source.name === null ? (head ?? title) : title),
    source: { name: source.name ?? name ?? null, url: source.url },
  }
}

const isLong = (title: string | null) => title !== null && title.length > TITLE_CHARS_MAX
const alike = (one: string, other: string) => foldName(one) === foldName(other)
const foldName = (name: string) => foldLetters(name).replaceAll(/[^\p{L}\p{N}]+/gu, '')

function cutName(title: string | null, name: string | null): string | null {
  if (title === null || isLong(title) || name === null || name.length > NAME_CHARS_MAX) return null
  if (!title.endsWith(name)) return null
  return /^(.*\S)\s+[-–—|]\s+$/u.exec(title.slice(0, -name.length))?.[1] ?? null
}

/** Links of Google News name their article in a code that only its own servers read. */
function isHiding(url: string): boolean {
  const { hostname, pathname } = URL.parse(url) ?? { hostname: '', pathname: '' }
  return hostname === 'news.google.com' && /^\/(?:rss\/)?(?:articles|read|__i)\b/.test(pathname)
}

/** The address that a redirecting link holds in its query, or Yahoo's in its path; any other link as it is. */
export function targetOf(link: string): string {
  let found = link
  for (let step = 0; step < UNWRAPS_MAX; step += 1) {
    const url = URL.parse(found)
    const inner = url === null ? null : innerOf(url)
    if (inner === null) break
    found = inner
  }
  return found
}

function innerOf(url: URL): string | null {
  const yahoo = /\/RU=([^/]+)\//.exec(url.pathname)?.[1] ?? /\/\*(https?:\/\/.+)$/.exec(url.pathname)?.[1] ?? null
  if (yahoo !== null && /(?:^|\.)yahoo\.com$/.test(url.hostname)) return webAddress(decoded(yahoo))
  const isNews = url.hostname === 'news.google.com'
  if (!REDIRECT_PATH.test(url.pathname) && !isNews) return null
  for (const name of TARGETS) {
    const inner = webAddress(url.searchParams.get(name) ?? '')
    if (inner !== null && URL.parse(inner)?.hostname !== url.hostname) return inner
  }
  return null
}

function webAddress(text: string): string | null {
  return /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(text) && URL.canParse(text) ? text : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
