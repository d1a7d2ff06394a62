import { findEdits, type EditAction } from '../claim/find-edits.ts'
import { cutText } from '../text/cut-text.ts'
import type { LooseFile } from './loose-files.ts'

/** What `inspect edits` answers of an article's text before and after an edit. */
export function inspectEdits(before: LooseFile, after: LooseFile): { readonly actions: readonly EditAction[] } {
  return { actions: findEdits(sentencesOf(before), sentencesOf(after)) }
}

function sentencesOf({ reading }: LooseFile) {
  return cutText(reading.text, reading.lang, reading.publishedAt).sentences
}
