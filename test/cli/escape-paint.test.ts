import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { escapePaint, toJson } from '../../src/cli/parts.ts'

const cases = [
  '\u202Eevil\u202C',
  '\u009B31m',
  '\u2066inside\u2069',
  '\u007F',
  'plain, ñ, 你, 👩',
  '\u001B[2J',
  '\uD800',
]
for (const text of cases) {
  test(`${escapePaint(JSON.stringify(text))} reads back as it was and paints nothing`, () => {
    const json = toJson({ text })
    equal(JSON.parse(json).text, text)
    equal(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(json.replaceAll('\n', '')), false)
  })
}
