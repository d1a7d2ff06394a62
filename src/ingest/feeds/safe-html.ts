import { isElement, parsePage, type PageElement, type PageNode } from '../page-dom.ts'

const ALLOWED = new Set(
  'a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr audio video'.split(
    ' ',
  ),
)
const DROPPED_WHOLE =
  'script, style, noscript, template, iframe, object, embed, form, button, input, select, textarea, link, meta, base, head > title, math'
const ATTRIBUTES = new Set(
  'alt title lang dir datetime cite colspan rowspan width height start type abbr scope'.split(' '),
)
const LINK_ATTRIBUTES = new Set(['href', 'src', 'cite', 'poster'])

/** Only these lead anywhere a reader expects. */
const SAFE_SCHEME = /^(?:https?|mailto|tel|ftp|gopher|news|urn|tag|magnet|feed):/i

/**
 * Markup without scripts, styles, handlers, forms or unsafe addresses: unknown elements are replaced by what they hold,
 * relative addresses are resolved against `base`.
 */
export function safeHtml(source: string, base: string | null): string {
  const trimmed = source.trim()
  if (!/[<&]/.test(trimmed)) return trimmed
  const body = parsePage(trimmed).document.body
  if (body === null) return ''
  for (const element of body.querySelectorAll(DROPPED_WHOLE)) element.remove()
  for (const element of [...body.querySelectorAll('*')].toReversed()) cleanElement(element, base)
  return body.innerHTML.trim()
}

function cleanElement(element: PageElement, base: string | null): void {
  const name = element.tagName.toLowerCase()
  if (!ALLOWED.has(name)) {
    element.replaceWith(...element.childNodes)
    return
  }
  for (const attribute of element.getAttributeNames()) {
    const value = element.getAttribute(attribute) ?? ''
    if (LINK_ATTRIBUTES.has(attribute)) {
      const address = safeAddress(value, base)
      if (address === null) element.removeAttribute(attribute)
      else element.setAttribute(attribute, address)
    } else if (!ATTRIBUTES.has(attribute)) element.removeAttribute(attribute)
  }
}

function safeAddress(value: string, base: string | null): string | null {
  const bare = value.replace(/[\p{Cc}\s]+/gu, '')
  const resolved = URL.parse(bare, base ?? undefined)
  if (resolved !== null) return SAFE_SCHEME.test(resolved.href) ? resolved.href : null
  return /^[\w+.-]*:/.test(bare) ? null : bare
}

/** The text of a piece of markup, entities resolved, white space collapsed. */
export function plainText(source: string): string {
  if (!/[<&]/.test(source)) return source.replace(/\s+/g, ' ').trim()
  const body = parsePage(source).document.body
  return textOf(body).replace(/\s+/g, ' ').trim()
}

/** Text with a space where a block ends, so that words of two paragraphs do not run together. */
function textOf(node: PageNode | null): string {
  if (node === null) return ''
  if (!isElement(node)) return node.nodeType === 3 ? (node.textContent ?? '') : ''
  const inner = [...node.childNodes].map(textOf).join('')
  return /^(?:p|div|br|li|tr|td|h[1-6])$/i.test(node.tagName) ? ` ${inner} ` : inner
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
