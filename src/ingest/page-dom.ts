import { parseHTML } from 'linkedom'
import type { PageLimits } from './limits.ts'
import { prepareHtml } from './prepare-html.ts'

/** The little of the DOM that reading needs; the project's types know no browser. */
export type PageNode = {
  readonly nodeType: number
  readonly textContent: string | null
  readonly firstChild: PageNode | null
  readonly nextSibling: PageNode | null
}
export type PageElement = PageNode & {
  readonly tagName: string
  /** The same in lower case. */
  readonly localName: string
  readonly id: string
  readonly className: string
  readonly parentElement: PageElement | null
  getAttribute(name: string): string | null
  getAttributeNode(name: string): { readonly value: string } | null
  hasAttribute(name: string): boolean
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  getAttributeNames(): string[]
  querySelectorAll(selector: string): Iterable<PageElement>
  remove(): void
  replaceWith(...nodes: (PageNode | string)[]): void
  cloneNode(deep: boolean): PageElement
  readonly innerHTML: string
  readonly children: Iterable<PageElement>
}
export type PageDocument = Omit<PageElement, 'cloneNode'> & {
  readonly documentElement: PageElement | null
  readonly body: PageElement | null
  cloneNode(deep: boolean): PageDocument
}

const ELEMENT = 1
const TEXT = 3

export const isElement = (node: PageNode): node is PageElement => node.nodeType === ELEMENT
export const isTextNode = (node: PageNode): boolean => node.nodeType === TEXT

/** The nodes right below an element, in order; none of them may be taken out meanwhile. */
export function eachChild(element: PageElement, visit: (child: PageNode) => void): void {
  // The DOM's own list of them is made anew each time it is asked for.
  for (let child = element.firstChild; child !== null; child = child.nextSibling) visit(child)
}

/** A page as it is looked through for what it says and shows: all its elements, listed once. */
export type PageOutline = {
  readonly lang: string | null
  readonly elements: readonly PageElement[]
}

export function outlineOf(document: PageDocument): PageOutline {
  const lang = document.documentElement?.getAttribute('lang') ?? null
  return { lang, elements: [...document.querySelectorAll('*')] }
}

export type ParsedPage = {
  readonly document: PageDocument
  readonly jsonLd: readonly string[]
  readonly hidden: readonly string[]
}

/** A document without scripts, bounded in depth and size. Markup that breaks off is read as far as it goes. */
export function parsePage(source: string, limits?: PageLimits): ParsedPage {
  const { html, jsonLd, hidden } = prepareHtml(source, limits)
  // linkedom's document has these members; its own types need a browser's.
  return { document: parseHTML(html).document as unknown as PageDocument, jsonLd, hidden }
}
