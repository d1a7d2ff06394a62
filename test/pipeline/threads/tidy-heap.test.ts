import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { getHeapStatistics } from 'node:v8'
import { createHeapTidier } from '../../../src/pipeline/threads/tidy-heap.ts'

const used = () => getHeapStatistics().used_heap_size

test('a heap is tidied where much was left over, and not again before as much is', () => {
  const tidy = createHeapTidier()
  equal(tidy(), false)
  let held: string[][] = Array.from({ length: 100 }, (_each, at) =>
    Array.from({ length: 20_000 }, (_one, turn) => `${at} of ${turn}`),
  )
  ok(held.length > 0)
  held = []
  const before = used()
  equal(tidy(), true)
  ok(used() < before - 50 * 2 ** 20, `${before} → ${used()} bytes`)
  equal(tidy(), false)
})
