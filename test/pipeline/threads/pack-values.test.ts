import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { packValue, unpackValue } from '../../../src/pipeline/threads/pack-values.ts'

const cross = (value: unknown) => unpackValue(structuredClone(packValue(value)))

const moment = fc
  .bigInt({ min: -(10n ** 18n), max: 4n * 10n ** 18n })
  .map((nanoseconds) => Temporal.Instant.fromEpochNanoseconds(nanoseconds))

/** Two equal moments are not the same to deepEqual: they are told by their names. */
const spell = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant) return `moment ${value}`
  if (Array.isArray(value)) return value.map(spell)
  if (value instanceof Map) return { map: [...value].map(spell) }
  if (value instanceof Set) return { set: [...value].map(spell) }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spell(item)]))
}

const { plain } = fc.letrec((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, false, 0.5, -1),
    fc.string(),
    moment,
    fc.array(tie('plain'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('plain'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('plain')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
    fc.array(tie('plain'), { maxLength: 4 }).map((items) => new Set(items)),
  ),
}))

test('a plain value is the same on the other side of a thread', () => {
  fc.assert(
    fc.property(plain, (value) => {
      deepEqual(spell(cross(value)), spell(value))
    }),
  )
})

test('a moment keeps its nanoseconds', () => {
  const at = Temporal.Instant.from('2026-01-07T14:00:00.123456789Z')
  const crossed = cross({ at, none: null })
  equal(JSON.stringify(crossed), JSON.stringify({ at, none: null }))
})

test('what is not plain is refused', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  const cases: readonly (readonly [string, unknown])[] = [
    ['a function', () => undefined],
    ['a function inside', { a: [{ b: () => undefined }] }],
    ['a symbol', Symbol('one')],
    ['an object of a class', new URL('https://paper.example/')],
    ['an error', new Error('no')],
    ['a big number, which would be read as a moment', 12n],
    ['what holds itself', circle],
  ]
  for (const [name, value] of cases) throws(() => packValue(value), TypeError, name)
})
