import { eachChild, isElement, isTextNode, type PageElement } from './page-dom.ts'

/** What an extractor that looks below every element again and again has to read. */
type PageBurden = {
  /** Elements and texts. */
  readonly nodes: number
  /** Characters, counted once for every element around them, and once more for every list around those. */
  readonly nestedChars: number
}

/**
 * The heaviest of 240 saved pages of as many sites has 4,700 elements, as many texts again, and 8.5 million nested
 * characters. On one that reaches a limit, Readability takes about a second; beyond, its cost grows with the square or
 * the cube of the size.
 */
const NODES_MAX = 30_000
const NESTED_CHARS_MAX = 40_000_000
const LISTS = new Set(['ul', 'ol', 'table'])

/** True where an extractor of others may have the page: what it costs them is bounded. `share`: of the limits. */
export function isLight(root: PageElement, share = 1): boolean {
  const { nodes, nestedChars } = weigh(root)
  return nodes <= NODES_MAX * share && nestedChars <= NESTED_CHARS_MAX * share
}

/** One pass; the depth is bounded where pages are parsed. */
function weigh(root: PageElement): PageBurden {
  let nodes = 0
  let nestedChars = 0
  const visit = (element: PageElement, depth: number, lists: number): void => {
    nodes += 1
    const inLists = lists + (LISTS.has(element.localName) ? 1 : 0)
    eachChild(element, (child) => {
      if (isElement(child)) visit(child, depth + 1, inLists)
      if (!isTextNode(child)) return
      nodes += 1
      nestedChars += (child.textContent?.length ?? 0) * depth * (1 + inLists)
    })
  }
  visit(root, 1, 0)
  return { nodes, nestedChars }
}
