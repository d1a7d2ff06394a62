import { createHash } from 'node:crypto'
import type { ArticleReading } from '../news/article.ts'
import { NewsError } from '../news/errors.ts'
import { makeArticleId, type ArticleId } from '../news/ids.ts'

/** What a tombstone has instead of a fingerprint of its text: an article is only taken down once. */
const TOMBSTONE = 'deleted'

/**
 * Which article a reading is of: by its canonical URL or, where it has none, by its text.
 * Throws NewsError 'input-empty' when it has neither.
 */
export function identifyArticle(reading: ArticleReading): ArticleId {
  if (reading.url !== null) return makeArticleId(reading.url)
  const folded = foldSpace(reading.text)
  if (folded === '') {
    throw new NewsError('input-empty', `${reading.input}: it states no address and has no text, so nothing was stored.`)
  }
  return makeArticleId(folded)
}

/** Equal for readings that say the same: title and text, whatever their white space and Unicode form. */
export function fingerprint(reading: Pick<ArticleReading, 'title' | 'text' | 'deleted'>): string {
  if (reading.deleted) return TOMBSTONE
  return hash(JSON.stringify([foldSpace(reading.title ?? ''), foldSpace(reading.text)]))
}

function foldSpace(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
