import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { rankDays } from '../../src/story/rank-days.ts'

const article = (publishedAt: string | null, text: string, lang = 'en', title: string | null = null) => ({
  publishedAt,
  text,
  lang,
  title,
})
const plain = 'The dam at Lakeview is watched by engineers.'

test('no article and no dated article give no day', () => {
  deepEqual(rankDays([]), [])
  deepEqual(rankDays([article(null, 'The dam broke on 3 March 2025.')]), [])
})

test('the day of most articles is first; a stated time counts as its day; days of as many are in order of time', () => {
  const days = ['2026-01-08', '2026-01-06', '2026-01-07T23:00:00Z', '2026-01-07'].map((day) => article(day, plain))
  deepEqual(rankDays(days), ['2026-01-07', '2026-01-06', '2026-01-08'])
})

test('a day without an article ranks by those that tell of it', () => {
  const articles = [
    article('2026-01-04', plain),
    article('2026-01-06', `${plain} The dam at Lakeview broke on Monday.`),
    article('2026-01-07', `${plain} The dam at Lakeview broke two days ago.`),
    article('2026-01-08', `${plain} The dam at Lakeview broke on January 5.`),
  ]
  equal(rankDays(articles)[0], '2026-01-05')
})

test('an article mentions a day once, however often it says it', () => {
  const often = article('2026-01-07', `${plain} ${'The dam at Lakeview broke on Monday. '.repeat(5)}`)
  const articles = [often, article('2026-01-08', plain), article('2026-01-08', plain), article('2026-01-04', plain)]
  equal(rankDays(articles)[0], '2026-01-08')
})

test('an article that strays from the story counts less than one about it', () => {
  const aside = 'A singer sold more records than any other and will tour in spring with a new band and some old songs.'
  const articles = [
    article('2026-01-05', `${aside} ${aside}`),
    article('2026-01-06', `${plain} Water rises at the dam.`),
    article('2026-01-06', `${plain} Engineers watch the water.`),
    article('2026-01-07', `${plain} The water at the dam rises.`),
  ]
  deepEqual(rankDays(articles), ['2026-01-06', '2026-01-07', '2026-01-05'])
})

test('background long before the first article and plans after the last are no days of the story', () => {
  const text = `${plain} It was opened on 3 March 1961. The dam moved on January 2. It will be torn down on June 1.`
  const days = rankDays([article('2026-01-05', text), article('2026-01-06', plain)])
  deepEqual(days.toSorted(), ['2026-01-02', '2026-01-05', '2026-01-06'])
})

test('an undated article tells only of days that it names whole', () => {
  const undated = article(null, `${plain} The dam broke on January 5, 2026. It was mended on Tuesday.`)
  deepEqual(rankDays([article('2026-01-04', plain), article('2026-01-08', plain), undated]), [
    '2026-01-04',
    '2026-01-08',
    '2026-01-05',
  ])
})

test('Spanish articles count beside English ones, and a title as a sentence', () => {
  const articles = [
    article('2026-01-08', 'La presa de Lakeview cedió el lunes. Los ingenieros vigilan la presa.', 'es'),
    article('2026-01-08', 'La presa de Lakeview sigue cerrada. Los ingenieros vigilan la presa.', 'es'),
    article('2026-01-06', plain, 'en', 'Dam at Lakeview broke on Monday'),
    article('2026-01-07', `${plain} The dam at Lakeview broke on Monday.`),
    article('2026-01-09', plain),
  ]
  deepEqual(rankDays(articles).slice(0, 2), ['2026-01-05', '2026-01-08'])
})

test('the order of articles does not matter', () => {
  const articles = [
    article('2026-01-06', `${plain} It broke on Monday.`),
    article('2026-01-07', `${plain} The water fell yesterday.`),
    article('2026-01-08', `${plain} The board met on January 3.`),
  ]
  deepEqual(rankDays(articles.toReversed()), rankDays(articles))
})

test('empty texts harm nothing', () => {
  deepEqual(rankDays([article('2026-01-08', ''), article('2026-01-08', '...'), article('2026-01-07', '')]), [
    '2026-01-08',
    '2026-01-07',
  ])
})
