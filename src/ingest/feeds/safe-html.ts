import { decodeReferences, escapeBrackets, escapeHtml, replaceReferences } from './html-entities.ts'
import { htmlAttributes, htmlTokens } from './html-tokens.ts'

const words = (list: string) => new Set(list.split(' '))

/** Elements that can neither run nor load anything by themselves but pictures, sound and film, nor hold raw text. */
const ALLOWED = words(
  'a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr',
)
/** Gone with all they hold: what stands in them is a drawing, a formula's parts or a control. */
const DROPPED_WHOLE = words('applet button canvas datalist map math menu object select svg')
const VOID = words('br col hr img source wbr')
const ATTRIBUTES = words('abbr alt colspan datetime dir height lang rowspan scope start title type width')
/** An address a reader may follow, and one that is loaded without being asked for. */
const FOLLOWED = words('href cite')
const LOADED = words('src poster')

/** A paragraph ends where one of these begins. */
const ENDS_PARAGRAPH = words(
  'address article aside blockquote details div dl figure footer h1 h2 h3 h4 h5 h6 header hr main ol p pre section table ul',
)
/** These end where the next of their kind begins. */
const SIBLINGS: readonly ReadonlySet<string>[] = [words('li'), words('dt dd'), words('tr'), words('td th')]
/** Where a word ends though no blank is written. */
const BLOCK = words(
  'address article aside blockquote br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table td th tr ul',
)

/** Deeper than any text is laid out; browsers stop nesting at 512. */
const DEPTH_MAX = 100

/** Only these lead where a reader expects. */
const SAFE_SCHEME = /^(?:https?|mailto|tel|ftp|gopher|news|urn|tag|magnet|feed):/i
const WEB_SCHEME = /^https?:/i

/**
 * Markup that every browser reads alike and that runs nothing: every tag is written anew from a list of elements and
 * attributes that are known to be harmless, closed and nested; everything else of the source is escaped text. Unknown
 * elements are replaced by what they hold, scripts and the like dropped with it, relative addresses resolved against
 * `base`. Linear time; the same again for its own output.
 */
export function safeHtml(source: string, base: string | null): string {
  const trimmed = withoutControls(source).trim()
  if (!/[<>&]/.test(trimmed)) return trimmed
  const out: string[] = []
  const open: string[] = []
  let dropped: { readonly name: string; depth: number } | null = null
  for (const token of htmlTokens(trimmed)) {
    if (token.kind === 'text') {
      if (dropped === null) out.push(safeText(token.text))
    } else if (token.kind === 'start') {
      if (dropped !== null) dropped.depth += token.name === dropped.name ? 1 : 0
      else if (DROPPED_WHOLE.has(token.name)) dropped = token.attributes.endsWith('/') ? null : { ...token, depth: 1 }
      else if (ALLOWED.has(token.name)) startElement(token, base, open, out)
    } else {
      if (dropped?.name === token.name) {
        dropped.depth -= 1
        if (dropped.depth === 0) dropped = null
        continue
      }
      const place = open.lastIndexOf(token.name)
      // Whatever was dropped inside an element ends with it.
      if (place === -1) continue
      dropped = null
      closeTo(place, open, out)
    }
  }
  closeTo(0, open, out)
  return out.join('').trim()
}

function startElement(
  token: { readonly name: string; readonly attributes: string },
  base: string | null,
  open: string[],
  out: string[],
): void {
  const { name } = token
  const inner = open.at(-1)
  const ends =
    inner !== undefined &&
    (inner === 'p' ? ENDS_PARAGRAPH.has(name) : SIBLINGS.some((kind) => kind.has(name) && kind.has(inner)))
  if (ends) closeTo(open.length - 1, open, out)
  if (VOID.has(name)) out.push(safeTag(name, token.attributes, base))
  else if (open.length < DEPTH_MAX) {
    out.push(safeTag(name, token.attributes, base))
    open.push(name)
  }
}

function closeTo(place: number, open: string[], out: string[]): void {
  while (open.length > place) out.push(`</${open.pop() ?? ''}>`)
}

function safeTag(name: string, attributes: string, base: string | null): string {
  if (!attributes.includes('=')) return `<${name}>`
  let tag = `<${name}`
  for (const [key, written] of htmlAttributes(attributes)) {
    const value = FOLLOWED.has(key)
      ? safeAddress(decodeReferences(written), base, SAFE_SCHEME)
      : LOADED.has(key)
        ? safeAddress(decodeReferences(written), base, WEB_SCHEME)
        : ATTRIBUTES.has(key)
          ? withoutControls(decodeReferences(written))
          : null
    if (value !== null) tag += ` ${key}="${escapeHtml(value).replaceAll('"', '&quot;')}"`
  }
  return `${tag}>`
}

/** The address as a browser would read it: resolved where a base is known, null where its scheme is none of the safe. */
function safeAddress(value: string, base: string | null, schemes: RegExp): string | null {
  const bare = value.replace(/[\p{Cc}\p{Z}\p{Cf}]+/gu, '')
  const absolute = URL.parse(bare, base ?? undefined)
  if (absolute !== null) return schemes.test(absolute.href) ? absolute.href : null
  // Relative to nothing known: it stays so, if it would lead anywhere from a page of the web.
  const placed = /^[^/?#]*:/.test(bare) ? null : URL.parse(bare, 'https://page.invalid/')
  return placed !== null && schemes.test(placed.href) ? bare : null
}

const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi

/** Character references stay as they are; whatever else could begin markup is escaped. */
function safeText(text: string): string {
  return escapeBrackets(replaceReferences(text, BARE_AMPERSAND, () => '&amp;'))
}

/** No control characters but tab and line ends, no half of a pair. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]+/g, '').toWellFormed()
}

/** The text of a piece of markup, entities resolved, white space collapsed. */
export function plainText(source: string): string {
  if (!/[<&]/.test(source)) return source.replace(/\s+/g, ' ').trim()
  const out: string[] = []
  for (const token of htmlTokens(source)) {
    if (token.kind === 'text') out.push(token.text)
    // So that words of two paragraphs do not run together.
    else if (BLOCK.has(token.name)) out.push(' ')
  }
  return decodeReferences(out.join('')).replace(/\s+/g, ' ').trim()
}
