import { equal } from 'node:assert/strict'
import {
  assert,
  asyncProperty,
  constant,
  constantFrom,
  nat,
  record,
  shuffledSubarray,
  subarray,
  tuple,
  uniqueArray,
} from 'fast-check'
import type { StoreTest } from './store-contract.ts'
import { at, equalFacts, reading } from './store-samples.ts'

const CRANES = 'Cranes stand still as dockers walk out'
const RETOLD = 'Dockers walk out, cranes stand still for a third day'
const MARKET = 'Fish market opens under new roof'
const LAST_MINUTE = 20

export function identityOrderContract(testStore: StoreTest): void {
  const keys = (...all: readonly string[]) => subarray([...all], { maxLength: 2 })
  const arrivals = uniqueArray(
    record({
      minute: nat({ max: LAST_MINUTE }),
      url: constantFrom('courier.example/a', 'courier.example/b', 'www.courier.example/c', 'gazette.example/d', null),
      addresses: keys('courier.example/a', 'courier.example/b', 'courier.example/e', 'gazette.example/d'),
      items: keys('1', '2', '3'),
      titles: keys('one', 'other'),
      title: constantFrom(CRANES, RETOLD, MARKET),
      text: constantFrom('A', 'B', 'C', null),
      source: constantFrom('page', 'feed', 'list'),
    }),
    { selector: ({ minute }) => minute, minLength: 2, maxLength: 9 },
  )
  const shuffled = arrivals.chain((list) => tuple(constant(list), shuffledSubarray(list, { minLength: list.length })))

  testStore(
    'the order of arrival does not change which articles there are, nor how they stand',
    async ({ articles }) => {
      let run = 0
      const property = asyncProperty(shuffled, async ([first, second]) => {
        run += 1
        const told = []
        for (const [side, list] of [first, second].entries()) {
          const place = (url: string) => `https://${url.replace('/', `/${run}-${side}/`)}`
          const readings = list.map(({ url, addresses, items, titles, title, text, source, minute }) => ({
            seenAt: at('10:00').add({ minutes: minute }),
            source,
            reading: {
              ...reading('x', text ?? '', {
                input: source,
                title: text === null ? null : title,
                deleted: text === null,
              }),
              url: url === null ? null : place(url),
              keys: {
                addresses: addresses.map(place),
                items: items.map((item) => `${run}-${side} ${item}`),
                titles: [...titles, `only ${minute}`].map((key) => `${run}-${side} ${key}`),
              },
            },
          }))
          for (const one of readings) await articles.saveReading(one.reading, one.source, one.seenAt)
          const inTime = readings.toSorted((a, b) => a.seenAt.epochMilliseconds - b.seenAt.epochMilliseconds)
          const ids = await articles.findKnown(inTime.map((one) => one.reading))
          const stories = []
          for (const id of ids) {
            if (id === null) continue
            const revisions = (await articles.listRevisions(id)).map(({ title, text, seenAt }) => [title, text, seenAt])
            const sightings = (await articles.listSightings(id)).map(({ source, seenAt }) => [source, seenAt])
            const { url, input, outlet, seenAt } = (await articles.findArticle(id)) ?? {}
            const shown = url?.replace(`${run}-${side}/`, '')
            stories.push([ids.indexOf(id), shown, input, outlet, seenAt, revisions, sightings])
          }
          equal(ids.includes(null), false)
          told.push(stories)
        }
        equalFacts(told[0], told[1])
      })
      await assert(property, { numRuns: 25 })
    },
  )
}
