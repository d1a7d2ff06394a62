import { Readability } from '@mozilla/readability'
import type { Block } from './page-blocks.ts'
import { blocksOf } from './page-blocks.ts'
import type { PageDocument, PageElement } from './page-dom.ts'
import type { PageFacts } from './page-facts.ts'

/** Blocks of the article, and the lines of the page that were left out. */
export type Extracted = { readonly blocks: readonly Block[]; readonly left: readonly string[] }

/** The article's part of a page. */
export function extractBlocks(document: PageDocument, _facts: PageFacts): Extracted {
  const body = document.body
  if (body === null) return { blocks: [], left: [] }
  const all = blocksOf(body)
  const found = readability(document)
  const blocks = found === null ? all : blocksOf(found)
  const kept = new Set(blocks.map((block) => block.text))
  return { blocks, left: all.map((block) => block.text).filter((text) => !kept.has(text)) }
}

function readability(document: PageDocument): PageElement | null {
  const reader = new Readability<PageElement>(document.cloneNode(true) as never, {
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageElement,
  })
  return reader.parse()?.content ?? null
}
