import { NewsError } from '../../news/errors.ts'
import { articleId, makeArticleId, type ArticleId } from '../../news/ids.ts'
import type { StoredCopy } from '../../story/copy-finder.ts'
import { isAddress } from '../address-fault.ts'
import { readLooseFiles } from '../loose-files.ts'
import type { Newsroom } from '../parts.ts'
import { inspectOne, type PageFetching } from './inspect-files.ts'

/** What `inspect copies` answers. Shares are of word 3-shingles, from 0 to 1, to the third decimal. */
export type CopiesAnswer = {
  /** What was asked of, as it was given. */
  readonly input: string
  /** The stored article that it is; null for a text that is not stored. */
  readonly article: ArticleId | null
  readonly title: string | null
  readonly copies: readonly (Omit<StoredCopy, 'ofFirst' | 'ofSecond'> & {
    /** How much of the text asked of stands in the copy, and how much of the copy in it. */
    readonly containment: { readonly ofThis: number; readonly ofCopy: number }
  })[]
}

type Asked = Pick<CopiesAnswer, 'article' | 'title'> & { readonly text: string }

const ARTICLE_ID = /^a[0-9a-f]{12}$/

/**
 * Which stored articles are copies of a file's text, of a page or of a stored article; `open` is called for an address alone.
 * Throws NewsError: 'article-unknown', 'input-empty', and what reading throws.
 */
export async function inspectCopies(
  input: string,
  { store, outlets }: Pick<Newsroom, 'store' | 'outlets'>,
  open: () => Promise<PageFetching>,
  signal: AbortSignal,
): Promise<CopiesAnswer> {
  const { article, title, text } = await (ARTICLE_ID.test(input)
    ? findStored(input, store)
    : isAddress(input)
      ? readPage(input, { store, outlets }, open, signal)
      : readFile(input, { store, outlets }, signal))
  if (text.trim() === '') throw new NewsError('input-empty', `${input}: it has no text that could be copied.`)
  const copies = await store.nearDuplicates.findCopies(text, { except: article })
  return {
    input,
    article,
    title,
    copies: copies.map(({ ofFirst, ofSecond, jaccard, lengthRatio, ...copy }) => ({
      ...copy,
      jaccard: rounded(jaccard),
      containment: { ofThis: rounded(ofFirst), ofCopy: rounded(ofSecond) },
      lengthRatio: rounded(lengthRatio),
    })),
  }
}

const rounded = (share: number) => Math.round(share * 1_000) / 1_000

async function findStored(id: string, store: Newsroom['store']): Promise<Asked> {
  const article = await store.articles.findArticle(articleId(id))
  if (article === null) {
    throw new NewsError('article-unknown', `there is no article “${id}”. Find one with: standfirst search STORY WORDS`)
  }
  return { article: article.id, title: article.latest.title, text: article.latest.text }
}

async function readPage(
  address: string,
  { store, outlets }: Pick<Newsroom, 'store' | 'outlets'>,
  open: () => Promise<PageFetching>,
  signal: AbortSignal,
): Promise<Asked> {
  const page = await inspectOne('page', address, outlets, open, signal)
  if (!('text' in page)) throw new NewsError('input-unreadable', `${address}: it is a feed, not a page.`)
  const { title, text } = page
  return { article: await storedAt(page.canonicalUrl ?? page.url, store), title, text }
}

async function readFile(
  path: string,
  { store, outlets }: Pick<Newsroom, 'store' | 'outlets'>,
  signal: AbortSignal,
): Promise<Asked> {
  const files = await readLooseFiles([path], outlets, signal)
  const [file] = files
  if (file === undefined || files.length > 1) {
    throw new NewsError('usage', `${path} holds ${files.length} articles: give one file with one article.`)
  }
  const { url, title, text } = file.reading
  return { article: await storedAt(url, store), title, text }
}

/** The article that is stored under an address, if one is: it is no copy of itself. */
async function storedAt(url: string | null, store: Newsroom['store']): Promise<ArticleId | null> {
  return url === null ? null : ((await store.articles.findArticle(makeArticleId(url)))?.id ?? null)
}
