const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Latin letters, typographic signs and arrows: one column each, none of them combining. Nearly all text, so worth a short way. */
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*$/

// Unicode 17, EastAsianWidth.txt: blocks whose characters are Wide or Fullwidth, joined where the gaps are unassigned.
const WIDE_RANGES: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
]

/** How many columns of a terminal the text fills: two for East Asian wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += graphemeWidth(segment)
  return columns
}

/** The text cut into runs of at most `columns`; a wide character that fits nowhere stands alone. */
export function cutByWidth(text: string, columns: number): readonly string[] {
  const runs: string[] = []
  let run = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    const next = graphemeWidth(segment)
    if (run !== '' && width + next > columns) {
      runs.push(run)
      run = ''
      width = 0
    }
    run += segment
    width += next
  }
  return run === '' ? runs : [...runs, run]
}

function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0
  if (/^[\p{M}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(grapheme)) return 0
  if (/^\p{Emoji_Presentation}|^\p{Regional_Indicator}{2}|\p{Extended_Pictographic}\ufe0f/u.test(grapheme)) return 2
  return WIDE_RANGES.some(([first, last]) => first <= code && code <= last) ? 2 : 1
}
