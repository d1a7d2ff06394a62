import { equal, match, notEqual, rejects } from 'node:assert/strict'
import {
  assert,
  asyncProperty,
  constant,
  constantFrom,
  nat,
  record,
  shuffledSubarray,
  tuple,
  uniqueArray,
} from 'fast-check'
import { isNewsError } from '../../src/news/errors.ts'
import { articleId } from '../../src/news/ids.ts'
import type { StoreTest } from './store-contract.ts'
import { equalFacts, at, keep, reading, tombstone } from './store-samples.ts'

const LAST_MINUTE = 12

/** Texts seen at moments: what arrives, in this order, and what each arrival is. */
const ARRIVALS = [
  ['a first text', [['A', '10:00', 'new 1']]],
  [
    'another text',
    [
      ['A', '10:00', 'new 1'],
      ['B', '11:00', 'revised 2'],
    ],
  ],
  [
    'the same text again',
    [
      ['A', '10:00', 'new 1'],
      ['A', '11:00', 'unchanged 1'],
      ['A', '10:00', 'unchanged 1'],
    ],
  ],
  [
    'the same but for white space',
    [
      ['one  two', '10:00', 'new 1'],
      [' one\ntwo', '11:00', 'unchanged 1'],
    ],
  ],
  [
    'an older text',
    [
      ['B', '11:00', 'new 1'],
      ['A', '10:00', 'older 2'],
      ['B', '12:00', 'unchanged 1'],
    ],
  ],
  [
    'the same text seen earlier',
    [
      ['A', '11:00', 'new 1'],
      ['A', '10:00', 'older 1'],
    ],
  ],
  [
    'a return to an older text',
    [
      ['A', '10:00', 'new 1'],
      ['B', '11:00', 'revised 2'],
      ['A', '12:00', 'revised 3'],
    ],
  ],
  [
    'a text between two sights of another',
    [
      ['A', '10:00', 'new 1'],
      ['A', '12:00', 'unchanged 1'],
      ['B', '11:00', 'older 2'],
    ],
  ],
  [
    'a tombstone, twice, and the article back again',
    [
      ['A', '10:00', 'new 1'],
      [null, '11:00', 'deleted 2'],
      [null, '12:00', 'unchanged 2'],
      ['A', '13:00', 'revised 3'],
    ],
  ],
] as const

export function articleContract(testStore: StoreTest): void {
  for (const [name, arrivals] of ARRIVALS) {
    testStore(`saving ${name} says what it was`, async ({ articles }) => {
      for (const [text, time, outcome] of arrivals) {
        const read = text === null ? tombstone('cranes') : reading('cranes', text)
        const { kind, revision } = await articles.saveReading(read, 'feed', at(time))
        equal(`${kind} ${revision}`, outcome)
      }
    })
  }
  identityContract(testStore)
  asOfContract(testStore)
  orderContract(testStore)
}

function identityContract(testStore: StoreTest): void {
  testStore('an article is known by its address, not by its title or file', async ({ articles }) => {
    const one = await articles.saveReading(reading('cranes', 'A'), 'feed', at('10:00'))
    const same = await articles.saveReading(
      reading('cranes', 'B', { input: 'other.txt', title: 'Other' }),
      'x',
      at('11:00'),
    )
    const other = await articles.saveReading(reading('docks', 'A', { title: 'About cranes' }), 'feed', at('11:00'))
    match(one.article, /^a[0-9a-f]{12}$/)
    equal(same.article, one.article)
    notEqual(other.article, one.article)
  })

  testStore('a file without address is known by its text', async ({ articles }) => {
    const save = (text: string) => articles.saveReading(reading('x', text, { url: null }), 'folder', at('10:00'))
    const [one, same, other] = [
      await save('Gr\u00fcn  boats'),
      await save('Gru\u0308n boats\n'),
      await save('Red boats'),
    ]
    equal(same.article, one.article)
    equal(same.kind, 'unchanged')
    notEqual(other.article, one.article)
  })

  testStore('a reading with neither address nor text is refused, and its batch with it', async ({ articles }) => {
    const bad = reading('empty', ' \n', { url: null })
    const batch = [reading('cranes', 'A'), bad].map((read) => ({ reading: read, source: 'x', seenAt: at('10:00') }))
    await rejects(articles.saveReadings(batch), (error) => isNewsError(error, 'input-empty'))
    const { kind } = await articles.saveReading(reading('cranes', 'A'), 'x', at('10:00'))
    equal(kind, 'new')
  })

  testStore('everything a reading says of its text comes back as it was', async ({ articles }) => {
    const text = 'A \u{1F6A2} came in.\n\nIts "name" was \'Ñandú\'; 100%.'
    const full = reading('ship', text, { dek: 'd', byline: 'b', wire: 'Reuters', flags: ['stub', 'commentary'] })
    const { article } = await articles.saveReading(full, 'feed', at('10:00'))
    const found = await articles.findArticle(article)
    const { input, url, outlet, furniture: _, ...facts } = full
    const seenAt = at('10:00')
    equalFacts(found, { id: article, url, input, outlet, seenAt, latest: { ...facts, article, revision: 1, seenAt } })
  })

  testStore('what no store can keep, NUL and half of a pair, is one character that says so', async ({ articles }) => {
    const { article } = await articles.saveReading(reading('ship', 'A\u0000B\ud800C'), 'feed\u0000', at('10:00'))
    equal((await articles.findArticle(article))?.latest.text, 'A\ufffdB\ufffdC')
    equal((await articles.saveReading(reading('ship', 'A\u0000B\ud800C'), 'feed\u0000', at('11:00'))).kind, 'unchanged')
    equal((await articles.listSightings(article)).length, 1)
  })

  testStore('sightings are kept once a source, from the first', async ({ articles }) => {
    for (const [source, time] of [
      ['feed', '10:00'],
      ['page', '11:00'],
      ['page', '12:00'],
      ['feed', '09:00'],
    ] as const) {
      await articles.saveReading(reading('cranes', 'A'), source, at(time))
    }
    const { article } = await articles.saveReading(reading('cranes', 'A'), 'page', at('13:00'))
    equalFacts(
      (await articles.listSightings(article)).map(({ source, seenAt }) => `${source} ${seenAt.toString()}`),
      ['feed 2026-01-07T09:00:00Z', 'page 2026-01-07T11:00:00Z'],
    )
  })

  testStore('two files of one article, read again and again, do not replace each other', async ({ articles }) => {
    const [old, young] = ['A', 'B'].map((text) => reading('cranes', text, { input: `${text}.txt` }))
    for (const hour of ['10', '11', '12']) {
      for (const file of [old, young]) if (file) await articles.saveReading(file, 'folder', at(`${hour}:00`))
    }
    const { article } = await articles.saveReading(reading('cranes', 'B'), 'folder', at('13:00'))
    equalFacts(
      (await articles.listRevisions(article)).map(({ text }) => text),
      ['A', 'B'],
    )
  })
}

function asOfContract(testStore: StoreTest): void {
  testStore('an article stands as of a moment, which is included', async ({ articles }) => {
    const id = await keep(articles, 'cranes', 'A', '10:00')
    await keep(articles, 'cranes', 'B', '11:00')
    await articles.saveReading(tombstone('cranes'), 'feed', at('12:00'))
    for (const [moment, text] of [
      ['09:59:59.999', undefined],
      ['10:00', 'A'],
      ['10:59:59.999', 'A'],
      ['11:00', 'B'],
      ['12:00', ''],
    ] as const) {
      equal((await articles.findArticle(id, at(moment)))?.latest.text, text, moment)
    }
    equal((await articles.findArticle(id))?.latest.deleted, true)
  })

  testStore('of two texts seen at one moment the one that arrived later stands', async ({ articles }) => {
    const id = await keep(articles, 'cranes', 'B', '10:00')
    await keep(articles, 'cranes', 'A', '10:00')
    equal((await articles.findArticle(id))?.latest.text, 'A')
    equal((await articles.saveReading(reading('cranes', 'B'), 'folder', at('10:00'))).kind, 'unchanged')
    equal((await articles.findArticle(id))?.latest.text, 'A')
  })

  testStore('an unknown article is null, and has no revisions', async ({ articles }) => {
    equal(await articles.findArticle(articleId('a0')), null)
    equalFacts(await articles.listRevisions(articleId('a0')), [])
  })
}

function orderContract(testStore: StoreTest): void {
  const reads = uniqueArray(
    record({
      minute: nat({ max: LAST_MINUTE }),
      text: constantFrom('A', 'B', 'C', null),
      input: constantFrom('page', 'feed'),
      outlet: constantFrom('Courier', null),
      byline: constantFrom('Ann', null),
    }),
    { selector: ({ minute }) => minute, minLength: 1, maxLength: 7 },
  )
  const shuffled = reads.chain((list) => tuple(constant(list), shuffledSubarray(list, { minLength: list.length })))
  testStore('the order of arrival does not change how an article stands at any moment', async ({ articles }) => {
    let run = 0
    const property = asyncProperty(shuffled, async ([first, second]) => {
      run += 1
      const histories = []
      for (const [side, list] of [first, second].entries()) {
        const name = `order-${run}-${side}`
        for (const { minute, text, input, outlet, byline } of list) {
          const read = text === null ? tombstone(name) : reading(name, text)
          await articles.saveReading({ ...read, input, outlet, byline }, input, at('10:00').add({ minutes: minute }))
        }
        const { article } = await articles.saveReading({ ...reading(name, 'last'), input: 'end' }, 'end', at('12:00'))
        const history = []
        for (let minute = 0; minute <= LAST_MINUTE; minute += 1) {
          const found = await articles.findArticle(article, at('10:00').add({ minutes: minute }))
          const { text, byline, deleted, seenAt } = found?.latest ?? {}
          history.push([found?.input, found?.outlet, String(found?.seenAt), text, byline, deleted, String(seenAt)])
        }
        histories.push(history)
      }
      equalFacts(histories[0], histories[1])
    })
    await assert(property, { numRuns: 25 })
  })
}
