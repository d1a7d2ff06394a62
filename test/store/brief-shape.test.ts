import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { briefShape } from '../../src/store/brief-shape.ts'
import { brief } from '../contract/store-samples.ts'

const NEWER = ['headline', 'lede', 'whyItMatters', 'made']

test('a brief is read as it was written', () => {
  const written = JSON.stringify(brief('e1', '06:00'))
  equal(JSON.stringify(briefShape.parse(JSON.parse(written))), written)
})

test('an edition of before models wrote has neither headline nor first sentence nor maker', () => {
  const entries = Object.entries(JSON.parse(JSON.stringify(brief('e1', '06:00')))).filter(
    ([key]) => !NEWER.includes(key),
  )
  const { headline, lede, whyItMatters, made } = briefShape.parse(Object.fromEntries(entries))
  deepEqual([headline, lede, whyItMatters, made], [null, null, null, null])
})
