import { parsePage } from '../page-dom.ts'

/** Entities that texts of feeds hold most; the rest of HTML's two thousand are the parser's to know. */
const COMMON: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  // Those that hide an address's scheme.
  colon: ':',
  Tab: '\t',
  NewLine: '\n',
  sol: '/',
}

/** A reference as the standard writes it: with its semicolon. */
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi

/** Texts use a few dozen names; the lookup of each costs a parse, so of more than these the rest stay as written. */
const NAMES_MAX = 300

/** Longer texts are read piece by piece: what `replace` notes of a million references at once fills a thread's memory. */
const PIECE_CHARS = 65_536
/** No reference is longer: none is cut in two. */
const REFERENCE_CHARS_MAX = 50

/** The same as `text.replace(pattern, write)` for a pattern of references, which begin with `&`, in bounded memory. */
export function replaceReferences(
  text: string,
  pattern: RegExp,
  write: (whole: string, ...groups: (string | undefined)[]) => string,
): string {
  const out: string[] = []
  for (let at = 0; at < text.length;) {
    const far = at + PIECE_CHARS
    // Only right before the cut: a text without any would be looked through from its beginning for each piece.
    const near = far - REFERENCE_CHARS_MAX + 1
    const mark = far < text.length ? text.slice(near, far + 1).lastIndexOf('&') : -1
    const end = mark === -1 ? far : near + mark
    out.push(text.slice(at, end).replace(pattern, write))
    at = end
  }
  return out.join('')
}

/** Character references resolved, once: `&amp;lt;` is `&lt;`. Names that HTML does not know stay as written. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  const looked = new Map<string, string>()
  return replaceReferences(text, REFERENCE, (whole, decimal, hex, name) => {
    if (name === undefined) return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
    const known = COMMON[name] ?? looked.get(name)
    if (known !== undefined || looked.size >= NAMES_MAX) return known ?? whole
    const found = parsePage(`<p>${whole}</p>`).document.body?.textContent?.trim() ?? whole
    looked.set(name, found)
    return found
  })
}

/** The character of a code. Numbers 128–159 are windows-1252's, as browsers read them. */
export function character(code: number): string {
  if (code >= 128 && code < 160) return new TextDecoder('windows-1252').decode(Uint8Array.of(code))
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\uFFFD'
}

/** Text that no reader of HTML takes for markup. */
export function escapeHtml(text: string): string {
  return escapeBrackets(text.replaceAll('&', '&amp;'))
}

/** The same where references stay as they are. */
export function escapeBrackets(text: string): string {
  const out: string[] = []
  for (let at = 0; at < text.length; at += PIECE_CHARS) {
    const piece = text.slice(at, at + PIECE_CHARS)
    out.push(piece.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  }
  return out.join('')
}
