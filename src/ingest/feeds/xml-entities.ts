import { NewsError } from '../../news/errors.ts'
import { character, replaceReferences } from './html-entities.ts'

/** Declared entities are abbreviations of a few words; more, or longer, is an attack. */
const ENTITIES_MAX = 256
const ENTITY_CHARS_MAX = 1_000
/** What they may come to in the whole feed: a short name written a million times must not fill the memory. */
const EXPANDED_CHARS_MAX = 1_000_000

/** What the document declares, and how much of it was written out so far. */
export type Entities = { readonly values: Map<string, string>; expanded: number; readonly input: string }

export function noEntities(input: string): Entities {
  return { values: new Map(), expanded: 0, input }
}

/**
 * The place after a declaration that starts at `start`; entities of its internal subset are noted if they are plain text.
 * Throws NewsError 'input-invalid' for entities that refer to others or to files.
 */
export function readDoctype(source: string, start: number, entities: Entities): number {
  const close = source.indexOf('>', start)
  if (close === -1) return source.length
  const inside = source.slice(start, close).indexOf('[')
  if (inside === -1) return close + 1
  const bracket = start + inside
  const end = source.indexOf(']', bracket)
  const subset = source.slice(bracket + 1, end === -1 ? source.length : end)
  for (const found of subset.matchAll(/<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(SYSTEM|PUBLIC|"([^"]*)"|'([^']*)')/g)) {
    const value = found[4] ?? found[5]
    if (value === undefined || found[1] !== undefined) {
      throw new NewsError(
        'input-invalid',
        `${entities.input}: it declares an entity that refers to another file; such feeds are refused.`,
      )
    }
    if (/&(?!#)/.test(value) || value.length > ENTITY_CHARS_MAX || entities.values.size >= ENTITIES_MAX) {
      throw new NewsError(
        'input-invalid',
        `${entities.input}: it declares entities made of entities, or too many; such feeds are refused.`,
      )
    }
    entities.values.set(found[2] ?? '', value)
  }
  const after = end === -1 ? -1 : source.indexOf('>', end)
  return after === -1 ? source.length : after + 1
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Character references, the five entities of XML and those the document declares resolved; HTML's others stay as
 * written. Throws NewsError 'input-invalid' where they come to too much.
 */
export function decodeEntities(text: string, entities: Entities): string {
  if (!text.includes('&')) return text
  return replaceReferences(text, /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([\w.-]{1,40}));/gi, (whole, decimal, hex, name) => {
    if (name === undefined) return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
    return PREDEFINED[name] ?? declaredEntity(name, entities) ?? whole
  })
}

function declaredEntity(name: string, entities: Entities): string | undefined {
  const value = entities.values.get(name)
  entities.expanded += value?.length ?? 0
  if (entities.expanded > EXPANDED_CHARS_MAX) {
    throw new NewsError(
      'input-invalid',
      `${entities.input}: its entities come to more than ${EXPANDED_CHARS_MAX} characters; such feeds are refused.`,
    )
  }
  return value?.replace(/&#(\d{1,7});/g, (_, code) => character(Number(code)))
}
