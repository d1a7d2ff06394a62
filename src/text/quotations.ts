import type { TextLang } from './language.ts'
import type { TextRange } from './range.ts'
import { findNames, nameIsIn, type Name } from './names.ts'
import { countryOf } from './countries.ts'
import { speakerAfter, speakerBefore } from './speakers.ts'
import { isSpeechVerb } from './speech-words.ts'
import { splitWords } from './words.ts'

/** A quotation with its marks; `inner` and `text` are what stands between them. */
export type Quotation = TextRange & { readonly inner: TextRange; readonly text: string }

type Open = { readonly mark: string; readonly close: string; readonly start: number; readonly width: number }

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '”'],
  ['«', '»'],
  ['‘', '’'],
  ['``', "''"],
  ['"', '"'],
  ["'", "'"],
])
const MARK = /``|''|[“”„«»‘’"'\n]/g
const SINGLE = /['‘]/
/** Quotations open at once; deeper nesting is noise. */
const DEPTH_MAX = 8

/**
 * The quotations of a text, outer before inner. One left open ends with its paragraph; a closing mark that nothing
 * opened (a sentence cut out of a longer quotation) closes one from its paragraph's start. Apostrophes are none.
 */
export function findQuotations(text: string): readonly Quotation[] {
  const found: Quotation[] = []
  const open: Open[] = []
  const close = (start: number, width: number, end: number, closing: number): void => {
    const inner = { start: start + width, end }
    const words = text.slice(inner.start, inner.end)
    if (words.trim() !== '') found.push({ start, end: end + closing, inner, text: words })
  }
  let paragraph = 0
  let closedAt = 0
  for (const match of text.matchAll(MARK)) {
    const [mark, at] = [match[0], match.index]
    if (mark === '\n') {
      for (const entry of open.splice(0)) if (!SINGLE.test(entry.mark)) close(entry.start, entry.width, at, 0)
      paragraph = at + 1
      continue
    }
    const ends = open.findLastIndex((entry) => entry.close === mark || (entry.mark === '„' && mark === '“'))
    const entry = open[ends]
    if (entry !== undefined && closesAt(text, at, mark)) {
      open.length = ends
      close(entry.start, entry.width, at, mark.length)
      closedAt = at + mark.length
    } else if (opensAt(text, at, mark)) {
      if (open.length < DEPTH_MAX) open.push({ mark, close: CLOSERS.get(mark) ?? mark, start: at, width: mark.length })
    } else if (open.length === 0 && closedAt <= paragraph && isLoneCloser(text, at, mark)) {
      // »Spanish opens each further paragraph of a quotation with the closing mark.
      close(paragraph, text[paragraph] === '»' ? 1 : 0, at, mark.length)
      closedAt = at + mark.length
    }
  }
  for (const entry of open) if (!SINGLE.test(entry.mark)) close(entry.start, entry.width, text.length, 0)
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

// A single mark closes only after a letter or a stop and before no letter: "leaders’ talks" ends a ‘quotation’ at most.
function closesAt(text: string, at: number, mark: string): boolean {
  if (mark !== "'" && mark !== '’') return true
  return !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '') && !/\s/.test(text[at - 1] ?? ' ')
}

function opensAt(text: string, at: number, mark: string): boolean {
  if (mark === '"') return /\s|^$/.test(text[at - 1] ?? '') || !/^(?:|[\s.,;:!?)])$/.test(text[at + 1] ?? '')
  if (mark !== "'" && mark !== '‘') return mark === '“' || mark === '„' || mark === '«' || mark === '``'
  const before = /^(?:|[\s([“"«—–:-])$/u.test(text[at - 1] ?? '')
  return before && /^[\p{L}¿¡]/u.test(text[at + 1] ?? '') && !isElision(text, at)
}

/** "'90s", "’em", "'til". */
function isElision(text: string, at: number): boolean {
  return /^.(?:em|til|tis|twas|cause|bout|round|n)\b/i.test(text.slice(at, at + 8))
}

function isLoneCloser(text: string, at: number, mark: string): boolean {
  return (
    /^(?:[”»]|''|")$/.test(mark) &&
    /\S/.test(text[at - 1] ?? ' ') &&
    /^(?:|[^\p{L}\p{N}])$/u.test(text[at + mark.length] ?? '')
  )
}

/** How far around a quotation its speaker is looked for. */
const REACH = 240

/** Paragraphs of one quotation that are followed to where its speaker is named. */
const PARAGRAPHS_MAX = 4

/**
 * The surface words of who a quotation is ascribed to in this text: after it ("…," Ruiz said; dijo Ruiz; according to
 * the ministry) or before it (Ruiz said: "…"; según Ruiz, "…"). A quotation that runs over paragraphs has one speaker,
 * and "she said" is the one person whom the sentences just before name. Null when no pattern names anyone.
 */
export function findSpeaker(text: string, quotation: Quotation, lang: TextLang): string | null {
  const speaker = speakerBeside(text, quotation, lang) ?? speakerOverParagraphs(text, quotation, lang)
  const isElided = speaker === null && lang === 'es' && saysAlone(text, quotation)
  return isElided || (speaker !== null && PRONOUN.test(speaker))
    ? (personBefore(text, quotation, lang) ?? speaker)
    : speaker
}

function speakerBeside(text: string, quotation: Quotation, lang: TextLang): string | null {
  const after = text.slice(quotation.end, quotation.end + REACH).split('\n', 1)[0] ?? ''
  const before =
    text
      .slice(Math.max(0, quotation.start - REACH), quotation.start)
      .split('\n')
      .at(-1) ?? ''
  return speakerAfter(after, quotation.text, lang) ?? speakerBefore(before, lang)
}

const isUnclosed = (quotation: Quotation): boolean => quotation.end === quotation.inner.end

// “We wait.¶“We hold,” Ruiz said: what no mark closes goes on in the next paragraph.
function speakerOverParagraphs(text: string, quotation: Quotation, lang: TextLang): string | null {
  if (!isUnclosed(quotation) && !/(?:^|\n)\s*$/.test(text.slice(Math.max(0, quotation.start - 2), quotation.start)))
    return null
  const all = findQuotations(text)
  const at = all.findIndex(({ start }) => start === quotation.start)
  let [last, first] = [at, at]
  for (let step = 1; step < PARAGRAPHS_MAX; step++) {
    const [current, next] = [all[last], all[last + 1]]
    if (current !== undefined && next !== undefined && isUnclosed(current) && isNextLine(text, current, next)) last++
    const [before, start] = [all[first - 1], all[first]]
    if (before !== undefined && start !== undefined && isUnclosed(before) && isNextLine(text, before, start)) first--
  }
  for (const other of all.slice(Math.max(0, first), last + 1)) {
    const speaker = other.start === quotation.start ? null : speakerBeside(text, other, lang)
    if (speaker !== null) return speaker
  }
  return null
}

const isNextLine = (text: string, one: Quotation, next: Quotation): boolean =>
  /^\s*\n\s*$/.test(text.slice(one.end, next.start).slice(0, 40))

const PRONOUN = /^(?:he|she|él|ella)$/iu

// `«Esperamos», dijo.`: Spanish leaves the pronoun out.
function saysAlone(text: string, { end }: Quotation): boolean {
  const [, verb] = /^[,\s]*(\p{L}+)\s*(?:[.;]|$)/u.exec(text.slice(end, end + 40)) ?? []
  return verb !== undefined && isSpeechVerb(splitWords(verb)[0]?.folded ?? '', 'es')
}

// The one person named between the quotation and where its reach ends: with two of them nobody can tell.
function personBefore(text: string, quotation: Quotation, lang: TextLang): string | null {
  const before = text
    .slice(Math.max(0, quotation.start - REACH), quotation.start)
    .replace(/[“"«][^”"»]*[”"»]/g, (quoted) => ' '.repeat(quoted.length))
  const people: Name[] = []
  for (const name of findNames(before, lang)) {
    if (countryOf(name.key) !== null || /^\p{Lu}[\p{Lu}.]+$/u.test(name.text)) continue
    if (!people.some((one) => nameIsIn(name, [one]))) people.push(name)
  }
  const [only, ...others] = people
  return only === undefined || others.length > 0 ? null : only.text
}
