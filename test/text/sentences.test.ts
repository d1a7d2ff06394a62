import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { TextLang } from '../../src/text/language.ts'
import { splitSentences } from '../../src/text/sentences.ts'

const split = (text: string, lang: TextLang) =>
  splitSentences(text, lang).map(({ start, end }) => text.slice(start, end))

// Each row is one paragraph, given as the sentences it must part into; they are joined by a space.
const english = [
  ['Gen. Mark Doyle met Lt. Col. Ann Reyes.', 'They spoke.'],
  ['The U.S. President left the U.S. Embassy at noon.', 'It rained.'],
  ['He flew back to the U.S.', 'The talks went on.'],
  ['On Jan. 7 the dam broke.', 'Nobody slept.'],
  ['It rained all through Jan.', 'Then it snowed.'],
  ["Mr. Okafor's plan failed.", 'Mrs. Lind won.'],
  ['They met at 9 a.m. Wednesday.', 'Nobody came.'],
  ['They met at 9 a.m.', 'The hall was full.'],
  ['She drew No. 3 in the list.', 'He drew No. 12.'],
  ['Was it true?', 'No.', 'It never was.'],
  ['It cost $1.5 million.', 'The board paid 2.75 percent more.'],
  ['He waited … and left.', 'Then he came back.'],
  ['“It holds.', 'We checked it twice,” the engineer said.', 'Nobody replied.'],
  ['“Why now?” Smith asked.', 'Nobody knew.'],
  ['“Stop!” he shouted.', 'They did not.'],
  ['She called it “a mess.”', 'Then she left.'],
  ['(The bridge is closed.)', 'Cars wait.'],
  ['J. R. Hale and Mary K. Olsen signed.', 'So did Acme Inc. chairman Bo Li.'],
  ['He works for Acme Inc.', 'The firm is old.'],
  ['In 2009 . '.trim(), "The man said , `` No '' .", 'He left .'],
  ["`` It is late . ''", 'She went home .'],
  ['"We will not go."', 'He stayed.'],
  ['He met Lt . Ann Reyes in Reno , Nev . , at 7 p . m . Friday .', 'It shook at 5 . 9 .'],
  ['“ Go ! ’ ”', 'She left .'],
  ['It opened in St. Louis.', 'Visit example.com for more.'],
  ['1. Wash the rice.', '2. Boil it.'],
] as const
const spanish = [
  ['EE. UU. firmó el pacto.', 'El Sr. Rojas viajó a EE. UU. el lunes.'],
  ['¿Quién paga?', '¡Nadie!', 'Así terminó.'],
  ['«No iremos», dijo la Dra. Vega.', 'Luego calló.'],
  ['“Es tarde.', 'Nos vamos”, afirmó.', 'Nadie respondió.'],
  ['El art. 5 sigue.', 'Costó 3.500 pesos.'],
  ['Llegó a las 8 p. m. del martes.', 'Llovía.'],
] as const
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as const) {
  for (const row of rows) {
    test(`${row.length} sentences: ${row.join(' | ')}`, () => deepEqual(split(row.join(' '), lang), row))
  }
}

test('a line end always cuts, and paragraphs are counted', () => {
  const text = 'A headline without a stop\n\nFirst. Second\r\n   \nThird.'
  deepEqual(
    splitSentences(text, 'en').map(({ start, end, paragraph }) => [text.slice(start, end), paragraph]),
    [
      ['A headline without a stop', 0],
      ['First.', 1],
      ['Second', 1],
      ['Third.', 2],
    ],
  )
})

const endless = [
  ['words', 'word '],
  ['quotation marks', '"a" '],
  ['one word', 'a'],
  ['characters of two units', '😀'],
  ['blanks between', `a${' '.repeat(50)}`],
] as const
for (const [what, piece] of endless) {
  test(`a line of ${what} that never ends is cut, and nothing of it is lost`, () => {
    const text = piece.repeat(30_000 / piece.length).trim()
    const parts = split(text, 'en')
    equal(parts.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
    for (const part of parts) equal(part.length <= 2_000 && part.isWellFormed() && part === part.trim(), true)
  })
}

const marks = `Mr. U.S. " '' \`\` “ ” ’ ' … ... ? ! . Jan. 7 The he ( ) ¿ 。 EE. UU. said , - é`.split(' ')
const piece = fc.constantFrom(...marks, ' ', '\n', '\t', '\u00a0')
test('sentences cover every visible character, in order, without overlap, trimmed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 60 }),
      (parts) => {
        const text = parts.join('')
        let end = 0
        for (const sentence of splitSentences(text, 'en')) {
          equal(text.slice(end, sentence.start).trim(), '')
          const own = text.slice(sentence.start, sentence.end)
          equal(own, own.trim())
          equal(own === '' || own.includes('\n'), false)
          end = sentence.end
        }
        equal(text.slice(end).trim(), '')
      },
    ),
    { numRuns: 500 },
  )
})
