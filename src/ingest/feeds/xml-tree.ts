import { NewsError } from '../../news/errors.ts'
import { htmlAttributes } from './html-tokens.ts'
import { decodeEntities, noEntities, readDoctype, type Entities } from './xml-entities.ts'

export type XmlElement = {
  /** A short name of the namespace (`dc`, `atom`), '' for the document's own or none. */
  readonly ns: string
  /** Local name, lower case. */
  readonly name: string
  /** By name as written, lower case, with prefix: `href`, `xml:base`, `rdf:about`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
  readonly line: number
  /** False where the document ends before the element does. */
  readonly complete: boolean
}

export type XmlDocument = {
  readonly root: XmlElement
  /** Where the document breaks off: the elements still open, outermost first. Null when it is whole. */
  readonly brokenOff: { readonly line: number; readonly open: readonly string[] } | null
}

const DEPTH_MAX = 256
/** A feed of 20 MB, the most that is read, has some 50 characters an element; each costs some 200 bytes while it is read. */
const ELEMENTS_MAX = 400_000
/** Feeds declare a dozen namespaces on their outermost element. */
const NAMESPACES_MAX = 64

const NAMESPACES: readonly (readonly [start: string, short: string])[] = [
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/', 'atom'],
  ['http://purl.org/dc/terms', 'dcterms'],
  ['http://purl.org/dc/', 'dc'],
  ['http://purl.org/rss/1.0/modules/content', 'content'],
  ['http://purl.org/rss/1.0/modules/syndication', 'sy'],
  ['http://purl.org/rss/1.0/modules/', 'module'],
  ['http://purl.org/rss/1.0', 'rss'],
  ['http://my.netscape.com/rdf', 'rss'],
  ['http://channel.netscape.com/rdf', 'rss'],
  ['http://my.netscape.com/publish/formats/rss', 'rss'],
  ['http://backend.userland.com/rss', 'rss'],
  ['http://blogs.law.harvard.edu/tech/rss', 'rss'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast', 'itunes'],
  ['http://example.com/dtds/podcast', 'itunes'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['http://rssnamespace.org/feedburner', 'feedburner'],
  ['http://www.bing.com/news', 'bing'],
]

/** The outermost element of RSS, RDF and Atom, of a channel or an entry that stands alone. */
export const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf', 'feed', 'channel', 'entry'])

type Builder = {
  ns: string
  name: string
  raw: string
  /** `raw` in small letters. */
  folded: string
  attributes: ReadonlyMap<string, string>
  children: (XmlElement | string)[]
  line: number
  complete: boolean
  spaces: ReadonlyMap<string, string>
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

/**
 * A lenient XML reader for feeds: stray ampersands and unknown entities stay as written, a missing end tag is closed by
 * its parent's, names are folded to lower case. No external entity is ever fetched.
 * Throws NewsError 'input-invalid': no element at all, entities that refer to others or to files, nesting beyond 256.
 */
export function parseXml(source: string, name: string): XmlDocument {
  const entities = noEntities(name)
  const document = newDocument()
  const stack: Builder[] = [document]
  const openNames = new Map<string, number>()
  const position = lineCounter(source)
  const lastTagEnd = source.lastIndexOf('>')
  let elements = 0
  let at = 0
  let torn = false
  const append = (text: string): void => {
    if (text !== '') stack.at(-1)?.children.push(text)
  }
  while (at < source.length) {
    const start = nextMarkup(source, at)
    if (start === -1) {
      // As far as the last sign, so much of an element that breaks off is kept.
      const end = Math.max(at, source.lastIndexOf('<') + 1)
      append(decodeEntities(source.slice(at, end), entities))
      at = end
      break
    }
    append(decodeEntities(source.slice(at, start), entities))
    const special = specialMarkup(source, start, entities)
    if (special !== null) {
      append(special.text)
      torn ||= special.torn
      at = special.end
      continue
    }
    const tag = readTag(source, start)
    if (tag === null) {
      torn ||= start > lastTagEnd && /^<\/?[a-z][^<>]*$/i.test(source.slice(start, start + 2000))
      if (torn) break
      append('<')
      at = start + 1
      continue
    }
    at = tag.end
    if (tag.kind === 'end') {
      closeElement(stack, openNames, tag.raw.toLowerCase())
      continue
    }
    elements += 1
    if (elements > ELEMENTS_MAX || stack.length > DEPTH_MAX) {
      throw new NewsError(
        'input-invalid',
        `${name}: line ${position(start)}: elements nest too deep or are too many for a feed.`,
      )
    }
    const element = openElement(tag, stack.at(-1) ?? document, entities, position(start))
    stack.at(-1)?.children.push(element)
    if (tag.kind === 'start') {
      stack.push(element)
      openNames.set(element.folded, (openNames.get(element.folded) ?? 0) + 1)
    } else element.complete = true
  }
  if (!torn && stack.length === 1) append(decodeEntities(source.slice(at), entities))
  const roots = document.children.filter((child) => typeof child !== 'string')
  // What a broken server writes before the feed is none of it.
  const root = roots.find((each) => FEED_ROOTS.has(each.name)) ?? roots[0]
  if (root === undefined) {
    throw new NewsError('input-invalid', `${name}: not XML: it holds no element. Give a saved feed.`)
  }
  const open = stack.slice(1).map((each) => each.raw)
  return { root, brokenOff: torn || open.length > 0 ? { line: position(source.length), open } : null }
}

const newDocument = (): Builder => ({
  ns: '',
  name: '#',
  raw: '#',
  folded: '#',
  attributes: NO_ATTRIBUTES,
  children: [],
  line: 1,
  complete: true,
  spaces: new Map(),
})

/** Any other `<` is text, and a text has millions of them where someone means harm. */
const MARKUP = /<(?=[!?/_\p{L}])/gu

function nextMarkup(source: string, from: number): number {
  MARKUP.lastIndex = from
  return MARKUP.exec(source)?.index ?? -1
}

/** Comments, CDATA, declarations; null where plain markup starts. */
function specialMarkup(
  source: string,
  start: number,
  entities: Entities,
): { end: number; text: string; torn: boolean } | null {
  const until = (mark: string, from: number): { end: number; torn: boolean } => {
    const end = source.indexOf(mark, from)
    return end === -1 ? { end: source.length, torn: true } : { end: end + mark.length, torn: false }
  }
  if (source.startsWith('<![CDATA[', start)) {
    const { end, torn } = until(']]>', start + 9)
    return { end, torn, text: source.slice(start + 9, torn ? end : end - 3) }
  }
  if (source.startsWith('<!--', start)) return { ...until('-->', start + 4), text: '' }
  if (source.startsWith('<?', start)) return { ...until('?>', start + 2), text: '' }
  if (source.startsWith('<!', start)) return { end: readDoctype(source, start, entities), text: '', torn: false }
  return null
}

type Tag = { kind: 'start' | 'empty' | 'end'; raw: string; attributes: string; end: number }

const TAG_NAME = /<\/?([\p{L}_][\p{L}\p{N}_.:-]{0,200})/uy

/** A whole tag, quoted values respected; null where a `<` comes first, or the end. */
function readTag(source: string, start: number): Tag | null {
  TAG_NAME.lastIndex = start
  const raw = TAG_NAME.exec(source)?.[1]
  if (raw === undefined) return null
  const from = TAG_NAME.lastIndex
  const end = endOfTag(source, from)
  if (end === null) return null
  const isEmpty = source[end - 2] === '/' && end - 2 >= from
  const kind = source[start + 1] === '/' ? 'end' : isEmpty ? 'empty' : 'start'
  return { kind, raw, attributes: source.slice(from, end - (isEmpty ? 2 : 1)), end }
}

function endOfTag(source: string, from: number): number | null {
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at]
    if (sign === '>') return at + 1
    if (sign === '<') return null
    if (sign === '"' || sign === "'") {
      at = source.indexOf(sign, at + 1)
      if (at === -1) return null
    }
  }
  return null
}

function openElement(tag: Tag, parent: Builder, entities: Entities, line: number): Builder {
  const attributes = tag.attributes.includes('=') ? readAttributes(tag.attributes, entities) : NO_ATTRIBUTES
  const declared = [...attributes].filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'))
  const spaces =
    declared.length === 0 || parent.spaces.size + declared.length > NAMESPACES_MAX
      ? parent.spaces
      : new Map([...parent.spaces, ...declared.map(([key, uri]) => declaredSpace(key.slice('xmlns:'.length), uri))])
  const colon = tag.raw.indexOf(':')
  const prefix = colon === -1 ? '' : tag.raw.slice(0, colon).toLowerCase()
  return {
    // Feeds forget to declare: a known prefix means what it always means.
    ns: spaces.get(prefix) ?? prefix,
    name: tag.raw.slice(colon + 1).toLowerCase(),
    raw: tag.raw,
    folded: tag.raw.toLowerCase(),
    attributes,
    children: [],
    line,
    complete: false,
    spaces,
  }
}

/** The short name of a declared namespace; of one that nobody knows, or misspells, its prefix. */
function declaredSpace(prefix: string, uri: string): readonly [prefix: string, short: string] {
  const wanted = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/([^/:]+)(?::\d+)?/, 'http://$1')
  const known = NAMESPACES.find(([start]) => wanted.startsWith(start))?.[1] ?? prefix
  return [prefix, known === 'rss' ? '' : known]
}

function closeElement(stack: Builder[], openNames: Map<string, number>, wanted: string): void {
  if ((openNames.get(wanted) ?? 0) === 0) return
  const place = stack.findLastIndex((each) => each.folded === wanted)
  for (const each of stack.splice(place)) {
    each.complete = true
    openNames.set(each.folded, (openNames.get(each.folded) ?? 1) - 1)
  }
}

/** Values may stand without quotation marks, and names without values, as some feeds have them. */
function readAttributes(written: string, entities: Entities): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of htmlAttributes(written)) found.set(key, decodeEntities(value, entities))
  return found
}

function lineCounter(source: string): (at: number) => number {
  let line = 1
  let next = source.indexOf('\n')
  return (at) => {
    while (next !== -1 && next < at) {
      line += 1
      next = source.indexOf('\n', next + 1)
    }
    return line
  }
}
