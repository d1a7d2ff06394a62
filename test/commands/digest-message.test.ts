import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { digestMessage } from '../../src/commands/digest-message.ts'
import type { Brief } from '../../src/news/brief.ts'
import { articleId, claimId } from '../../src/news/ids.ts'
import { arrived, BOGOTA, brief, EIGHT_AM, firstCall, line, source, SOURCES, toldSections, update } from './sample.ts'

const first = { lang: 'en', zone: BOGOTA, previousAt: null } as const
const later = { lang: 'en', zone: BOGOTA, previousAt: EIGHT_AM } as const
const digest = (changes: Partial<Brief> = {}, options: Parameters<typeof digestMessage>[1] = first) =>
  digestMessage(brief(changes), options)

const HOUR = line('c1', 'The two presidents spoke for about an hour.', ['Alba', 'Cima'])
const MINISTERS = line('c9', 'The foreign ministers are to arrange the visit.', ['Cima'])

test('a first digest tells the story, then its sources grouped by origin', () => {
  const message = digest()
  equal(message.title, 'Trump–Petro')
  deepEqual(message.context, [
    'as of Thu 8 Jan, 18:00 Bogotá · newest source 17:20',
    '4 articles → 3 texts → 2 origins, 1 unattributed (2 carry Norte Wire)',
  ])
  deepEqual(toldSections(message), [
    [
      'The story',
      'The two presidents spoke for about an hour. [1][3] (2 origins)',
      'The visit has no date yet. [1] (single source)',
    ],
    [
      'Sources',
      'Norte Wire: [1] The Alba Post, 7 Jan 23:10 (wire reprint) · [2] The Brisa Post, seen 8 Jan 07:00 (rewrite of the same report, adds nothing)',
      'own report: [3] The Cima Post, 7 Jan (cites Norte Wire and Delta Times)',
      'unattributed: [4] “Two presidents speak”, 7 Jan 23:10 (names no source)',
    ],
  ])
  equal(message.notification, 'Trump–Petro: The two presidents spoke for about an hour.')
})

test('a digest in Spanish says so where a line is not', () => {
  const message = digest({}, { ...first, lang: 'es' })
  deepEqual(message.context, [
    'al jue 8 ene, 18:00 Bogotá · fuente más reciente: 17:20',
    '4 artículos → 3 textos → 2 orígenes, 1 sin atribuir (2 reproducen Norte Wire)',
  ])
  deepEqual(toldSections(message), [
    [
      'La historia',
      'The two presidents spoke for about an hour. [1][3] (2 orígenes, en inglés)',
      'The visit has no date yet. [1] (una sola fuente, en inglés)',
    ],
    [
      'Fuentes',
      'Norte Wire: [1] The Alba Post, 7 ene 23:10 (reproduce la nota de agencia) · [2] The Brisa Post, visto: 8 ene 07:00 (reescribe la misma información, no añade nada)',
      'información propia: [3] The Cima Post, 7 ene (cita a Norte Wire y Delta Times)',
      'sin atribuir: [4] «Two presidents speak», 7 ene 23:10 (no nombra ninguna fuente)',
    ],
  ])
})

test('what changed comes first, and no line stands twice', () => {
  const message = digest(
    {
      update: update({
        added: [MINISTERS],
        revised: [{ before: line('c4', 'About 110 died.', ['Alba']), after: line('c5', 'About 112 died.', ['Cima']) }],
        corroborated: [{ line: HOUR, originsBefore: 1, originsAfter: 2 }],
        disputed: [firstCall],
        withdrawn: [line('c7', 'A minister resigned.', ['Eco'])],
      }),
    },
    later,
  )
  deepEqual(toldSections(message).slice(0, 3), [
    [
      'What changed since 08:00',
      'added: The foreign ministers are to arrange the visit. [3] (single source)',
      'revised: About 112 died. [3] (single source)',
      'Before: About 110 died. [1]',
      'corroborated: The two presidents spoke for about an hour. [1][3] (2 origins, was 1)',
      'disputed: first call since (see below) [1][2][3]',
      'withdrawn: A minister resigned. [5] (no source states it now)',
    ],
    ['The story', 'The visit has no date yet. [1] (single source)'],
    ['Sources differ', 'first call since: “he took office” [1][2] (2 origins) · “the threat” [3]'],
  ])
  equal(toldSections(message)[3]?.at(-1), 'The Eco Post [5] (no longer in the story)')
  equal(message.notification, 'Trump–Petro: The foreign ministers are to arrange the visit.')
})

test('a digest with nothing new says so above the story', () => {
  const message = digest({ update: update({ nothingNew: true, articles: [arrived('Brisa', 'Alba')] }) }, later)
  equal(message.context.at(-1), 'Nothing new since 08:00; 1 more article, same origin')
  equal(message.sections[0]?.heading, 'The story')
})

test('a difference that is listed and newly disputed is shown once', () => {
  const message = digest({ differ: [firstCall], update: update({ disputed: [firstCall] }) }, later)
  equal(message.sections.find((section) => section.heading === 'Sources differ')?.rows.length, 1)
})

test('a notification that would be cut counts instead', () => {
  const long = line('c9', `The talks ${'went on and '.repeat(20)}ended.`, ['Alba'])
  equal(digest({ lines: [long] }).notification, 'Trump–Petro: 1 line from 2 origins.')
  const changed = digest({ update: update({ added: [long], disputed: [firstCall] }) }, later)
  equal(changed.notification, 'Trump–Petro: 1 new line and 1 point on which sources differ since 08:00.')
})

test('a story without lines says what to do', () => {
  const message = digest({ lines: [], sources: [], counts: { articles: 0, texts: 0, origins: 0, unattributed: 0 } })
  deepEqual(toldSections(message), [
    [
      'The story',
      'No article of this story has been read yet. Whoever runs Standfirst reads some in: standfirst ingest PATH.',
    ],
  ])
})

const asides = [
  ['several origins', { flags: [] }, ['Alba', 'Cima'], '2 origins'],
  ['one origin', {}, ['Alba'], 'single source'],
  [
    'no origin',
    { support: { articles: 1, texts: 1, origins: 0 }, flags: ['single-source', 'unattributed'] },
    ['Duna'],
    'single source, unattributed',
  ],
  ['a disputed line', { flags: ['disputed'] }, ['Alba', 'Cima'], '2 origins, disputed'],
  ['commentary', { flags: ['single-source', 'commentary'] }, ['Alba'], 'single source, commentary'],
  ['a machine-made page', { flags: ['machine-made'] }, ['Alba'], 'single source, page partly made by a machine'],
  ['a translated quotation', { flags: ['translated'], quote: true }, ['Alba'], 'single source, translated'],
  ['another language', { lang: 'es' }, ['Alba'], 'single source, in Spanish'],
  ['an unknown language', { lang: '!!' }, ['Alba'], 'single source'],
  ['an extract among rewritten lines', { flags: ['extract'] }, ['Alba'], 'single source, in the source’s words'],
  [
    'a quotation among rewritten lines',
    { flags: ['extract'], quote: true },
    ['Alba'],
    'single source, in the source’s words',
  ],
] as const
for (const [name, changes, sources, aside] of asides) {
  test(`${name} is set apart as "${aside}"`, () => {
    const message = digest({ lines: [line('c1', 'They spoke.', sources, changes), HOUR] })
    const [row] = message.sections[0]?.rows ?? []
    equal(row?.kind === 'line' ? row.aside : null, aside)
  })
}

test('a line that rests on a primary alone names it', () => {
  const primaries = new Map([[claimId('c2'), 'the president’s post']])
  deepEqual(
    toldSections(digest({}, { ...first, primaries }))[0]?.[2],
    'The visit has no date yet. [1] (primary: the president’s post)',
  )
})

test('a brief of extracts says so once', () => {
  const extracts = [line('c1', 'They spoke.', ['Alba'], { flags: ['extract', 'single-source'] })]
  const message = digest({ writer: 'extractive', lines: extracts })
  equal(message.context.at(-1), 'every line is an extract: the words of its source')
  equal(toldSections(message)[0]?.[1], 'They spoke. [1] (single source)')
})

test('many changes are cut with a note of how many', () => {
  const added = Array.from({ length: 10 }, (_, at) => line(`c${at + 20}`, `Point ${at}.`, ['Alba']))
  const rows = toldSections(digest({ update: update({ added }) }, later))[0]
  equal(rows?.length, 10)
  equal(rows?.at(-1), 'And 2 more new lines.')
})

test('a long story lists the sources it cites and counts the rest', () => {
  const many = Array.from({ length: 30 }, (_, at) => source(at + 5, `Extra${at}`))
  const message = digest({
    sources: [...SOURCES, ...many],
    counts: { articles: 200, texts: 150, origins: 90, unattributed: 0 },
  })
  equal(message.context[1], '200 articles → 150 texts → 90 origins')
  equal(toldSections(message)[1]?.at(-1), 'And 186 more sources, not cited here.')
})

test('two rewrites in one row say of which text', () => {
  const sources = [
    source(1, 'Alba', { origins: ['Norte Wire'], relation: 'wire reprint' }),
    source(2, 'Brisa', { origins: ['Norte Wire'], relation: 'rewrite', of: articleId('Alba') }),
    source(3, 'Cima', { origins: ['Norte Wire'], relation: 'copy', of: articleId('Alba') }),
  ]
  equal(
    toldSections(digest({ sources })).at(-1)?.[1],
    'Norte Wire: [1] The Alba Post, 7 Jan 23:10 (wire reprint) · [2] The Brisa Post, 7 Jan 23:10 (rewrite of [1], adds nothing) · [3] The Cima Post, 7 Jan 23:10 (copy of [1], adds nothing)',
  )
})
