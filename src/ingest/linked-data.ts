import { decodeReferences } from './feeds/html-entities.ts'

/** What a page's linked data (JSON-LD, schema.org) says of its article, and of the page itself. */
export type LinkedData = {
  readonly article: LinkedNode | null
  /** Types of all nodes that describe the page, not a list's entries. */
  readonly types: ReadonlySet<string>
  /** Articles that it describes beside one another. */
  readonly articles: number
}

/** A node with what it refers to in the same page put in its place. */
export type LinkedNode = Readonly<Record<string, unknown>>

const ARTICLE_TYPE = /(?:Article|Posting|Report|Reportage|Opinion|LiveBlog)/
/** Where a list's entries and other pages' articles stand. */
const ELSEWHERE = new Set(['itemListElement', 'hasPart', 'relatedLink', 'citation', 'mentions', 'isRelatedTo', 'about', 'comment', 'liveBlogUpdate']) // prettier-ignore
/** Linked data nests; deeper or more than this is not an article's description. */
const NODES_MAX = 2_000
/** Objects around one value. */
const VALUE_DEPTH_MAX = 8

/** `isThis`: whether a node's address or headline is the page's; it decides between several articles. */
export function readLinkedData(scripts: readonly string[], isThis: (node: LinkedNode) => boolean): LinkedData {
  const nodes = collectNodes(scripts)
  const own = nodes.filter(({ isElsewhere }) => !isElsewhere)
  const byId = new Map<string, LinkedNode>()
  for (const { node } of nodes) {
    const id = node['@id']
    // A mere reference says nothing of what it refers to.
    if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node)
  }
  const isArticle = ({ node }: Found) => typesOf(node).some((type) => ARTICLE_TYPE.test(type))
  const articles = own.filter(isArticle)
  const all = articles.length > 0 ? articles : nodes.filter(isArticle)
  const article = (all.find(({ node }) => isThis(node)) ?? all[0])?.node ?? null
  return {
    article: article === null ? null : withReferences(article, byId),
    types: new Set(own.flatMap(({ node }) => typesOf(node))),
    articles: all.length,
  }
}

type Found = { readonly node: LinkedNode; readonly isElsewhere: boolean }

/** All objects, the outer ones first. */
function collectNodes(scripts: readonly string[]): readonly Found[] {
  const found: Found[] = []
  const queue: { readonly value: unknown; readonly isElsewhere: boolean }[] = scripts
    .slice(0, NODES_MAX)
    .map((script) => ({ value: parseJson(script), isElsewhere: false }))
  for (let at = 0; at < queue.length && at < NODES_MAX; at += 1) {
    const { value, isElsewhere } = queue[at] ?? { value: null, isElsewhere: false }
    if (Array.isArray(value))
      queue.push(...value.slice(0, NODES_MAX).map((each: unknown) => ({ value: each, isElsewhere })))
    if (!isObject(value)) continue
    found.push({ node: value, isElsewhere })
    for (const [name, inner] of Object.entries(value)) {
      if (isObject(inner) || Array.isArray(inner))
        queue.push({ value: inner, isElsewhere: isElsewhere || ELSEWHERE.has(name) })
    }
  }
  return found
}

export const typesOf = (node: LinkedNode): readonly string[] =>
  [node['@type']]
    .flat()
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^https?:\/\/schema\.org\//, ''))

/** `{"@id": "#jane"}` stands for the node of that id. */
function withReferences(node: LinkedNode, byId: ReadonlyMap<string, LinkedNode>): LinkedNode {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, NODES_MAX).map(resolve)
    const id = isObject(value) && Object.keys(value).length === 1 ? value['@id'] : undefined
    return typeof id === 'string' ? (byId.get(id) ?? value) : value
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, resolve(value)]))
}

function parseJson(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>)\s*;?\s*$/, '')
  try {
    return JSON.parse(bare)
  } catch {
    try {
      // Raw line breaks inside strings and commas too many are the commonest faults of hand-made linked data.
      return JSON.parse(
        bare
          .replace(/\p{Cc}+/gu, ' ')
          .replace(/,\s*(?=[\]}])/g, '')
          .replace(/;\s*$/, ''),
      )
    } catch {
      return null
    }
  }
}

const isObject = (value: unknown): value is LinkedNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first string in a value: itself, of a list, or the name or address of an object. */
export function textOf(value: unknown, depth = 0): string | null {
  const first: unknown = Array.isArray(value) ? value.find((each) => each !== null && each !== '') : value
  if (typeof first === 'number' && Number.isFinite(first)) return String(first)
  if (typeof first === 'string') return tidyText(first) === '' ? null : tidyText(first)
  if (isObject(first) && depth < VALUE_DEPTH_MAX) {
    return textOf(first['@id'] ?? first['@value'] ?? first['url'] ?? first['name'], depth + 1)
  }
  return null
}

/** The names of persons or bodies, joined with commas. */
export function namesOf(value: unknown): string | null {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  const names = all
    .map((each) => (isObject(each) ? textOf(each['name']) : textOf(each)))
    .filter((name) => name !== null && !/^https?:|^#/.test(name))
  return names.length === 0 ? null : [...new Set(names)].join(', ')
}

/** A word's length at most: no reference or tag of a title is longer. */
const TAG = /<\/?[a-z][^<>]{0,80}>/gi

/** Metadata are often escaped twice, and hold tags. */
export function tidyText(value: string): string {
  return decodeReferences(decodeReferences(value)).replace(TAG, '').replace(/\s+/g, ' ').trim()
}
