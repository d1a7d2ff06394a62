import { verifyLine } from '../brief/verify/verify.ts'
import { compareClaims } from '../claim/same-claim.ts'
import { NewsError } from '../news/errors.ts'
import { detectLanguage, toTextLang } from '../text/language.ts'

/** A row longer than this is no pair of sentences or line with evidence. */
const ROW_LENGTH_MAX = 4_000_000

/** Answers one JSON row with another. */
export type RowTask = (row: unknown) => unknown

/** `{"a","b"}` → `{"score","same"}`. */
export const comparePair: RowTask = (row) => {
  const { a, b } = fieldsOf(row)
  if (typeof a !== 'string' || typeof b !== 'string')
    throw new NewsError('input-invalid', 'it needs the texts "a" and "b"')
  return compareClaims(a, b, { a: toTextLang(detectLanguage(a)), b: toTextLang(detectLanguage(b)) })
}

/** `{"line","evidence":[…],"context"?,"publishedAt"?}` → `{"ok","score","reasons"}`. */
export const judgeLine: RowTask = (row) => {
  const { line, evidence, context, publishedAt } = fieldsOf(row)
  if (typeof line !== 'string' || !isTexts(evidence)) {
    throw new NewsError('input-invalid', 'it needs the text "line" and the list of texts "evidence"')
  }
  // A line too short to tell its language speaks that of its evidence.
  const lang = toTextLang(detectLanguage(line) ?? detectLanguage(evidence.join('\n')))
  return verifyLine(line, evidence, {
    lang,
    evidenceLangs: evidence.map((text) => toTextLang(detectLanguage(text) ?? lang)),
    ...(typeof context === 'string' ? { context } : {}),
    ...(typeof publishedAt === 'string' ? { publishedAt } : {}),
  })
}

/**
 * Answers each line of JSONL before the next is read. A row that cannot be answered throws NewsError 'input-invalid'
 * naming its number: rows answer rows, so none may be left out.
 */
export async function* answerRows(lines: AsyncIterable<string>, task: RowTask): AsyncGenerator<string> {
  let number = 0
  for await (const read of lines) {
    number += 1
    // A byte order mark opens files that Windows saved.
    const line = number === 1 ? read.replace(/^\ufeff/, '') : read
    if (line.trim() === '') continue
    try {
      if (line.length > ROW_LENGTH_MAX)
        throw new NewsError('input-invalid', `it is longer than ${ROW_LENGTH_MAX} characters`)
      yield JSON.stringify(task(JSON.parse(line)))
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause)
      throw new NewsError('input-invalid', `row ${number}: ${found}. Give one JSON object a line.`, { cause })
    }
  }
}

/** The fields of a JSON row. Throws NewsError 'input-invalid' where it is no object. */
export function fieldsOf(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new NewsError('input-invalid', 'it is not a JSON object')
  return { ...row }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
