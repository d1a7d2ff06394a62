import { equal, fail, ok } from 'node:assert/strict'
import { parseHTML } from 'linkedom'

const NAMES =
  'a|abbr|address|article|aside|audio|b|bdi|bdo|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|ol|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr'
const FACTS = 'abbr|alt|colspan|datetime|dir|height|lang|rowspan|scope|start|title|type|width'
const TAG = new RegExp(`<(?:/(${NAMES})|(${NAMES})((?: (?:${FACTS}|href|cite|src|poster)="[^"<>]*")*))>`, 'y')
const VOID = /^(?:br|col|hr|img|source|wbr)$/
const FOLLOWED = /^(?:https?|mailto|tel|ftp|gopher|news|urn|tag|magnet|feed):$/

/**
 * Markup of a grammar so plain that every reader of HTML agrees on it: text in which `<` never stands, and well nested
 * tags of harmless elements with harmless, double-quoted attributes, whose addresses lead where a reader expects.
 */
export function assertSafeHtml(html: string): void {
  const open: string[] = []
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = at
    const [, end, start, attributes = ''] =
      TAG.exec(html) ?? fail(`no harmless tag at ${at}: ${html.slice(at, at + 80)}`)
    if (end !== undefined) equal(open.pop(), end, `nested badly: ${html}`)
    else if (start !== undefined && !VOID.test(start)) open.push(start)
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
      if (/^(?:href|cite|src|poster)$/.test(name)) assertSafeAddress(value, /^(?:src|poster)$/.test(name))
    }
  }
  equal(open.length, 0, `left open: ${html}`)
  // oxlint-disable-next-line no-control-regex
  ok(!/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(html), 'control characters')
}

/** As a browser reads it, wherever the page that shows it may stand. */
function assertSafeAddress(written: string, isLoaded: boolean): void {
  const value = parseHTML(`<html><body><a href="${written}">x</a></body></html>`).document.querySelector('a')
  const { protocol } = new URL(value?.getAttribute('href') ?? '', 'https://reader.example/')
  ok(isLoaded ? /^https?:$/.test(protocol) : FOLLOWED.test(protocol), `leads to ${protocol} by ${written}`)
}
