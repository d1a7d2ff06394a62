const NUL = '\u0000'
/** What Unicode has for a character that cannot be shown. */
const REPLACEMENT = '\ufffd'

/**
 * Text as every store can keep it: Postgres takes no NUL, and neither keeps half of a surrogate pair. Each becomes one
 * replacement character, so that offsets stay what they were; both stores then hold the same.
 */
export function storable(text: string): string {
  return (text.includes(NUL) ? text.replaceAll(NUL, REPLACEMENT) : text).toWellFormed()
}
