import type { CitationLink } from '../../news/message.ts'
import { plainText, webUrl } from '../plain-text.ts'

/** A longer address stays unlinked. Any of 800 characters that Slack links is linked here too, with some signs written as three. */
const LINK_LENGTH_MAX = 1_000

/**
 * Text that Discord shows as it stands. Discord takes the backslash away before any sign. Only what would act is escaped, because a
 * phone's notification may show the backslashes: emphasis, code, spoilers, links, mentions, times, emoji names, addresses (a bare
 * one becomes a link, one of an invitation a card), and at the beginning headings, quotes and lists.
 */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replaceAll(/[\\*_~|`[\]<@]/g, '\\$&')
    .replaceAll(/:(?=\/\/|[\w+-]+:)/g, '\\:')
    .replaceAll(/(?<=\.\p{L}{2,63})\//gu, '\\/')
    .replace(/^[#>+-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** `[2]`, linked where the citation has an address. The label is a number of ours, so nothing in it can close the link. */
export function citationMarkdown({ n, url }: CitationLink): string {
  const address = webUrl(url)?.replaceAll(/[()\\<>[\]@]/g, percentEncode)
  if (address === undefined || address.length > LINK_LENGTH_MAX) return `\\[${n}\\]`
  return `[[${n}]](${address})`
}

function percentEncode(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
