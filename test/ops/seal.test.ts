import { equal, notEqual, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isNewsError } from '../../src/news/errors.ts'
import { createSealer, isSealKey } from '../../src/ops/seal.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const OTHER = Buffer.alloc(32, 8).toString('base64')
const ABOUT = 'slack T0001'
const sealer = createSealer(KEY, 'THE_KEY')

test('whatever is sealed opens again, and only for whom it was sealed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, about) => {
      const sealed = sealer.seal(text, about)
      equal(createSealer(KEY, 'THE_KEY').open(sealed, about), text)
      throws(
        () => sealer.open(sealed, `${about}x`),
        (error) => isNewsError(error, 'store-corrupt'),
      )
    }),
  )
})

test('the same text is sealed differently each time, and does not show', () => {
  const sealed = sealer.seal('xoxb-hush-hush', ABOUT)
  notEqual(sealed, sealer.seal('xoxb-hush-hush', ABOUT))
  ok(!sealed.includes('hush') && !sealed.includes(Buffer.from('hush-hush').toString('base64url')))
})

test('a sealed text with any one character changed, cut or added does not open', () => {
  const sealed = sealer.seal('xoxb-hush', ABOUT)
  const wrongs = [...sealed].flatMap((character, index) => [
    `${sealed.slice(0, index)}${character === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`,
    sealed.slice(0, index),
  ])
  for (const wrong of [...wrongs, '', '....', `${sealed}.AAAA`, `v1.${sealed}`]) {
    // The last bits of a base64 group may mean nothing.
    if (sameBytes(wrong, sealed)) continue
    throws(() => sealer.open(wrong, ABOUT), isNewsError, wrong)
  }
})

function sameBytes(a: string, b: string): boolean {
  const bytesOf = (text: string) =>
    text.split('.').map((part, index) => (index < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
  return bytesOf(a).join() === bytesOf(b).join()
}

test('another key says which variable to look at, and shows no key', () => {
  throws(
    () => createSealer(OTHER, 'THE_KEY').open(sealer.seal('xoxb-hush', ABOUT), ABOUT),
    (error) => {
      ok(isNewsError(error, 'config-invalid'))
      ok(error.message.includes('THE_KEY') && error.message.includes('T0001'))
      ok(!error.message.includes(KEY) && !error.message.includes(OTHER))
      return true
    },
  )
})

test('what is derived differs by purpose and key, and stays the same', () => {
  equal(sealer.derive('a'), createSealer(KEY, 'X').derive('a'))
  notEqual(sealer.derive('a'), sealer.derive('b'))
  notEqual(sealer.derive('a'), createSealer(OTHER, 'X').derive('a'))
})

const keys = [
  [KEY, true],
  [KEY.replace('=', ''), true],
  [Buffer.alloc(32, 255).toString('base64url'), true],
  [Buffer.alloc(31, 7).toString('base64'), false],
  [Buffer.alloc(33, 7).toString('base64'), false],
  ['', false],
  ['a password that somebody made up for this', false],
  [`${KEY} `, false],
] as const
for (const [text, expected] of keys) {
  test(`${text.length} characters ${expected ? 'are' : 'are not'} a key: ${text.slice(0, 12)}`, () => {
    equal(isSealKey(text), expected)
    if (!expected) throws(() => createSealer(text, 'THE_KEY'), /^NewsError: THE_KEY is not 32 bytes in base64/)
  })
}
