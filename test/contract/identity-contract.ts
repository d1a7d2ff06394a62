import { deepEqual, equal, notEqual } from 'node:assert/strict'
import type { ArticleKeys, ArticleReading } from '../../src/news/article.ts'
import { makeArticleId } from '../../src/news/ids.ts'
import { identityOrderContract } from './identity-order-contract.ts'
import type { Ports, StoreTest } from './store-contract.ts'
import { at, brief, equalFacts, harbour, HARBOUR, reading } from './store-samples.ts'

const [A, B, C] = ['https://courier.example/a', 'https://courier.example/b', 'https://courier.example/c'] as const
const ELSEWHERE = 'https://gazette.example/a'
const FEED = 'https://courier.example/rss'
const CRANES = 'Cranes stand still as dockers walk out'
const RETOLD = 'Dockers walk out, cranes stand still for a third day'
const MARKET = 'Fish market opens under new roof'
const TITLE_KEY = 'courier.example 2026-01-07 cranes stand still as dockers walk out'

/** More than the store follows. */
const CHAIN = 130

type Known = { readonly url: string | null; readonly title?: string } & Partial<ArticleKeys>

/** Something read, by what tells which article it is. */
function known({ url, title = CRANES, addresses = [], items = [], titles = [] }: Known, text = ''): ArticleReading {
  return reading('x', text === '' ? `Text of ${url}.` : text, { url, title, keys: { addresses, items, titles } })
}

/** What is read one after the other, and which of it is one article: the same letter. */
const CASES: readonly (readonly [name: string, read: readonly Known[], articles: string])[] = [
  ['an address that led to another', [{ url: A }, { url: B, addresses: [A] }], 'aa'],
  ['an address that another named before', [{ url: B, addresses: [A] }, { url: A }], 'aa'],
  [
    'two addresses that led from one',
    [
      { url: A, addresses: [C] },
      { url: B, addresses: [C] },
    ],
    'aa',
  ],
  [
    'addresses that lead from one to the next, last of all the middle',
    [
      { url: A, title: MARKET },
      { url: C, addresses: [B] },
      { url: B, addresses: [A], title: 'x' },
    ],
    'aaa',
  ],
  ['an address of another site that led here', [{ url: ELSEWHERE }, { url: A, addresses: [ELSEWHERE] }], 'ab'],
  [
    'an item at a new address',
    [
      { url: A, items: ['1'] },
      { url: B, items: ['1'], title: RETOLD },
    ],
    'aa',
  ],
  [
    'an item with a quite unlike title',
    [
      { url: A, items: ['1'] },
      { url: B, items: ['1'], title: MARKET },
    ],
    'ab',
  ],
  [
    'an item that unlike articles claim, after alike ones did',
    [
      { url: A, items: ['1'] },
      { url: B, items: ['1'], title: RETOLD },
      { url: C, items: ['1'], title: MARKET },
    ],
    'abc',
  ],
  [
    'an item that two sites claim',
    [
      { url: A, items: ['1'] },
      { url: ELSEWHERE, items: ['1'] },
    ],
    'ab',
  ],
  [
    'a new item of the same address',
    [
      { url: A, items: ['1'] },
      { url: A, items: ['2'], title: MARKET },
    ],
    'aa',
  ],
  ['the same title at two addresses', [{ url: A }, { url: B }], 'ab'],
  [
    'an item without address, then its page',
    [
      { url: null, titles: [TITLE_KEY] },
      { url: A, titles: [TITLE_KEY] },
    ],
    'aa',
  ],
  [
    'a page, then an item without address',
    [
      { url: A, titles: [TITLE_KEY] },
      { url: null, titles: [TITLE_KEY], items: ['9'] },
    ],
    'aa',
  ],
  [
    'an item without address that two pages fit',
    [
      { url: null, titles: [TITLE_KEY] },
      { url: A, titles: [TITLE_KEY] },
      { url: B, titles: [TITLE_KEY] },
    ],
    'abc',
  ],
  [
    'an item without address that changes its title',
    [
      { url: null, items: ['9'], titles: [TITLE_KEY] },
      { url: null, items: ['9'], title: RETOLD },
    ],
    'aa',
  ],
  [
    'an item without address that says nothing of which article it is',
    [
      { url: null, items: ['9'] },
      { url: null, items: ['10'] },
    ],
    'ab',
  ],
]

export function identityContract(testStore: StoreTest): void {
  for (const [name, read, articles] of CASES) {
    testStore(`known by its keys: ${name} (${articles})`, async (store) => {
      equal(await readAll(store, read), articles)
    })
  }
  joinContract(testStore)
  sightingContract(testStore)
  identityOrderContract(testStore)
}

/** Reads these minute by minute; which are one article in the end. */
async function readAll({ articles }: Ports, read: readonly Known[]): Promise<string> {
  for (const [minute, one] of read.entries()) {
    await articles.saveReading(known(one), 'feed', at('10:00').add({ minutes: minute }))
  }
  const ids = await articles.findKnown(read.map((one) => known(one)))
  return ids.map((id) => 'abcdef'[ids.indexOf(id)]).join('')
}

function joinContract(testStore: StoreTest): void {
  testStore('of two articles that turn out to be one, the first seen tells everything', async ({ articles }) => {
    const young = await articles.saveReading(known({ url: B }, 'Second text.'), 'page', at('11:00'))
    const old = await articles.saveReading(known({ url: A }, 'First text.'), 'feed', at('10:00'))
    notEqual(old.article, young.article)
    const joined = await articles.saveReading(known({ url: B, addresses: [A] }, 'Third text.'), 'page', at('12:00'))
    equal(joined.article, old.article)
    equal(joined.kind, 'revised')
    for (const id of [old.article, young.article]) {
      const found = await articles.findArticle(id)
      deepEqual([found?.id, found?.url, found?.latest.article], [old.article, B, old.article])
      equal((await articles.findArticle(id, at('10:30')))?.latest.text, 'First text.')
      const texts = (await articles.listRevisions(id)).map(({ text }) => text)
      deepEqual(texts, ['First text.', 'Second text.', 'Third text.'])
      equalFacts(await articles.listSightings(id), [
        { article: old.article, source: 'feed', seenAt: at('10:00') },
        { article: old.article, source: 'page', seenAt: at('11:00') },
      ])
    }
  })

  testStore(
    'what belonged to a story goes on belonging, under the first id; its ledger is made anew',
    async (store) => {
      const { articles, ledger, reader, stories } = store
      await stories.addStory(harbour)
      const old = await articles.saveReading(known({ url: A }, 'First text.'), 'feed', at('10:00'))
      const young = await articles.saveReading(known({ url: B }, 'Second text.'), 'page', at('11:00'))
      await stories.addToStory(HARBOUR, [{ article: young.article, because: 'because' }])
      await stories.markMatched(HARBOUR, await stories.listUnmatched(HARBOUR, 9))
      const head = await ledger.findHead(HARBOUR)
      const change = {
        engine: '1',
        basedOn: 0,
        arrivals: head.arrivals,
        through: at('11:00'),
        mode: 'replace',
      } as const
      await ledger.saveChange(HARBOUR, { ...change, rows: [], relations: [], origins: [], traces: [] })

      await articles.saveReading(known({ url: B, addresses: [A] }, 'Second text.'), 'page', at('12:00'))
      deepEqual(await stories.listMembers(HARBOUR), [old.article])
      equal((await ledger.findHead(HARBOUR)).through, null)
      const waiting = await stories.listUnmatched(HARBOUR, 9)
      deepEqual(
        waiting.map(({ article, revision }) => `${article.id} ${revision.text}`),
        [`${old.article} Second text.`],
      )
      await stories.addToStory(HARBOUR, [{ article: young.article, because: 'by its other id' }])
      deepEqual(await stories.listMembers(HARBOUR), [old.article])
      const hits = await reader.searchArticles('second', { story: null, asOf: null, limit: 9 })
      deepEqual(
        hits.map(({ article }) => article),
        [old.article],
      )
    },
  )

  testStore('what an aggregator shows of a page is a sighting of it, and no edit', async ({ articles }) => {
    const hidden = known({ url: null, titles: [TITLE_KEY] }, 'Something else altogether.')
    const alone = await articles.saveReading(hidden, 'list', at('09:00'))
    equal((await articles.findArticle(alone.article))?.latest.text, 'Something else altogether.')
    const page = known({ url: A, titles: [TITLE_KEY] }, 'First text.')
    const { article, kind } = await articles.saveReading(page, 'page', at('10:00'))
    equal(kind, 'new')
    const again = { ...hidden, text: 'Something else again.' }
    equal((await articles.saveReading(again, 'list', at('11:00'))).kind, 'unchanged')
    for (const id of [article, alone.article]) {
      const texts = (await articles.listRevisions(id)).map(({ text }) => text)
      deepEqual(texts, ['First text.'])
    }
    deepEqual(
      (await articles.listSightings(article)).map(({ source }) => source),
      ['list', 'page'],
    )
  })

  testStore('a link that led to another site is known from then on', async ({ articles }) => {
    const { article } = await articles.saveReading(known({ url: A, addresses: [ELSEWHERE] }), 'feed', at('10:00'))
    deepEqual(await articles.findKnown([known({ url: ELSEWHERE }), known({ url: ELSEWHERE, title: MARKET })]), [
      article,
      null,
    ])
    const own = await articles.saveReading(known({ url: ELSEWHERE }), 'feed', at('11:00'))
    notEqual(own.article, article)
  })

  testStore('articles that were taken for one are told apart again, with all their texts', async ({ articles }) => {
    const first = await articles.saveReading(known({ url: A, items: ['1'] }, 'First text.'), 'feed', at('10:00'))
    await articles.saveReading(known({ url: B, items: ['1'], title: RETOLD }, 'Second text.'), 'feed', at('11:00'))
    equal((await articles.findArticle(first.article))?.latest.text, 'Second text.')
    await articles.saveReading(known({ url: C, items: ['1'], title: MARKET }, 'Third text.'), 'feed', at('12:00'))
    for (const [url, text] of [
      [A, 'First text.'],
      [B, 'Second text.'],
      [C, 'Third text.'],
    ] as const) {
      const found = await articles.findArticle(makeArticleId(url))
      deepEqual([found?.url, found?.latest.text, found?.latest.deleted], [url, text, false])
    }
  })

  testStore('an edition goes on citing an article that turned out to be another', async ({ articles, ...store }) => {
    await store.stories.addStory(harbour)
    await articles.saveReading(known({ url: A }), 'feed', at('10:00'))
    await articles.saveReading(known({ url: B }), 'feed', at('11:00'))
    const edition = brief('e1', '11:30')
    await store.editions.saveEdition(edition)
    await articles.saveReading(known({ url: B, addresses: [A] }), 'feed', at('12:00'))
    equalFacts(await store.editions.findEdition(edition.edition), edition)
  })
}

function sightingContract(testStore: StoreTest): void {
  testStore('an article in five feeds has five sightings, read once', async ({ articles }) => {
    const { article } = await articles.saveReading(known({ url: A, items: ['feed-0 1'] }), 'feed-0', at('10:00'))
    const sightings = [1, 2, 3, 4].map((n) => ({
      ...known({ url: A, items: [`feed-${n} 1`] }),
      article,
      source: `feed-${n}`,
      seenAt: at(`10:0${n}`),
    }))
    await articles.saveSightings([...sightings, ...sightings])
    equalFacts(
      (await articles.listSightings(article)).map(({ source, seenAt }) => `${source} ${seenAt.toString()}`),
      ['feed-0 2026-01-07T10:00:00Z', ...[1, 2, 3, 4].map((n) => `feed-${n} 2026-01-07T10:0${n}:00Z`)],
    )
    equal((await articles.listRevisions(article)).length, 1)
    deepEqual(await articles.findKnown([known({ url: B, items: ['feed-3 1'] })]), [article])
  })

  testStore('a sighting of an unknown article is passed over', async ({ articles }) => {
    const article = makeArticleId(A)
    await articles.saveSightings([{ ...known({ url: A }), article, source: FEED, seenAt: at('10:00') }])
    deepEqual(await articles.findKnown([known({ url: A })]), [null])
  })

  testStore(
    'what is asked for is found by whatever it is known by, and nothing is kept of it',
    async ({ articles }) => {
      const { article } = await articles.saveReading(
        known({ url: A, addresses: [C], items: ['1'], titles: [TITLE_KEY] }),
        FEED,
        at('10:00'),
      )
      const asked: readonly (readonly [Known, boolean])[] = [
        [{ url: A, title: MARKET }, true],
        [{ url: C, title: MARKET }, true],
        [{ url: B, addresses: [A] }, true],
        [{ url: B, items: ['1'], title: RETOLD }, true],
        [{ url: B, items: ['1'], title: MARKET }, false],
        [{ url: ELSEWHERE, items: ['1'] }, true],
        [{ url: ELSEWHERE, items: ['1'], title: MARKET }, false],
        [{ url: ELSEWHERE, titles: [TITLE_KEY] }, false],
        [{ url: null, titles: [TITLE_KEY] }, true],
        [{ url: B, titles: [TITLE_KEY] }, false],
        [{ url: null }, false],
      ]
      for (const [one, isKnown] of asked) {
        deepEqual(await articles.findKnown([known(one)]), [isKnown ? article : null], JSON.stringify(one))
      }
    },
  )

  testStore('an article that was taken down stays known', async ({ articles }) => {
    const gone = { ...known({ url: A, items: ['1'] }), title: null, text: '', deleted: true }
    const { article } = await articles.saveReading(known({ url: A, items: ['1'] }), FEED, at('10:00'))
    equal((await articles.saveReading(gone, FEED, at('11:00'))).kind, 'deleted')
    deepEqual(await articles.findKnown([known({ url: A }), known({ url: B, items: ['1'] })]), [article, article])
  })

  testStore('addresses that lead on and on end in several articles, each of a bounded size', async ({ articles }) => {
    const page = (n: number) => `https://courier.example/${n}`
    for (let n = 0; n < CHAIN; n += 1) {
      await articles.saveReading(known({ url: page(n), addresses: n === 0 ? [] : [page(n - 1)] }), 'feed', at('10:00'))
    }
    const ids = await articles.findKnown(Array.from({ length: CHAIN }, (_, n) => known({ url: page(n) })))
    equal(new Set(ids).size > 1 && !ids.includes(null), true)
  })
}
