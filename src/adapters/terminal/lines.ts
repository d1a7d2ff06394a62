import { styleText } from 'node:util'
import { cutByWidth, displayWidth } from './display-width.ts'

export type Style = 'bold' | 'dim' | 'green' | 'cyan' | 'yellow' | 'magenta' | 'red'

/**
 * A run of text in one style. Blanks in it are places to wrap, unless it is `whole`. What is `bound` stays on the line of the
 * word before it: a citation alone on a line tells nothing. What is `unbroken` is never cut: an address that is longer than a line
 * runs over it, for cut in two it can be neither clicked nor copied.
 */
export type Run = {
  readonly text: string
  readonly style?: Style
  readonly whole?: boolean
  readonly bound?: boolean
  readonly unbroken?: boolean
}

/** A line of runs; `styled` joins them. */
export type Line = readonly Run[]

export type Block = {
  /** What stands before the first line, such as `  • `; further lines are indented by as many columns, or by `hang`. */
  readonly lead: Line
  readonly hang?: number
  readonly runs: readonly Run[]
  readonly width: number
}

/** Narrower than this a hanging indent leaves no room for words: the text may then run over the given width. */
const TEXT_COLUMNS_MIN = 10

export function lineWidth(line: Line): number {
  return line.reduce((sum, run) => sum + displayWidth(run.text), 0)
}

/** The runs as lines of at most `width` columns, the first behind `lead`; words longer than a line are cut, unless `unbroken`. */
export function wrap(block: Block): readonly Line[] {
  const leadWidth = lineWidth(block.lead)
  const hang = block.hang ?? leadWidth
  const columns = Math.max(TEXT_COLUMNS_MIN, block.width - Math.max(hang, leadWidth))
  const lines: Run[][] = [[...block.lead]]
  let used = leadWidth
  let fresh = true
  for (const words of boundWords(block.runs, columns)) {
    if (!fresh && used + 1 + boundWidth(words) > block.width) {
      lines.push([{ text: ' '.repeat(hang) }])
      used = hang
      fresh = true
    }
    for (const word of words) {
      lines.at(-1)?.push({ ...word, text: fresh ? word.text : ` ${word.text}` })
      used += displayWidth(word.text) + (fresh ? 0 : 1)
      fresh = false
    }
  }
  return lines
}

/** `right` on the same line as `left`, against the right edge, or null where there is no room for both. */
export function spread(left: Line, right: Line, width: number, gapMin: number): Line | null {
  const gap = width - lineWidth(left) - lineWidth(right)
  return gap < gapMin ? null : [...left, { text: ' '.repeat(gap) }, ...right]
}

/** The line as text: with ANSI styles where `color` is `always`, without blanks at its end. */
export function paint(line: Line, color: 'always' | 'never'): string {
  if (color === 'never')
    return line
      .map((run) => run.text)
      .join('')
      .trimEnd()
  return line
    .map((run) => (run.style === undefined ? run.text : styleText(run.style, run.text, { validateStream: false })))
    .join('')
}

/** The words of the runs, each with those bound to it; what together is wider than a line falls apart. */
function boundWords(runs: readonly Run[], columns: number): readonly Line[] {
  const groups: Run[][] = []
  for (const word of runs.flatMap((run) => splitRun(run, columns))) {
    const last = groups.at(-1)
    if (word.bound === true && last !== undefined && boundWidth([...last, word]) <= columns) last.push(word)
    else groups.push([word])
  }
  return groups
}

function boundWidth(words: Line): number {
  return lineWidth(words) + words.length - 1
}

function splitRun(run: Run, columns: number): readonly Run[] {
  if (run.unbroken === true) return run.text === '' ? [] : [run]
  const parts = run.whole === true ? [run.text] : run.text.split(' ')
  return parts
    .filter((part) => part !== '')
    .flatMap((part) => (displayWidth(part) > columns ? cutByWidth(part, columns) : [part]))
    .map((text) => ({ ...run, text }))
}
