import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { itemKey, titleKey } from '../../src/ingest/article-keys.ts'

const HOME = 'https://www.courier.example/'

test("an item's key is its feed's and its own id", () => {
  equal(itemKey('https://courier.example/rss', ' 17\n'), 'https://courier.example/rss 17')
})

for (const [name, site, day, title, key] of [
  ['site, day and folded words', HOME, '2026-01-07', 'Grúas: «stop»!', 'courier.example 2026-01-07 gruas stop'],
  ['the day of a moment', HOME, '2026-01-07T10:00:00Z', 'Cranes', 'courier.example 2026-01-07 cranes'],
  ['nothing without a day', HOME, '2026-01', 'Cranes', null],
  ['nothing without a title', HOME, '2026-01-07', ' … ', null],
  ['nothing without a site', null, '2026-01-07', 'Cranes', null],
] as const) {
  test(`an aggregator's item is known by ${name}`, () => equal(titleKey(site, day, title), key))
}
