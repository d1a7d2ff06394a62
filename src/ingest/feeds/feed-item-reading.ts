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
  const publishedAt =
    item.publishedAt !== null && item.publishedAt.length >= 'yyyy-mm-dd'.length ? item.publishedAt : null
  // An address that tells nothing of the article's is no identity, where there is another.
  const hidden = item.hidesAddress ? titleKey(item.site, publishedAt, item.title) : null
  return {
    input: source.input,
    url: item.url === null || hidden !== null ? null : canonicalUrl(item.url),
    outlet: item.outlet ?? facts.outlet,
    title: item.title,
    dek: null,
    byline: item.author ?? facts.byline,
    publishedAt,
    lang: languageOf(feed.lang, facts.text),
    wire: facts.wire ?? (item.author === null ? null : wireOfByline(item.author, source.outlets)),
    text: facts.text,
    furniture: facts.furniture,
    flags: isStub && !facts.flags.includes('stub') ? [...facts.flags, 'stub'] : facts.flags,
    deleted: false,
    ...(hidden === null ? {} : { keys: { addresses: [], items: [], titles: [hidden] } }),
  }
}
