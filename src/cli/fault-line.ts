import { isNewsError } from '../news/errors.ts'

/** What would paint the terminal, start a new line or turn the writing round. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/**
 * A fault's message as it is told: a file's name or a row's words cannot fake another line. A wrong configuration has a line
 * for each fault, an unknown line one for each that there is. What is not ours is named by its message, never by its stack.
 */
export function faultLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (isNewsError(error, 'config-invalid') || isNewsError(error, 'claim-unknown'))
    return text.split('\n').map(showUnseen).join('\n')
  return isNewsError(error) ? showUnseen(text) : showUnseen(text.replaceAll(/\s+/g, ' '))
}

/** The text with unseen characters written out, so that a file can still be told by its name. */
export function showUnseen(text: string): string {
  return text.replaceAll(UNSEEN, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
}
