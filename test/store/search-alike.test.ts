import { deepEqual, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { openStore } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at, equalFacts, reading } from '../contract/store-samples.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { openWiper } from '../postgres/wipe.ts'

/** Each run makes two stores of a dozen articles and asks them a few times. */
const RUNS = 15

const server = await startPostgres()
const address = await server?.database()
after(() => server?.stop())

const WORDS = [
  'crane',
  'Crane',
  'harbour',
  'ñandú',
  'nandu',
  'ÉTÉ',
  'Straße',
  'co-op',
  '3rd',
  'the',
  'the',
  'of',
  'İzmir',
  'a1b2',
  'naïve',
]
const BETWEEN = [' ', ' ', ' ', '. ', ': ', '\n\n', ' — ', ', ', '.', '…', " '", '\u0301 ']
const word = fc.constantFrom(...WORDS)
const text = (maxLength: number) =>
  fc.array(fc.tuple(word, fc.constantFrom(...BETWEEN)), { maxLength }).map((parts) => parts.flat().join(''))
const article = fc.record({
  name: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six', 'seven'),
  title: fc.option(text(8)),
  text: text(90),
  hour: fc.integer({ min: 10, max: 14 }),
})
const asked = fc.array(fc.oneof(word, fc.constantFrom('harbour-crane', 'the.of', 'cranes', '"crane', '* ñandú')), {
  minLength: 1,
  maxLength: 4,
})

test(
  'both kinds of store find the same articles, in the same order, with the same excerpts',
  { skip: server === null && NO_POSTGRES },
  async () => {
    if (address === undefined) return
    const postgres = await openStore(address)
    const wiper = await openWiper(address)
    let found = 0
    const sample = fc.record({
      articles: fc.array(article, { minLength: 1, maxLength: 14 }),
      searches: fc.array(asked, { minLength: 3, maxLength: 6 }),
      hour: fc.integer({ min: 10, max: 14 }),
    })
    const alike = async ({
      articles,
      searches,
      hour,
    }: typeof sample extends fc.Arbitrary<infer Value> ? Value : never) => {
      await wiper.wipe()
      const stores = [await openMemoryStore(), postgres]
      for (const { name, title, text: told, hour: seen } of articles) {
        const one = reading(name, `${told} end`, { title })
        for (const store of stores) await store.articles.saveReading(one, 'feed', at(`${seen}:00`))
      }
      for (const words of searches) {
        const options = { story: null, asOf: at(`${hour}:30`), limit: 5 }
        const [here, there] = await Promise.all(
          stores.map((store) => store.reader.searchArticles(words.join(' '), options)),
        )
        found += here?.length ?? 0
        equalFacts(there, here)
      }
      deepEqual(await postgres.checkIntegrity(), [])
      await stores[0]?.close()
    }
    await fc.assert(fc.asyncProperty(sample, alike), { numRuns: RUNS })
    ok(found > RUNS)
    await wiper.close()
    await postgres.close()
  },
)
