import { decodeReferences } from './html-entities.ts'
import { htmlAttributes, htmlTokens } from './html-tokens.ts'
import { plainText } from './safe-html.ts'
import { httpAddress } from './feed-fields.ts'

/** Where a page's feed may be. `stated`: the page says so; `linked`: a link looks like it; `guessed`: such sites often have one there. */
export type FeedLead = {
  readonly url: string
  readonly title: string | null
  readonly by: 'stated' | 'linked' | 'guessed'
}

/** More than these of one page are a directory of feeds: a person chooses. */
const LEADS_MAX = 30
/** Feeds are named in the head or in the foot of a page; pages of more tags are read to here. */
const TAGS_MAX = 50_000

const FEED_TYPE =
  /^\s*(?:application\/(?:rss|atom|rdf|feed|x\.atom)(?:\+(?:xml|json))?|application\/json|text\/(?:xml|rss|atom)(?:\+xml)?|application\/xml)\s*(?:;|$)/i
/** Types that other things than feeds have too: WordPress names its programming interface so. */
const LOOSE_TYPE = /^\s*(?:application\/(?:json|xml)|text\/xml)\s*(?:;|$)/i
const NO_FEED = /\/wp-json\/|oembed|opensearch|sitemap|manifest|rsd\b|wlwmanifest/i

/** Last parts of the paths of feeds. */
const FEED_PATH =
  /(?:^|\/)(?:feeds?|rss\d?|atom|rdf)\/?$|(?:^|\/)(?:feed|rss|atom|index|news|all|latest)\.(?:xml|rss|atom|rdf|json)$|\.(?:rss|atom|rdf)$/i
const FEED_QUERY = /[?&](?:feed|format|type|alt|output|outputtype)=(?:rss2?|atom|rdf|feed|json-?feed|xml)\b/i
const FEED_WORD =
  /^(?:rss|atom|(?:rss|atom|xml|json|news|web)?\s*-?\s*feeds?|canal(?:es)? rss|fuente rss|suscr[ií]bete por rss|rss[- ]feeds?|syndicat(?:e|ion))$/i
/** Feeds of readers' comments, of one tag or one writer come after the feed of the news. */
const COMMENTS = /comment|comentario|kommentar|commentaire|replies|respuestas/i
const PART = /\/(?:tags?|etiquetas?|author|autor|categor(?:y|ia|ía)|search|topic)s?\//i

/** Tried where a page names none, most common first. */
const COMMON_PATHS = [
  'feed/',
  'rss',
  'feed',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'rss/',
  'feeds/posts/default',
  'feed.json',
]

/**
 * The feeds that a page names, best first: those it states in `link rel=alternate`, then links that look like feeds, and
 * feeds of comments last; then, where it states none, places worth trying. Absolute addresses, each once, 30 at most.
 * `url` is the page's own address.
 */
export function findFeeds(html: string, url: string): readonly FeedLead[] {
  const found = collectLeads(html, url)
  const guessed = found.some(({ by }) => by === 'stated') ? [] : guessFeeds(url)
  const ranked = found.toSorted((a, b) => rankOf(a) - rankOf(b))
  const seen = new Set<string>()
  return [...ranked, ...guessed]
    .filter((lead) => {
      const key = addressKey(lead.url)
      return key !== addressKey(url) && !seen.has(key) && seen.add(key)
    })
    .slice(0, LEADS_MAX)
}

function collectLeads(html: string, url: string): readonly FeedLead[] {
  const leads: FeedLead[] = []
  let base: string | null = null
  let anchor: { readonly href: string; readonly title: string | null; text: string } | null = null
  let tags = 0
  const close = (): void => {
    if (anchor !== null) leads.push(...anchorLead(anchor, base ?? url))
    anchor = null
  }
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      if (anchor !== null) anchor.text += token.text
      continue
    }
    tags += 1
    if (tags > TAGS_MAX) break
    if (token.name === 'a') close()
    if (token.kind === 'end') continue
    if (token.name === 'a') {
      const { href, title, type } = valuesOf(token.attributes)
      if (href !== undefined) anchor = { href, title: title ?? null, text: FEED_TYPE.test(type ?? '') ? 'feed' : '' }
    } else if (token.name === 'base') {
      const { href } = valuesOf(token.attributes)
      base ??= href === undefined ? null : httpAddress(href, url)
    } else if (token.name === 'link') leads.push(...linkLead(valuesOf(token.attributes), base ?? url))
  }
  close()
  return leads
}

type Values = Readonly<Record<string, string | undefined>>

function valuesOf(attributes: string): Values {
  return Object.fromEntries([...htmlAttributes(attributes)].map(([name, value]) => [name, decodeReferences(value)]))
}

function linkLead({ rel, type, href, title }: Values, base: string): readonly FeedLead[] {
  const rels = (rel ?? '').toLowerCase().split(/\s+/)
  const isFeed = rels.includes('feed') || (rels.includes('alternate') && FEED_TYPE.test(type ?? ''))
  const address = href === undefined || !isFeed ? null : webAddress(href, base)
  if (address === null || NO_FEED.test(address)) return []
  if (
    LOOSE_TYPE.test(type ?? '') &&
    !FEED_PATH.test(pathOf(address)) &&
    !FEED_QUERY.test(address) &&
    !/feed|rss|atom/i.test(title ?? '')
  )
    return []
  return [{ url: address, title: titleOf(title), by: 'stated' }]
}

function anchorLead(
  { href, title, text }: { href: string; title: string | null; text: string },
  base: string,
): readonly FeedLead[] {
  const address = webAddress(href, base)
  if (address === null || NO_FEED.test(address)) return []
  const words = plainText(text)
  const looksSo = FEED_PATH.test(pathOf(address)) || FEED_QUERY.test(address) || FEED_WORD.test(words)
  return looksSo ? [{ url: address, title: titleOf(title ?? words), by: 'linked' }] : []
}

/** Absolute, without fragment; `feed:` leads to the feed itself. */
function webAddress(href: string, base: string): string | null {
  const address = httpAddress(
    href
      .trim()
      .replace(/^feed:(?:\/\/(?!\/))?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'https://'),
    base,
  )
  const url = address === null ? null : URL.parse(address)
  if (url === null) return null
  url.hash = ''
  return url.href
}

const pathOf = (address: string) => URL.parse(address)?.pathname ?? ''
const addressKey = (address: string) =>
  address
    .replace(/^https?:\/\//, '')
    .replace(/#.*$/, '')
    .replace(/\/$/, '')

function titleOf(stated: string | null | undefined): string | null {
  const title = plainText(stated ?? '').slice(0, 200)
  return title === '' ? null : title
}

function rankOf({ url, title, by }: FeedLead): number {
  const said = `${pathOf(url)} ${title ?? ''}`
  return (by === 'stated' ? 0 : 2) + (COMMENTS.test(said) ? 4 : PART.test(said) ? 1 : 0)
}

/** On the page's own folder where it has one, then at the root of its site. */
function guessFeeds(page: string): readonly FeedLead[] {
  const url = URL.parse(page)
  if (url === null || !/^https?:$/.test(url.protocol)) return []
  const folder = url.pathname.endsWith('/') && url.pathname !== '/' ? [url.pathname] : []
  return [...folder, '/'].flatMap((start) =>
    COMMON_PATHS.map((path) => ({
      url: new URL(`${start}${path}`, url.origin).href,
      title: null,
      by: 'guessed' as const,
    })),
  )
}
