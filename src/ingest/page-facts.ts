import { isElement, type PageDocument, type PageElement } from './page-dom.ts'
import { publicationTime, publicationTimeOfLine } from './find-dates-stated.ts'
import type { StatedTime } from '../news/article.ts'

/** What a page's head says of its article, as stated and unchecked. */
export type PageFacts = {
  readonly title: string | null
  readonly dek: string | null
  readonly byline: string | null
  readonly siteName: string | null
  readonly ogUrl: string | null
  readonly canonical: string | null
  readonly publishedAt: StatedTime | null
  readonly lang: string | null
  readonly opinion: boolean
  readonly metered: boolean
  /** The body as linked data gives it, where it does. */
  readonly articleBody: string | null
}

type Json = Readonly<Record<string, unknown>>

const ARTICLE_TYPE = /(?:Article|Posting|Report|Reportage|Opinion|LiveBlog)/
/** Linked data nests; deeper or more than this is not an article's description. */
const NODES_MAX = 2_000
/** Objects around one value. */
const VALUE_DEPTH_MAX = 8

export function findPageFacts(document: PageDocument, jsonLd: readonly string[]): PageFacts {
  const meta = metaTable(document)
  const article = linkedArticle(jsonLd)
  const siteName =
    firstText(meta, ['og:site_name', 'application-name', 'twitter:app:name:iphone', 'cre']) ??
    nameOf(article?.['publisher'])
  return {
    title: titleOf(document, meta, article, siteName),
    dek: dekOf(document),
    byline: bylineOfPage(document, meta, article),
    siteName: cleanSite(siteName),
    ogUrl: firstText(meta, ['og:url', 'twitter:url']),
    canonical:
      attribute(document, 'link[rel="canonical"]', 'href') ??
      text(article?.['url']) ??
      text(article?.['mainEntityOfPage']),
    publishedAt: publishedOf(document, meta, article),
    lang:
      document.documentElement?.getAttribute('lang') ??
      text(article?.['inLanguage']) ??
      firstText(meta, ['content-language', 'language', 'og:locale']),
    opinion: isOpinion(meta, article),
    metered:
      article?.['isAccessibleForFree'] === false || /^false$/i.test(text(article?.['isAccessibleForFree']) ?? ''),
    articleBody: text(article?.['articleBody']),
  }
}

type MetaTable = ReadonlyMap<string, readonly string[]>

function metaTable(document: PageDocument): MetaTable {
  const table = new Map<string, string[]>()
  for (const element of document.querySelectorAll('meta')) {
    const key = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      element.getAttribute('http-equiv') ??
      ''
    )
      .trim()
      .toLowerCase()
    const content = element.getAttribute('content')?.trim() ?? ''
    if (key === '' || content === '') continue
    const values = table.get(key)
    if (values === undefined) table.set(key, [content])
    else values.push(content)
  }
  return table
}

function firstText(meta: MetaTable, names: readonly string[]): string | null {
  for (const name of names) {
    const value = meta.get(name)?.[0]
    if (value !== undefined) return tidy(value)
  }
  return null
}

function tidy(value: string): string {
  return decodeTwice(value).replace(/\s+/g, ' ').trim()
}

/** Titles in metadata are often escaped twice. */
function decodeTwice(value: string): string {
  return value
    .replace(/&(?:#0*39|#x27|apos);/gi, "'")
    .replace(/&(?:quot|#0*34);/gi, '"')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
}

function attribute(document: PageDocument, selector: string, name: string): string | null {
  const value = document.querySelector(selector)?.getAttribute(name)?.trim() ?? ''
  return value === '' ? null : value
}

/** The node of the linked data that describes the article: the first of an article type, wherever it is nested. */
function linkedArticle(jsonLd: readonly string[]): Json | null {
  let seen = 0
  const queue: unknown[] = jsonLd.map(parseJson)
  while (queue.length > 0 && seen < NODES_MAX) {
    const node = queue.shift()
    seen += 1
    if (Array.isArray(node)) queue.push(...node.slice(0, NODES_MAX))
    if (!isObject(node)) continue
    const types = [node['@type']].flat().filter((each) => typeof each === 'string')
    if (types.some((type) => ARTICLE_TYPE.test(type))) return node
    for (const value of Object.values(node)) {
      if (Array.isArray(value) || isObject(value)) queue.push(value)
    }
  }
  return null
}

function parseJson(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>)\s*;?\s*$/, '')
  try {
    return JSON.parse(bare)
  } catch {
    try {
      // Raw line breaks inside strings are the commonest fault of hand-made linked data.
      return JSON.parse(bare.replace(/\p{Cc}+/gu, ' '))
    } catch {
      return null
    }
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function text(value: unknown, depth = 0): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first === 'string') return first.trim() === '' ? null : tidy(first)
  if (isObject(first) && depth < VALUE_DEPTH_MAX) {
    return text(first['@id'] ?? first['@value'] ?? first['name'], depth + 1)
  }
  return null
}

function nameOf(value: unknown): string | null {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  const names = all
    .map((each) => (isObject(each) ? text(each['name']) : text(each)))
    .filter((name) => name !== null && !/^https?:/.test(name))
  return names.length === 0 ? null : [...new Set(names)].join(', ')
}

function titleOf(
  document: PageDocument,
  meta: MetaTable,
  article: Json | null,
  siteName: string | null,
): string | null {
  const headline = text(article?.['headline'])
  const social = firstText(meta, ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title', 'title'])
  const tag = elementText(document.querySelector('title'))
  const headings = [...document.querySelectorAll('h1, .entry-title, .post-title, [itemprop="headline"]')]
    .slice(0, HEADINGS_MAX)
    .map(elementText)
    .filter((each) => each !== null)
  const stated = [headline, social, tag].filter((each) => each !== null)
  // The heading readers see wins where the head agrees with it: it carries no site name and is not cut short.
  for (const heading of headings) {
    if (stated.some((each) => sameTitle(each, heading))) return heading
  }
  const shown = headings.length === 1 ? headings[0] : elementText(document.querySelector(TITLE_SELECTOR))
  const best = [headline, social, tag].find((each) => each !== null && !namesSite(each, siteName)) ?? null
  return best === null ? (shown ?? headline ?? social ?? tag) : withoutSite(best, siteName)
}

/** A page of more headlines is a list of articles. */
const HEADINGS_MAX = 20

const TITLE_SELECTOR =
  '[itemprop="headline"], .entry-title, .post-title, .article-title, article h1, main h1, article h2'

/** A site that gives every page its own name as title states no headline. */
function namesSite(title: string, siteName: string | null): boolean {
  return siteName !== null && titleKey(title) !== '' && titleKey(siteName).startsWith(titleKey(title))
}

function sameTitle(a: string, b: string): boolean {
  const [x, y] = [titleKey(a), titleKey(b)]
  return y.length >= 8 && (x === y || x.startsWith(y) || x.endsWith(y) || (x.length >= 20 && y.startsWith(x)))
}

const titleKey = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** `Headline | Site` and `Headline - Section - Site` without what names the site. */
function withoutSite(title: string, siteName: string | null): string {
  const parts = title.split(/\s+[|•·»:]\s+|\s+[-–—]\s+/u)
  const last = parts.at(-1) ?? ''
  const isSite = siteName !== null && titleKey(last) !== '' && titleKey(siteName).includes(titleKey(last))
  const isShortTail = /\s[|•·»]\s/u.test(title) && last.split(/\s+/).length <= 4 && title.length - last.length > 20
  if (parts.length < 2 || !(isSite || isShortTail)) return title
  return title
    .slice(0, title.lastIndexOf(last))
    .replace(/\s*[|•·»:–—-]\s*$/u, '')
    .trim()
}

function elementText(element: PageElement | null): string | null {
  const value = element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  return value === '' ? null : value
}

const DEK_SELECTOR =
  '[itemprop="alternativeHeadline"], [class*="standfirst"], [class*="subheadline"], [class*="sub-headline"], [class*="subtitle"], [class*="article-dek"], [class*="article__dek"], [class~="dek"], [class*="-dek"], [class*="__dek"], [class~="bajada"], [class~="entradilla"], [class*="article-summary"], [class*="article__summary"], [data-testid*="subheadline"], [data-testid*="standfirst"]'

/** The dek that the page shows under its headline, never the description that search engines are given. */
function dekOf(document: PageDocument): string | null {
  for (const element of [...document.querySelectorAll(DEK_SELECTOR)].slice(0, HEADINGS_MAX)) {
    const value = elementText(element)
    if (value !== null && value.length >= 20 && value.length <= 600 && element.closest('aside, nav, footer') === null)
      return value
  }
  return null
}

function bylineOfPage(document: PageDocument, meta: MetaTable, article: Json | null): string | null {
  const named =
    nameOf(article?.['author']) ??
    firstText(
      meta,
      [
        'author',
        'article:author',
        'byl',
        'parsely-author',
        'sailthru.author',
        'dc.creator',
        'dcterms.creator',
        'og:article:author',
        'twitter:data1',
      ].slice(0, 7),
    )
  if (named !== null && !/^https?:|^\d+$|^@/.test(named) && named.length <= 160) return withoutBy(named)
  const visible = document.querySelector(
    '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], [class~="byline"], [class*="byline__name"], [class*="author-name"], [class*="article-author"], [class~="author"]',
  )
  const shown = elementText(visible)
  return shown === null || shown.length > 120 || visible?.closest('[class*="comment"]') ? null : withoutBy(shown)
}

function withoutBy(byline: string): string | null {
  const bare = byline.replace(/^(?:(?:written|posted|story|text) )?(?:by|por|von|par)\s*:?\s+/iu, '').trim()
  return bare === '' ? null : bare
}

function publishedOf(document: PageDocument, meta: MetaTable, article: Json | null): StatedTime | null {
  const stated = [
    text(article?.['datePublished']),
    ...[
      'article:published_time',
      'og:article:published_time',
      'article:published',
      'datepublished',
      'date.published',
      'publishdate',
      'publish-date',
      'publish_date',
      'pubdate',
      'publication_date',
      'cxenseparse:recs:publishtime',
      'parsely-pub-date',
      'sailthru.date',
      'dc.date.issued',
      'dcterms.issued',
      'dcterms.created',
      'dc.date.created',
      'dcterms.date',
      'dc.date',
      'ptime',
      'displaydate',
      'originalpublicationdate',
      'citation_publication_date',
      'datecreated',
      'date',
    ].map((name) => firstText(meta, [name])),
    ...[
      ...document.querySelectorAll(
        '[itemprop="datePublished"], time[pubdate], time[class*="publish"], time[class*="entry-date"], [class*="publish"] time, [class*="byline"] time, [class*="date"] time, header time',
      ),
    ].flatMap((element) => [element.getAttribute('datetime'), element.getAttribute('content'), element.textContent]),
    ...onlyTime(document),
    ...shownDates(document),
    text(article?.['dateCreated']),
  ]
  for (const each of stated) {
    const time = publicationTime(each)
    if (time !== null) return time
  }
  return null
}

const DATE_SELECTOR =
  '[class*="date"], [class*="Date"], [class*="publish"], [class*="posted"], [class*="timestamp"], [id*="date"], [class*="meta"]'
/** What holds more than a date line is no date line. */
const DATE_LINE_CHARS_MAX = 80
const DATES_MAX = 40

/** Dates that the page shows in places named for them, outside lists, asides and comments. */
function shownDates(document: PageDocument): StatedTime[] {
  const found: StatedTime[] = []
  for (const element of document.querySelectorAll(DATE_SELECTOR)) {
    const line = elementText(element)
    if (line === null || line.length > DATE_LINE_CHARS_MAX || element.closest(ELSEWHERE) !== null) continue
    const time = publicationTimeOfLine(line)
    if (time !== null) found.push(time)
    if (found.length >= DATES_MAX) break
  }
  // Several days on one page are the days of several articles.
  return new Set(found.map((time) => time.slice(0, 'yyyy-mm-dd'.length))).size === 1 ? found.slice(0, 1) : []
}

const ELSEWHERE =
  'aside, nav, footer, li, [class*="related"], [class*="comment"], [class*="sidebar"], [class*="widget"], [class*="updated"], [class*="modified"]'

/** A page's only `<time>` outside lists and asides dates the page. */
function onlyTime(document: PageDocument): (string | null)[] {
  const all = [...document.querySelectorAll('time')].filter(
    (element) =>
      isElement(element) && element.closest('aside, nav, footer, li, [class*="related"], [class*="comment"]') === null,
  )
  const inArticle = all.filter((element) => element.closest('article, main') !== null)
  const [only] = inArticle.length > 0 ? inArticle : all
  return all.length === 1 || inArticle.length === 1
    ? [only?.getAttribute('datetime') ?? null, only?.textContent ?? null]
    : []
}

function isOpinion(meta: MetaTable, article: Json | null): boolean {
  const types = [article?.['@type']].flat().filter((each) => typeof each === 'string')
  const sections = [
    text(article?.['articleSection']),
    firstText(meta, ['article:section']),
    firstText(meta, ['section']),
  ]
  return (
    types.some((type) => /Opinion/.test(type)) ||
    sections.some(
      (section) =>
        section !== null &&
        /^(?:opinions?|opinión|editorials?|columnas?|columns?|op-?ed|commentary|comment is free)$/iu.test(section),
    )
  )
}

function cleanSite(name: string | null): string | null {
  const bare =
    name
      ?.replace(/^@/, '')
      .replace(/^(?:https?:\/\/)?(?:www\.)?([\w-]+\.[a-z.]{2,8})\/?$/i, '$1')
      .trim() ?? ''
  return bare === '' ? null : bare
}
