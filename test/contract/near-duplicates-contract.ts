import { deepEqual, equal, ok } from 'node:assert/strict'
import { seededRandom } from '../eval/mutations.ts'
import type { StoreTest } from './store-contract.ts'
import { at, keep, reading, tombstone } from './store-samples.ts'

/** So many made-up words, the same for the same seed. */
function makeText(seed: number, words: number): string {
  const random = seededRandom(seed)
  return Array.from({ length: words }, () => `w${Math.floor(random() * 5_000)}`).join(' ')
}

const LONG = makeText(1, 300)
const ANY = { except: null } as const

export function nearDuplicatesContract(testStore: StoreTest): void {
  testStore('a copy is found, and told how much of either text is the other’s', async (store) => {
    const { articles, nearDuplicates } = store
    const words = LONG.split(' ')
    const saved = await keep(articles, 'dam', words.slice(0, 200).join(' '), '10:00')
    await keep(articles, 'mill', makeText(2, 200), '10:00')
    const [copy, ...others] = await nearDuplicates.findCopies(words.slice(0, 152).join(' ').toUpperCase(), ANY)
    deepEqual(others, [])
    ok(copy !== undefined)
    const { seenAt, ...rest } = copy
    equal(seenAt.toString(), at('10:00').toString())
    deepEqual(rest, {
      article: saved,
      revision: 1,
      outlet: 'Courier',
      title: 'About dam',
      url: 'https://courier.example/dam',
      jaccard: 150 / 198,
      ofFirst: 1,
      ofSecond: 150 / 198,
      lengthRatio: 150 / 198,
    })
  })

  testStore('an article is no copy of itself, and of a text without words there is none', async (store) => {
    const { articles, nearDuplicates } = store
    const saved = await keep(articles, 'dam', LONG, '10:00')
    const copy = await keep(articles, 'dam-2', LONG, '11:00')
    const found = await nearDuplicates.findCopies(LONG, { except: saved })
    deepEqual(
      found.map(({ article, jaccard }) => [article, jaccard]),
      [[copy, 1]],
    )
    for (const text of ['', ' — ', 'two words']) deepEqual(await nearDuplicates.findCopies(text, ANY), [])
  })

  for (const [stored, asked] of [
    ['long', 'short'],
    ['short', 'long'],
  ] as const) {
    testStore(
      `of a ${asked} text the ${stored} one is found that shares it, ten times as long or short`,
      async (store) => {
        const texts = { long: LONG, short: LONG.split(' ').slice(120, 150).join(' ') }
        const saved = await keep(store.articles, 'dam', texts[stored], '10:00')
        const [copy] = await store.nearDuplicates.findCopies(texts[asked], ANY)
        equal(copy?.article, saved)
        equal(stored === 'long' ? copy?.ofFirst : copy?.ofSecond, 1)
        ok((copy?.jaccard ?? 1) < 0.1)
      },
    )
  }

  testStore('half of the shorter text is enough, less is not', async (store) => {
    await keep(store.articles, 'dam', LONG, '10:00')
    for (const [shared, found] of [
      [102, 1],
      [98, 0],
    ] as const) {
      const text = `${LONG.split(' ').slice(0, shared).join(' ')} ${makeText(3, 200 - shared)}`
      equal((await store.nearDuplicates.findCopies(text, ANY)).length, found, `${shared} of 200 words`)
    }
  })

  testStore('an article is found by the text that it has now, and by none once it was taken down', async (store) => {
    const { articles, nearDuplicates } = store
    const saved = await keep(articles, 'dam', LONG, '10:00')
    const later = makeText(4, 200)
    await keep(articles, 'dam', later, '11:00')
    deepEqual(await nearDuplicates.findCopies(LONG, ANY), [])
    const [copy] = await nearDuplicates.findCopies(later, ANY)
    deepEqual([copy?.article, copy?.revision], [saved, 2])
    await articles.saveReading(tombstone('dam'), 'folder', at('12:00'))
    deepEqual(await nearDuplicates.findCopies(later, ANY), [])
  })

  testStore('of a text that hundreds have, some are told; and copies among hundreds are found each', async (store) => {
    const { articles, nearDuplicates } = store
    const own = (n: number) => makeText(100 + n, 60)
    const arrivals = Array.from({ length: 400 }, (_, n) => reading(`n${n}`, n % 4 === 0 ? LONG : own(n)))
    await articles.saveReadings(arrivals.map((one) => ({ reading: one, source: 'folder', seenAt: at('10:00') })))
    const many = await nearDuplicates.findCopies(LONG, ANY)
    equal(many.length, 20)
    ok(many.every(({ jaccard }) => jaccard === 1))
    for (let n = 1; n < 400; n += 26) {
      const found = await nearDuplicates.findCopies(own(n), ANY)
      deepEqual(
        found.map(({ title }) => title),
        [`About n${n}`],
      )
    }
  })
}
