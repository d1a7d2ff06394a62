import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { changedMessage } from '../../src/commands/changed-message.ts'
import { differMessage } from '../../src/commands/differ-message.ts'
import { dormantMessage } from '../../src/commands/dormant-message.ts'
import { quietMessage } from '../../src/commands/quiet-message.ts'
import { searchMessage } from '../../src/commands/search-message.ts'
import { sourcesMessage } from '../../src/commands/sources-message.ts'
import { storiesMessage } from '../../src/commands/stories-message.ts'
import { timelineMessage } from '../../src/commands/timeline-message.ts'
import { whyMessage } from '../../src/commands/why-message.ts'
import type { Update } from '../../src/news/update.ts'
import { articleId, claimId, storyId } from '../../src/news/ids.ts'
import {
  arrived,
  BOGOTA,
  cite,
  firstCall,
  instant,
  line,
  SIX_PM,
  source,
  SOURCES,
  toldSections,
  update,
} from './sample.ts'

const STORY = storyId('trump-petro')
const COUNTS = { articles: 4, texts: 3, origins: 2, unattributed: 1 }
const en = { lang: 'en', zone: BOGOTA, title: 'Trump–Petro', asOf: SIX_PM, now: SIX_PM } as const
const es = { ...en, lang: 'es' } as const

const reasons = [
  ['asked', null, null],
  ['looked', 'compared with when you last looked: 08:00', 'comparado con cuando usted miró por última vez: 08:00'],
  ['digest', 'compared with the last digest here: 08:00', 'comparado con el último boletín de este canal: 08:00'],
  [
    'edition',
    'compared with the last edition of the story: 08:00',
    'comparado con la última edición de la historia: 08:00',
  ],
  [
    'day',
    'you look here for the first time, so compared with a day ago: 08:00',
    'es la primera vez que usted mira, así que comparado con hace un día: 08:00',
  ],
] as const
for (const [sinceBecause, english, spanish] of reasons) {
  test(`what changed says why it begins where it does: ${sinceBecause}`, () => {
    for (const [style, told] of [
      [en, english],
      [es, spanish],
    ] as const) {
      for (const each of [update(), update({ added: [line('c9', 'They met.', ['Cima'])], nothingNew: false })]) {
        const plain = changedMessage(each, style).context
        const { context } = changedMessage(each, { ...style, sinceBecause })
        deepEqual(
          context.filter((fact) => !plain.includes(fact)),
          told === null ? [] : [told],
        )
      }
    }
  })
}

const nothingNewCases: readonly (readonly [string, Update['articles'], string, string])[] = [
  ['no article', [], 'no article came in', 'no llegó ningún artículo'],
  ['a rewrite', [arrived('Brisa', 'Alba')], '1 more article, same origin', '1 artículo más, del mismo origen'],
  [
    'two rewrites',
    [arrived('Brisa', 'Alba'), arrived('Eco', 'Alba')],
    '2 more articles, all of known origins',
    '2 artículos más, todos de orígenes conocidos',
  ],
  [
    'a rewrite and another',
    [arrived('Brisa', 'Alba'), arrived('Eco', null)],
    '2 more articles, 1 of known origin',
    '2 artículos más, 1 de origen conocido',
  ],
  [
    'an article without news',
    [arrived('Eco', null)],
    '1 more article that adds nothing',
    '1 artículo más que no añade nada',
  ],
]
for (const [name, articles, english, spanish] of nothingNewCases) {
  test(`nothing new after ${name}: "${english}"`, () => {
    const nothing = update({ nothingNew: true, articles })
    equal(changedMessage(nothing, en).context[0], `Nothing new since 08:00; ${english}`)
    equal(changedMessage(nothing, es).context[0], `Nada nuevo desde las 08:00; ${spanish}`)
    deepEqual(quietMessage(nothing, en), {
      lang: 'en',
      title: 'Trump–Petro',
      notification: `Trump–Petro: Nothing new since 08:00; ${english}.`,
      context: [`nothing new since 08:00 (${english}) · as of 18:00`],
      sections: [],
    })
    deepEqual(quietMessage(nothing, es).context, [`nada nuevo desde las 08:00 (${spanish}) · a las 18:00`])
  })
}

test('"what changed?" shows each move with its citations, then the new articles and the other sources', () => {
  const message = changedMessage(
    update({
      added: [line('c9', 'The ministers are to meet.', ['Cima'])],
      revised: [{ before: line('c4', 'About 110 died.', ['Alba']), after: line('c5', 'About 112 died.', ['Cima']) }],
      disputed: [firstCall],
      articles: [arrived('Brisa', 'Alba')],
    }),
    { ...en, sources: SOURCES },
  )
  deepEqual(toldSections(message), [
    [
      'What changed since 08:00',
      'added: The ministers are to meet. [3] (single source)',
      'revised: About 112 died. [3] (single source)',
      'Before: About 110 died. [1]',
    ],
    ['Sources now differ', 'first call since: “he took office” [1][2] (2 origins) · “the threat” [3]'],
    ['New articles', 'The Brisa Post, “The call retold”, seen 8 Jan 18:00 [2] (same origin as The Alba Post)'],
    [
      'Sources',
      'Norte Wire: [1] The Alba Post, 7 Jan 23:10 (wire reprint)',
      'own report: [3] The Cima Post, 7 Jan (cites Norte Wire and Delta Times)',
    ],
  ])
  equal(
    message.notification,
    'Trump–Petro: 1 new line, 1 revised line and 1 point on which sources differ since 08:00.',
  )
})

test('"what changed?" without the story’s sources numbers them as they are cited', () => {
  const message = changedMessage(update({ added: [line('c9', 'They met.', ['Cima', 'Alba'])] }), es)
  deepEqual(toldSections(message), [
    ['Qué cambió desde las 08:00', 'added: They met. [1][2] (2 orígenes, en inglés)'],
    ['Fuentes', 'The Cima Post [1]', 'The Alba Post [2]'],
  ])
  equal(message.notification, 'Trump–Petro: 1 novedad desde las 08:00.')
})

test('sources are grouped by origin with the reasons', () => {
  const message = sourcesMessage({ story: STORY, asOf: SIX_PM, counts: COUNTS, sources: SOURCES.slice(0, 1) }, en)
  deepEqual(toldSections(message), [
    ['Sources', 'Norte Wire: [1] The Alba Post, 7 Jan 23:10 (wire reprint; reported under its own byline)'],
  ])
  equal(message.notification, 'Sources of Trump–Petro: 4 articles → 3 texts → 2 origins, 1 unattributed.')
})

test('an outlet’s reports that others repeat stand under its name', () => {
  const sources = [
    source(3, 'Cima', { publishedAt: '2026-01-07' }),
    source(5, 'Eco', {
      outlet: null,
      origins: ['The Cima Post', 'Norte Wire'],
      relation: 'copy',
      of: articleId('Cima'),
      why: 'the same words',
    }),
  ]
  const message = sourcesMessage({ story: STORY, asOf: SIX_PM, counts: COUNTS, sources }, en)
  equal(
    toldSections(message)[0]?.[1],
    'The Cima Post: [3] The Cima Post, 7 Jan (own report; reported under its own byline)' +
      ' · [5] eco.example, 7 Jan 23:10 (copy of the same text, adds nothing; cites Norte Wire; the same words)',
  )
})

test('differences show both sides, or say that there are none', () => {
  const answer = { story: STORY, asOf: SIX_PM, differ: [firstCall] }
  deepEqual(toldSections(differMessage(answer, en)), [
    ['Sources differ', 'first call since: “he took office” [1][2] (2 origins) · “the threat” [3]'],
    ['Sources', 'The Alba Post [1]', 'The Brisa Post [2]', 'The Cima Post [3]'],
  ])
  deepEqual(toldSections(differMessage({ ...answer, differ: [] }, es)), [
    ['Las fuentes discrepan', 'Las fuentes no se contradicen en nada que se pudiera comparar.'],
  ])
})

test('a difference of values is not put between quotation marks', () => {
  const value = {
    ...firstCall,
    kind: 'value',
    sides: [{ value: '$14 billion', origins: 0, citations: [cite('Alba')] }],
  } as const
  const [section] = toldSections(differMessage({ story: STORY, asOf: SIX_PM, differ: [value] }, en))
  equal(section?.[1], 'first call since: $14 billion [1] (unattributed)')
})

test('a side that no cited passage says in those words is not put between quotation marks', () => {
  const sides = [
    { value: '$14 billion (two decades)', origins: 1, citations: [cite('Alba', 'They gave $14 billion.')] },
  ]
  const [section] = toldSections(differMessage({ story: STORY, asOf: SIX_PM, differ: [{ ...firstCall, sides }] }, en))
  equal(section?.[1], 'first call since: $14 billion (two decades) [1]')
})

test('a timeline puts each line after its date, as precise as it is known', () => {
  const entries = [
    { date: '2025-09', precision: 'month', line: line('c1', 'The visa was revoked.', ['Alba']) },
    { date: '2026-01-07', precision: 'day', line: line('c2', '“We talked,” he said.', ['Alba'], { quote: true }) },
  ] as const
  const answer = { story: STORY, asOf: SIX_PM, entries }
  deepEqual(toldSections(timelineMessage(answer, en))[0], [
    'Timeline',
    'Sep 2025: The visa was revoked. [1] (single source)',
    '7 Jan 2026: “We talked,” he said. [1] (single source)',
  ])
  deepEqual(toldSections(timelineMessage({ ...answer, entries: [] }, en)), [
    ['Timeline', 'No line of this story states a date that could be read.'],
  ])
  match(
    toldSections(timelineMessage({ ...answer, entries: [] }, { ...en, sources: [] })).join(),
    /No article of this story has been read yet/,
  )
})

test('why shows what states the line, what retells it and what was left out', () => {
  const message = whyMessage(
    {
      line: line('c1', 'The call lasted an hour.', ['Alba', 'Cima']),
      claim: { id: claimId('c1'), firstSeenAt: instant('2026-01-08T12:00:00Z') },
      supports: [
        {
          ...cite('Alba', 'They spoke for an hour.'),
          origin: 'Norte Wire',
          group: articleId('Alba'),
          matchedOn: [],
          counts: true,
        },
        {
          ...cite('Cima', 'An hour-long call.'),
          origin: 'The Cima Post',
          group: articleId('Cima'),
          matchedOn: ['7 shared words', 'an hour'],
          counts: false,
        },
      ],
      variants: [cite('Brisa', 'A call of one hour.')],
      leftOut: [{ line: line('c3', 'They may meet.', ['Cima']), because: 'it repeats a line above' }],
    },
    en,
  )
  equal(message.title, 'Trump–Petro · Why this line')
  deepEqual(message.context, ['first seen 07:00', 'written by a model, checked against its sources'])
  deepEqual(toldSections(message), [
    ['The line', 'The call lasted an hour. [1][2] (2 origins)'],
    [
      'In short',
      '1 passage says this, and counts for 1 origin: Norte Wire.',
      '1 passage tells only a part of it, or something near: not counted.',
      '1 rewording in a copy or rewrite of a text above: no further source.',
      '1 statement that comes near was kept apart.',
    ],
    [
      'The passages behind it',
      '“They spoke for an hour.” [1] (counts for Norte Wire; the first to say it)',
      '“An hour-long call.” [2] (The Cima Post; not counted: it tells only a part, or something near; shares with the earlier ones: 7 words; an hour)',
    ],
    ['The same in other words, in copies and rewrites', '“A call of one hour.” [3]'],
    ['Near, but left out', 'They may meet. [2] (it repeats a line above)'],
    ['Sources', 'The Alba Post [1]', 'The Cima Post [2]', 'The Brisa Post [3]'],
  ])
})

const storyState = (id: string, state: 'live' | 'dormant', at: string | null, counts = COUNTS) =>
  ({
    id: storyId(id),
    title: id.toUpperCase(),
    state,
    counts,
    lastChangeAt: at === null ? null : instant(at),
  }) as const

test('stories are live, or dormant since a time', () => {
  const none = { articles: 0, texts: 0, origins: 0, unattributed: 0 }
  const answer = {
    stories: [
      storyState('a', 'live', '2026-01-08T22:20:00Z'),
      storyState('b', 'dormant', '2025-12-01T22:20:00Z'),
      storyState('c', 'dormant', null, none),
    ],
  }
  deepEqual(toldSections(storiesMessage(answer, en)), [
    [
      'Stories',
      'A (a): live, last change 17:20 (4 articles → 3 texts → 2 origins, 1 unattributed)',
      'B (b): dormant since Mon 1 Dec 2025, 17:20 (4 articles → 3 texts → 2 origins, 1 unattributed)',
      'C (c): no article yet',
    ],
  ])
  equal(storiesMessage(answer, es).notification, '3 historias, 1 activa.')
})

test('without stories the answer says how to make one', () => {
  const message = storiesMessage({ stories: [] }, en)
  deepEqual(toldSections(message), [['Stories', 'No stories yet. Make one: stories add ID --query WORDS']])
})

test('a dormant story does not look dead', () => {
  deepEqual(dormantMessage({ title: 'Trump–Petro', lastChangeAt: instant('2026-01-05T23:00:00Z') }, en).context, [
    'dormant since Mon 5 Jan, 18:00: no newer article has come',
    'still watched: its digests go on with the next article',
  ])
  equal(
    dormantMessage({ title: 'Trump–Petro', lastChangeAt: null }, es).notification,
    'Trump–Petro: aún sin artículos.',
  )
})

test('a search shows statements and articles, or what to try', () => {
  const articles = [
    {
      article: articleId('Eco'),
      outlet: null,
      title: null,
      url: null,
      seenAt: SIX_PM,
      excerpt: '… the embassy said …',
    },
  ]
  const claims = [line('c1', 'The embassy called it constructive.', ['Alba'])]
  const message = searchMessage({ articles, claims }, { ...en, words: 'embassy' })
  deepEqual(message.context, ['“embassy”: 1 article and 1 statement match'])
  deepEqual(toldSections(message), [
    ['Statements', 'The embassy called it constructive. [1] (single source)'],
    ['Articles', 'page of an unknown outlet, seen 8 Jan 18:00: … the embassy said … [2]'],
    ['Sources', 'The Alba Post [1]'],
  ])
  deepEqual(toldSections(searchMessage({ articles: [], claims: [] }, { ...es, words: 'embajada' })), [
    ['Búsqueda', 'Nada coincide con «embajada». Pruebe con menos palabras u otra grafía de un nombre.'],
  ])
})
