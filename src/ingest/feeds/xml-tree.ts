import { NewsError } from '../../news/errors.ts'
import { character } from './html-entities.ts'

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
const ELEMENTS_MAX = 1_000_000
/** Declared entities are abbreviations of a few words; more, or longer, is an attack. */
const ENTITIES_MAX = 256
const ENTITY_CHARS_MAX = 1_000

const NAMESPACES: readonly (readonly [start: string, short: string])[] = [
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/', 'atom'],
  ['http://purl.org/dc/terms', 'dcterms'],
  ['http://purl.org/dc/', 'dc'],
  ['http://purl.org/rss/1.0/modules/content', 'content'],
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
]

type Builder = {
  ns: string
  name: string
  raw: string
  attributes: Map<string, string>
  children: (XmlElement | string)[]
  line: number
  complete: boolean
  spaces: ReadonlyMap<string, string>
}

/**
 * A lenient XML reader for feeds: stray ampersands and unknown entities stay as written, a missing end tag is closed by
 * its parent's, names are folded to lower case. No external entity is ever fetched.
 * Throws NewsError 'input-invalid': no element at all, entities that refer to others or to files, nesting beyond 256.
 */
export function parseXml(source: string, name: string): XmlDocument {
  const entities = new Map<string, string>()
  const document: Builder = {
    ns: '',
    name: '#',
    raw: '#',
    attributes: new Map(),
    children: [],
    line: 1,
    complete: true,
    spaces: new Map(),
  }
  const stack: Builder[] = [document]
  const position = lineCounter(source)
  let elements = 0
  let at = 0
  let torn = false
  const append = (text: string): void => {
    if (text !== '') stack.at(-1)?.children.push(text)
  }
  while (at < source.length) {
    const start = source.indexOf('<', at)
    if (start === -1) break
    append(decodeEntities(source.slice(at, start), entities))
    const special = specialMarkup(source, start, entities, name)
    if (special !== null) {
      append(special.text)
      torn ||= special.torn
      at = special.end
      continue
    }
    const tag = readTag(source, start)
    if (tag === null) {
      torn ||= /^<\/?[a-z][^<>]*$/i.test(source.slice(start, start + 2000)) && source.indexOf('>', start) === -1
      if (torn) break
      append('<')
      at = start + 1
      continue
    }
    at = tag.end
    if (tag.kind === 'end') {
      closeElement(stack, tag.raw)
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
    if (tag.kind === 'start') stack.push(element)
    else element.complete = true
  }
  if (!torn && stack.length === 1) append(decodeEntities(source.slice(at), entities))
  const root = document.children.find((child) => typeof child !== 'string')
  if (root === undefined) {
    throw new NewsError('input-invalid', `${name}: not XML: it holds no element. Give a saved feed.`)
  }
  const open = stack.slice(1).map((each) => each.raw)
  return { root, brokenOff: torn || open.length > 0 ? { line: position(source.length), open } : null }
}

/** Comments, CDATA, declarations; null where plain markup starts. */
function specialMarkup(
  source: string,
  start: number,
  entities: Map<string, string>,
  name: string,
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
  if (source.startsWith('<!', start)) return { end: readDoctype(source, start, entities, name), text: '', torn: false }
  return null
}

/** Ends after the declaration; entities of its internal subset are noted if they are plain text. */
function readDoctype(source: string, start: number, entities: Map<string, string>, name: string): number {
  const close = source.indexOf('>', start)
  const bracket = source.indexOf('[', start)
  if (close === -1) return source.length
  if (bracket === -1 || bracket > close) return close + 1
  const end = source.indexOf(']', bracket)
  const subset = source.slice(bracket + 1, end === -1 ? source.length : end)
  for (const found of subset.matchAll(/<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(SYSTEM|PUBLIC|"([^"]*)"|'([^']*)')/g)) {
    const value = found[4] ?? found[5]
    if (value === undefined || found[1] !== undefined) {
      throw new NewsError(
        'input-invalid',
        `${name}: it declares an entity that refers to another file; such feeds are refused.`,
      )
    }
    if (/&(?!#)/.test(value) || value.length > ENTITY_CHARS_MAX || entities.size >= ENTITIES_MAX) {
      throw new NewsError(
        'input-invalid',
        `${name}: it declares entities made of entities, or too many; such feeds are refused.`,
      )
    }
    entities.set(found[2] ?? '', value)
  }
  const after = end === -1 ? -1 : source.indexOf('>', end)
  return after === -1 ? source.length : after + 1
}

type Tag = { kind: 'start' | 'empty' | 'end'; raw: string; attributes: string; end: number }

const TAG = /<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/uy

function readTag(source: string, start: number): Tag | null {
  TAG.lastIndex = start
  const found = TAG.exec(source)
  if (found === null) return null
  const kind = found[1] === '/' ? 'end' : found[4] === '/' ? 'empty' : 'start'
  return { kind, raw: found[2] ?? '', attributes: found[3] ?? '', end: start + found[0].length }
}

function openElement(tag: Tag, parent: Builder, entities: ReadonlyMap<string, string>, line: number): Builder {
  const attributes = new Map<string, string>()
  for (const found of tag.attributes.matchAll(/([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)) {
    attributes.set((found[1] ?? '').toLowerCase(), decodeEntities(found[2] ?? found[3] ?? '', entities))
  }
  let spaces = parent.spaces
  for (const [key, value] of attributes) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) spaces = new Map([...spaces, [key.slice('xmlns:'.length), value]])
  }
  const colon = tag.raw.indexOf(':')
  const prefix = colon === -1 ? '' : tag.raw.slice(0, colon).toLowerCase()
  return {
    ns: shortNamespace(prefix, spaces.get(prefix)),
    name: tag.raw.slice(colon + 1).toLowerCase(),
    raw: tag.raw,
    attributes,
    children: [],
    line,
    complete: false,
    spaces,
  }
}

/** Feeds misspell and forget namespaces: a known prefix means what it always means. */
function shortNamespace(prefix: string, uri: string | undefined): string {
  if (uri === undefined) return prefix
  const wanted = uri.trim().toLowerCase()
  const known = NAMESPACES.find(([start]) => wanted.startsWith(start))
  return known === undefined ? prefix : known[1] === 'rss' ? '' : known[1]
}

function closeElement(stack: Builder[], raw: string): void {
  const wanted = raw.toLowerCase()
  const place = stack.findLastIndex((each, at) => at > 0 && each.raw.toLowerCase() === wanted)
  if (place === -1) return
  for (const each of stack.splice(place)) each.complete = true
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Character references, the five entities of XML and those the document declares; HTML's others stay as written. */
function decodeEntities(text: string, entities: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([\w.-]{1,40}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined)
      return (
        PREDEFINED[String(name)] ??
        entities.get(String(name))?.replace(/&#(\d{1,7});/g, (_, code) => character(Number(code))) ??
        whole
      )
    return character(decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal))
  })
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
