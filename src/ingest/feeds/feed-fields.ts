import { parseStatedTime } from '../find-dates-stated.ts'
import { escapeHtml } from './html-entities.ts'
import { plainText, safeHtml } from './safe-html.ts'
import type { XmlElement } from './xml-tree.ts'

/** An element with the address that relative ones inside it start from. */
export type Placed = { readonly element: XmlElement; readonly base: string | null }

export function placed(element: XmlElement, outer: string | null): Placed {
  const stated = element.attributes.get('xml:base')
  // A base that leads nowhere is none.
  return { element, base: stated === undefined ? outer : (httpAddress(stated, outer) ?? outer) }
}

/** The address as stated where it is absolute (an id is never rewritten), resolved where it is relative. */
export function resolveAddress(stated: string, base: string | null): string {
  const bare = stated.trim()
  if (/^[a-z][\w+.-]*:/i.test(bare) || base === null) return bare
  return bare === '' ? base : (URL.parse(bare, base)?.href ?? bare)
}

/** A field's name: `title` is the feed format's own, `dc:creator` another namespace's. */
export type FieldName = string

/** Children of that name in order; Atom's own elements count as the document's in an Atom feed. */
export function fields(parent: Placed, wanted: FieldName): readonly Placed[] {
  const [ns, name] = wanted.includes(':') ? wanted.split(':', 2) : [parent.element.ns === 'atom' ? 'atom' : '', wanted]
  const found: Placed[] = []
  for (const child of parent.element.children) {
    if (typeof child === 'string' || child.name !== name) continue
    if (child.ns === ns || (ns === 'atom' && child.ns === '' && parent.element.ns === 'atom'))
      found.push(placed(child, parent.base))
  }
  return found
}

/** The first of the wanted fields that says anything. */
export function firstField(parent: Placed, wanted: readonly FieldName[]): Placed | null {
  for (const name of wanted) {
    const found = fields(parent, name).find(({ element }) => hasContent(element))
    if (found !== undefined) return found
  }
  return null
}

function hasContent(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string' || child.trim() !== '')
}

/** All character data below an element. */
export function rawText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('')
}

/** A field as safe markup: inline elements, escaped HTML, base64 and plain text alike. */
export function markupOf(field: Placed | null): string | null {
  if (field === null) return null
  const source = markupSource(field.element)
  const safe = safeHtml(source, field.base)
  return safe === '' ? null : safe
}

/** A field as plain text, entities resolved, for titles and names. */
export function textOf(field: Placed | null): string | null {
  if (field === null) return null
  const text = plainText(markupSource(field.element))
  return text === '' ? null : text
}

function markupSource(element: XmlElement): string {
  if (element.children.some((child) => typeof child !== 'string')) return element.children.map(serialise).join('')
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase()
  const text =
    element.attributes.get('mode') === 'base64' || isEncoded(element, type)
      ? fromBase64(rawText(element))
      : rawText(element)
  return saysHtml(element, type, text) ? text : escapeHtml(text)
}

/** Atom: content of any type that is neither text nor XML travels as base64. */
function isEncoded(element: XmlElement, type: string): boolean {
  if (element.ns !== 'atom' || !type.includes('/') || element.attributes.has('mode')) return false
  return (
    !/^text\/|xml$|html/.test(type) && /^[\s\w+/=]+$/.test(rawText(element)) && rawText(element).trim().length % 4 === 0
  )
}

function fromBase64(text: string): string {
  return Buffer.from(text.trim(), 'base64').toString('utf8')
}

function saysHtml(element: XmlElement, type: string, text: string): boolean {
  if (/html/.test(type)) return true
  // Plain by declaration; or, in Atom, by default, unless it plainly holds tags: many feeds forget to say so.
  const isPlain = type === 'text' || type === 'text/plain' || type === 'plain'
  if (isPlain && element.ns !== '') return false
  return element.ns === 'atom' ? /<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i.test(text) : true
}

const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col'])

function serialise(node: XmlElement | string): string {
  if (typeof node === 'string') return escapeHtml(node)
  const attributes = [...node.attributes]
    .filter(([name]) => !name.startsWith('xmlns') && name !== 'xml:base')
    .map(([name, value]) => ` ${name}="${escapeHtml(value).replaceAll('"', '&quot;')}"`)
  const open = `<${node.name}${attributes.join('')}>`
  return VOID.has(node.name) ? open : `${open}${node.children.map(serialise).join('')}</${node.name}>`
}

/** The first of the wanted fields that holds a time. Feeds mean UTC where they state no zone. */
export function timeOf(parent: Placed, wanted: readonly FieldName[]): string | null {
  for (const name of wanted) {
    // Where a feed repeats a field, its last word counts.
    for (const { element } of fields(parent, name).toReversed()) {
      const time = parseStatedTime(rawText(element), 'utc')
      if (time !== null) return time
    }
  }
  return null
}

/** The name in `desk@example.org (Jane Roe)`, `Jane Roe <desk@example.org>`, Atom's `<name>`. */
export function personOf(parent: Placed, wanted: readonly FieldName[]): string | null {
  for (const name of wanted) {
    const names = fields(parent, name)
      .map(personName)
      .filter((each) => each !== null)
    if (names.length > 0) return [...new Set(names)].join(', ')
  }
  return null
}

/** The longest bylines name a team; what is longer is prose, and its names are not looked for. */
const PERSON_CHARS_MAX = 400

function personName(person: Placed): string | null {
  const inner = firstField(person, ['name', 'atom:name', 'foaf:name', 'email', 'atom:email'])
  const text = textOf(inner ?? person)
  if (text === null || text.length > PERSON_CHARS_MAX) return text?.slice(0, PERSON_CHARS_MAX) ?? null
  const bare =
    /^\S+@\S+\s+\((.+)\)$/.exec(text)?.[1] ??
    /^(.+?)\s*[<(]\s*(?:mailto:)?[^\s@]+@[^\s@]+\s*[>)]$/.exec(text)?.[1] ??
    text
  return bare.replace(/^["']|["']$/g, '').trim()
}

/**
 * The address where it leads to a page or a file of the web, resolved where it is relative and a base is known; null for
 * every other. What browsers overlook in an address is taken out first.
 */
export function httpAddress(stated: string, base: string | null): string | null {
  const address = resolveAddress(stated.replace(/[\s\p{Cc}\p{Cf}]+/gu, ''), base)
  if (address === '') return null
  const parsed = URL.parse(address)
  if (parsed !== null) return WEB_SCHEME.test(parsed.protocol) ? address : null
  return SCHEME.test(address) ? null : address
}

const WEB_SCHEME = /^https?:$/
/** Whatever stands before a colon in the first part of an address is a scheme, or would be one where it is mended. */
const SCHEME = /^[^/?#]*:/
