import { findEdits, type EditAction } from '../../claim/find-edits.ts'
import { NewsError } from '../../news/errors.ts'
import { cutText } from '../../text/cut-text.ts'
import type { LooseFile } from '../loose-files.ts'

/** Sentences of either text that are compared; what is beyond is left out. 5,000 a side take some two seconds. */
const SENTENCES_MAX = 6_000

/** What `inspect edits` answers of an article's text before and after an edit; null: there was, or is, none. */
export function inspectEdits(
  before: LooseFile | null,
  after: LooseFile | null,
): { readonly actions: readonly EditAction[] } {
  // A short text's language is a guess; its other version knows better.
  const [old, fresh] = [sentencesOf(before, after), sentencesOf(after, before)]
  return { actions: findEdits(old, fresh) }
}

/** The file, or null for an empty one: an article that was withdrawn, or is new. Throws every other fault. */
export async function readVersion(read: Promise<LooseFile>): Promise<LooseFile | null> {
  try {
    return await read
  } catch (cause) {
    if (cause instanceof NewsError && cause.code === 'input-empty') return null
    throw cause
  }
}

function sentencesOf(version: LooseFile | null, other: LooseFile | null) {
  if (version === null) return []
  const { text, lang, publishedAt } = version.reading
  return cutText(text, lang ?? other?.reading.lang ?? null, publishedAt, SENTENCES_MAX).sentences
}
