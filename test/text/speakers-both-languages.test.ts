import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { findQuotations, findSpeaker } from '../../src/text/quotations.ts'

// A text and, for each of its quotations, outer before inner: what is quoted, and of whom.
type Row = readonly [string, ...(readonly [string, string | null])[]]

const english: readonly Row[] = [
  // One utterance in two parts has one speaker.
  ['“We wait,” Ruiz said, “and we hold.”', ['We wait,', 'Ruiz'], ['and we hold.', 'Ruiz']],
  ['“We wait,” said Ruiz, “and we hold.”', ['We wait,', 'Ruiz'], ['and we hold.', 'Ruiz']],
  ['"We wait," Ruiz said, "and we hold."', ['We wait,', 'Ruiz'], ['and we hold.', 'Ruiz']],
  // Sentences and paragraphs of one quotation.
  ['“We wait. We hold,” Ruiz said.', ['We wait. We hold,', 'Ruiz']],
  ['“We wait,” Ruiz said. “We hold.”', ['We wait,', 'Ruiz'], ['We hold.', 'Ruiz']],
  ['“We wait.\n“We hold,” Ruiz said.', ['We wait.', 'Ruiz'], ['We hold,', 'Ruiz']],
  ['Ruiz said: “We wait.\n“We hold.”', ['We wait.', 'Ruiz'], ['We hold.', 'Ruiz']],
  // Each their own.
  ['“We wait,” Ruiz said. “We go,” Lund replied.', ['We wait,', 'Ruiz'], ['We go,', 'Lund']],
  ['“We wait,” Ruiz said. Lund disagreed: “We go.”', ['We wait,', 'Ruiz'], ['We go.', 'Lund']],
  // Other ways to say who.
  ['According to Ruiz, “we wait”.', ['we wait', 'Ruiz']],
  ['In the words of Ruiz, “we wait”.', ['we wait', 'Ruiz']],
  ['Ruiz told the press that “we wait”.', ['we wait', 'Ruiz']],
  ['Ruiz: “We wait.”', ['We wait.', 'Ruiz']],
  ['“Who pays?” Ruiz wondered.', ['Who pays?', 'Ruiz']],
  // A pronoun is the one person named just before.
  ['Ana Ruiz spoke on Monday. “We wait,” she said.', ['We wait,', 'Ana Ruiz']],
  ['Ana Ruiz spoke in Peru. Ruiz was calm. “We wait,” she said.', ['We wait,', 'Ana Ruiz']],
  ['Ana Ruiz met Bo Lind. “We wait,” he said.', ['We wait,', 'he']],
  ['“We wait,” she said.', ['We wait,', 'she']],
  // Nobody.
  ['The plan is “dead”.', ['dead', null]],
]
const spanish: readonly Row[] = [
  ['«Esperamos», dijo Ruiz, «y aguantamos».', ['Esperamos', 'Ruiz'], ['y aguantamos', 'Ruiz']],
  ['“Esperamos”, dijo Ruiz, “y aguantamos”.', ['Esperamos', 'Ruiz'], ['y aguantamos', 'Ruiz']],
  ['"Esperamos", dijo Ruiz, "y aguantamos".', ['Esperamos', 'Ruiz'], ['y aguantamos', 'Ruiz']],
  ['«Esperamos. Aguantamos», dijo Ruiz.', ['Esperamos. Aguantamos', 'Ruiz']],
  ['«Esperamos», dijo Ruiz. «Aguantamos».', ['Esperamos', 'Ruiz'], ['Aguantamos', 'Ruiz']],
  ['«Esperamos.\n»Aguantamos», dijo Ruiz.', ['Esperamos.', 'Ruiz'], ['Aguantamos', 'Ruiz']],
  ['«Esperamos.\n«Aguantamos», dijo Ruiz.', ['Esperamos.', 'Ruiz'], ['Aguantamos', 'Ruiz']],
  ['«Nos gritó “váyanse” ayer», contó Ruiz.', ['Nos gritó “váyanse” ayer', 'Ruiz'], ['váyanse', null]],
  ['«Esperamos», dijo Ruiz. Lind discrepó: «Vamos».', ['Esperamos', 'Ruiz'], ['Vamos', 'Lind']],
  ['Según Ruiz, «esperamos».', ['esperamos', 'Ruiz']],
  ['«Esperamos», según Ruiz.', ['Esperamos', 'Ruiz']],
  ['De acuerdo con Ruiz, «esperamos».', ['esperamos', 'Ruiz']],
  ['En palabras de Ruiz, «esperamos».', ['esperamos', 'Ruiz']],
  ['«Esperamos», le dijo Ruiz a la prensa.', ['Esperamos', 'Ruiz']],
  ['Ruiz le dijo a la prensa que «esperamos».', ['esperamos', 'Ruiz']],
  ['«Esperamos», dijo el lunes Ruiz.', ['Esperamos', 'Ruiz']],
  ['«Esperamos», dijo este lunes la alcaldesa Ana Ruiz.', ['Esperamos', 'la alcaldesa Ana Ruiz']],
  ['«Esperamos», ha dicho Ruiz.', ['Esperamos', 'Ruiz']],
  ['Ruiz: «Esperamos».', ['Esperamos', 'Ruiz']],
  ['«¿Quién paga?», se preguntó Ruiz.', ['¿Quién paga?', 'Ruiz']],
  ['Ana Ruiz habló el lunes. «Esperamos», dijo.', ['Esperamos', 'Ana Ruiz']],
  ['Ana Ruiz habló el lunes. «Esperamos», dijo ella.', ['Esperamos', 'Ana Ruiz']],
  ['Ana Ruiz se reunió con Bo Lind. «Esperamos», dijo.', ['Esperamos', null]],
  ['El plan está «muerto».', ['muerto', null]],
  ...['afirmó', 'señaló', 'aseguró', 'indicó', 'sostuvo', 'añadió', 'declaró', 'reiteró', 'advirtió'].map(
    (verb): Row => [`«Esperamos», ${verb} Ruiz.`, ['Esperamos', 'Ruiz']],
  ),
]
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as [TextLang, readonly Row[]][]) {
  for (const [text, ...expected] of rows) {
    test(`${lang}: ${JSON.stringify(text)} → ${expected.map(([, speaker]) => speaker).join(', ')}`, () => {
      deepEqual(
        findQuotations(text).map((quotation) => [quotation.text, findSpeaker(text, quotation, lang)]),
        expected,
      )
    })
  }
}
