// Lines that a configured model writes, beside the extracts of the same claims: the bundled story of the tests, in both
// languages; the figures, and on standard error the lines side by side. Skipped where neither OPENAI_API_KEY nor OPENAI_BASE_URL
// names a backend; `model.name` of the configuration picks the model.
import { readFileSync } from 'node:fs'
import { createOpenaiModel } from '../../src/brief/model/openai-model.ts'
import { createModelWriter } from '../../src/brief/write/openai-writer.ts'
import { readPrompt } from '../../src/brief/write/read-prompt.ts'
import { selectClaims } from '../../src/brief/select-claims.ts'
import type { ChosenClaim, Written } from '../../src/brief/writer.ts'
import { chooseConfigFolder } from '../../src/config/environment.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { outlineOf } from '../../src/claim/claim-outline.ts'
import type { Difference, Line } from '../../src/news/claim.ts'
import { LANGS, type Lang } from '../../src/news/message.ts'
import { readMoment } from '../../src/pipeline/reading/view-story.ts'
import { splitWords } from '../../src/text/words.ts'
import {
  at,
  confirmation,
  DAM,
  noSource,
  ownReport,
  rewrite,
  spanish,
  wireOriginal,
  wireReprint,
} from '../pipeline/dam-story.ts'
import { inNewsroom, keepAll, LIMITS } from '../pipeline/newsroom.ts'
import type { EvalPart, EvalRow } from './eval-row.ts'

/** A local model may be slow: what is measured is what it writes, and how long it took. */
const PATIENCE_MS = 100_000
const PROMPT = 'prompts/brief.v2.md'

export const evalModel: EvalPart = async () => {
  const config = await loadConfig(chooseConfigFolder(undefined, process.env), process.env)
  if (config.openai === null) {
    console.error('model: no backend is configured (OPENAI_API_KEY, or OPENAI_BASE_URL for a local one)')
    return null
  }
  const model = createOpenaiModel({
    apiKey: config.openai.apiKey?.reveal() ?? null,
    baseUrl: config.openai.baseUrl,
    model: config.model.name,
    timeoutMs: PATIENCE_MS,
  })
  const writer = createModelWriter({
    model,
    prompt: readPrompt(readFileSync(PROMPT, 'utf8'), PROMPT),
    budget: { briefTokens: null, briefMicros: null },
    prices: { inputMicros: 0, outputMicros: 0 },
    deadlineMs: PATIENCE_MS,
  })
  const rows: EvalRow[] = []
  for (const lang of LANGS) {
    const { chosen, differ } = await chooseFor(lang)
    const from = performance.now()
    const written = await writer.write({ chosen, lang, differ }, AbortSignal.timeout(PATIENCE_MS))
    tellSideBySide(lang, written, chosen)
    rows.push(...rowsOf(lang, written, chosen, (performance.now() - from) / 1_000))
  }
  return rows
}

const SEEN = [wireOriginal, wireReprint, ownReport, rewrite, confirmation, spanish, noSource]

function chooseFor(lang: Lang): Promise<{ chosen: readonly ChosenClaim[]; differ: readonly Difference[] }> {
  return inNewsroom(async (newsroom) => {
    await keepAll(
      SEEN.map((reading, hour) => ({ reading, seenAt: at(`${String(hour + 6).padStart(2, '0')}:00:00`) })),
      newsroom,
    )
    await newsroom.matcher.matchAll(AbortSignal.timeout(PATIENCE_MS))
    const moment = await readMoment(DAM, at('23:00:00'), lang, newsroom)
    const chosen = selectClaims(moment.view.claims, moment.lineOf, LIMITS, outlineOf)
    return { chosen, differ: moment.differences }
  })
}

/** Each extract and what stands for it, of the tests' own story; what stands on top first. */
function tellSideBySide(lang: Lang, { headline, lede, why, lines }: Written, chosen: readonly ChosenClaim[]): void {
  for (const [name, line] of Object.entries({ headline, lede, why })) {
    console.error(`${lang} ${name.padEnd(9)} ${line?.text ?? '(none)'}`)
  }
  for (const { extract } of chosen) {
    const line = lines.find(({ id }) => id === extract.id)
    const same =
      line === undefined ? '(told by another line)' : line.text === extract.text ? '(the extract)' : line.text
    console.error(`${lang} extract   ${extract.text}\n   written   ${same}`)
  }
}

const wordsOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + splitWords(text).length, 0) / Math.max(1, lines.length)

function rowsOf(lang: Lang, written: Written, chosen: readonly ChosenClaim[], seconds: number): readonly EvalRow[] {
  const { report, lines } = written
  const proposed = Math.max(1, report.passed + report.refused.length)
  const inLang = (shown: readonly Line[]) =>
    shown.filter((line) => line.lang === lang).length / Math.max(1, shown.length)
  const extracts = chosen.map(({ extract }) => extract)
  return [
    { name: `${lang}: proposals that passed at once`, ours: report.passed / proposed, peers: {} },
    {
      name: `${lang}: lines that are extracts`,
      ours: report.replaced,
      peers: { extractive: chosen.length },
      better: 'lower',
    },
    { name: `${lang}: words a line`, ours: wordsOf(lines), peers: { extractive: wordsOf(extracts) }, better: 'lower' },
    { name: `${lang}: lines in the reader’s language`, ours: inLang(lines), peers: { extractive: inLang(extracts) } },
    { name: `${lang}: input tokens`, ours: report.usage.inputTokens, peers: {}, bar: 6_000, better: 'lower' },
    { name: `${lang}: output tokens`, ours: report.usage.outputTokens, peers: {}, bar: 1_200, better: 'lower' },
    { name: `${lang}: seconds`, ours: seconds, peers: {}, bar: 20, better: 'lower' },
  ]
}
