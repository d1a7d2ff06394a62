import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import type { ArticleReading } from '../../../src/news/article.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { storyId } from '../../../src/news/ids.ts'
import { countSources } from '../../../src/brief/compose-brief.ts'
import { findStory, readMoment, viewStory } from '../../../src/pipeline/reading/view-story.ts'
import { damStory } from '../arrivals.ts'
import { at, DAM, ownReport, piece, rewrite, spanish, wireOriginal, wireReprint } from '../dam-story.ts'
import { inNewsroom, keepAll, unaborted } from '../newsroom.ts'

const NOON = at('12:00:00')

/** The story's view after these texts arrived, an hour apart. */
const viewOf = (readings: readonly ArticleReading[]) =>
  inNewsroom(async (newsroom) => {
    await keepAll(
      readings.map((reading, hour) => ({ reading, seenAt: at(`0${hour}:00:00`) })),
      newsroom,
    )
    await newsroom.matcher.matchAll(unaborted)
    return viewStory(DAM, NOON, newsroom)
  })

/** `articles → texts → origins, unattributed` and what each is to its group. */
const sourcesOf = async (readings: readonly ArticleReading[]) => {
  const { articles } = await viewOf(readings)
  const { articles: all, texts, origins, unattributed } = countSources(articles)
  const told = articles.map(({ relation, origins: [main] }) => `${relation}: ${main?.name}`)
  return [`${all} → ${texts} → ${origins}, ${unattributed} unattributed`, ...told]
}

const cases: readonly (readonly [string, readonly ArticleReading[], readonly string[]])[] = [
  ['no articles', [], ['0 → 0 → 0, 0 unattributed']],
  ['a wire’s report', [wireOriginal], ['1 → 1 → 1, 0 unattributed', 'original: Northline']],
  [
    'a wire’s report and its reprint',
    [wireOriginal, wireReprint],
    ['2 → 1 → 1, 0 unattributed', 'original: Northline', 'wire reprint: Northline'],
  ],
  [
    'two reports of their own and one in another language',
    [wireOriginal, ownReport, spanish],
    [
      '3 → 3 → 3, 0 unattributed',
      'original: Northline',
      'own report: The Lakeside Courier',
      'own report: Diario del Lago',
    ],
  ],
  [
    'sister outlets’ own reports are one origin',
    [ownReport, spanish].map((reading, index) => ({
      ...reading,
      outlet: ['Norwick Herald', 'Norwick Evening Mail'][index] ?? null,
    })),
    ['2 → 2 → 1, 0 unattributed', 'own report: Lowland Media', 'own report: Lowland Media'],
  ],
  [
    'a page that names nobody',
    [wireOriginal, piece('page', null, { text: 'The people of the valley spoke of the Calder dam all night.' })],
    ['2 → 2 → 1, 1 unattributed', 'original: Northline', 'unattributed: unattributed'],
  ],
]
for (const [name, readings, expected] of cases) {
  test(`sources: ${name}`, async () => deepEqual(await sourcesOf(readings), expected))
}

test('a rewrite rests on what it retells, whichever came first', async () => {
  for (const readings of [
    [ownReport, rewrite],
    [rewrite, ownReport],
  ]) {
    const [count] = await sourcesOf(readings)
    equal(count, '2 → 1 → 1, 0 unattributed')
  }
})

test('every passage is the slice of its revision', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(damStory, newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const { claims } = await viewStory(DAM, NOON, newsroom)
    for (const { article, revision, start, end, text } of claims.flatMap((one) => [
      ...one.supports,
      ...one.withdrawn,
    ])) {
      const revisions = await newsroom.store.articles.listRevisions(article)
      equal(revisions.find((one) => one.revision === revision)?.text.slice(start, end), text)
      ok(text.length > 0)
    }
  })
})

test('an article taken down is no source any more, and stands in none of the claims', async () => {
  const { articles, claims } = await viewOf([wireOriginal, ownReport, { ...ownReport, text: '', deleted: true }])
  equal(articles.length, 1)
  ok(claims.every(({ supports }) => supports.every(({ article }) => article === articles[0]?.article.id)))
})

test('a reader’s language chooses the passage', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(damStory, newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const { view, lineOf } = await readMoment(DAM, NOON, 'es', newsroom)
    const both = view.claims.find(({ supports }) => new Set(supports.map(({ lang }) => lang)).size > 1)
    equal(both === undefined ? null : lineOf(both)?.lang, 'es')
  })
})

test('a story that does not exist is named, with the nearest', async () => {
  await inNewsroom(async (newsroom) => {
    equal((await findStory('calder-dam', newsroom)).id, storyId('calder-dam'))
    await rejects(findStory('calder-dm', newsroom), (error) => {
      return isNewsError(error, 'story-unknown') && /“calder-dm”.*calder-dam/.test(error.message)
    })
    await rejects(findStory('x', newsroom), (error) => isNewsError(error, 'story-unknown'))
  })
})

test('a wire’s flash of two facts does not make one text of every report that tells them', async () => {
  const flash = piece('flash', 'Northline', {
    wire: 'Northline',
    text: 'Water came through the wall of the Calder dam at dawn, a guard said.\n\nThe board sent two divers down.',
  })
  const first = piece('first', 'The Lakeside Courier', {
    text: [
      'The bakers of Norwick were the first to hear the sirens, and by six the bridge below the Calder dam was full.',
      'A guard said that at dawn water had come through the wall of the dam.',
      'Two divers were sent down by the board.',
      'Ines Valdez, the mayor, counted buses with her brother and found there were too few of them.',
      'A priest opened the church on the hill and rang its bell until noon.',
    ].join('\n\n'),
  })
  const second = piece('second', 'The Upland Review', {
    text: [
      'Nobody slept in the upper villages either, where shepherds had watched the lake below the Calder dam since midnight.',
      'At dawn, said a guard, water came through the wall of the dam.',
      'The board has sent down two divers.',
      'Petra Lund, who runs the board, asked the navy for pumps and was told to wait until the weekend.',
      'In the valley the trains stood still, and a circus moved its elephants by road.',
    ].join('\n\n'),
  })
  deepEqual(await sourcesOf([flash, first, second]), [
    '3 → 3 → 3, 0 unattributed',
    'original: Northline',
    'own report: The Lakeside Courier',
    'own report: The Upland Review',
  ])
})

test('a long report that quotes a short one whole keeps its own claims and its own origin', async () => {
  const short = piece('short', 'The Upland Review', { text: 'Water came through the wall of the Calder dam at dawn.' })
  const long = { ...ownReport, text: `${short.text}\n\n${ownReport.text}` }
  const { articles, claims } = await viewOf([short, long])
  deepEqual(
    articles.map(({ origins: [main] }) => main?.name),
    ['The Upland Review', 'The Lakeside Courier'],
  )
  equal(claims.length, 8)
})

test('a copy of an article’s second text is its copy, though its first was another', async () => {
  const lines = ownReport.text.split('\n\n')
  const first = {
    ...ownReport,
    text: [...lines.slice(0, 4), ...wireOriginal.text.split('\n\n').slice(1, 5)].join('\n\n'),
  }
  const copy = piece('the-copy', null, { text: ownReport.text })
  const { articles } = await viewOf([first, ownReport, copy])
  deepEqual(
    articles.map(({ group }) => group),
    articles.map(() => articles[0]?.group),
  )
})
