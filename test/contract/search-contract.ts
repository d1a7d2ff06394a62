import { equal } from 'node:assert/strict'
import type { Ports, StoreTest } from './store-contract.ts'
import { equalFacts, at, harbour, HARBOUR, keep, reading, tombstone } from './store-samples.ts'

/** Words, and the articles they find in `fill`, best first. */
const SEARCHES = [
  ['cranes', ['cranes', 'docks']],
  ['CRANES', ['cranes', 'docks']],
  ['cranes tally', ['docks']],
  ['ñandu', ['birds']],
  ['Nandú', ['birds']],
  ['gull-wing', ['birds']],
  ['wing-gull', []],
  ['nothing', []],
  // Nothing is syntax: each is searched for as it stands, or left out where it has no letter or digit.
  ['cranes OR birds', []],
  ['cranes NOT docks', []],
  ['" OR NEAR(', []],
  ['"cranes', ['cranes', 'docks']],
  ['title:cranes', []],
  ['cranes*', ['cranes', 'docks']],
  ['cranes *', ['cranes', 'docks']],
  ['^cranes', ['cranes', 'docks']],
  ['cran*', []],
  ['*', []],
  ['', []],
  [' \u0000\n', []],
  ["'; drop table articles; --", []],
  ['{cranes} + (docks)', ['docks']],
  ['\ud800', []],
  ['cranes '.repeat(5000), ['cranes', 'docks']],
] as const

export function searchContract(testStore: StoreTest): void {
  for (const [words, found] of SEARCHES) {
    testStore(
      `searching for ${JSON.stringify(words.slice(0, 30))} finds ${found.join(', ') || 'nothing'}`,
      async (store) => {
        await fill(store)
        equalFacts(await names(store, words), found)
      },
    )
  }
  testStore(
    'a word that is told apart by its beginning is found, also where its cut leaves half of a letter',
    async (store) => {
      const word = `x${'\u{1d400}'.repeat(150)}`
      await keep(store.articles, 'cranes', `${word} stands`, '10:00')
      equalFacts(await names(store, word), ['cranes'])
    },
  )
  scopeContract(testStore)
  readerContract(testStore)
}

function scopeContract(testStore: StoreTest): void {
  testStore('a search is over the texts as of a moment', async (store) => {
    const { articles } = store
    await keep(articles, 'cranes', 'the first word', '10:00')
    await keep(articles, 'cranes', 'the second word', '11:00')
    await articles.saveReading(tombstone('cranes'), 'feed', at('12:00'))
    for (const [words, time, hits] of [
      ['first', '09:59', 0],
      ['first', '10:59', 1],
      ['first', '11:00', 0],
      ['second', '11:00', 1],
      ['second', '12:00', 0],
      ['about', '12:00', 0],
    ] as const) {
      const found = await store.reader.searchArticles(words, { story: null, asOf: at(time), limit: 9 })
      equal(found.length, hits, `${words} at ${time}`)
    }
  })

  testStore('a search may be kept to a story and to a number of hits', async (store) => {
    await fill(store)
    await store.stories.addStory(harbour)
    const docks = await keep(store.articles, 'docks', 'Cranes tally.', '10:00')
    await store.stories.addToStory(HARBOUR, [{ article: docks, because: 'because' }])
    const inStory = await store.reader.searchArticles('cranes', { story: HARBOUR, asOf: null, limit: 9 })
    equalFacts(
      inStory.map(({ article }) => article),
      [docks],
    )
    for (const [limit, hits] of [
      [1, 1],
      [0, 0],
      [-1, 0],
      [Number.NaN, 0],
      [1e9, 2],
    ] as const) {
      equal((await store.reader.searchArticles('cranes', { story: null, asOf: null, limit })).length, hits)
    }
  })

  testStore('a hit shows the words around the match on one line', async (store) => {
    const text = `${'before '.repeat(40)}\n\nthe <b>crane</b> fell\n\n${'after '.repeat(40)}`
    await store.articles.saveReading(reading('cranes', text), 'feed', at('10:00'))
    const [hit] = await store.reader.searchArticles('fell', { story: null, asOf: null, limit: 1 })
    const { excerpt, article: _, ...facts } = hit ?? {}
    equalFacts(facts, {
      outlet: 'Courier',
      title: 'About cranes',
      url: 'https://courier.example/cranes',
      seenAt: at('10:00'),
    })
    equal(excerpt?.includes('before the <b>crane</b> fell after'), true)
    equal((excerpt?.length ?? 0) < 250, true)
  })
}

function readerContract(testStore: StoreTest): void {
  testStore('a read mark moves forward only, and a reader can be forgotten', async ({ stories, reader }) => {
    await stories.addStory(harbour)
    equal(await reader.findReadMark('ann', HARBOUR), null)
    for (const time of ['10:00', '12:00', '11:00']) await reader.saveReadMark('ann', HARBOUR, at(time))
    await reader.saveReadMark('bob', HARBOUR, at('09:00'))
    equalFacts(await reader.findReadMark('ann', HARBOUR), at('12:00'))
    await reader.saveReadMark('cem', HARBOUR, at('12:00'))
    equalFacts(await reader.listReadMarks(HARBOUR, at('08:00'), 9), [at('12:00'), at('09:00')])
    equalFacts(await reader.listReadMarks(HARBOUR, at('08:00'), 1), [at('12:00')])
    equalFacts(await reader.listReadMarks(HARBOUR, at('09:00'), 9), [at('12:00')])
    equal(await reader.forgetReader('ann'), 1)
    equal(await reader.forgetReader('ann'), 0)
    equal(await reader.findReadMark('ann', HARBOUR), null)
    equalFacts(await reader.findReadMark('bob', HARBOUR), at('09:00'))
  })

  testStore('one person is forgotten in all places, and nobody else', async ({ stories, reader }) => {
    await stories.addStory(harbour)
    const readers = [
      'discord:1:7',
      'discord:2:7',
      'discord:@me:7',
      'discord:1:17',
      'slack:1:7',
      'discord:7:1',
      'discord:%:_',
    ]
    for (const name of readers) await reader.saveReadMark(name, HARBOUR, at('09:00'))
    equal(await reader.forgetReaders({ begins: 'discord:', ends: ':7' }), 3)
    equal(await reader.forgetReaders({ begins: 'discord:', ends: ':_' }), 1)
    equal(await reader.forgetReaders({ begins: 'discord:', ends: ':7' }), 0)
    for (const name of ['discord:1:17', 'slack:1:7', 'discord:7:1'])
      equal((await reader.findReadMark(name, HARBOUR)) === null, false)
  })

  testStore('a channel mutes outlets for itself', async ({ reader }) => {
    const here = { platform: 'slack', id: 'C01' } as const
    await reader.saveMute(here, 'Herald', 'muted')
    await reader.saveMute(here, 'Courier', 'muted')
    await reader.saveMute(here, 'Courier', 'muted')
    equalFacts(await reader.listMutes(here), ['Courier', 'Herald'])
    equalFacts(await reader.listMutes({ platform: 'discord', id: 'C01' }), [])
    await reader.saveMute(here, 'Courier', 'heard')
    await reader.saveMute(here, 'Courier', 'heard')
    equalFacts(await reader.listMutes(here), ['Herald'])
  })
}

async function fill({ articles }: Ports): Promise<void> {
  await keep(articles, 'cranes', 'They stand still in the old harbour.', '10:00')
  await keep(articles, 'docks', 'Cranes tally.', '10:00')
  await keep(articles, 'birds', 'El ñandú and the gull-wing.', '10:00')
}

async function names({ articles, reader }: Ports, words: string): Promise<readonly (string | undefined)[]> {
  const hits = await reader.searchArticles(words, { story: null, asOf: null, limit: 9 })
  const found = await Promise.all(hits.map(({ article }) => articles.findArticle(article)))
  return found.map((article) => article?.input.replace('.html', ''))
}
