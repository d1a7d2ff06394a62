import { NewsError } from '../../news/errors.ts'
import { readAggregated, type NamedSource } from './aggregators.ts'
import {
  fields,
  firstField,
  httpAddress,
  markupOf,
  personOf,
  placed,
  rawText,
  resolveAddress,
  textOf,
  timeOf,
  type FieldName,
  type Placed,
} from './feed-fields.ts'
import { feedHints } from './feed-hints.ts'
import {
  itemOutlet,
  type FeedContext,
  type FeedItem,
  type FeedOutcome,
  type FeedReading,
  type FeedSource,
} from './feed-reading.ts'
import { categoriesOf, enclosuresOf } from './item-extras.ts'
import { FEED_ROOTS, parseXml, type XmlElement } from './xml-tree.ts'

const ITEM_NAMES = new Set(['item', 'entry'])

/** RSS, RDF and Atom. Throws NewsError 'input-invalid' for what is no feed. */
export function readXmlFeed(text: string, source: FeedSource): FeedOutcome {
  const { root, brokenOff } = parseXml(text, source.input)
  if (!FEED_ROOTS.has(root.name)) {
    throw new NewsError(
      'input-invalid',
      `${source.input}: not a feed: its outermost element is <${root.name}>. Give RSS, Atom or JSON Feed.`,
    )
  }
  const top = placed(root, source.url)
  const channel = fields(top, 'channel')[0] ?? top
  const elements = itemElements(top, channel)
  const whole = elements.filter(({ element }) => element.complete)
  const stated = linkOf(channel)
  const site = stated ?? (channel.element.ns === 'atom' ? selfLink(channel) : null)
  // Without an address of its own, a feed's relative links start from its site.
  const base = site !== null && URL.canParse(site) ? site : null
  const context = {
    site,
    title: textOf(firstField(channel, ['title', 'atom:title', 'dc:title'])),
    source,
    author: personOf(channel, ['author', 'atom:author']),
  }
  const items = whole.map((item) => readItem(item.base === null ? { ...item, base } : item, context))
  const feed: FeedReading = {
    title: context.title,
    url: site,
    description: markupOf(
      firstField(channel, [
        'subtitle',
        'tagline',
        'description',
        'abstract',
        'atom:subtitle',
        'dc:description',
        'itunes:summary',
        'itunes:subtitle',
      ]),
    ),
    lang:
      textOf(firstField(channel, ['language', 'dc:language'])) ??
      channel.element.attributes.get('xml:lang') ??
      root.attributes.get('xml:lang') ??
      null,
    items,
  }
  const hints = feedHints(channel)
  if (brokenOff === null) return { feed, hints, brokenOff: null }
  const inside =
    elements.length > whole.length ? `inside item ${elements.length}` : `inside <${brokenOff.open.at(-1) ?? root.name}>`
  const kept =
    whole.length === 0
      ? 'No item is complete'
      : `The ${whole.length} complete ${whole.length === 1 ? 'item is' : 'items are'} kept`
  return {
    feed,
    hints,
    brokenOff: new NewsError(
      'input-invalid',
      `${source.input}: the feed breaks off ${inside} (line ${brokenOff.line}). ${kept}; save the feed again for the rest.`,
    ),
  }
}

function itemElements(top: Placed, channel: Placed): readonly Placed[] {
  if (top.element.name === 'entry') return [top]
  const parents = channel === top ? [top] : [channel, top]
  return parents.flatMap((parent) =>
    parent.element.children
      .filter((child): child is XmlElement => typeof child !== 'string' && ITEM_NAMES.has(child.name))
      .map((child) => placed(child, parent.base)),
  )
}

type XmlContext = FeedContext & { readonly author: string | null }

function readItem(item: Placed, context: XmlContext): FeedItem {
  const content = contentOf(item)
  const stated = textOf(firstField(item, ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title']))
  const aggregated = readAggregated(linkOf(item) ?? permalink(item), stated, sourceOf(item))
  const { url, title, source, hidesAddress } = aggregated
  const id = textOf(firstField(item, ['guid', 'id', 'atom:id', 'dc:identifier']))
  return {
    id:
      id === null
        ? (item.element.attributes.get('rdf:about') ?? null)
        : item.element.ns === 'atom'
          ? resolveAddress(id, item.base)
          : id,
    url,
    title,
    publishedAt: timeOf(item, [
      'published',
      'pubdate',
      'issued',
      'atom:published',
      'dcterms:issued',
      'dc:date',
      'created',
      'dcterms:created',
      'dcterms:date',
    ]),
    updatedAt: timeOf(item, ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'lastbuilddate']),
    author:
      personOf(item, ['author', 'dc:creator', 'atom:author', 'dc:author', 'itunes:author', 'managingeditor']) ??
      context.author,
    summary: summaryOf(item, content),
    content: markupOf(content),
    categories: categoriesOf(item),
    enclosures: enclosuresOf(item),
    outlet: itemOutlet(aggregated, context),
    site: source.url,
    hidesAddress,
  }
}

/** RSS names the source in the element and its address in `url`, Atom in a feed's own elements, Bing in its own field. */
function sourceOf(item: Placed): NamedSource {
  const from = firstField(item, ['source', 'bing:source', 'news:source'])
  if (from === null) return { name: null, url: null }
  const isPlain = from.element.children.every((child) => typeof child === 'string')
  const address = from.element.attributes.get('url') ?? null
  return {
    name: textOf(firstField(from, ['title'])) ?? (isPlain ? textOf(from) : null),
    url: address === null ? linkOf(from) : httpAddress(address, from.base),
  }
}

const CONTENT: readonly FieldName[] = [
  'content:encoded',
  'content',
  'atom:content',
  'xhtml:body',
  'body',
  'fullitem',
  'xhtml:div',
]

/** The content element, or the description beside a summary: then it is the longer text of the two. */
function contentOf(item: Placed): Placed | null {
  const stated = firstField(item, CONTENT)
  if (stated !== null) return stated
  return firstField(item, ['summary']) === null ? null : firstField(item, ['description'])
}

function summaryOf(item: Placed, content: Placed | null): string | null {
  const group = fields(item, 'media:group')[0]
  const found =
    firstField(item, [
      'summary',
      'description',
      'atom:summary',
      'dc:description',
      'dcterms:abstract',
      'abstract',
      'itunes:summary',
      'media:description',
      'itunes:subtitle',
    ]) ?? (group === undefined ? null : firstField(group, ['media:description']))
  return found === null || found.element === content?.element ? null : markupOf(found)
}

const isPage = ({ element }: Placed) =>
  /^(?:alternate)?$/.test(element.attributes.get('rel') ?? '') && element.attributes.has('href')

/** An item's or feed's page: Atom's alternate link, RSS's link text; a link to the feed itself is not one. */
function linkOf(parent: Placed): string | null {
  const own = fields(parent, 'link')
  const typed = own.filter(isPage)
  const best =
    typed.find(({ element }) =>
      /^(?:|text\/html|application\/xhtml\+xml)$/.test(element.attributes.get('type') ?? ''),
    ) ?? typed[0]
  if (best !== undefined) return httpAddress(best.element.attributes.get('href') ?? '', best.base)
  const written = own.find(({ element }) => rawText(element).trim() !== '')
  if (written !== undefined) return httpAddress(rawText(written.element), written.base)
  const foreign = fields(parent, 'atom:link').find(isPage) ?? null
  if (foreign !== null) return httpAddress(foreign.element.attributes.get('href') ?? '', foreign.base)
  const kept = firstField(parent, ['feedburner:origlink'])
  if (kept !== null) return httpAddress(rawText(kept.element), kept.base)
  // Channel Definition Format keeps the address on the element itself.
  const onElement = parent.element.attributes.get('href')
  return onElement === undefined ? null : httpAddress(onElement, parent.base)
}

function selfLink(channel: Placed): string | null {
  const self = fields(channel, 'link').find(({ element }) => element.attributes.get('rel') === 'self')
  return self === undefined ? null : httpAddress(self.element.attributes.get('href') ?? '', self.base)
}

function permalink(item: Placed): string | null {
  const guid = fields(item, 'guid')[0]
  if (guid === undefined || guid.element.attributes.get('ispermalink')?.toLowerCase() === 'false') return null
  const address = rawText(guid.element).trim()
  return /^https?:\/\//i.test(address) ? address : null
}
