import { equal, match, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { charsetOf, decodeBytes } from '../../src/ingest/decode-bytes.ts'
import { isNewsError } from '../../src/news/errors.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()

const cases = [
  ['UTF-8', Buffer.from('Bogotá: «sí»'), null, 'Bogotá: «sí»'],
  ['UTF-8 with its mark', Buffer.from('\uFEFFBogotá'), null, 'Bogotá'],
  ['UTF-16 LE with its mark', Buffer.from('\uFEFFBogotá', 'utf16le'), null, 'Bogotá'],
  ['UTF-16 BE with its mark', swapped('\uFEFFBogotá'), null, 'Bogotá'],
  ['UTF-16 LE without a mark', Buffer.from('The call lasted an hour', 'utf16le'), null, 'The call lasted an hour'],
  ['UTF-16 BE without a mark', swapped('The call lasted an hour'), null, 'The call lasted an hour'],
  ['windows-1252 when nothing is declared', Buffer.from([0x93, 0x53, 0xed, 0x94]), null, '“Sí”'],
  [
    'the charset that HTML declares',
    latin('<meta charset="windows-1251">\xcf\xe5\xf2\xf0\xee'),
    null,
    '<meta charset="windows-1251">Петро',
  ],
  [
    'the charset that XML declares',
    latin('<?xml version="1.0" encoding="iso-8859-2"?>\xb9'),
    null,
    '<?xml version="1.0" encoding="iso-8859-2"?>š',
  ],
  ['the charset of the transport', latin('\xcf\xe5\xf2\xf0\xee'), 'windows-1251', 'Петро'],
  [
    'UTF-8 that is declared as Latin-1',
    Buffer.from('<meta charset="iso-8859-1">Bogotá'),
    null,
    '<meta charset="iso-8859-1">Bogotá',
  ],
  ['a charset nobody knows', Buffer.from('<meta charset="klingon">Bogotá'), null, '<meta charset="klingon">Bogotá'],
  [
    'UTF-8 with one torn character',
    Buffer.concat([Buffer.from('á'.repeat(30)), Buffer.from([0xc3])]),
    null,
    `${'á'.repeat(30)}\uFFFD`,
  ],
  [
    'the charset that HTML declares, where the transport names one nobody knows',
    latin('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xcf\xe5\xf2\xf0\xee'),
    'klingon',
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Петро',
  ],
  [
    'the charset that XML declares, where the transport says UTF-8 and it is none',
    latin('<?xml version="1.0" encoding="windows-1251"?>\xcf\xe5\xf2\xf0\xee'),
    'utf-8',
    '<?xml version="1.0" encoding="windows-1251"?>Петро',
  ],
  ['the byte order mark, whatever the transport says', Buffer.from('\uFEFFBogotá'), 'windows-1251', 'Bogotá'],
  ['Japanese in escapes', latin('\x1b$B$3$s$K$A$O\x1b(B'), 'iso-2022-jp', 'こんにちは'],
  ['Shift JIS', Buffer.from([0x82, 0xb1, 0x82, 0xf1]), 'Shift_JIS', 'こん'],
  ['Chinese by an old name', Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]), 'gb2312', '中国'],
  ['a charset nobody knows, without any other word', latin('Bogot\xe1'), 'klingon', 'Bogotá'],
  ['line ends of three systems', Buffer.from('a\r\nb\rc\n'), null, 'a\nb\nc\n'],
] as const
for (const [name, bytes, declared, text] of cases) {
  test(`reads ${name}`, () => equal(decodeBytes(bytes, 'a.txt', declared), text))
}

const faults = [
  ['an empty file', Buffer.alloc(0), 'input-empty'],
  ['white space alone', Buffer.from('\uFEFF \n\t\n'), 'input-empty'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'input-not-text'],
  ['a PDF', Buffer.from('%PDF-1.7 …'), 'input-not-text'],
  ['a database', Buffer.from('SQLite format 3\0'), 'input-not-text'],
  ['zero bytes', Buffer.from([65, 66, 0, 0, 0, 67, 68, 69, 70]), 'input-not-text'],
  ['control characters', Buffer.from([1, 2, 3, 4, 65]), 'input-not-text'],
] as const
for (const [name, bytes, code] of faults) {
  test(`refuses ${name}`, () => {
    throws(
      () => decodeBytes(bytes, 'odd.bin'),
      (error) => {
        match(String(error), /^NewsError: odd\.bin: [^\n]+\.$/)
        return isNewsError(error, code)
      },
    )
  })
}

const types = [
  ['text/html; charset=utf-8', 'utf-8'],
  ['text/html;charset="ISO-8859-1"', 'ISO-8859-1'],
  ["application/rss+xml; version=2; Charset = 'windows-1251'", 'windows-1251'],
  ['text/html; charset=', null],
  ['text/html', null],
  [null, null],
] as const
for (const [type, expected] of types)
  test(`the charset of ${type} is ${expected}`, () => equal(charsetOf(type), expected))
