import type { Brief } from '../news/brief.ts'
import type { Line } from '../news/claim.ts'
import { toTextLang } from '../text/language.ts'
import { judgeTranslated } from './verify/judge-translated.ts'
import { placeOf } from './write/tellable.ts'
import { verifyLine } from './verify/verify.ts'
import type { ChosenClaim, Written } from './writer.ts'

/** What became of a writer's proposals: how many passed, and why others were replaced by their extract or left out. */
export type Admission = {
  readonly lines: readonly Line[]
  readonly passed: number
  readonly refused: readonly { readonly text: string; readonly reasons: readonly string[] }[]
}

/** What stands above and below the lines once admitted. */
type OnTop = Pick<Brief, 'headline' | 'lede' | 'whyItMatters'>

/**
 * The gate before publication: a line passes when its citations support it; else the extract of its claim stands in,
 * if that passes; else nothing. A line whose claim was not chosen never passes.
 */
export function admitLines(proposed: readonly Line[], chosen: readonly ChosenClaim[]): Admission {
  return admit(proposed, chosen, new Set())
}

/**
 * The same gate for all of a piece of writing. A headline, first sentence or "why it matters" that does not pass becomes
 * null, and the extract of what it would have told stands among the lines.
 */
export function admitWritten(written: Written, chosen: readonly ChosenClaim[]): Admission & OnTop {
  const langs = langsOf(chosen)
  const refused: { text: string; reasons: readonly string[] }[] = []
  const told = new Set<string>()
  const pass = (line: Line | null): Line | null => {
    if (line === null) return null
    const known = chosen.some(({ extract }) => extract.id === line.id)
    const { ok, reasons } = known ? judge(line, langs) : { ok: false, reasons: [NOT_CHOSEN] }
    if (!ok) refused.push({ text: line.text, reasons })
    return ok ? line : null
  }
  const once = (line: Line | null): Line | null => {
    const passed = line !== null && told.has(line.id) ? null : pass(line)
    if (passed !== null) told.add(passed.id)
    return passed
  }
  const [headline, lede, whyItMatters] = [pass(written.headline), once(written.lede), once(written.why)]
  const onTop = [headline, lede, whyItMatters].filter((line) => line !== null)
  const untold = (line: Line | null): readonly Line[] =>
    chosen.filter(({ extract }) => extract.id === line?.id && !told.has(extract.id)).map(({ extract }) => extract)
  const lines = admit([...untold(written.lede), ...written.lines, ...untold(written.why)], chosen, told)
  return {
    ...lines,
    passed: lines.passed + onTop.length,
    refused: [...refused, ...lines.refused],
    headline,
    lede,
    whyItMatters,
  }
}

const NOT_CHOSEN = 'its claim was not chosen'

function admit(proposed: readonly Line[], chosen: readonly ChosenClaim[], before: ReadonlySet<string>): Admission {
  const extracts = new Map(chosen.map(({ extract }) => [extract.id, extract]))
  const lines: Line[] = []
  const refused: { text: string; reasons: readonly string[] }[] = []
  const told = new Set(before)
  const langs = langsOf(chosen)
  for (const line of proposed) {
    const extract = extracts.get(line.id)
    if (extract === undefined || told.has(line.id)) {
      refused.push({ text: line.text, reasons: [extract === undefined ? NOT_CHOSEN : 'its claim is told already'] })
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
