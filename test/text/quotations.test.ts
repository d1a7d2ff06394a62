import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { findQuotations, findSpeaker } from '../../src/text/quotations.ts'

const found = [
  ['She said “yes” and "no".', ['yes', 'no']],
  ['«No», dijo.', ['No']],
  ['It was a ‘small step’, the ministers’ aides said; they didn’t mind.', ['small step']],
  ["He called it 'a mess' at the leaders' summit.", ['a mess']],
  ['“He told me ‘never’ twice,” she said.', ['He told me ‘never’ twice,', 'never']],
  ["The man said , `` No '' .", [' No ']],
  ['“It is late.\n“We go.” They went.', ['It is late.', 'We go.']],
  ['It is late,” she said. “Go.”', ['It is late,', 'Go.']],
  ['It is late," she said.', ['It is late,']],
  ['“Go on', ['Go on']],
  ["the '90s and rock ’n’ roll, O'Hara's", []],
  ['“”', []],
] as const
for (const [text, expected] of found) {
  test(`${JSON.stringify(text)} quotes ${expected.length} passage(s)`, () => {
    const quotations = findQuotations(text)
    deepEqual(
      quotations.map((quotation) => quotation.text),
      expected,
    )
    for (const { inner, start, end, text: own } of quotations) {
      equal(text.slice(inner.start, inner.end), own)
      equal(start <= inner.start && inner.end <= end, true)
    }
  })
}

// The speaker of each quotation in turn.
const english: readonly (readonly [string, ...(string | null)[]])[] = [
  ['“It holds,” Ruiz said.', 'Ruiz'],
  ['“It holds,” said the chief engineer, who was there.', 'the chief engineer'],
  ['Ruiz said: “It holds.”', 'Ruiz'],
  ['Ruiz later told reporters that it was “safe enough”.', 'Ruiz'],
  ['According to the harbour office, “it holds”.', 'the harbour office'],
  ['The dam is “safe,” according to Bo Lind.', 'Bo Lind'],
  ['“We waited,” Ruiz said. “Then we left.”', 'Ruiz', 'Ruiz'],
  ['“We waited,” Ruiz said, “and then we left.”', 'Ruiz', 'Ruiz'],
  ['Bo Lind, a dam expert at the University of Oslo, described it as “a warning”.', 'Bo Lind'],
  ['“It holds,” Bo Lind, the mayor, said.', 'Bo Lind'],
  ['Ruiz said she would stay, adding that it was “a duty”.', 'Ruiz'],
  ['The office described the visit as “cordial”.', 'The office'],
  ['“Why?” Smith asked.', 'Smith'],
  ['It holds,” Ruiz wrote on his page.', 'Ruiz'],
  ['Mayor Bo Lind: “It holds.”', 'Mayor Bo Lind'],
  ['The plan: “Home.”', null],
  ['They played “Home” twice.', null],
  ['“We go.” The mayor said nothing more.', null],
]
const spanish: readonly (readonly [string, ...(string | null)[]])[] = [
  ['«Aguanta», dijo la alcaldesa Ana Ruiz.', 'la alcaldesa Ana Ruiz'],
  ['“Aguanta”, aseguró Ruiz. “Nos vamos”.', 'Ruiz', 'Ruiz'],
  ['Según Bo Lind, la presa es “segura”.', 'Bo Lind'],
  ['La presa es “segura”, según dijo Bo Lind.', 'Bo Lind'],
  ['Ruiz afirmó que la presa es “segura”.', 'Ruiz'],
  ['Ruiz respondió: “Aguanta”.', 'Ruiz'],
  ['Bo Lind: «Aguanta».', 'Bo Lind'],
  ['«Aguanta», dijo Bo Lind, «y nos vamos».', 'Bo Lind', 'Bo Lind'],
  ['Tocaron “Volver” dos veces.', null],
]
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as [TextLang, typeof english][]) {
  for (const [text, ...speakers] of rows) {
    test(`${text} → ${speakers.join(', ')}`, () => {
      deepEqual(
        findQuotations(text).map((quotation) => findSpeaker(text, quotation, lang)),
        speakers,
      )
    })
  }
}
