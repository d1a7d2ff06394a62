import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { breakingMessage } from '../../src/commands/breaking-message.ts'
import { correctionNote } from '../../src/commands/change-notes.ts'
import { changedMessage } from '../../src/commands/changed-message.ts'
import { digestMessage } from '../../src/commands/digest-message.ts'
import { toMarkdown } from '../../src/commands/markdown.ts'
import { whyMessage } from '../../src/commands/why-message.ts'
import type { Brief } from '../../src/news/brief.ts'
import type { Line } from '../../src/news/claim.ts'
import { claimId } from '../../src/news/ids.ts'
import type { Lang } from '../../src/news/message.ts'
import { matchesGolden } from '../golden/golden.ts'
import { BOGOTA, EIGHT_AM, line, toldSections, update } from './sample.ts'
import { writtenBrief, writtenChange } from './written-sample.ts'

const first = { lang: 'en', zone: BOGOTA, previousAt: null } as const
const digest = (changes: Partial<Brief> = {}, options: Parameters<typeof digestMessage>[1] = first) =>
  digestMessage(writtenBrief(options.lang, changes), options)
const extract = (id: string, text: string) => line(id, text, ['Alba'], { flags: ['extract', 'single-source'] })

test('a brief that a model wrote: its headline on top, its first sentence, its lines, why it matters, who wrote it', () => {
  const sections = toldSections(digest())
  deepEqual(sections.slice(0, 2), [
    ['', '# Two presidents agree to meet [1][3]'],
    [
      'The story',
      'The two presidents spoke for about an hour and agreed to meet in Washington. [1][3] (2 origins)',
      'The strikes on boats have killed at least 110 people. [2][3] (2 origins, disputed)',
      'Thousands filled the squares of a dozen cities. [4] (single source, unattributed, translated)',
      'The visit “has no date yet”, an aide said in the courtyard on Thursday. [1] (single source, in the source’s words)',
      'Las cancillerías preparan la visita desde el jueves. [3] (single source, in the source’s words, in Spanish)',
      'Why it matters: It is their first call since the threat of a strike. [3] (single source)',
    ],
  ])
  deepEqual(sections.at(-1), [
    '',
    'Written by the model small-editor-1, every line checked against its sources; 2 lines are extracts.',
  ])
  equal(digest().context.length, 2)
})

test('the same in Spanish', () => {
  const sections = toldSections(digest({}, { ...first, lang: 'es' }))
  deepEqual(sections.slice(0, 2), [
    ['', '# Dos presidentes acuerdan reunirse [1][3]'],
    [
      'La historia',
      'Los dos presidentes hablaron cerca de una hora y acordaron reunirse en Washington. [1][3] (2 orígenes)',
      'Los ataques a lanchas han dejado al menos 110 muertos. [2][3] (2 orígenes, en disputa)',
      'Miles de personas llenaron las plazas de una docena de ciudades. [4] (una sola fuente, sin atribuir, traducido)',
      'La visita «aún no tiene fecha», dijo un asesor en el patio el jueves. [1] (una sola fuente, en palabras de la fuente)',
      'The ministries have been preparing the visit since Thursday. [3] (una sola fuente, en palabras de la fuente, en inglés)',
      'Por qué importa: Es su primera llamada desde la amenaza de un ataque. [3] (una sola fuente)',
    ],
  ])
  deepEqual(sections.at(-1), [
    '',
    'Escrito por el modelo small-editor-1, cada línea cotejada con sus fuentes; 2 líneas son extractos.',
  ])
})

const makers: readonly (readonly [string, Lang, Partial<Brief>, string])[] = [
  ['no extract', 'en', { lines: [] }, 'Written by the model small-editor-1, every line checked against its sources.'],
  [
    'one extract',
    'en',
    { lines: [extract('c2', 'They met.')] },
    'Written by the model small-editor-1, every line checked against its sources; 1 line is an extract.',
  ],
  [
    'an extract that is also news, and one that is only that',
    'en',
    {
      lines: [extract('c2', 'They met.')],
      update: update({ added: [extract('c2', 'They met.')], withdrawn: [extract('c9', 'They had met.')] }),
    },
    'Written by the model small-editor-1, every line checked against its sources; 2 lines are extracts.',
  ],
  [
    'an extract on top',
    'es',
    { lede: extract('c1', 'They spoke.'), lines: [] },
    'Escrito por el modelo small-editor-1, cada línea cotejada con sus fuentes; 1 línea es un extracto.',
  ],
]
for (const [name, lang, changes, told] of makers) {
  test(`who wrote a brief with ${name}, in ${lang}`, () => {
    equal(toldSections(digest(changes, { ...first, lang })).at(-1)?.[1], told)
  })
}

test('no line that “What changed” told stands again in the story, nor does its first sentence or why it matters', () => {
  const { headline, lede, lines, whyItMatters } = writtenBrief('en')
  ok(headline !== null && lede !== null && whyItMatters !== null)
  const sections = toldSections(
    digestMessage(writtenBrief('en', { update: update({ added: [lede, whyItMatters, ...lines] }) }), {
      ...first,
      previousAt: EIGHT_AM,
    }),
  )
  deepEqual(
    sections.map(([heading]) => heading),
    ['', 'What changed since 08:00', 'Sources differ', 'Sources', ''],
  )
})

test('a brief of its first sentence alone is not empty', () => {
  deepEqual(toldSections(digest({ lines: [], headline: null, whyItMatters: null }))[0], [
    'The story',
    'The two presidents spoke for about an hour and agreed to meet in Washington. [1][3] (2 origins)',
  ])
})

test('a notification is the first sentence; where that would be cut, the headline', () => {
  const { lede } = writtenBrief('en')
  ok(lede !== null)
  equal(digest().notification, `Trump–Petro: ${lede.text}`)
  const long = { ...lede, text: `The talks ${'went on and '.repeat(20)}ended.` }
  equal(digest({ lede: long }).notification, 'Trump–Petro: Two presidents agree to meet')
  equal(digest({ lede: long, headline: null }).notification, 'Trump–Petro: 6 lines from 2 origins.')
})

test('a corrected line on top is corrected there, and so is the headline that rests on it', () => {
  const now = line('c1', 'The two presidents spoke for 20 minutes.', ['Alba'])
  const corrections = new Map([[claimId('c1'), { at: '14:05', now }]])
  const message = digest({}, { ...first, corrections })
  deepEqual(
    toldSections(message)
      .slice(0, 2)
      .map((section) => section[1]),
    [
      '# Corrected 14:05: The two presidents spoke for 20 minutes. (was: Two presidents agree to meet) [1][3] (single source)',
      'Corrected 14:05: The two presidents spoke for 20 minutes. (was: The two presidents spoke for about an hour and agreed to meet in Washington.) [1][3] (single source)',
    ],
  )
  equal(message.context.at(-1), '1 line corrected after it was posted')
})

test('a headline is corrected with a line below that has its passage', () => {
  const { headline } = writtenBrief('en')
  ok(headline !== null)
  const corrections = new Map([[claimId('c2'), { at: '14:05', now: null }]])
  const lines = [line('c2', headline.text, ['Cima'], { citations: headline.citations })]
  equal(
    toldSections(digest({ lines }, { ...first, corrections }))[0]?.[1],
    '# Withdrawn by its source 14:05: Two presidents agree to meet [1][3]',
  )
})

const lineOf = (id: string) =>
  fc.option(
    fc.record({ extract: fc.boolean() }).map((how) => {
      const text = `This is what ${id} tells.`
      return how.extract ? extract(id, text) : line(id, text, ['Alba', 'Cima'])
    }),
  )
const anyParts = fc.record({
  headline: lineOf('c1'),
  lede: lineOf('c1'),
  lines: fc.tuple(lineOf('c2'), lineOf('c3')).map((lines) => lines.filter((each) => each !== null)),
  whyItMatters: lineOf('c4'),
  added: fc.subarray(['c1', 'c3', 'c4', 'c5']),
})

test('whatever a brief has, each claim is told once, and what is an extract says so unless all are', () => {
  fc.assert(
    fc.property(anyParts, ({ added, ...parts }) => {
      const { lede, lines, whyItMatters } = parts
      const known = [lede, ...lines, whyItMatters].filter((each) => each !== null)
      const news = added.map((id) => known.find((each) => each.id === id) ?? extract(id, `This is what ${id} tells.`))
      const options = { ...first, previousAt: EIGHT_AM }
      const message = digestMessage(writtenBrief('en', { ...parts, update: update({ added: news }) }), options)
      const told = toldSections(message).flatMap(([, ...rows]) => rows.filter((row) => !row.startsWith('#')))
      const shown = [...known, ...news]
      const all = [...shown, ...(parts.headline === null ? [] : [parts.headline])]
      const isAllExtracts = all.every(({ flags }) => flags.includes('extract'))
      for (const { text, flags } of shown) {
        const rows = told.filter((row) => row.includes(text))
        equal(rows.length, 1, text)
        equal(rows[0]?.includes('in the source’s words'), flags.includes('extract') && !isAllExtracts)
      }
    }),
    { numRuns: 200 },
  )
})

test('why a line stands there says where a model wrote it', () => {
  const style = { lang: 'en', zone: BOGOTA, title: 'Trump–Petro', asOf: EIGHT_AM } as const
  const factsOf = (shown: Line) =>
    whyMessage(
      { line: shown, claim: { id: shown.id, firstSeenAt: EIGHT_AM }, supports: [], variants: [], leftOut: [] },
      style,
    ).context
  equal(factsOf(line('c1', 'They met.', ['Alba'])).at(-1), 'written by a model, checked against its sources')
  equal(factsOf(extract('c1', 'They met.')).length, 1)
})

test('where a model put changes into words, the answer says so, and marks what it did not', () => {
  const style = { lang: 'en', zone: BOGOTA, title: 'Trump–Petro', sources: writtenBrief('en').sources } as const
  const mixed = update({ added: [line('c1', 'They spoke.', ['Alba']), extract('c2', 'They met.')] })
  for (const message of [changedMessage(mixed, style), breakingMessage(mixed, style)]) {
    equal(message.context.at(-1), 'written by a model, every line checked against its sources')
    deepEqual(toldSections(message)[0]?.slice(1), [
      'added: They spoke. [1] (single source)',
      'added: They met. [1] (single source, in the source’s words)',
    ])
  }
  const all = update({ added: [extract('c2', 'They met.')] })
  equal(changedMessage(all, style).context.at(-1), 'every line is an extract: the words of its source')
  equal(breakingMessage(all, style).context.length, 1)
})

test('a correction of a model’s line says that what holds now is in its source’s words', () => {
  const was = line('c1', 'They spoke for an hour.', ['Alba'])
  const became = { at: '14:05', now: extract('c1', 'They spoke for a minute.') }
  const message = correctionNote([{ was, became }], EIGHT_AM, { lang: 'en', zone: BOGOTA, title: 'Trump–Petro' })
  equal(
    toldSections(message)[0]?.[1],
    'Corrected 14:05: They spoke for a minute. (was: They spoke for an hour.) [1] (single source, in the source’s words)',
  )
})

for (const lang of ['en', 'es'] as const) {
  test(`a written brief as Markdown and as JSON, in ${lang}, is as its golden files hold it`, () => {
    const told = writtenChange(lang)
    matchesGolden(
      `markdown/written-${lang}.md`,
      toMarkdown(digestMessage(told, { lang, zone: BOGOTA, previousAt: EIGHT_AM })),
    )
    matchesGolden(`json/written-${lang}.json`, `${JSON.stringify(told, null, 1)}\n`)
  })
}
