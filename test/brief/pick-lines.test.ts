import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPicker } from '../../src/brief/pick-lines.ts'

type Bag = { readonly worth: number; readonly words: string }

/** The share of a bag's letters that stand in those told before. */
const redundancy = ({ words }: Bag, told: readonly Bag[]): number => {
  const letters = [...words]
  const shared = letters.filter((letter) => told.some((before) => before.words.includes(letter)))
  return letters.length === 0 ? 1 : shared.length / letters.length
}

const tellAll = (bags: readonly Bag[], floor = 0): readonly Bag[] => {
  const picker = createPicker(bags, { redundancy, floor })
  const told: Bag[] = []
  for (let bag = picker.next(); bag !== null; bag = picker.next()) {
    picker.tell(bag)
    told.push(bag)
  }
  return told
}

const cases: readonly (readonly [string, readonly Bag[], number, string])[] = [
  [
    'the worthier first',
    [
      { worth: 1, words: 'ab' },
      { worth: 2, words: 'cd' },
    ],
    0,
    'cd ab',
  ],
  [
    'what was told counts no more',
    [
      { worth: 3, words: 'ab' },
      { worth: 2, words: 'abc' },
      { worth: 1, words: 'de' },
    ],
    0,
    'ab de abc',
  ],
  [
    'a repetition is never told',
    [
      { worth: 3, words: 'ab' },
      { worth: 2, words: 'ba' },
    ],
    0,
    'ab',
  ],
  [
    'two lines together tell a third',
    [
      { worth: 4, words: 'ab' },
      { worth: 3, words: 'cd' },
      { worth: 2, words: 'ad' },
    ],
    0,
    'ab cd',
  ],
  [
    'what is at the floor is not told',
    [
      { worth: 3, words: 'ab' },
      { worth: 1, words: 'cd' },
    ],
    1,
    'ab',
  ],
  ['nothing of nothing', [], 0, ''],
]
for (const [name, bags, floor, told] of cases) {
  test(name, () =>
    equal(
      tellAll(bags, floor)
        .map(({ words }) => words)
        .join(' '),
      told,
    ),
  )
}

test('what was given and not told leaves no trace', () => {
  const picker = createPicker(
    [
      { worth: 2, words: 'ab' },
      { worth: 1, words: 'ab' },
    ],
    { redundancy, floor: 0 },
  )
  equal(picker.next()?.worth, 2)
  equal(picker.next()?.worth, 1)
  equal(picker.next(), null)
})

test('a line that joins later is weighed against what was told', () => {
  const picker = createPicker<Bag>([{ worth: 2, words: 'ab' }], { redundancy, floor: 0 })
  const first = picker.next()
  ok(first !== null)
  picker.tell(first)
  picker.add({ worth: 9, words: 'ab' })
  picker.add({ worth: 1, words: 'cd' })
  equal(picker.next()?.words, 'cd')
  equal(picker.next(), null)
})

const bagArb = fc.record({
  worth: fc.double({ min: 0.1, max: 10, noNaN: true }),
  words: fc.string({ unit: fc.constantFrom(...'abcdefgh'), maxLength: 4 }),
})

test('each time it is the best of all by worth × (1 − redundancy)', () => {
  fc.assert(
    fc.property(fc.array(bagArb, { maxLength: 12 }), (bags) => {
      const told = tellAll(bags)
      const open = new Set(bags)
      const slow: Bag[] = []
      for (;;) {
        let best: Bag | null = null
        let most = 0
        for (const bag of open) {
          const score = bag.worth * (1 - redundancy(bag, slow))
          if (score > most) [best, most] = [bag, score]
        }
        if (best === null) break
        open.delete(best)
        slow.push(best)
      }
      deepEqual(told, slow)
    }),
  )
})
