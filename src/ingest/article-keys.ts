import { siteOf } from '../news/site.ts'
import { foldLetters } from '../text/fold-letters.ts'

/** A key is an index entry: what is longer is cut, as no honest guid or title is. */
const KEY_LENGTH_MAX = 500

/**
 * The key of a feed's item by its id (its guid or, where it has none, its link). None for an id that stands twice in
 * one feed: it names nothing.
 */
export function itemKey(feedUrl: string, id: string): string {
  return `${feedUrl} ${id.trim()}`.slice(0, KEY_LENGTH_MAX)
}

/**
 * The key of an article by the site of its outlet (any address of it), the day it states and its title, with which an
 * aggregator's item that hides its article's address meets the article. Null where one of them is missing.
 */
export function titleKey(siteUrl: string | null, publishedAt: string | null, title: string | null): string | null {
  const site = siteUrl === null ? null : siteOf(siteUrl)
  const day = publishedAt?.slice(0, 'yyyy-mm-dd'.length) ?? ''
  const folded = foldLetters(title ?? '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (site === null || day.length < 'yyyy-mm-dd'.length || folded === '') return null
  return `${site} ${day} ${folded}`.slice(0, KEY_LENGTH_MAX)
}
