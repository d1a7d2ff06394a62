import { closestName } from '../../commands/did-you-mean.ts'
import type { StoryId } from '../../news/ids.ts'
import type { ChatParts } from './chat-parts.ts'
import { foldLetters } from '../../text/fold-letters.ts'

type OutletParts = Pick<ChatParts, 'fresh' | 'outlets'>

/** The names of the outlet book, and those that sources of the stories carry, in order, each once. */
export async function namedOutlets(
  stories: readonly StoryId[],
  { fresh, outlets }: OutletParts,
): Promise<readonly string[]> {
  const names = new Set(outlets.filter(({ kind }) => kind === 'outlet').map(({ name }) => name))
  for (const story of stories) {
    for (const outlet of await fresh.outletsOf({ story, lang: 'en' })) names.add(outlet)
  }
  return [...names].toSorted((one, other) => one.localeCompare(other))
}

export type FoundOutlet =
  { readonly kind: 'known' | 'unknown'; readonly name: string } | { readonly kind: 'near'; readonly name: string }

/** The outlet that is called so, whatever its case and accents; else one of a like name; else the name as it was given. */
export function findOutlet(given: string, names: readonly string[], book: ChatParts['outlets']): FoundOutlet {
  const fold = (text: string) => foldLetters(text).trim()
  const wanted = fold(given)
  const exact =
    names.find((name) => fold(name) === wanted) ??
    book.find(({ aliases, domains }) => [...aliases, ...domains].some((name) => fold(name) === wanted))?.name
  if (exact !== undefined) return { kind: 'known', name: exact }
  const near = closestName(given, names)
  return near === null ? { kind: 'unknown', name: given.trim() } : { kind: 'near', name: near }
}
