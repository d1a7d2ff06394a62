export type FurnitureKind =
  | 'screen-reader'
  | 'share'
  | 'listen'
  | 'read-time'
  | 'subscribe'
  | 'box'
  | 'end'
  | 'legal'
  | 'advert'
  | 'address'
  | 'caption'
  | 'machine'
  | 'paywall'
  | 'reader-call'
  | 'trailer'
  | 'desk'
  | 'meta'

/** Lines of one kind, known by their whole wording. */
export type Family = { readonly kind: FurnitureKind; readonly wordsMax: number; readonly shape: RegExp }

/** Labels and buttons. A longer line is prose that begins alike. */
export const SHORT = 12
/** One or two sentences addressed to the reader. */
export const LINE = 40
/** A trailer repeats the headline. */
export const PARAGRAPH = 80

/** Each phrase is a pattern for a whole line, in any case. */
export function family(kind: FurnitureKind, wordsMax: number, phrases: readonly string[]): Family {
  return { kind, wordsMax, shape: new RegExp(`^(?:${phrases.join('|')})$`, 'iu') }
}

/** The same where capitals tell a name from a word. */
export function namedFamily(kind: FurnitureKind, wordsMax: number, phrases: readonly string[]): Family {
  return { kind, wordsMax, shape: new RegExp(`^(?:${phrases.join('|')})$`, 'u') }
}
