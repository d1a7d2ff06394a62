import type { ArticleReading } from '../../news/article.ts'
import type { Outlet } from '../../news/outlet.ts'
import { titleKey } from '../article-keys.ts'
import { composeArticle } from '../article-text.ts'
import { canonicalUrl } from '../canonical-url.ts'
import { cleanBlocks } from '../clean-lines.ts'
import { languageOf } from '../lang.ts'
import { wireOfByline } from '../outlet.ts'
import { blocksOf } from '../page-blocks.ts'
import { parsePage } from '../page-dom.ts'
import type { FeedItem, FeedReading } from './feed-reading.ts'

/** A summary of fewer words, in a feed that gives no content, is the start of an article. */
const WHOLE_WORDS_MIN = 150

export type ItemSource = { readonly input: string; readonly outlets: readonly Outlet[] }

/** What tells which article an item is, without reading what it holds: of most items of a feed that is enough. */
export type ItemHead = Pick<ArticleReading, 'url' | 'title' | 'publishedAt' | 'keys'>

export function feedItemHead({ url, site, title, publishedAt: stated, hidesAddress }: FeedItem): ItemHead {
  const publishedAt = stated !== null && stated.length >= 'yyyy-mm-dd'.length ? stated : null
  // An address that tells nothing of the article's is no identity, where there is another.
  const hidden = hidesAddress ? titleKey(site, publishedAt, title) : null
  return {
    url: url === null || hidden !== null ? null : canonicalUrl(url),
    title,
    publishedAt,
    ...(hidden === null ? {} : { keys: { addresses: [], items: [], titles: [hidden] } }),
  }
}

/** The article of a feed's item: its content, or the longer summary where that is all there is. */
export function feedItemReading(item: FeedItem, feed: FeedReading, source: ItemSource): ArticleReading {
  const isWhole = item.content !== null && item.content.length >= (item.summary?.length ?? 0)
  // Of an article whose address it hides, an aggregator repeats the title, and those of others.
  const html = item.hidesAddress ? '' : ((isWhole ? item.content : item.summary) ?? item.content ?? '')
  const body = parsePage(html).document.body
  const facts = composeArticle(cleanBlocks(body === null ? [] : blocksOf(body), item.title), source.outlets)
  const words = facts.text.split(/\s+/).length
  const isStub =
    (!isWhole && words < WHOLE_WORDS_MIN) || /(?:\[?(?:…|\.{3})\]?|\bread more|\bleer más)$/iu.test(facts.text)
  return {
    ...feedItemHead(item),
    input: source.input,
    outlet: item.outlet ?? facts.outlet,
    dek: null,
    byline: item.author ?? facts.byline,
    lang: languageOf(feed.lang, facts.text),
    wire: facts.wire ?? (item.author === null ? null : wireOfByline(item.author, source.outlets)),
    text: facts.text,
    furniture: facts.furniture,
    flags: isStub && !facts.flags.includes('stub') ? [...facts.flags, 'stub'] : facts.flags,
    deleted: false,
  }
}
