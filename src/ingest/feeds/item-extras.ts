import { fields, httpAddress, textOf, type Placed } from './feed-fields.ts'
import { CATEGORIES_MAX, ENCLOSURES_MAX, type Enclosure } from './feed-reading.ts'
import { plainText } from './safe-html.ts'

/** What an item is filed under, each name once: RSS, Dublin Core, Atom, Media RSS, iTunes. */
export function categoriesOf(item: Placed): readonly string[] {
  const names: (string | null)[] = []
  for (const name of [
    'category',
    'dc:subject',
    'atom:category',
    'media:category',
    'itunes:category',
    'keywords',
    'itunes:keywords',
  ]) {
    for (const field of fields(item, name)) {
      const attributes = field.element.attributes
      const text = textOf(field)
      names.push(attributes.get('term') ?? attributes.get('text') ?? text ?? attributes.get('label') ?? null)
    }
  }
  const stated = names.flatMap((name) => (name === null || name.trim() === '' ? [] : [plainText(name)]))
  return [...new Set(stated.slice(0, CATEGORIES_MAX))]
}

/** Files that go with an item, each address once. */
export function enclosuresOf(item: Placed): readonly Enclosure[] {
  const linked = fields(item, 'link').filter(({ element }) => element.attributes.get('rel') === 'enclosure')
  const group = fields(item, 'media:group')[0]
  const media = [item, ...(group === undefined ? [] : [group])].flatMap((each) => fields(each, 'media:content'))
  const found: Enclosure[] = []
  for (const { element, base } of [...fields(item, 'enclosure'), ...linked, ...media]) {
    const address = httpAddress(element.attributes.get('url') ?? element.attributes.get('href') ?? '', base)
    if (found.length >= ENCLOSURES_MAX) break
    if (address === null || found.some((each) => each.url === address)) continue
    const length = Number(element.attributes.get('length') ?? element.attributes.get('filesize') ?? Number.NaN)
    found.push({
      url: address,
      type: element.attributes.get('type') ?? null,
      length: Number.isSafeInteger(length) && length >= 0 ? length : null,
    })
  }
  return found
}
