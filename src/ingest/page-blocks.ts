import { collapseSpace } from './collapse-space.ts'
import { eachChild, isElement, isTextNode, type PageElement, type PageNode } from './page-dom.ts'

/** A paragraph, heading, list item or table row of a page. */
export type Block = { readonly text: string; readonly heading: boolean }

const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr label img output math'.split(
    ' ',
  ),
)
const SKIP = new Set(
  'script style noscript template iframe svg button input select option textarea form-control video audio canvas object embed head title'.split(
    ' ',
  ),
)
const HEADING = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** The tree is bounded when it is parsed; this guards the walk itself. */
const DEPTH_MAX = 1200

/** The blocks of an element in reading order; white space collapsed, empty blocks left out. */
export function blocksOf(root: PageElement): readonly Block[] {
  const blocks: Block[] = []
  let pending: string[] = []
  const flush = (heading: boolean): void => {
    const text = collapseSpace(pending.join('')).trim()
    pending = []
    if (text !== '') blocks.push({ text, heading })
  }
  const walk = (node: PageNode, depth: number, heading: boolean): void => {
    if (isTextNode(node)) {
      pending.push(node.textContent ?? '')
      return
    }
    if (!isElement(node) || depth > DEPTH_MAX) return
    const name = node.localName
    if (SKIP.has(name)) return
    if (name === 'br' || name === 'hr') {
      flush(heading)
      return
    }
    const isHeading = heading || HEADING.has(name)
    const isCell = name === 'td' || name === 'th'
    const isBlock = !INLINE.has(name) && !isCell
    if (isBlock) flush(heading)
    if (isCell) pending.push(' ')
    eachChild(node, (child) => walk(child, depth + 1, isHeading))
    if (isCell) pending.push(' ')
    if (isBlock) flush(isHeading)
  }
  walk(root, 0, false)
  flush(false)
  return blocks
}
