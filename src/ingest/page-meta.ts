import { tidyText } from './linked-data.ts'
import type { PageElement, PageOutline } from './page-dom.ts'

/** The values of each `meta` element, by its name in lower case. */
export type MetaTable = ReadonlyMap<string, readonly string[]>

export function metaTable({ elements }: PageOutline): MetaTable {
  const table = new Map<string, string[]>()
  for (const element of elements) {
    if (element.localName !== 'meta') continue
    const key = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      element.getAttribute('http-equiv') ??
      ''
    )
      .trim()
      .toLowerCase()
    const content = element.getAttribute('content')?.trim() ?? ''
    if (key === '' || content === '') continue
    const values = table.get(key)
    if (values === undefined) table.set(key, [content])
    else values.push(content)
  }
  return table
}

/** The first of these names that the page states. */
export function firstText(meta: MetaTable, names: readonly string[]): string | null {
  for (const name of names) {
    const value = meta.get(name)?.[0]
    if (value !== undefined) return tidyText(value)
  }
  return null
}

/** An element's text with white space collapsed; null for none. */
export function elementText(element: PageElement | null): string | null {
  const value = element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  return value === '' ? null : value
}
