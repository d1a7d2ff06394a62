import type { SentenceFeatures } from '../text/features.ts'
import { balanceOf, changesMeaning } from './edit-meaning.ts'
import { wordsOf } from './edited-words.ts'
import { visibleText } from './link-exact.ts'
import type { SentenceLink } from './link-exact.ts'
import { pairSentences } from './pair-sentences.ts'

/**
 * What became of a sentence. `old` and `new` are its places among the sentences; several where a sentence was cut in
 * parts or sentences were joined. `meaning`: the article now says something else.
 */
export type EditAction = {
  readonly kind: 'added' | 'deleted' | 'edited' | 'kept'
  readonly old: readonly number[]
  readonly new: readonly number[]
  readonly before: string
  readonly after: string
  readonly meaning: boolean
}

/**
 * What an article's edit did, by sentence: every sentence of either text stands in one action. In order of the new text;
 * a deleted sentence stands behind what its old neighbour became. A sentence that only moved is kept.
 */
export function findEdits(
  before: readonly SentenceFeatures[],
  after: readonly SentenceFeatures[],
): readonly EditAction[] {
  const links = pairSentences(before, after)
  const [oldWords, newWords] = [before.map(wordsOf), after.map(wordsOf)]
  const balance = balanceOf(oldWords.flat(), newWords.flat())
  const lang = after[0]?.lang ?? before[0]?.lang ?? 'en'
  // A sentence that is said once more, or once less, tells nothing new.
  const told = { before: new Set(before.map(textOf)), after: new Set(after.map(textOf)) }
  const actions = [...links, ...unlinked(links, before.length, after.length)].map((link): EditAction => {
    const was = joinTexts(link.old.flatMap((at) => before[at] ?? []))
    const is = joinTexts(link.new.flatMap((at) => after[at] ?? []))
    const kind = kindOf(link, was, is)
    return {
      kind,
      ...link,
      before: was,
      after: is,
      meaning:
        kind !== 'kept' &&
        !(kind === 'added' && told.before.has(visibleText(is))) &&
        !(kind === 'deleted' && told.after.has(visibleText(was))) &&
        changesMeaning(
          link.old.flatMap((at) => oldWords[at] ?? []),
          link.new.flatMap((at) => newWords[at] ?? []),
          balance,
          lang,
        ),
    }
  })
  return sortActions(actions, before.length)
}

const textOf = ({ text }: SentenceFeatures): string => visibleText(text)

function kindOf(link: SentenceLink, was: string, is: string): EditAction['kind'] {
  if (link.old.length === 0) return 'added'
  if (link.new.length === 0) return 'deleted'
  const isSame = link.old.length === 1 && link.new.length === 1 && visibleText(was) === visibleText(is)
  return isSame ? 'kept' : 'edited'
}

function joinTexts(sentences: readonly SentenceFeatures[]): string {
  return sentences.map(({ text }) => text).join(' ')
}

function unlinked(links: readonly SentenceLink[], oldCount: number, newCount: number): readonly SentenceLink[] {
  const linkedOld = new Set(links.flatMap(({ old }) => old))
  const linkedNew = new Set(links.flatMap((link) => link.new))
  const free = (count: number, linked: ReadonlySet<number>): readonly number[] =>
    Array.from({ length: count }, (_, at) => at).filter((at) => !linked.has(at))
  return [
    ...free(oldCount, linkedOld).map((at) => ({ old: [at], new: [] })),
    ...free(newCount, linkedNew).map((at) => ({ old: [], new: [at] })),
  ]
}

/** By place in the new text; a deleted sentence behind the sentence that stood before it. */
function sortActions(actions: readonly EditAction[], oldCount: number): readonly EditAction[] {
  const becameOf = new Map(actions.flatMap((action) => action.old.map((at) => [at, action.new[0]] as const)))
  const placeBehind: number[] = []
  let last = -1
  for (let old = 0; old < oldCount; old++) {
    last = becameOf.get(old) ?? last
    placeBehind.push(last)
  }
  const placeOf = ({ old, new: [place] }: EditAction): number => place ?? (placeBehind[old[0] ?? -1] ?? -1) + 0.5
  return actions.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.old[0] ?? 0) - (b.old[0] ?? 0))
}
