import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { clipText, plainText, splitText, webUrl } from '../../src/adapters/plain-text.ts'

const cleaned = [
  // given, kept
  ['  a\tb\r\n c\u2028d ', 'a b c d'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['line\n[1] kept', 'line [1] kept'],
  ['\u001b]0;owned\u0007title', ']0;ownedtitle'],
  ['\u0007bell\u0000', 'bell'],
  ['\u202Efdp.exe\u202C \u2066x\u2069 \u200Frtl', 'fdp.exe x rtl'],
  ['zero\u200Bwidth\uFEFF soft\u00ADhyphen', 'zerowidth softhyphen'],
  ['tag\u{e0041}\u{e0042}', 'tag'],
  ['a\u200Db', 'ab'],
  ['👩‍👩‍👧 ❤️ 👍🏽 🇨🇴', '👩‍👩‍👧 ❤️ 👍🏽 🇨🇴'],
  ['👩🏽‍🚀', '👩🏽‍🚀'],
  [`z${'\u0301'.repeat(50)}`, `z${'\u0301'.repeat(8)}`],
  ['half \ud83d pair', 'half \ufffd pair'],
  ['*kept* <!channel> @everyone', '*kept* <!channel> @everyone'],
  ['«¿Qué pasó?» dijo', '«¿Qué pasó?» dijo'],
] as const
for (const [given, kept] of cleaned) {
  test(`${JSON.stringify(given)} is shown as ${JSON.stringify(kept)}`, () => {
    equal(plainText(given), kept)
  })
}

const addresses = [
  ['https://outlet.example/a', 'https://outlet.example/a'],
  ['http://outlet.example', 'http://outlet.example/'],
  ['HTTPS://Outlet.example/<b>', 'https://outlet.example/%3Cb%3E'],
  ['https://outlet.example/a\u202Eb', 'https://outlet.example/a%E2%80%AEb'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://user:secret@outlet.example/', null],
  ['file:///etc/passwd', null],
  ['not an address', null],
  [`https://outlet.example/${'a'.repeat(800)}`, null],
  [null, null],
] as const
for (const [given, link] of addresses) {
  test(`${JSON.stringify(given)?.slice(0, 60)} links to ${link}`, () => {
    equal(webUrl(given), link)
  })
}

test('text is split at blanks where there are any, and never inside a character', () => {
  deepEqual(splitText('one two three', 8), ['one two', 'three'])
  deepEqual(splitText('abcdefgh', 3), ['abc', 'def', 'gh'])
  deepEqual(splitText('ab🙂🙂', 3), ['ab', '🙂', '🙂'])
  deepEqual(splitText('', 3), [''])
  deepEqual(splitText('fits', 4), ['fits'])
})

test('clipped text says that it is clipped and keeps to its length', () => {
  equal(clipText('a longer title', 9), 'a longer…')
  equal(clipText('fits', 4), 'fits')
  ok(clipText('🙂🙂🙂', 4).length <= 4)
})
