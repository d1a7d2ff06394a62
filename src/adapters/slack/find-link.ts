import { webUrl } from '../plain-text.ts'
import { field, list, text } from '../read-json.ts'

/** Of a message's text, so much is looked through. */
const READ_MAX = 40_000
/** Rich text holds lists of sections of elements; deeper than this Slack nests nothing. */
const DEPTH_MAX = 6
const NODES_MAX = 2_000
/** Where a message's cards name the page they show. */
const CARD_FIELDS = ['from_url', 'original_url', 'title_link'] as const

/** The first web address that a message of Slack's holds: in its text, its blocks or the cards below it. Null where there is none. */
export function findLink(message: unknown): string | null {
  const written = (text(message, 'text') ?? '').slice(0, READ_MAX)
  const inText = [...written.matchAll(/<(https?:[^<>|]+)(?:\|[^<>]*)?>/g)].map(([, url = '']) => unescapeText(url))
  const inCards = list(message, 'attachments').flatMap((card) => CARD_FIELDS.map((name) => text(card, name)))
  for (const link of [...inText, ...linksOf(field(message, 'blocks')), ...inCards]) {
    const address = webUrl(link)
    if (address !== null) return address
  }
  return null
}

function unescapeText(url: string): string {
  return url.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** The `url` of every link element, in reading order. */
function linksOf(blocks: unknown): readonly (string | null)[] {
  const found: (string | null)[] = []
  let nodes = 0
  const visit = (node: unknown, depth: number): void => {
    nodes += 1
    if (nodes > NODES_MAX || depth > DEPTH_MAX) return
    if (Array.isArray(node)) {
      for (const each of node) visit(each, depth)
      return
    }
    if (text(node, 'type') === 'link') found.push(text(node, 'url'))
    const inner = field(node, 'elements')
    if (inner !== undefined) visit(inner, depth + 1)
  }
  visit(blocks, 0)
  return found
}
