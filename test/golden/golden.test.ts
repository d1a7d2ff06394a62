import { throws } from 'node:assert/strict'
import { test } from 'node:test'
import { matchesGolden } from './golden.ts'

const updating = process.env['UPDATE_GOLDEN'] === '1'

test('a missing golden file fails', { skip: updating }, () => {
  throws(() => matchesGolden('no-such-file.txt', 'text'), /is missing: run with UPDATE_GOLDEN=1/)
})

test('a golden file that differs fails', { skip: updating }, () => {
  throws(() => matchesGolden('terminal/quiet.txt', 'other text'), /differs/)
})
