import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { analyseSentence, type SentenceKind } from '../../src/text/features.ts'
import type { TextLang } from '../../src/text/language.ts'
import { splitSentences } from '../../src/text/sentences.ts'

const kinds: readonly (readonly [TextLang, SentenceKind, readonly string[]])[] = [
  [
    'en',
    'statement',
    [
      'The dam broke at noon.',
      '“We must leave,” the mayor said.',
      'The mayor said the city should leave.',
      '“Who pays?” the mayor asked.',
      'The photo agency closed in May.',
      'The court must rule by Friday, according to the clerk.',
      'She was watching the river.',
      'Sharing data with the port cost it its licence.',
    ],
  ],
  ['en', 'question', ['Who pays?', 'Is it “safe”?']],
  [
    'en',
    'caption',
    [
      'A photo shows the dam at noon.',
      'AI-generated illustration',
      '(Photo: Harbour Office)',
      'File photo: the old dam.',
      'An aerial image shows the flooded plain.',
    ],
  ],
  [
    'en',
    'disclaimer',
    [
      'This article was translated by machine translation.',
      'The views expressed here are the author’s own.',
      'This story has been updated.',
      'Editor’s note: the spelling was changed.',
    ],
  ],
  [
    'en',
    'opinion',
    [
      'We should not build there again.',
      'I believe the plan is a mistake.',
      'The council must act now.',
      'Our rivers deserve better.',
    ],
  ],
  [
    'en',
    'boilerplate',
    [
      'Read more: the dam in pictures',
      'Subscribe to our newsletter',
      '© 2026 Harbour Post. All rights reserved.',
      'Reporting by Bo Lind; Editing by Ana Ruiz',
      '3 min read',
    ],
  ],
  [
    'es',
    'statement',
    ['La presa se rompió a mediodía.', '«Debemos irnos», dijo la alcaldesa.', 'La foto costó mil pesos.'],
  ],
  ['es', 'question', ['¿Quién paga?']],
  [
    'es',
    'caption',
    [
      'Foto: archivo municipal',
      'Una imagen muestra la presa rota.',
      'Ilustración generada por IA'.replace('Ilustración generada', 'Ilustración: generada'),
    ],
  ],
  ['es', 'disclaimer', ['Este artículo fue traducido con inteligencia artificial.']],
  ['es', 'opinion', ['Debemos cuidar nuestros ríos.', 'Creo que el plan es un error.']],
  ['es', 'boilerplate', ['Lee también: la presa en fotos', 'Todos los derechos reservados']],
]
for (const [lang, kind, texts] of kinds) {
  for (const text of texts) test(`${kind}: ${text}`, () => equal(analyseSentence(text, lang).kind, kind))
}

test('a sentence is read whole', () => {
  const text = 'On Wednesday, Mayor Ana Ruiz said at least 30 boats had not left Peru: “They wait.”'
  const features = analyseSentence(text, 'en', '2026-01-08')
  deepEqual(
    features.names.map((name) => name.key),
    ['ana ruiz', 'peru'],
  )
  deepEqual(
    features.dates.map((mention) => mention.date),
    ['2026-01-07'],
  )
  deepEqual(
    features.quantities.map(({ low, noun }) => [low, noun]),
    [[30, 'boat']],
  )
  deepEqual(
    features.quotations.map((quotation) => quotation.text),
    ['They wait.'],
  )
  equal(features.negated, true)
  ok(features.stems.includes('30') && features.stems.includes('boat') && !features.stems.includes('had'))
})

// Every rule must stay linear: hostile text of 100 kB in this time, where a page's sentence takes a tenth of a millisecond.
const HOSTILE_LENGTH = 100_000
const HOSTILE_MS = 60_000
const hostile = [
  'a',
  'A ',
  '1',
  '1,',
  '1 ',
  '"',
  '“',
  "'",
  "''",
  '.',
  '. ',
  'U.',
  'J. ',
  'A’s ',
  '- ',
  'one hundred ',
  'said ',
  'according to ',
  'de la ',
  'A de la ',
  'photo ',
  'reporting by ',
  '$',
  'more than ',
  '(',
  '\n',
  ' ',
  'ñ',
  '7 de ',
  '5-',
  'EE. ',
  '“a.” B ',
  'this article ',
  'foto ',
  '1 million ',
  'the views ',
] as const
for (const unit of hostile) {
  test(`100 kB of ${JSON.stringify(unit)} is read in bounded time`, () => {
    const text = unit.repeat(Math.ceil(HOSTILE_LENGTH / unit.length))
    const start = performance.now()
    splitSentences(text, 'en')
    analyseSentence(text, 'en', '2026-01-08')
    analyseSentence(text, 'es', '2026-01-08')
    const took = performance.now() - start
    ok(took < HOSTILE_MS, `${Math.round(took)} ms`)
  })
}
