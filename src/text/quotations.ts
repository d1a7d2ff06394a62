import type { TextLang } from './language.ts'
import type { TextRange } from './range.ts'
import { speakerAfter, speakerBefore } from './speakers.ts'

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
      close(paragraph, 0, at, mark.length)
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

/**
 * The surface words of who a quotation is ascribed to in this text: after it ("…," Ruiz said; dijo Ruiz; according to
 * the ministry) or before it (Ruiz said: "…"; según Ruiz, "…"). Null when no pattern names anyone.
 */
export function findSpeaker(text: string, quotation: Quotation, lang: TextLang): string | null {
  const after = text.slice(quotation.end, quotation.end + REACH).split('\n', 1)[0] ?? ''
  const before =
    text
      .slice(Math.max(0, quotation.start - REACH), quotation.start)
      .split('\n')
      .at(-1) ?? ''
  return speakerAfter(after, quotation.text, lang) ?? speakerBefore(before, lang)
}
