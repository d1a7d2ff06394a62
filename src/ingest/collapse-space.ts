/** White space other than one plain blank between two words. */
const UNEVEN = /[^\S ]|\u200B| {2}/u
const SPACE = /[\s\u00A0\u200B\uFEFF]+/gu

/** Each run of white space as one blank. Most texts have no other: those are only looked through, not written anew. */
export function collapseSpace(text: string): string {
  return UNEVEN.test(text) ? text.replace(SPACE, ' ') : text
}
