import type { Line } from '../news/claim.ts'
import { toTextLang } from '../text/language.ts'
import { judgeTranslated } from './verify/judge-translated.ts'
import { placeOf } from './write/tellable.ts'
import { verifyLine } from './verify/verify.ts'
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
  const langs = langsOf(chosen)
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
      const { ok, reasons } = judge(candidate, langs)
      if (!ok) refused.push({ text: candidate.text, reasons })
      return ok
    })
    if (admitted === undefined) continue
    told.add(admitted.id)
    lines.push(admitted)
  }
  return { lines, passed: lines.length, refused }
}

/** A line told in another language than its passages is judged against each of them; it says of itself that it is one. */
function judge(
  line: Line,
  langs: ReadonlyMap<string, string>,
): { readonly ok: boolean; readonly reasons: readonly string[] } {
  const lang = toTextLang(line.lang)
  if (!line.flags.includes('translated')) {
    return verifyLine(
      line.text,
      line.citations.map(({ text }) => text),
      { lang },
    )
  }
  const judged = line.citations.map((citation) =>
    judgeTranslated(line.text, citation.text, lang, toTextLang(langs.get(placeOf(citation)) ?? line.lang)),
  )
  const best = judged.toSorted((one, other) => one.length - other.length)[0] ?? ['it cites nothing']
  return { ok: best.length === 0, reasons: best }
}

/** The language of each passage of the claims, by its place. */
function langsOf(chosen: readonly ChosenClaim[]): ReadonlyMap<string, string> {
  const supports = chosen.flatMap(({ claim }) => [...claim.supports, ...claim.withdrawn])
  return new Map(supports.map((support) => [placeOf(support), support.lang]))
}
