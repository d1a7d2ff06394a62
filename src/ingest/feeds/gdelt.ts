import * as z from 'zod'
import { httpAddress } from './feed-fields.ts'
import { NO_HINTS } from './feed-hints.ts'
import type { FeedItem, FeedOutcome, FeedSource } from './feed-reading.ts'
import { plainText } from './safe-html.ts'
import { parseStatedTime } from '../find-dates-stated.ts'
import { outletOfUrl } from '../outlet.ts'

const text = z.string().nullish().catch(null)
const ARTICLE = z.object({ url: z.string(), title: text, seendate: text, domain: text, language: text })
const ARTICLE_LIST = z.object({ articles: z.array(z.unknown()) })

/** True for an article list of GDELT's DOC 2.0 API (`mode=ArtList&format=json`). */
export function isGdeltList(value: unknown): boolean {
  return ARTICLE_LIST.safeParse(value).success
}

/**
 * A GDELT article list as a feed: outlets by the book, else by their domain. The only time it states is when GDELT first
 * saw an article, within a quarter of an hour after it came out; a page that is read says better.
 */
export function readGdeltList(value: unknown, from: FeedSource): FeedOutcome {
  const list = ARTICLE_LIST.safeParse(value)
  const articles = (list.success ? list.data.articles : []).flatMap((each) => {
    const article = ARTICLE.safeParse(each)
    return article.success ? [article.data] : []
  })
  const languages = new Set(articles.map(({ language }) => language ?? ''))
  return {
    feed: {
      title: 'GDELT',
      url: null,
      description: null,
      lang: languages.size === 1 ? languageCode([...languages][0] ?? '') : null,
      items: articles.map((article) => readArticle(article, from)),
    },
    hints: NO_HINTS,
    brokenOff: null,
  }
}

function readArticle({ url: stated, title, seendate, domain }: z.infer<typeof ARTICLE>, from: FeedSource): FeedItem {
  const url = httpAddress(stated, null)
  return {
    id: stated,
    url,
    title: title ? joinSigns(plainText(title)) : null,
    publishedAt: seendate ? parseStatedTime(seendate, 'utc') : null,
    updatedAt: null,
    author: null,
    summary: null,
    content: null,
    categories: [],
    enclosures: [],
    outlet: outletOfUrl(url, from.outlets)?.name ?? domain ?? null,
    site: null,
    hidesAddress: false,
  }
}

/** GDELT sets its titles with a blank on each side of every sign: `Crews end strike , port says`. */
function joinSigns(title: string): string {
  return title
    .replace(/ ([,;:.!?%)\]}’”])/gu, '$1')
    .replace(/([([{¿¡“‘$€£]) /gu, '$1')
    .replace(/ (['’]) (?=(?:s|t|re|ve|ll|d|m)\b)/giu, '$1')
    .replace(/(\d[.,]) (?=\d)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

const CODES =
  'ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi zh'

/** `Spanish` → `es`. */
function languageCode(name: string): string | null {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return CODES.split(' ').find((code) => names.of(code)?.toLowerCase() === name.toLowerCase()) ?? null
}
