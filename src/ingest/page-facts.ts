import type { StatedTime } from '../news/article.ts'
import { addressKey } from './canonical-url.ts'
import { namesOf, readLinkedData, textOf, typesOf, type LinkedNode } from './linked-data.ts'
import { publishedOf } from './page-dates.ts'
import type { PageOutline } from './page-dom.ts'
import { elementText, firstText, metaTable, type MetaTable } from './page-meta.ts'
import { closestOf, firstOf, selector, type Selector } from './page-select.ts'

/** What a page's head says of its article, as stated and unchecked. */
export type PageFacts = {
  readonly title: string | null
  readonly dek: string | null
  readonly byline: string | null
  readonly siteName: string | null
  /** What it gives as its own address, the most trustworthy first. */
  readonly addresses: readonly string[]
  readonly publishedAt: StatedTime | null
  readonly lang: string | null
  readonly opinion: boolean
  /** The whole is for those who pay or sign in. */
  readonly metered: boolean
  /** The body as linked data gives it, where it does: text or markup. */
  readonly articleBody: string | null
  readonly nature: PageNature
}

/** What a page says it is. */
type PageNature = {
  /** `og:type`. */
  readonly openGraph: string | null
  /** Of linked data. */
  readonly types: ReadonlySet<string>
  /** Articles that linked data describes. */
  readonly articles: number
  /** Words of the whole article, where linked data counts them. */
  readonly wordCount: number | null
  /** It asks to be in no index: no article does. */
  readonly isUnlisted: boolean
}

/** `url`: where the page was fetched; it tells which of several articles in linked data is this one. */
export function findPageFacts(page: PageOutline, jsonLd: readonly string[], url: string | null = null): PageFacts {
  const meta = metaTable(page)
  const stated = [...linksOf(page), ...(meta.get('og:url') ?? []), ...(meta.get('twitter:url') ?? [])]
  const linked = readLinkedData(jsonLd, isThisPage(page, meta, url === null ? stated : [url, ...stated]))
  const { article } = linked
  const siteName =
    firstText(meta, ['og:site_name', 'application-name', 'twitter:app:name:iphone', 'cre']) ??
    namesOf(article?.['publisher'])
  return {
    title: titleOf(page, meta, article, siteName),
    dek: dekOf(page),
    byline: bylineOfPage(page, meta, article),
    siteName: cleanSite(siteName),
    addresses: [...stated, article?.['url'], article?.['mainEntityOfPage']]
      .map((each) => textOf(each))
      .filter((each) => each !== null),
    publishedAt: publishedOf(page, meta, article),
    lang:
      [page.lang, textOf(article?.['inLanguage']), firstText(meta, ['content-language', 'language', 'og:locale'])].find(
        (each) => each !== null && each.trim() !== '',
      ) ?? null,
    opinion: isOpinion(meta, article),
    metered:
      article?.['isAccessibleForFree'] === false ||
      /^(?:https?:\/\/schema\.org\/)?false$/i.test(textOf(article?.['isAccessibleForFree']) ?? ''),
    articleBody: bodyOf(article?.['articleBody']),
    nature: {
      openGraph: firstText(meta, ['og:type']),
      types: linked.types,
      articles: linked.articles,
      wordCount: Number(textOf(article?.['wordCount']) ?? '') || null,
      isUnlisted: /\bnoindex\b/i.test(firstText(meta, ['robots']) ?? ''),
    },
  }
}

/** Templates that go wrong state several canonical addresses: more are a list of links. */
const CANONICALS_MAX = 5

const IS_CANONICAL = selector('link[rel~="canonical" i]')

function linksOf(page: PageOutline): readonly string[] {
  return firstOf(page, IS_CANONICAL, CANONICALS_MAX)
    .map((link) => link.getAttribute('href')?.trim() ?? '')
    .filter((address) => address !== '')
}

/** Tells a node of linked data that has one of these addresses, or the page's headline. */
function isThisPage(page: PageOutline, meta: MetaTable, addresses: readonly string[]): (node: LinkedNode) => boolean {
  const keys = new Set(addresses.map((address) => addressKey(address)).filter((key) => key !== null))
  const titles = [textOfFirst(page, ({ localName }) => localName === 'h1'), firstText(meta, ['og:title'])].filter(
    (each) => each !== null,
  )
  return (node) =>
    [node['url'], node['mainEntityOfPage'], node['@id']].some((each) => {
      const key = addressKey(textOf(each) ?? '')
      return key !== null && keys.has(key)
    }) || titles.some((title) => sameTitle(textOf(node['headline']) ?? '', title))
}

function bodyOf(value: unknown): string | null {
  const body: unknown = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join('\n\n') : value
  return typeof body === 'string' && body.trim() !== '' ? body : null
}

function titleOf(
  page: PageOutline,
  meta: MetaTable,
  article: LinkedNode | null,
  siteName: string | null,
): string | null {
  const headline = textOf(article?.['headline'])
  const social = firstText(meta, ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title', 'title'])
  const tag = textOfFirst(page, ({ localName }) => localName === 'title')
  const headings = firstOf(page, IS_HEADLINE, HEADINGS_MAX)
    .map(elementText)
    .filter((each) => each !== null)
  const stated = [headline, social, tag].filter((each) => each !== null)
  // The heading readers see wins where the head agrees with it: it carries no site name and is not cut short.
  for (const heading of headings) {
    if (stated.some((each) => sameTitle(each, heading))) return heading
  }
  const shown = headings.length === 1 ? headings[0] : textOfFirst(page, IS_TITLE)
  const best = [headline, social, tag].find((each) => each !== null && !namesSite(each, siteName)) ?? null
  return best === null ? (shown ?? headline ?? social ?? tag) : withoutSite(best, siteName)
}

/** A page of more headlines is a list of articles. */
const HEADINGS_MAX = 20

const IS_HEADLINE = selector('h1, .entry-title, .post-title, [itemprop="headline"]')
const IS_TITLE = selector(
  '[itemprop="headline"], .entry-title, .post-title, .article-title, article h1, main h1, article h2',
)

const textOfFirst = (page: PageOutline, is: Selector) => elementText(firstOf(page, is, 1)[0] ?? null)

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

const IS_DEK = selector(
  '[itemprop="alternativeHeadline"], [class*="standfirst"], [class*="subheadline"], [class*="sub-headline"], [class*="subtitle"], [class*="article-dek"], [class*="article__dek"], [class~="dek"], [class*="-dek"], [class*="__dek"], [class~="bajada"], [class~="entradilla"], [class*="article-summary"], [class*="article__summary"], [data-testid*="subheadline"], [data-testid*="standfirst"]',
)
const IS_BESIDE = selector('aside, nav, footer')

/** The dek that the page shows under its headline, never the description that search engines are given. */
function dekOf(page: PageOutline): string | null {
  for (const element of firstOf(page, IS_DEK, HEADINGS_MAX)) {
    const value = elementText(element)
    if (value !== null && value.length >= 20 && value.length <= 600 && closestOf(element, IS_BESIDE) === null)
      return value
  }
  return null
}

const IS_BYLINE = selector(
  '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], [class~="byline"], [class*="byline__name"], [class*="author-name"], [class*="article-author"], [class~="author"]',
)
const IS_COMMENT = selector('[class*="comment"]')

function bylineOfPage(page: PageOutline, meta: MetaTable, article: LinkedNode | null): string | null {
  const named =
    namesOf(article?.['author']) ??
    firstText(meta, [
      'author',
      'article:author',
      'byl',
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
    ])
  if (named !== null && !/^https?:|^\d+$|^@/.test(named) && named.length <= 160) return withoutBy(named)
  const [visible] = firstOf(page, IS_BYLINE, 1)
  const shown = elementText(visible ?? null)
  if (visible === undefined || shown === null || shown.length > 120) return null
  return closestOf(visible, IS_COMMENT) === null ? withoutBy(shown) : null
}

function withoutBy(byline: string): string | null {
  const bare = byline.replace(/^(?:(?:written|posted|story|text) )?(?:by|por|von|par)\s*:?\s+/iu, '').trim()
  return bare === '' ? null : bare
}

function isOpinion(meta: MetaTable, article: LinkedNode | null): boolean {
  const types = article === null ? [] : typesOf(article)
  const sections = [
    textOf(article?.['articleSection']),
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
