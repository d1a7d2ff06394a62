import { NewsError } from '../../news/errors.ts'
import { httpAddress } from './feed-fields.ts'
import { parseXml, type XmlElement } from './xml-tree.ts'

/** A feed of a reader's list. `outlet`: what the list calls it. */
export type ListedFeed = { readonly url: string; readonly outlet: string | null }

/** `faults`: a sentence for each entry that was left out. */
export type OpmlReading = { readonly feeds: readonly ListedFeed[]; readonly faults: readonly string[] }

/** Lists of people hold hundreds; a longer one is a catalogue. */
const FEEDS_MAX = 10_000
/** What is told of bad entries: the first ones say enough. */
const FAULTS_MAX = 50
/** The longest names of outlets; what is longer is no name. */
const NAME_CHARS_MAX = 120

/**
 * The feeds of an OPML list (1.0 to 2.0), however deep its folders, each address once, in order.
 * Throws NewsError 'input-invalid' for what is no OPML or breaks off, 'input-too-large' for more than 10,000 feeds.
 */
export function readOpml(text: string, input: string): OpmlReading {
  const { root, brokenOff } = parseXml(text, input)
  if (root.name !== 'opml') {
    throw new NewsError(
      'input-invalid',
      `${input}: not OPML: its outermost element is <${root.name}>. Export the list as OPML.`,
    )
  }
  if (brokenOff !== null) {
    throw new NewsError('input-invalid', `${input}: the list breaks off (line ${brokenOff.line}). Export it again.`)
  }
  const feeds = new Map<string, ListedFeed>()
  const faults: string[] = []
  for (const outline of outlinesOf(root)) {
    const given = outline.attributes.get('xmlurl')
    if (given === undefined) continue
    const stated = holdable(given)
    const name = nameOf(outline)
    const url = withoutPassword(httpAddress(stated, null))
    if (url === null || !URL.canParse(url)) {
      const shown = name ?? (stated.trim().slice(0, 80) || 'without an address')
      if (faults.length < FAULTS_MAX)
        faults.push(`Line ${outline.line}: "${shown}" has no http or https address; it was left out.`)
    } else if (!feeds.has(url)) feeds.set(url, { url, outlet: name })
    if (feeds.size > FEEDS_MAX) {
      throw new NewsError('input-too-large', `${input}: more than ${FEEDS_MAX} feeds. Split the list.`)
    }
  }
  return { feeds: [...feeds.values()], faults }
}

/** Whom an address names before its host, with the password, is asked by nobody: it is not kept. The rest stays as it is. */
const withoutPassword = (url: string | null) => url?.replace(/^(https?:\/\/)[^/?#\\]*@/i, '$1') ?? null

/** In the order of the document; the parser bounds how deep they nest. */
function* outlinesOf(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (child.name === 'outline') yield child
    yield* outlinesOf(child)
  }
}

function nameOf({ attributes }: XmlElement): string | null {
  for (const key of ['title', 'text']) {
    const name = (attributes.get(key) ?? '').replace(/\s+/g, ' ').trim()
    if (name !== '' && name.length <= NAME_CHARS_MAX && !/^https?:\/\//i.test(name)) return name
  }
  return null
}

/** The feeds as an OPML 2.0 list that other readers take. */
export function writeOpml(feeds: readonly ListedFeed[], title: string): string {
  const lines = feeds.map(({ url, outlet }) => {
    const name = quoted(outlet ?? url)
    return `    <outline type="rss" text="${name}" title="${name}" xmlUrl="${quoted(url)}"/>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${quoted(title)}</title>`,
    '  </head>',
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
}

/** What XML 1.0 can hold of a text; a list may have got in more, by a reference. */
function holdable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}

/** As an attribute of XML 1.0: line ends and tabs as references. */
function quoted(text: string): string {
  return holdable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
