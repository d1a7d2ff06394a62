import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { extractLine, extractWithdrawn, type LineParts } from '../../src/brief/extract-line.ts'
import { verifyLine } from '../../src/brief/verify/verify.ts'
import type { ArticleFlag } from '../../src/news/article.ts'
import type { Claim, Support } from '../../src/news/claim.ts'
import { claimId } from '../../src/news/ids.ts'
import type { StoryArticle } from '../../src/news/story.ts'
import { article, claim, hour, source, support, unattributed, wire } from '../claim/make.ts'

const parts = (
  changes: Partial<LineParts> = {},
  articles: readonly StoryArticle[] = [...'abcdef'].map((letter) => source(letter)),
): LineParts => ({
  articles: new Map(articles.map((one) => [one.article.id, one])),
  disputed: new Set(),
  lang: 'en',
  ...changes,
})

const extract = (supports: readonly Support[], made = parts()) => extractLine(claim('c1', supports), made)

const LAKE = 'The lake behind the Calder dam fell by 12 metres on Wednesday.'
const LAKE_TOO = 'On Wednesday the lake behind the dam had fallen by 12 metres, an engineer said.'
const LAKE_ES = 'El lago de la presa Calder bajó 12 metros el miércoles.'

const lines: readonly (readonly [string, readonly Support[], string | null])[] = [
  ['a passage', [support('a', LAKE)], LAKE],
  ['the first to tell it', [support('b', LAKE_TOO), support('a', LAKE)], LAKE],
  ['not one that points back', [support('a', `He said ${LAKE}`), support('b', LAKE_TOO)], LAKE_TOO],
  ['not one too short', [support('a', 'The lake fell.'), support('b', LAKE_TOO)], LAKE_TOO],
  ['not one too long', [support('a', `${'The lake fell and '.repeat(20)}fell.`), support('b', LAKE_TOO)], LAKE_TOO],
  ['not a question', [support('a', 'Did the lake behind the Calder dam fall by 12 metres?')], null],
  ['the reader’s language', [support('a', LAKE_ES, { lang: 'es' }), support('b', LAKE_TOO)], LAKE_TOO],
  ['another language where there is no other', [support('a', LAKE_ES, { lang: 'es' })], LAKE_ES],
  ['the original before its rewrite', [support('b', LAKE_TOO, { variant: true }), support('a', LAKE)], LAKE],
  ['without dateline and joining words', [support('a', `However, t${LAKE.slice(1)}`)], LAKE],
  [
    'a quotation with who said it',
    [support('a', '“The wall is wet and it holds,” Petra Lund said.')],
    '“The wall is wet and it holds,” Petra Lund said.',
  ],
  ['no quotation of nobody', [support('a', '“The wall is wet and it will hold for years.”')], null],
  ['no quotation of a pronoun', [support('a', '“The wall is wet and it will hold for years,” he said.')], null],
  ['no half of a quotation', [support('a', '“The wall is wet and it will hold for years, Lund said.')], null],
  ['nothing', [], null],
]
for (const [name, supports, text] of lines) {
  test(`the line: ${name}`, () => equal(extract(supports)?.text ?? null, text))
}

test('a line passes the verifier with its own passage', () => {
  for (const [, supports] of lines) {
    const line = extract(supports)
    if (line === null) continue
    const [first] = line.citations
    ok(first !== undefined && verifyLine(line.text, [first.text], { lang: line.lang === 'es' ? 'es' : 'en' }).ok)
  }
})

test('a line is of none of the articles to avoid', () => {
  const made = claim('c1', [support('a', LAKE), support('b', LAKE_TOO)])
  equal(extractLine(made, parts(), new Set([article('a')]))?.text, LAKE_TOO)
  equal(extractLine(made, parts(), new Set([article('a'), article('b')])), null)
})

const supported: readonly (readonly [string, readonly Support[], string, string])[] = [
  ['one', [support('a', LAKE)], '1 articles 1 texts 1 origins', 'a'],
  ['two that agree', [support('a', LAKE), support('b', LAKE_TOO)], '2 articles 2 texts 2 origins', 'ab'],
  [
    'one with another figure does not back it: the newer speaks',
    [support('a', LAKE), support('b', LAKE_TOO.replace('12', '18'))],
    '1 articles 1 texts 1 origins',
    'b',
  ],
  [
    'nor one that denies it',
    [support('a', LAKE), support('b', 'The lake behind the Calder dam did not fall by 12 metres on Wednesday.')],
    '1 articles 1 texts 1 origins',
    'a',
  ],
  [
    'nor one on another day',
    [
      support('a', 'The Calder board met on January 3 in Norwick.'),
      support('b', 'The Calder board met on January 5 in Norwick.'),
    ],
    '1 articles 1 texts 1 origins',
    'a',
  ],
  [
    'a rewrite is an article, no text and no origin',
    [
      support('a', LAKE),
      support('b', LAKE_TOO, { variant: true, group: article('a'), origin: support('a', '').origin }),
    ],
    '2 articles 1 texts 1 origins',
    'a',
  ],
  [
    'a page without origin is a text and no origin',
    [support('a', LAKE), support('b', LAKE_TOO, { origin: unattributed })],
    '2 articles 2 texts 1 origins',
    'ab',
  ],
  [
    'a second text of one origin is not cited',
    [support('a', LAKE, { origin: wire('Northline') }), support('b', LAKE_TOO, { origin: wire('Northline') })],
    '2 articles 2 texts 1 origins',
    'a',
  ],
  ['four are cited', [...'abcdef'].map((letter) => support(letter, LAKE)), '6 articles 6 texts 6 origins', 'abcd'],
]
for (const [name, supports, count, cited] of supported) {
  test(`support: ${name}`, () => {
    const line = extract(supports)
    ok(line !== null)
    const { articles, texts, origins } = line.support
    equal(`${articles} articles ${texts} texts ${origins} origins`, count)
    equal(line.citations.map((citation) => citation.article.at(-1)).join(''), cited)
  })
}

const flagged = (flags: readonly ArticleFlag[]) => [source('a', {}, { flags }), source('b')]
const flags: readonly (readonly [string, Claim, LineParts, string])[] = [
  ['one origin', claim('c1', [support('a', LAKE)]), parts(), 'extract single-source'],
  ['two origins', claim('c1', [support('a', LAKE), support('b', LAKE_TOO)]), parts(), 'extract'],
  [
    'no origin',
    claim('c1', [support('a', LAKE, { origin: unattributed })]),
    parts(),
    'extract single-source unattributed',
  ],
  [
    'disputed',
    claim('c1', [support('a', LAKE), support('b', LAKE_TOO)]),
    parts({ disputed: new Set([claimId('c1')]) }),
    'extract disputed',
  ],
  [
    'a machine made it',
    claim('c1', [support('a', LAKE)]),
    parts({}, flagged(['machine-made'])),
    'extract single-source machine-made',
  ],
  [
    'a column says it',
    claim('c1', [support('a', LAKE)]),
    parts({}, flagged(['commentary'])),
    'extract single-source commentary',
  ],
  [
    'a machine and a person say it',
    claim('c1', [support('a', LAKE), support('b', LAKE_TOO)]),
    parts({}, flagged(['machine-made'])),
    'extract',
  ],
]
for (const [name, made, given, expected] of flags) {
  test(`flags: ${name}`, () => equal(extractLine(made, given)?.flags.join(' '), expected))
}

test('a quotation is told as one', () => {
  equal(extract([support('a', '“The wall is wet and it holds for now,” Petra Lund said.')])?.quote, true)
  equal(extract([support('a', LAKE)])?.quote, false)
})

test('what was taken back speaks with its last passages', () => {
  const made = claim('c1', [], [support('a', LAKE)])
  equal(extractWithdrawn(made, parts())?.text, LAKE)
  equal(extractLine(made, parts()), null)
  equal(extractWithdrawn(claim('c1', [support('a', LAKE)]), parts()), null)
})

test('a citation is the passage, its outlet and its address', () => {
  const [citation] = extract([support('a', LAKE, { start: 7, end: 7 + LAKE.length, revision: 3 })])?.citations ?? []
  deepEqual(citation, {
    article: article('a'),
    revision: 3,
    start: 7,
    end: 7 + LAKE.length,
    text: LAKE,
    outlet: 'Outlet A',
    url: `https://${article('a')}.example/`,
  })
})

const TOLL_ES = 'Un alud de 300 metros dejó al menos 9 muertos en Norwick, informó la policía.'
const TOLL_ES_LATER = 'Al menos 16 personas murieron por el alud de 300 metros en Norwick, según la policía.'
const TOLL_EN_LATER = 'A landslide 300 metres wide killed at least 16 people in Norwick, police said.'
const tolls = [
  support('a', TOLL_ES, { lang: 'es' }),
  support('b', TOLL_ES_LATER, { lang: 'es', seenAt: hour(20) }),
  support('c', TOLL_EN_LATER, { seenAt: hour(21) }),
]
for (const [lang, text] of [
  ['en', TOLL_EN_LATER],
  ['es', TOLL_ES_LATER],
] as const) {
  test(`a toll of a later day speaks to a reader of ${lang}, with the same count`, () => {
    const line = extract(tolls, parts({ lang }))
    equal(line?.text, text)
    deepEqual(line?.citations.map((one) => one.article.at(-1)).toSorted(), ['b', 'c'])
    equal(line?.support.origins, 2)
  })
}

test('a page without origin overtakes nobody', () => {
  const later = support('b', LAKE_TOO.replace('12', '18'), { seenAt: hour(40), origin: unattributed })
  equal(extract([support('a', LAKE), later])?.text, LAKE)
})

const FOREIGN: readonly (readonly [string, string, string])[] = [
  [
    'people it does not name',
    'Petra Lund of the Calder board told The Norwick Post that cooperation with the Red Cross had not stopped.',
    'La cooperación con otros países no se ha detenido, dijo un ministro.',
  ],
  [
    'a figure of something else',
    'El alcalde llegó a la plaza con más de una hora de retraso y con otro discurso.',
    'The two leaders spoke for about an hour on Wednesday about the dam.',
  ],
]
for (const [name, own, foreign] of FOREIGN) {
  test(`no backing across languages: ${name}`, () => {
    const [one, other] = own.startsWith('El') ? (['es', 'en'] as const) : (['en', 'es'] as const)
    const line = extract(
      [support('a', own, { lang: one }), support('b', foreign, { lang: other })],
      parts({ lang: one }),
    )
    deepEqual([line?.text, line?.support.origins], [own, 1])
  })
}
