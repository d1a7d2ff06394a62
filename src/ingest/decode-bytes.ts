import { NewsError } from '../news/errors.ts'

/** Declarations stand at the top: XML's in the first line, HTML's within the first 1,024 bytes by the standard. */
const HEAD_BYTES = 4096
/** Control characters beyond this share of the head mean that it is not text. */
const CONTROL_SHARE_MAX = 0.05
/** Of a text that is nearly UTF-8, this share of its non-ASCII sequences must be sound: one torn character is not a charset. */
const UTF8_SOUND_SHARE_MIN = 0.9

const MAGIC: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a ZIP archive or an office document', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a database file', [...Buffer.from('SQLite format 3')]],
]

/**
 * The text of a file or a response: by its byte order mark, as UTF-8 where it is sound UTF-8, by the charset it declares
 * (`declared` is what the transport said, else XML's or HTML's own declaration), else as windows-1252. Line ends become \n.
 * Throws NewsError: 'input-empty' (nothing but white space), 'input-not-text' (binary).
 */
export function decodeBytes(bytes: Uint8Array, name: string, declared: string | null = null): string {
  if (bytes.length === 0) throw emptyInput(name)
  const text = decode(bytes, name, declared)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
  if (text.trim() === '') throw emptyInput(name)
  return text
}

function decode(bytes: Uint8Array, name: string, declared: string | null): string {
  const marked = byOrderMark(bytes)
  if (marked !== null) return new TextDecoder(marked).decode(bytes)
  refuseBinary(bytes, name)
  const wide = wideCharset(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  // What the transport says may be nonsense, or a server's default: then the document's own word counts.
  const decoders = [declared, declaredCharset(bytes)].map(decoderFor).filter((decoder) => decoder !== null)
  // ISO-2022 escapes are all ASCII bytes: they would pass for sound UTF-8.
  if (decoders[0]?.encoding.startsWith('iso-2022')) return decoders[0].decode(bytes)
  const utf8 = decodeUtf8(bytes)
  if (utf8 !== null) return utf8
  const legacy = decoders.find(({ encoding }) => !encoding.startsWith('utf-'))
  return (legacy ?? new TextDecoder('windows-1252')).decode(bytes)
}

/** The charset of a Content-Type header, as `text/html; charset=utf-8` has one; null where it says none. */
export function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1] ?? null
}

function emptyInput(name: string): NewsError {
  return new NewsError('input-empty', `${name}: the file is empty. Save the article again and read it once more.`)
}

function byOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: Latin text has a zero in every second byte, always on the same side. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  const head = bytes.subarray(0, HEAD_BYTES)
  for (const [at, byte] of head.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  const most = head.length / 2
  if (odd > most * 0.6 && even < most * 0.05) return 'utf-16le'
  if (even > most * 0.6 && odd < most * 0.05) return 'utf-16be'
  return null
}

function refuseBinary(bytes: Uint8Array, name: string): void {
  const kind = MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0]
  if (kind !== undefined) throw notText(name, `it is ${kind}`)
  if (wideCharset(bytes) !== null) return
  const head = bytes.subarray(0, HEAD_BYTES)
  let controls = 0
  for (const byte of head) {
    if (byte === 0) throw notText(name, 'it holds zero bytes')
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  }
  if (controls > head.length * CONTROL_SHARE_MAX) throw notText(name, 'it holds control characters')
}

function notText(name: string, because: string): NewsError {
  return new NewsError('input-not-text', `${name}: not a text (${because}). Give a saved page, a feed or plain text.`)
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  const xml = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1]
  if (xml !== undefined) return xml
  return /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null
}

function decoderFor(label: string | null): TextDecoder | null {
  try {
    return label === null ? null : new TextDecoder(label)
  } catch {
    // A label nobody knows says nothing: the bytes decide.
    return null
  }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes)
    let broken = 0
    let wide = 0
    for (const char of lenient) {
      if (char === '\uFFFD') broken += 1
      else if (char > '\u007F') wide += 1
    }
    return wide > 0 && wide / (wide + broken) >= UTF8_SOUND_SHARE_MIN ? lenient : null
  }
}
