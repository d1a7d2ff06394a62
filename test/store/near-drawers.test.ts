import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../src/store/connect.ts'
import { compileDrawers, findHolders, putAway, sortEntries } from '../../src/store/near-drawers.ts'
import { mixBits } from '../../src/text/shingles.ts'

const FLOOR = 0

/** A chest in memory; `put` takes pairs of a text's number and a key. */
async function openChest() {
  const connections = await connect(':memory:', {})
  const queries = compileDrawers(connections.read)
  return {
    put: (pairs: readonly (readonly [number, number])[], floor = FLOOR) =>
      connections.write
        .transaction()
        .execute((trx) => putAway(trx, queries, sortEntries(Uint32Array.from(pairs.flat())), floor)),
    find: (keys: readonly number[]) => findHolders(connections.read, queries, keys),
    async drawers() {
      const rows = await connections.read.selectFrom('near_drawers').select(['id', 'entries']).execute()
      return rows.map(({ id, entries }) => ({ id, bytes: entries.length }))
    },
    close: () => connections.close(),
  }
}

const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

test('what was put away is found under its key, and nothing under others', async () => {
  const chest = await openChest()
  deepEqual(await chest.find([7]), new Map([[7, []]]))
  await chest.put(EXTREMES.map((key, number) => [number + 1, key]))
  const found = await chest.find([...EXTREMES, 2, 0x80000001])
  deepEqual([...found.values()], [[1], [2], [3], [4], [5], [6], [], []])
  await chest.close()
})

test('a hundred thousand entries go down some levels, and each is found; no drawer grows large', async () => {
  const chest = await openChest()
  const count = 150_000
  const step = 5_000
  for (let start = 0; start < count; start += step) {
    await chest.put(Array.from({ length: step }, (_, at) => [start + at, mixBits(start + at)] as const))
  }
  for (let number = 0; number < count; number += 997) {
    ok((await chest.find([mixBits(number)])).get(mixBits(number))?.includes(number), `${number}`)
  }
  const drawers = await chest.drawers()
  ok(Math.max(...drawers.map(({ id }) => id)) > 64 * 64)
  ok(Math.max(...drawers.map(({ bytes }) => bytes)) <= 3 * 1_024 * 8)
  equal(
    drawers.reduce((sum, { bytes }) => sum + bytes, 0),
    count * 8,
  )
  await chest.close()
})

test('of a key that thousands have, the first holders are kept', async () => {
  const chest = await openChest()
  for (let start = 0; start < 5_000; start += 1_000) {
    await chest.put(Array.from({ length: 1_000 }, (_, at) => [start + at, 42] as const))
  }
  deepEqual(
    (await chest.find([42])).get(42),
    Array.from({ length: 64 }, (_, at) => at),
  )
  await chest.close()
})

test('texts that are gone go from a drawer when it is opened', async () => {
  const chest = await openChest()
  await chest.put(Array.from({ length: 100 }, (_, number) => [number, 42] as const))
  await chest.put([[200, 42]], 90)
  deepEqual(
    (await chest.find([42])).get(42),
    [90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 200].filter((n) => n < 64 || n === 200),
  )
  await chest.close()
})
