import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { checkUp, type Check } from '../../src/pipeline/check-up.ts'

const failing = (name: string, told: string): Check => ({ name, look: () => Promise.reject(new Error(told)) })
const well = (name: string): Check => ({ name, look: () => Promise.resolve({ found: 'it is well', mend: null }) })

test('one fault hides no other', async () => {
  const { ok, checks } = await checkUp([failing('store', 'away'), well('slack'), failing('model', 'silent')])
  equal(ok, false)
  deepEqual(
    checks.map(({ name, ok: fine, found }) => [name, fine, found]),
    [
      ['store', false, 'away'],
      ['slack', true, 'it is well'],
      ['model', false, 'silent'],
    ],
  )
})

test('several that fail of the same name the first, which tells it', async () => {
  const { ok, checks } = await checkUp([failing('store', 'away'), failing('feeds', 'away'), failing('slack', 'away')])
  equal(ok, false)
  deepEqual(
    checks.map(({ found, mend }) => [found, mend]),
    [
      ['away', 'Do what the message says, then run doctor again.'],
      ['not looked at: “store” stands in the way', 'Mend “store” first.'],
      ['not looked at: “store” stands in the way', 'Mend “store” first.'],
    ],
  )
})
