import { judgeTranslated } from '../../brief/verify/judge-translated.ts'
import { verifyLine, type Verdict } from '../../brief/verify/verify.ts'
import { compareClaims } from '../../claim/same-claim.ts'
import { NewsError } from '../../news/errors.ts'
import { detectLanguage, toTextLang, type TextLang } from '../../text/language.ts'
import { splitSentences } from '../../text/sentences.ts'

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
  const hints = {
    ...(typeof context === 'string' ? { context } : {}),
    ...(typeof publishedAt === 'string' ? { publishedAt } : {}),
  }
  const [own, others] = [detectLanguage(line), evidence.map((text) => detectLanguage(text))]
  // A line too short to tell its language speaks that of its evidence.
  const lang = toTextLang(own ?? detectLanguage(evidence.join('\n')))
  if (own !== null && evidence.length > 0 && others.every((other) => other !== null && other !== own)) {
    const langs = others.map((other) => toTextLang(other))
    // Names of another language can make a line look like it: what its evidence says word for word needs no translator.
    const plain = verifyLine(line, evidence, { ...hints, lang: langs[0] ?? lang })
    return plain.ok ? plain : judgeForeign(line, lang, evidence, langs)
  }
  return verifyLine(line, evidence, { ...hints, lang, evidenceLangs: others.map((other) => toTextLang(other ?? lang)) })
}

/** What a line that one of the passages bears out in another language scores: its facts were compared, its wording by a glossary. */
const FOREIGN_SCORE = 0.5
/** Each reason leaves this share of it. */
const REASON_FACTOR = 0.4
/** Sentences of evidence that a line may translate: of a whole article the first ones. */
const PASSAGES_MAX = 400

/** As the gate judges a line that says of itself that it is a translation: by the passage that bears it out best. */
function judgeForeign(line: string, lang: TextLang, evidence: readonly string[], langs: readonly TextLang[]): Verdict {
  const passages = evidence.flatMap((text, at) => {
    const passageLang = langs[at] ?? lang
    const sentences = splitSentences(text, passageLang).map(({ start, end }) => text.slice(start, end))
    return (sentences.length > 1 ? [text, ...sentences] : [text]).map((passage) => ({ passage, passageLang }))
  })
  const judged = passages
    .slice(0, PASSAGES_MAX)
    .map(({ passage, passageLang }) => judgeTranslated(line, passage, lang, passageLang))
  const [reasons = ['there is no evidence']] = judged.toSorted((one, other) => one.length - other.length)
  return { ok: reasons.length === 0, score: FOREIGN_SCORE * REASON_FACTOR ** reasons.length, reasons }
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
