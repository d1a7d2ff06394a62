import type { Line } from '../news/claim.ts'
import { toTextLang } from '../text/language.ts'
import { verifyLine } from './verify.ts'
import type { ChosenClaim } from './writer.ts'

/** What became of a writer's proposals: how many passed, and why others were replaced by their extract or left out. */
export type Admission = {
  readonly lines: readonly Line[]
  readonly passed: number
  readonly refused: readonly { readonly text: string; readonly reasons: readonly string[] }[]
}

/**
 * The gate before publication: a line passes when its citations support it; else the extract of its claim stands in,
 * if that passes; else nothing. A line whose claim was not chosen never passes.
 */
export function admitLines(proposed: readonly Line[], chosen: readonly ChosenClaim[]): Admission {
  const extracts = new Map(chosen.map(({ extract }) => [extract.id, extract]))
  const lines: Line[] = []
  const refused: { text: string; reasons: readonly string[] }[] = []
  const told = new Set<string>()
  for (const line of proposed) {
    const extract = extracts.get(line.id)
    if (extract === undefined || told.has(line.id)) {
      refused.push({
        text: line.text,
        reasons: [extract === undefined ? 'its claim was not chosen' : 'its claim is told already'],
      })
      continue
    }
    const admitted = [line, extract].find((candidate) => {
      const { ok, reasons } = judge(candidate)
      if (!ok) refused.push({ text: candidate.text, reasons })
      return ok
    })
    if (admitted === undefined) continue
    told.add(admitted.id)
    lines.push(admitted)
  }
  return { lines, passed: lines.length, refused }
}

function judge(line: Line) {
  return verifyLine(
    line.text,
    line.citations.map(({ text }) => text),
    { lang: toTextLang(line.lang) },
  )
}
