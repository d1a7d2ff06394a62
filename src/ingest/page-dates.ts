import type { StatedTime } from '../news/article.ts'
import { publicationTime, publicationTimeOfLine } from './find-dates-stated.ts'
import { textOf, type LinkedNode } from './linked-data.ts'
import type { PageOutline } from './page-dom.ts'
import { elementText, firstText, type MetaTable } from './page-meta.ts'
import { closestOf, selector } from './page-select.ts'

/** Years in which a page's server may have counted seconds since 1970: sooner or later is another number. */
const EPOCH_MIN = Date.UTC(1995, 0, 1)
const EPOCH_MAX = Date.UTC(2100, 0, 1)
/** What templates show where no date was set. */
const UNSET = /^(?:1970-01-01|1969-12-31|1900-01-01)/

/** The time of a metadata value, which may be counted in seconds or milliseconds since 1970. */
function metaTime(raw: string | null): StatedTime | null {
  const count = /^\d{10}(?:\d{3})?$/.test(raw?.trim() ?? '') ? Number(raw) : null
  if (count !== null) {
    const ms = count < EPOCH_MIN ? count * 1_000 : count
    return ms > EPOCH_MIN && ms < EPOCH_MAX ? Temporal.Instant.fromEpochMilliseconds(ms).toString() : null
  }
  const time = publicationTime(raw)
  return time === null || UNSET.test(time) ? null : time
}

/** When an article was published: linked data first, then the head, then what the page shows in places made for dates. */
export function publishedOf(page: PageOutline, meta: MetaTable, article: LinkedNode | null): StatedTime | null {
  for (const each of statedTimes(page, meta, article)) {
    const time = metaTime(each)
    if (time !== null) return time
  }
  return null
}

const META_NAMES = [
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
]

const IS_PUBLISHED = selector(
  '[itemprop="datePublished"], time[pubdate], time[class*="publish"], time[class*="entry-date"], [class*="publish"] time, [class*="byline"] time, [class*="date"] time, header time',
)

/** The surest first; the page itself is looked through only where nothing before told. */
function* statedTimes(page: PageOutline, meta: MetaTable, article: LinkedNode | null): Generator<string | null> {
  yield textOf(article?.['datePublished'])
  for (const name of META_NAMES) yield firstText(meta, [name])
  for (const element of page.elements) {
    if (!IS_PUBLISHED(element)) continue
    yield element.getAttribute('datetime')
    yield element.getAttribute('content')
    yield element.textContent
  }
  yield* onlyTime(page)
  yield* shownDates(page)
  yield textOf(article?.['dateCreated'])
}

const IS_DATE = selector(
  '[class*="date"], [class*="Date"], [class*="publish"], [class*="posted"], [class*="timestamp"], [id*="date"], [class*="meta"]',
)
/** What holds more than a date line is no date line. */
const DATE_LINE_CHARS_MAX = 80
const DATES_MAX = 40

/** Dates that the page shows in places named for them, outside lists, asides and comments. */
function shownDates(page: PageOutline): StatedTime[] {
  const found: StatedTime[] = []
  for (const element of page.elements) {
    const line = IS_DATE(element) ? elementText(element) : null
    if (line === null || line.length > DATE_LINE_CHARS_MAX || closestOf(element, IS_ELSEWHERE) !== null) continue
    const time = publicationTimeOfLine(line)
    if (time !== null) found.push(time)
    if (found.length >= DATES_MAX) break
  }
  // Several days on one page are the days of several articles.
  return new Set(found.map((time) => time.slice(0, 'yyyy-mm-dd'.length))).size === 1 ? found.slice(0, 1) : []
}

const IS_ELSEWHERE = selector(
  'aside, nav, footer, li, [class*="related"], [class*="comment"], [class*="sidebar"], [class*="widget"], [class*="updated"], [class*="modified"]',
)
const IS_LISTED = selector('aside, nav, footer, li, [class*="related"], [class*="comment"]')
const IS_ARTICLE = selector('article, main')

/** A page's only `<time>` outside lists and asides dates the page. */
function onlyTime(page: PageOutline): (string | null)[] {
  const times = page.elements.filter(({ localName }) => localName === 'time')
  const all = times.filter((element) => closestOf(element, IS_LISTED) === null)
  const inArticle = all.filter((element) => closestOf(element, IS_ARTICLE) !== null)
  const [only] = inArticle.length > 0 ? inArticle : all
  return all.length === 1 || inArticle.length === 1
    ? [only?.getAttribute('datetime') ?? null, only?.textContent ?? null]
    : []
}
