import type { Source } from '../news/brief.ts'
import type { Citation } from '../news/claim.ts'
import type { ArticleId } from '../news/ids.ts'
import type { CitationLink } from '../news/message.ts'

/** An article that a message cites beside the sources it was given. */
type CitedArticle = {
  readonly n: number
  readonly article: ArticleId
  readonly outlet: string | null
  readonly url: string | null
}

/** The numbers of one message's citations. */
export type CitationNumbers = {
  /** The links of a row: one a source, in the order cited. An article not seen before gets the next number. */
  cite(citations: readonly Pick<Citation, 'article' | 'outlet' | 'url'>[]): readonly CitationLink[]
  /** True once a row has cited the article. */
  isCited(article: ArticleId): boolean
  /** What was cited and is not among the given sources, in order of number. */
  others(): readonly CitedArticle[]
}

/**
 * Numbers citations as `sources` do; every other article is numbered after them as it is first cited. `sourceCount`: the number of
 * the last source, where not all are given.
 */
export function numberCitations(
  sources: readonly Pick<Source, 'n' | 'article' | 'url'>[],
  sourceCount?: number,
): CitationNumbers {
  const links = new Map<ArticleId, CitationLink>(sources.map((source) => [source.article, linkOf(source)]))
  const others: CitedArticle[] = []
  const cited = new Set<ArticleId>()
  let next = (sourceCount ?? sources.reduce((last, { n }) => Math.max(last, n), 0)) + 1

  function linkTo(citation: Pick<Citation, 'article' | 'outlet' | 'url'>): CitationLink {
    cited.add(citation.article)
    const known = links.get(citation.article)
    if (known) return known
    const { article, outlet, url } = citation
    const link = { n: next, url }
    next += 1
    links.set(article, link)
    others.push({ n: link.n, article, outlet, url })
    return link
  }

  return {
    cite: (citations) => [...new Set(citations.map(linkTo))],
    isCited: (article) => cited.has(article),
    others: () => others,
  }
}

/** The link of a source, by its own number. */
export function linkOf(source: Pick<Source, 'n' | 'url'>): CitationLink {
  return { n: source.n, url: source.url }
}
