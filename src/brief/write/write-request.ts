import { shortHash } from '../../news/ids.ts'
import type { Lang } from '../../news/message.ts'
import type { Refused } from './gate-lines.ts'
import type { ModelRequest } from '../model/model.ts'
import { DATAMARK, visibleText } from './plain-line.ts'
import { findQuotables, outerQuotations, type Quotable } from './place-quotations.ts'
import type { Prompt } from './read-prompt.ts'
import { LINE_KINDS, replySchema, type LineKind } from './read-reply.ts'
import type { Passage, Tellable } from './tellable.ts'

/** A request with what is needed to read its answer. */
export type BriefRequest = { readonly request: ModelRequest; readonly quotables: readonly Quotable[] }

export type RequestParts = {
  readonly prompt: Prompt
  readonly lang: Lang
  /** What the answer may hold; a repair and an update are of lines only. */
  readonly kinds?: readonly LineKind[]
}

/** Words of a line that a model is asked for; longer ones are read twice. The gate counts characters. */
const LINE_WORDS = 32
/**
 * Tokens of an answer: eight lines of thirty words with their JSON take about 600; with headline, lede and a repair of
 * half of them an edition stays below 1,200.
 */
const OUTPUT_TOKENS_MAX = 750
const REPAIR_TOKENS_MAX = 400
/** Characters of a passage that are shown: a sentence of 60 words. What is cut off is no evidence that the model knows. */
const PASSAGE_LENGTH_MAX = 420
/** Further passages of a claim that are shown: one other origin's words are enough to see what is common. */
const ALSO_MAX = 1
/** Hex digits of the fence: no text can hold the hash of a request that it is part of. */
const FENCE_DIGITS = 16
/** Lines sent back to be mended, and reasons told of each: more would be a second brief. */
const REPAIRED_MAX = 6
const REASONS_MAX = 3
const REASON_LENGTH_MAX = 160

const LANGUAGES: Readonly<Record<Lang, string>> = { en: 'English', es: 'Spanish' }

/** Asks for a brief of the claims: numbered, fenced and datamarked, never whole pages. */
export function writeRequest(
  tellables: readonly Tellable[],
  { prompt, lang, kinds = LINE_KINDS }: RequestParts,
): BriefRequest {
  const quotables = findQuotables(tellables, shownOf)
  const told = tellables.map((tellable) => tellClaim(tellable, quotables))
  const fence = fenceOf(told)
  const values = { language: LANGUAGES[lang], fence, mark: DATAMARK, maxWordsPerLine: LINE_WORDS }
  const claims = fenceAll(tellables, told, fence)
  return {
    quotables,
    request: {
      system: prompt.fill('system', values),
      user: prompt.fill('user', { ...values, claims, maxLines: tellables.length }),
      schema: {
        name: 'brief',
        json: replySchema(
          tellables.map(({ n }) => n),
          kinds,
        ),
      },
      outputTokensMax: OUTPUT_TOKENS_MAX,
    },
  }
}

/** Asks to mend refused lines, with what the gate found; only their claims are shown again. Null where none is to mend. */
export function repairRequest(
  refused: readonly Refused[],
  tellables: readonly Tellable[],
  quotables: readonly Quotable[],
  { prompt, lang, kinds = LINE_KINDS }: RequestParts,
): ModelRequest | null {
  const mended = refused.filter(({ proposal }) => proposal.claims.length > 0).slice(0, REPAIRED_MAX)
  const numbers = new Set(mended.flatMap(({ proposal }) => proposal.claims))
  if (numbers.size === 0) return null
  const shown = tellables.filter(({ n }) => numbers.has(n))
  const told = shown.map((tellable) => tellClaim(tellable, quotables))
  const lines = mended.map(({ proposal, reasons }) => {
    const why = reasons.slice(0, REASONS_MAX).map((reason) => `- ${datamark(reason, REASON_LENGTH_MAX)}`)
    return [
      `${proposal.kind} ${proposal.claims.join(', ')}: ${datamark(proposal.text, PASSAGE_LENGTH_MAX)}`,
      ...why,
    ].join('\n')
  })
  const fence = fenceOf([...told, ...lines])
  const values = { language: LANGUAGES[lang], fence, mark: DATAMARK, maxWordsPerLine: LINE_WORDS }
  return {
    system: prompt.fill('system', values),
    user: prompt.fill('repair', { ...values, claims: fenceAll(shown, told, fence), refused: lines.join('\n') }),
    schema: { name: 'brief', json: replySchema([...numbers], kinds) },
    outputTokensMax: REPAIR_TOKENS_MAX,
  }
}

/** The passages of a claim that are shown: the one that speaks, and another origin's. */
function shownOf({ passages }: Tellable): readonly number[] {
  const [first] = passages
  const others = passages.flatMap((passage, at) => (at > 0 && passage.origin !== first?.origin ? [at] : []))
  return first === undefined ? [] : [0, ...others.slice(0, ALSO_MAX)]
}

function tellClaim(tellable: Tellable, quotables: readonly Quotable[]): string {
  const { extract, claim, n, passages, differ } = tellable
  const flags = extract.flags.filter((flag) => flag !== 'extract')
  const [text = '', ...also] = shownOf(tellable).map((at) => {
    const own = quotables.filter((quotable) => quotable.claim === n && quotable.passage === at)
    return tellPassage(passages[at], own)
  })
  return [
    `origins: ${extract.support.origins} (${datamark(passages[0]?.origin ?? '', 60)})`,
    ...(flags.length === 0 ? [] : [`flags: ${flags.join(', ')}`]),
    `first-seen: ${claim.firstSeenAt.toString().slice(0, 10)}`,
    `text: ${text}`,
    ...also.map((passage) => `also: ${passage}`),
    ...(differ.length === 0 ? [] : [`sources-differ: ${differ.map((side) => datamark(side, 80)).join(' / ')}`]),
  ].join('\n')
}

/** The passage datamarked, each quotation that may be used as `[Q1:its^words]`. */
function tellPassage(passage: Passage | undefined, quotables: readonly Quotable[]): string {
  const text = passage?.citation.text ?? ''
  const pieces: string[] = []
  let from = 0
  for (const { start, end } of outerQuotations(text)) {
    const quotable = quotables.find((one) => one.start === start)
    if (quotable === undefined) continue
    pieces.push(datamark(text.slice(from, start)), `[Q${quotable.n}:${datamark(quotable.words)}]`)
    from = end
  }
  pieces.push(datamark(text.slice(from)))
  return pieces
    .filter((piece) => piece !== '')
    .join(DATAMARK)
    .slice(0, PASSAGE_LENGTH_MAX)
}

/**
 * A stranger's text as it is sent: one line, with a mark for every blank and without what could pass for ours: our
 * mark, brackets (placeholders), fences.
 */
function datamark(text: string, lengthMax = PASSAGE_LENGTH_MAX): string {
  return visibleText(text)
    .replaceAll(DATAMARK, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .slice(0, lengthMax)
    .toWellFormed()
    .trim()
    .replaceAll(/\s+/g, DATAMARK)
}

const fenceOf = (told: readonly string[]): string => shortHash(told.join('\n'), FENCE_DIGITS)

function fenceAll(tellables: readonly Tellable[], told: readonly string[], fence: string): string {
  return tellables.map(({ n }, at) => `${fence} claim ${n}\n${told[at] ?? ''}\n${fence} end ${n}`).join('\n')
}
