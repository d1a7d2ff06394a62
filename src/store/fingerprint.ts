import { createHash } from 'node:crypto'
import type { ArticleReading } from '../news/article.ts'
import { NewsError } from '../news/errors.ts'
import { makeArticleId, type ArticleId } from '../news/ids.ts'

/** What a tombstone has instead of a fingerprint of its text: an article is only taken down once. */
export const TOMBSTONE = 'deleted'

/**
 * Which article a reading is taken for by itself: by its canonical URL or, where it has none, by its keys, or by its text.
 * Throws NewsError 'input-empty' when it has none of them.
 */
export function identifyArticle(reading: ArticleReading): ArticleId {
  const known = identifyByKeys(reading)
  if (known !== null) return known
  const folded = foldSpace(reading.text)
  if (folded === '') {
    throw new NewsError('input-empty', `${reading.input}: it states no address and has no text, so nothing was stored.`)
  }
  return makeArticleId(folded)
}

/** The same of what is not read; null where only its text could tell. */
export function identifyByKeys({ url, title, keys }: Pick<ArticleReading, 'url' | 'title' | 'keys'>): ArticleId | null {
  if (url !== null) return makeArticleId(url)
  const all = [...(keys?.addresses ?? []), ...(keys?.items ?? []), ...(keys?.titles ?? [])].toSorted()
  // With its title: many items of a careless feed have one and the same key.
  return all.length === 0 ? null : makeArticleId(JSON.stringify([foldSpace(title ?? ''), ...all]))
}

/** Equal for readings that say the same: title and text, whatever their white space and Unicode form. */
export function fingerprint(reading: Pick<ArticleReading, 'title' | 'text' | 'deleted'>): string {
  if (reading.deleted) return TOMBSTONE
  return hash(JSON.stringify([foldSpace(reading.title ?? ''), foldSpace(reading.text)]))
}

/** One space for each run of white space; a single space, which most are, is not touched. */
function foldSpace(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\s{2,}|[^\S ]/gu, ' ')
    .trim()
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
