import { deepEqual } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keepNewest } from '../../src/ops/keep-newest.ts'

const CASES = [
  { what: 'what there is room for stays', keys: ['a', 'b', 'c'], most: 3, stay: ['a', 'b', 'c'] },
  { what: 'the oldest goes first', keys: ['a', 'b', 'c', 'd'], most: 3, stay: ['b', 'c', 'd'] },
  { what: 'what is put in again is the newest', keys: ['a', 'b', 'a', 'c'], most: 2, stay: ['a', 'c'] },
  { what: 'nothing stays where there is no room', keys: ['a', 'b'], most: 0, stay: [] },
] as const

describe('of a map that grows, the newest are kept', () => {
  for (const { what, keys, most, stay } of CASES) {
    test(what, () => {
      const kept = new Map<string, number>()
      for (const [at, key] of keys.entries()) keepNewest(kept, key, at, most)
      deepEqual([...kept.keys()], stay)
    })
  }

  test('a value is replaced', () => {
    const kept = new Map([['a', 1]])
    keepNewest(kept, 'a', 2, 1)
    deepEqual([...kept], [['a', 2]])
  })
})
