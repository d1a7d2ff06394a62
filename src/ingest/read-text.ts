import type { ArticleReading } from '../news/article.ts'
import type { Outlet } from '../news/outlet.ts'
import { composeArticle } from './article-text.ts'
import { canonicalUrl } from './canonical-url.ts'
import { cleanLines } from './clean-lines.ts'
import { languageOf } from './lang.ts'
import { outletName, outletOfUrl } from './outlet.ts'

/** What is known of a text before it is read. */
export type TextSource = {
  readonly input: string
  /** The page it is a copy of. */
  readonly url: string | null
  readonly outlets: readonly Outlet[]
  /** The headline, where something better than the lines states it. */
  readonly title?: string | null
  /** Its language, where something better than its words states it. */
  readonly lang?: string | null
}

/** A page dumped as text: its article, and the lines that are not. */
export function readText(text: string, source: TextSource): ArticleReading {
  const facts = composeArticle(cleanLines(text.split('\n').map(stripMarkdown), source.title ?? null), source.outlets)
  const url = source.url === null ? null : canonicalUrl(source.url)
  return {
    ...facts,
    input: source.input,
    url,
    outlet: outletOfUrl(url, source.outlets)?.name ?? outletName(facts.outlet, source.outlets),
    lang: source.lang ?? languageOf(null, facts.text === '' ? text : facts.text),
    deleted: false,
  }
}

/** Markdown's marks of headings, emphasis and links are not the outlet's words. */
function stripMarkdown(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/!?\[([^\]]{0,300})\]\(\s*<?[^)\s]{0,2000}>?(?:\s+"[^"]{0,200}")?\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1/g, '$2')
}
