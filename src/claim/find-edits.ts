import type { SentenceFeatures } from '../text/features.ts'

/** What became of a sentence. `old` and `new` are its places among the sentences; `meaning`: the article now says something else. */
export type EditAction = {
  readonly kind: 'added' | 'deleted' | 'edited' | 'kept'
  readonly old: readonly number[]
  readonly new: readonly number[]
  readonly before: string
  readonly after: string
  readonly meaning: boolean
}

/** What an article's edit did, by sentence, in order of the new text. */
export function findEdits(
  before: readonly SentenceFeatures[],
  after: readonly SentenceFeatures[],
): readonly EditAction[] {
  const left = new Set(before.keys())
  const kept = after.map((sentence, at): EditAction => {
    const from = [...left].find((each) => before[each]?.text === sentence.text)
    if (from === undefined) {
      return { kind: 'added', old: [], new: [at], before: '', after: sentence.text, meaning: true }
    }
    left.delete(from)
    return { kind: 'kept', old: [from], new: [at], before: sentence.text, after: sentence.text, meaning: false }
  })
  const deleted = [...left].map((at): EditAction => ({
    kind: 'deleted',
    old: [at],
    new: [],
    before: before[at]?.text ?? '',
    after: '',
    meaning: true,
  }))
  return [...kept, ...deleted]
}
