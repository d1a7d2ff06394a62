import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutText } from '../../src/text/cut-text.ts'

const pieces = (text: string, lang = 'en') => {
  const { places, sentences } = cutText(text, lang, null)
  deepEqual(
    places.map(({ start, end }) => text.slice(start, end)),
    sentences.map((sentence) => sentence.text),
  )
  return sentences.map((sentence) => sentence.text)
}

const LONG = Array.from({ length: 7 }, (_, at) => `We counted the buses on road ${at} and there were not enough.`).join(
  ' ',
)

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['sentences', 'The lake fell. The wall held.', ['The lake fell.', 'The wall held.']],
  ['paragraphs', 'The lake fell\n\nThe wall held', ['The lake fell', 'The wall held']],
  [
    'a quotation of two sentences stays with who said it',
    '“The wall is wet. It will hold,” Lund said. Buses came.',
    ['“The wall is wet. It will hold,” Lund said.', 'Buses came.'],
  ],
  [
    'so do three, and straight or angled marks',
    'Lund said: "The wall is wet. It holds. It will hold." Buses came. «Nos vamos. Volveremos», dijo.',
    ['Lund said: "The wall is wet. It holds. It will hold."', 'Buses came.', '«Nos vamos. Volveremos», dijo.'],
  ],
  [
    'a quotation ends with its paragraph, closed or not',
    '“The wall is wet. It will hold.\n\nBuses came. They left.',
    ['“The wall is wet. It will hold.', 'Buses came.', 'They left.'],
  ],
  ['nothing', '', []],
  ['white space', ' \n\n ', []],
]
for (const [name, text, expected] of cases) {
  test(name, () => deepEqual(pieces(text), expected))
}

test('a long quotation is cut all the same', () => {
  const whole = pieces(`“${LONG}” Lund said.`)
  ok(whole.length > 1)
  ok(whole.every((piece) => piece.split(' ').length <= 62))
})

test('weekdays are resolved with the stated day', () => {
  const { sentences } = cutText('The lake fell on Wednesday.', 'en', '2026-01-08')
  equal(sentences[0]?.dates[0]?.date, '2026-01-07')
})

test('a book is cut, and in bounded time', () => {
  const start = performance.now()
  equal(cutText('The lake fell. '.repeat(5_000), 'en', null).sentences.length, 800)
  ok(performance.now() - start < 60_000)
})

const textArb = fc
  .array(
    fc.constantFrom(
      'The lake fell.',
      '“It is wet.',
      'It holds,”',
      'Lund said.',
      '"Go.',
      'Now."',
      '«',
      '»',
      '\n\n',
      '…',
    ),
  )
  .map((parts) => parts.join(' '))

test('pieces are in order, apart, trimmed, and lose no word', () => {
  fc.assert(
    fc.property(textArb, (text) => {
      const { places } = cutText(text, 'en', null)
      let end = 0
      for (const place of places) {
        ok(place.start >= end && place.end > place.start && place.end <= text.length)
        equal(text.slice(end, place.start).trim(), '')
        equal(text.slice(place.start, place.end).trim(), text.slice(place.start, place.end))
        end = place.end
      }
      equal(text.slice(end).trim(), '')
    }),
  )
})
