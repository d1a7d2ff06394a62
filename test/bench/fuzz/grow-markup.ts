import type { Random } from '../../eval/mutations.ts'
import { below, nastyProse, nastySign, oneOf, someLength } from './nasty-text.ts'

const HTML = 'html head body article main section div p p p span a b i em h1 h2 ul ol li table tr td th blockquote figure figcaption time aside nav header footer form input button script style template noscript svg math textarea iframe br hr img meta link title pre select option address details'.split(' ') // prettier-ignore
const HTML_FACTS = 'class id href src itemprop itemtype property content name rel type datetime role style hidden lang title data-x aria-label'.split(' ') // prettier-ignore
const VALUES = 'article related share headline og:title og:type article:published_time author NewsArticle canonical alternate application/ld+json application/rss+xml display:none main 2026-03-02T08:00:00Z https://post.example/a //x /a?b=1 javascript:x data:, en es true paywall'.split(' ') // prettier-ignore
const RSS = 'rss channel item title link guid description pubDate content:encoded dc:creator dc:date category enclosure source author ttl skipHours hour skipDays day sy:updatePeriod atom:link media:content image itunes:summary language comments'.split(' ') // prettier-ignore
const ATOM = 'feed entry title link id summary content published updated author name uri category source contributor generator rights logo'.split(' ') // prettier-ignore
const FEED_FACTS = 'href rel type xml:base xml:lang xmlns isPermaLink url length term mode domain rdf:about version'.split(' ') // prettier-ignore
const TREES = { html: [HTML, HTML_FACTS], rss: [RSS, FEED_FACTS], atom: [ATOM, FEED_FACTS] } as const

const NODES_MAX = 120
const DEPTH_MAX = 40

/** Markup of a format's own elements, in any order and depth, mostly closed. */
export function growMarkup(kind: keyof typeof TREES, random: Random): string {
  const [names, facts] = TREES[kind]
  const budget = { left: 1 + someLength(random, NODES_MAX) }
  const attribute = (): string => {
    const name = oneOf(random, facts, 'class')
    const value = random() < 0.7 ? oneOf(random, VALUES, '') : nastyProse(random, 60)
    const quote = oneOf(random, ['"', '"', '"', "'", ''], '"')
    return ` ${name}=${quote}${value}${random() < 0.97 ? quote : ''}`
  }
  const text = (): string => {
    const prose = nastyProse(random, 300)
    if (random() < 0.1) return `<![CDATA[${prose}]]>`
    return random() < 0.1 ? prose.replaceAll('<', '&lt;').replaceAll(' ', '&nbsp;') : prose
  }
  const element = (depth: number): string => {
    budget.left -= 1
    const name = oneOf(random, names, 'p')
    const attributes = Array.from({ length: below(random, 4) }, attribute).join('')
    if (random() < 0.05) return `<${name}${attributes}/>`
    let inner = ''
    // oxlint-disable-next-line no-unmodified-loop-condition -- the depth is this element's own
    while (depth < DEPTH_MAX && budget.left > 0 && random() < 0.75)
      inner += random() < 0.5 ? element(depth + 1) : text()
    return `<${name}${attributes}>${inner}${random() < 0.95 ? `</${name}>` : ''}`
  }
  let made = oneOf(
    random,
    ['', '', '<?xml version="1.0"?>', '<!doctype html>', '<!DOCTYPE rss [<!ENTITY e "x">]>', '\ufeff'],
    '',
  )
  if (kind !== 'html')
    made += kind === 'rss' ? '<rss version="2.0"><channel>' : '<feed xmlns="http://www.w3.org/2005/Atom">'
  while (budget.left > 0) made += element(0)
  if (random() < 0.9 && kind !== 'html') made += kind === 'rss' ? '</channel></rss>' : '</feed>'
  return made
}

const JSON_NAMES = 'version title items id url external_url content_html content_text summary date_published authors name tags attachments mime_type articles seendate domain language text html seenAt outlet publishedAt home_page_url next_url __proto__ constructor toString'.split(' ') // prettier-ignore

/** JSON of names that feeds and rows use, with values of every kind. */
export function growJson(random: Random): string {
  const value = (depth: number): unknown => {
    const kind = below(random, depth > 6 ? 6 : 10)
    if (kind < 2) return nastyProse(random, 200)
    if (kind === 2) return oneOf<unknown>(random, [null, true, false, 0, -1, 1e308, 2 ** 53, 0.1], null)
    if (kind === 3) return oneOf(random, VALUES, '')
    if (kind < 6) return nastySign(random)
    const length = below(random, 5)
    if (kind < 8) return Array.from({ length }, () => value(depth + 1))
    return Object.fromEntries(
      Array.from({ length: length + 1 }, () => [oneOf(random, JSON_NAMES, 'a'), value(depth + 1)]),
    )
  }
  const items = Array.from({ length: below(random, 6) }, () => value(2))
  const made =
    random() < 0.7 ? { version: 'https://jsonfeed.org/version/1.1', ...(value(8) as object), items } : value(0)
  return JSON.stringify(made)
}
