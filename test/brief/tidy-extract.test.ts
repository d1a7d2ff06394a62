import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tidyExtract } from '../../src/brief/tidy-extract.ts'
import type { TextLang } from '../../src/text/language.ts'

const cases: readonly (readonly [string, string | null, TextLang?])[] = [
  ['The lake fell.', 'The lake fell.'],
  ['  The lake\n fell. ', 'The lake fell.'],
  ['However, the lake fell.', 'The lake fell.'],
  ['But Okafor stayed.', 'Okafor stayed.'],
  ['In response, farmers stayed.', 'Farmers stayed.'],
  ['Meanwhile the board met.', 'The board met.'],
  ['Butter was rationed.', 'Butter was rationed.'],
  ['Alsop left the board.', 'Alsop left the board.'],
  ['He said the lake fell.', null],
  ['This angered the farmers.', null],
  ['But she stayed.', null],
  ['The two met on Friday.', null],
  ['The threat angered the farmers.', null],
  ['Hermann left the board.', 'Hermann left the board.'],
  ['It is unclear whether the wall holds.', 'It is unclear whether the wall holds.'],
  ['There are five gates.', 'There are five gates.'],
  ['“The wall holds,” Lund said.', '“The wall holds,” Lund said.'],
  ['“He lied,” Lund said.', '“He lied,” Lund said.'],
  ['“The wall holds, Lund said.', null],
  ['The wall holds,” Lund said.', null],
  ['”The wall“ holds.', null],
  ['"The wall holds, Lund said.', null],
  ['The wall «holds», Lund said.', 'The wall «holds», Lund said.'],
  ['NORWICK, Jan 7 (Northline) — The lake fell.', 'The lake fell.'],
  ['NORWICK (Northline) - The lake fell.', 'The lake fell.'],
  ['NORWICK/CALDER, Jan. 7 – The lake fell.', 'The lake fell.'],
  ['NORWICK , Jan. 7 -- The lake fell .', 'The lake fell .'],
  ['New Norwick -LRB- NTV -RRB- -- The lake fell .', 'The lake fell .'],
  ['New Norwick (Northline) – The lake fell.', 'The lake fell.'],
  ['(By Ana Lee — Northline) NORWICK — The lake fell.', 'The lake fell.'],
  ['-LRB- By Ana Lee -- Northline -RRB- The lake fell .', 'The lake fell .'],
  ['Norwick (the town) – a small one – fell.', 'Norwick (the town) – a small one – fell.'],
  ['Norwick -LRB- the town -RRB- fell .', 'Norwick -LRB- the town -RRB- fell .'],
  ["Lund said : `` The lake fell . ''", "Lund said : `` The lake fell . ''"],
  ['Norwick is a town – a small one.', 'Norwick is a town – a small one.'],
  ['The lake fell', 'The lake fell.'],
  ['The lake fell,', 'The lake fell.'],
  ['Did the lake fall?', 'Did the lake fall?'],
  ['Sin embargo, la presa resiste.', 'La presa resiste.', 'es'],
  ['Por su parte, Okafor se quedó.', 'Okafor se quedó.', 'es'],
  ['Él se quedó.', null, 'es'],
  ['Su gobierno cayó.', null, 'es'],
  ['La medida enfadó a los granjeros.', null, 'es'],
  ['Susana Marsh se quedó.', 'Susana Marsh se quedó.', 'es'],
]
for (const [passage, line, lang = 'en'] of cases) {
  test(`${JSON.stringify(passage)} → ${line}`, () => equal(tidyExtract(passage, lang), line))
}

const quotations = (text: string) => [...text.matchAll(/“([^”]*)”|«([^»]*)»|"([^"]*)"/g)].map(([whole]) => whole)
const fold = (text: string) => text.replaceAll(/\s+/g, ' ')

const wordArb = fc.constantFrom(
  'However,',
  'but',
  'NORWICK',
  '(Northline)',
  '—',
  '-',
  'Jan',
  '7',
  'he',
  'The',
  'lake',
  'fell',
  'sin embargo,',
  'said',
  ',',
  '.',
  '\n',
  '“but he lied”',
  '“However, NORWICK — fell”',
  '«sin embargo, cayó»',
  '"and  the lake"',
  '“',
  '”',
  '"',
)
const passageArb = fc.array(wordArb, { maxLength: 12 }).map((words) => words.join(' '))
const langArb = fc.constantFrom<TextLang>('en', 'es')

test('words inside quotation marks are never changed, added or dropped', () => {
  fc.assert(
    fc.property(passageArb, langArb, (passage, lang) => {
      const line = tidyExtract(passage, lang)
      if (line !== null) deepEqual(quotations(line), quotations(fold(passage)))
    }),
    { numRuns: 500 },
  )
})

test('a line is its passage without a beginning, but for its first letter and its end', () => {
  fc.assert(
    fc.property(passageArb, langArb, (passage, lang) => {
      const line = tidyExtract(passage, lang)
      if (line === null) return
      ok(!/\s\s|^\s|\s$/.test(line))
      const body = line.slice(1).replace(/[.,;:–—-]*$/, '')
      ok(fold(passage).includes(body), `${line} of ${passage}`)
    }),
    { numRuns: 500 },
  )
})

test('a tidied line is tidy', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases.map(([, line]) => line).filter((line) => line !== null)), (line) => {
      equal(tidyExtract(line, 'en') ?? line, line)
    }),
  )
})

const clauses = [
  'NATO ministers met on Friday – without the Turkish one – to speak of the dam.',
  'The FBI left Norwick – and the board stayed.',
  'UN engineers saw the wall - twice in one week - before it cracked.',
]
for (const clause of clauses) {
  test(`a dash inside a sentence is no dateline: ${clause}`, () => equal(tidyExtract(clause, 'en'), clause))
}

const leaning: readonly (readonly [string, TextLang])[] = [
  ['According to him, the board closed two gates.', 'en'],
  ['For her, the wall was safe.', 'en'],
  ['Según él, la junta cerró dos compuertas.', 'es'],
]
for (const [passage, lang] of leaning) {
  test(`it leans on somebody the reader does not see: ${passage}`, () => equal(tidyExtract(passage, lang), null))
}
