import type { ArticleReading } from '../news/article.ts'
import type { Outlet } from '../news/outlet.ts'
import { composeArticle } from './article-text.ts'
import { siteOf } from '../news/site.ts'
import { foldLetters } from '../text/fold-letters.ts'
import { canonicalUrl, namesArticle } from './canonical-url.ts'
import { cleanBlocks } from './clean-lines.ts'
import { extractBlocks } from './extract-blocks.ts'
import { languageOf } from './lang.ts'
import { isPaywallLine } from './line-shapes.ts'
import type { PageLimits } from './limits.ts'
import { outletName, outletOfPage, outletOfUrl, wireOfByline } from './outlet.ts'
import { findPageFacts, type PageFacts } from './page-facts.ts'
import { blocksOf } from './page-blocks.ts'
import { outlineOf, parsePage } from './page-dom.ts'
import { kindOfPage, type PageKind } from './page-kind.ts'
import { gatherSigns } from './page-signs.ts'
import { isRedirectHome } from './redirect-home.ts'

/** What is known of a page before it is read. */
export type PageSource = {
  readonly input: string
  /** Where it was fetched, or what it is a copy of. */
  readonly url: string | null
  readonly outlets: readonly Outlet[]
  /** Where they are left out, they are the usual ones. */
  readonly pageLimits?: PageLimits
}

/** What a page is, and what was read of it as if it were an article. */
export type PageReading = { readonly kind: PageKind; readonly reading: ArticleReading }

/** The article of a saved page. Markup that breaks off is read as far as it goes; scripts are never looked into. */
export function readPage(html: string, source: PageSource): ArticleReading {
  return readPageAs(html, source).reading
}

/** The same, with what the page is: a reading of what is neither `article` nor `stub` is no article's. */
export function readPageAs(html: string, source: PageSource): PageReading {
  const page = parsePage(html, source.pageLimits)
  const { body } = page.document
  const all = body === null ? [] : blocksOf(body)
  const outline = outlineOf(page.document)
  const signsWith = gatherSigns(outline, all)
  const facts = findPageFacts(outline, page.jsonLd, source.url)
  const extracted = extractBlocks(page, all, facts.articleBody, () => parsePage(html, source.pageLimits))
  const cleaned = cleanBlocks(extracted.blocks, facts.title)
  const lines = composeArticle(cleaned, source.outlets)
  const kind = kindOfPage(signsWith(extracted.blocks), facts, {
    text: lines.text,
    asksToPay: cleaned.some((line) => line.kind === 'paywall') || extracted.left.some(isPaywallLine),
  })
  const url = addressOf(facts, source)
  const byline = facts.byline ?? lines.byline
  const dek = facts.dek ?? lines.dek
  const reading = {
    input: source.input,
    url,
    outlet:
      outletOfUrl(url, source.outlets)?.name ??
      (facts.siteName === null
        ? outletName(lines.outlet, source.outlets)
        : outletOfPage(facts.siteName, url, source.outlets)),
    title: facts.title ?? lines.title,
    dek: dek === facts.title ? null : dek,
    byline,
    publishedAt: facts.publishedAt ?? lines.publishedAt,
    lang: languageOf(facts.lang, lines.text),
    wire: lines.wire ?? (byline === null ? null : wireOfByline(byline, source.outlets)),
    text: lines.text,
    furniture: [...extracted.left, ...lines.furniture],
    flags: [
      ...new Set([
        ...lines.flags,
        ...(facts.opinion ? (['commentary'] as const) : []),
        ...(kind === 'stub' ? (['stub'] as const) : []),
      ]),
    ],
    deleted: false,
  }
  return { kind, reading }
}

/**
 * The page's canonical address. Where we know the site it came from, it may not name another one; and it may not be a
 * front page or a section, as templates state that were not filled in.
 */
function addressOf(facts: PageFacts, source: PageSource): string | null {
  const known = source.url === null ? null : canonicalUrl(source.url)
  for (const stated of facts.addresses) {
    const address = canonicalUrl(stated.startsWith('//') ? `https:${stated}` : stated, known)
    if (address === null || isRedirectHome(known ?? address, address)) continue
    if (known === null || (siteOf(address) === siteOf(known) && !isOther(address, known, facts))) return address
  }
  return known
}

/** A canonical address of another article: nothing in its name is in that of the page or in its headline, nor do others state it. */
function isOther(address: string, known: string, { addresses, title }: PageFacts): boolean {
  if (addresses.filter((each) => canonicalUrl(each, known) === address).length > 1) return false
  const parts = (url: string) => wordsOf(`${new URL(url).pathname.replace(/^.*\/(?=.)/, '')} ${new URL(url).search}`)
  const [own, words] = [new Set(parts(known)), new Set(wordsOf(title ?? ''))]
  return namesArticle(new URL(known).pathname) && !parts(address).some((part) => own.has(part) || words.has(part))
}

/** Words that are no words of grammar, and numbers. */
const wordsOf = (text: string) => foldLetters(text).match(/\p{L}{4,}|\d{3,}/gu) ?? []
