/** Combining marks kept on one letter. Living scripts need up to four; more is a decoration that climbs over other lines. */
const COMBINING_MARKS_MAX = 8

/** A longer address stays unlinked: Slack's link fields end at 3,000 characters, and a part must hold several links. */
const URL_LENGTH_MAX = 800

const ESCAPE = String.fromCharCode(27)
// A colour or cursor sequence: left without its ESC it would show as `[31m`.
const TERMINAL_SEQUENCE = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g')
const CONTROL = /\p{Cc}/gu
// Bidirectional overrides, zero-width characters, tags. A joiner or selector stays where it shapes an emoji.
const JOINER_OUTSIDE_EMOJI = /(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{fe0f}?)\u{200d}/gu
const UNSEEN = /(?!\u{200d}|\u{fe0e}|\u{fe0f})\p{Default_Ignorable_Code_Point}/gu
const MARKS_PILED = new RegExp(`(\\p{M}{${COMBINING_MARKS_MAX}})\\p{M}+`, 'gu')

/**
 * Text of an article or of ours as one line of visible characters: control characters, terminal sequences, overrides of
 * the writing direction and zero-width characters are gone, white space is single blanks. What is markup on a platform stays:
 * its renderer makes that literal.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(TERMINAL_SEQUENCE, '')
    .replaceAll(UNSEEN, '')
    .replaceAll(JOINER_OUTSIDE_EMOJI, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(CONTROL, '')
    .replaceAll(MARKS_PILED, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The address as a link may carry it, or null for what is not an http(s) address, holds a password or is overlong. */
export function webUrl(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '' || parsed.href.length > URL_LENGTH_MAX) return null
  return parsed.href
}

/**
 * The text in pieces of at most `lengthMax` UTF-16 units, cut at blanks where there are any, never inside a character. The pieces
 * joined give the text without the blanks it was cut at. At least one piece, which is empty for an empty text.
 */
export function splitText(text: string, lengthMax: number): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > lengthMax) {
    const blank = rest.lastIndexOf(' ', lengthMax)
    const hard = rest.slice(0, lengthMax).isWellFormed() ? lengthMax : lengthMax - 1
    // A blank far back belongs to a short word before a very long one: cutting there would leave the piece nearly empty.
    const cut = blank > lengthMax / 2 ? blank : Math.max(hard, 1)
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut).trimStart()
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest]
}

/** The text cut to `lengthMax` UTF-16 units with `…`: for titles and notifications, whose whole text a reader finds elsewhere. */
export function clipText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  return `${splitText(text, lengthMax - 1)[0] ?? ''}…`
}
