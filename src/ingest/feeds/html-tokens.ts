/** A piece of HTML as a browser's tokenizer would cut it; comments, doctypes and instructions give none. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  /** `name` in small letters; `attributes` as written. */
  | { readonly kind: 'start'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'end'; readonly name: string }

/** Whatever stands between the tags of these is no markup: a browser reads on to the end tag and nothing else. */
const RAW = new Set('script style xmp iframe noembed noframes noscript textarea title template plaintext'.split(' '))

/** After so many tags that never end, the end of the next is looked for nearby only: the whole stays linear. */
const VAIN_SCANS_MAX = 20
const TAG_CHARS_FEW = 2_000

/** Where marks stand for the last time, so that none is sought in vain twice. */
type Marks = { readonly tagEnd: number; readonly commentEnd: number; readonly quotes: Readonly<Record<string, number>> }

/**
 * The tokens of a piece of HTML, in order, in time linear in its length. The content of raw elements (scripts, styles,
 * frames …) is left out. A `<` that starts no tag is text, and so is one that never ends.
 */
export function* htmlTokens(written: string): Generator<HtmlToken> {
  // What a feed wraps twice in CDATA is meant to be read.
  const source = written.includes('<![CDATA[') ? written.replace(/<!\[CDATA\[|\]\]>/g, '') : written
  const marks: Marks = {
    tagEnd: source.lastIndexOf('>'),
    commentEnd: source.lastIndexOf('-->'),
    quotes: { '"': source.lastIndexOf('"'), "'": source.lastIndexOf("'") },
  }
  let vain = 0
  let textFrom = 0
  let at = nextMarkup(source, 0)
  while (at !== -1 && at < marks.tagEnd) {
    let end = endOfUnseen(source, at, marks)
    let token: HtmlToken | null = null
    const name = end === null ? nameAt(source, at) : ''
    if (end === null && name !== '') {
      const from = at + (source[at + 1] === '/' ? 2 : 1) + name.length
      const found = endOfTag(source, from, vain > VAIN_SCANS_MAX ? from + TAG_CHARS_FEW : source.length, marks)
      if (found === null) vain += 1
      end = found ?? source.indexOf('>', from) + 1
      token = tokenOf(name, source[at + 1] === '/', source.slice(from, end - 1))
    }
    if (end === null) {
      at = nextMarkup(source, at + 1)
      continue
    }
    if (at > textFrom) yield { kind: 'text', text: source.slice(textFrom, at) }
    textFrom = end
    if (token !== null) yield token
    if (token?.kind === 'start' && RAW.has(token.name)) {
      textFrom = endOfRaw(source, token.name, end)
      yield { kind: 'end', name: token.name }
    }
    at = nextMarkup(source, textFrom)
  }
  if (textFrom < source.length) yield { kind: 'text', text: source.slice(textFrom) }
}

/** Any other `<` is text, and a text has millions of them where someone means harm. */
const MARKUP = /<(?=[!?/a-z])/gi

function nextMarkup(source: string, from: number): number {
  MARKUP.lastIndex = from
  return MARKUP.exec(source)?.index ?? -1
}

function tokenOf(name: string, isEnd: boolean, attributes: string): HtmlToken {
  const folded = name.toLowerCase()
  return isEnd ? { kind: 'end', name: folded } : { kind: 'start', name: folded, attributes }
}

/** Where a comment, doctype or instruction that starts here ends; null when none does. */
function endOfUnseen(source: string, at: number, marks: Marks): number | null {
  if (source.startsWith('<!--', at)) {
    if (source[at + 4] === '>') return at + 5
    return at + 4 > marks.commentEnd ? at + 4 : source.indexOf('-->', at + 4) + 3
  }
  return /^<(?:[!?]|\/[^a-z])/i.test(source.slice(at, at + 3)) ? source.indexOf('>', at) + 1 : null
}

const NAME = /<\/?([a-z][^\s/>]{0,60})/iy

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at
  return NAME.exec(source)?.[1] ?? ''
}

/** The place after the tag's `>`, quoted values respected; null when none comes before `limit`. */
function endOfTag(source: string, from: number, limit: number, marks: Marks): number | null {
  for (let at = from; at < limit; at += 1) {
    if (source[at] === '>') return at + 1
    if (source[at] !== '=') continue
    while (/\s/.test(source[at + 1] ?? '')) at += 1
    const quote = source[at + 1] ?? ''
    // A quotation mark that never closes belongs to the value's letters.
    if ((marks.quotes[quote] ?? -1) > at + 1) at = source.indexOf(quote, at + 2)
  }
  return null
}

/** The place after the raw element's end tag; the source's end where there is none. */
function endOfRaw(source: string, name: string, from: number): number {
  if (name === 'plaintext') return source.length
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  close.lastIndex = from
  const found = close.exec(source)
  const end = found === null ? -1 : source.indexOf('>', found.index)
  return end === -1 ? source.length : end + 1
}

const ATTRIBUTE = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/g

/** Attributes by name in small letters, values as written (entities and all); the first of two counts, as in browsers. */
export function htmlAttributes(attributes: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    const folded = name.toLowerCase()
    if (!found.has(folded)) found.set(folded, double ?? single ?? bare?.replace(/^["']/, '') ?? '')
  }
  return found
}
