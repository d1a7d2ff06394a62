import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isNewsError } from '../../src/news/errors.ts'
import { answerDiffer, answerSearch, answerSources, answerStories, answerTimeline } from '../../src/pipeline/answer.ts'
import { briefStory } from '../../src/pipeline/brief.ts'
import { explainLine } from '../../src/pipeline/explain-line.ts'
import { exportStory } from '../../src/pipeline/export-story.ts'
import { tellArticle } from '../../src/pipeline/tell-article.ts'
import { openNewsroom, keepAll, LIMITS, unaborted } from './newsroom.ts'
import { damStory } from './arrivals.ts'
import { at, DAM } from './dam-story.ts'

const NOON = at('12:00:00')
const QUESTION = { story: DAM, asOf: NOON, lang: 'en' } as const
const newsroom = await openNewsroom()

before(async () => {
  await keepAll(damStory, newsroom)
  await newsroom.matcher.matchAll(unaborted)
})
after(() => newsroom.store.close())

test('sources are all the articles, numbered, with the honest count', async () => {
  const { sources, counts } = await answerSources(QUESTION, newsroom)
  deepEqual(
    sources.map(({ n, outlet }) => `${n} ${outlet}`),
    [
      '1 Northline',
      '2 Norwick Herald',
      '3 The Lakeside Courier',
      '4 The Upland Review',
      '5 Diario del Lago',
      '6 null',
      '7 null',
    ],
  )
  deepEqual(counts, { articles: 7, texts: 5, origins: 4, unattributed: 1 })
})

test('a timeline is in order of the days its lines tell', async () => {
  const { entries } = await answerTimeline(QUESTION, newsroom)
  const dates = entries.map(({ date }) => date)
  deepEqual(dates, dates.toSorted())
  ok(dates.includes('1961'))
})

test('a story is dormant when its newest article is older than the limit', async () => {
  const stateAt = async (asOf: Temporal.Instant) => (await answerStories(asOf, newsroom)).stories[0]?.state
  equal(await stateAt(NOON), 'live')
  equal(await stateAt(NOON.add({ hours: 24 * 4 })), 'dormant')
  equal(await stateAt(at('00:30:00')), 'dormant')
})

test('a search finds the claims that hold all its words', async () => {
  const { claims, articles } = await answerSearch(QUESTION, 'inquiry upkeep', newsroom)
  ok(claims.length > 0 && claims.every(({ text }) => /inquiry/.test(text)))
  ok(articles.length > 0)
  const foreign = await answerSearch(QUESTION, 'autobuses plaza', newsroom)
  equal(foreign.claims.length, 1, 'a Spanish passage, asked for by an English reader')
  deepEqual((await answerSearch(QUESTION, 'elephants', newsroom)).claims, [])
  deepEqual((await answerSearch(QUESTION, '', newsroom)).claims, [])
})

test('differences are the same as those the brief shows', async () => {
  const { differ } = await answerDiffer(QUESTION, newsroom)
  const style = { lang: 'en', limits: LIMITS, since: null, signal: unaborted } as const
  const { brief } = await briefStory(DAM, NOON, style, newsroom)
  deepEqual(brief.differ, differ.slice(0, brief.differ.length))
})

test('why tells the passages behind a line, their origins, and what retells them', async () => {
  const style = { lang: 'en', limits: LIMITS, since: null, signal: unaborted } as const
  const { brief } = await briefStory(DAM, NOON, style, newsroom)
  for (const line of brief.lines) {
    const why = await explainLine(QUESTION, line.id, newsroom)
    deepEqual(why.line, line)
    ok(why.supports.length + why.variants.length >= line.support.articles)
    ok(why.leftOut.every((left) => left.line.id !== line.id))
  }
  await rejects(explainLine(QUESTION, 'c0000000000', newsroom), (error) => isNewsError(error, 'claim-unknown'))
})

test('a line is named by its number in the last brief, by its id, or by how that begins', async () => {
  const style = { lang: 'en', limits: LIMITS, since: null, signal: unaborted } as const
  const { brief } = await briefStory(DAM, NOON, style, newsroom)
  for (const [place, { id }] of brief.lines.entries()) {
    for (const name of [`${place + 1}`, id, id.slice(0, -2), ` ${id} `])
      equal((await explainLine(QUESTION, name, newsroom)).line.id, id)
  }
})

test('a name that no line or more than one has is refused with the lines there are', async () => {
  const style = { lang: 'en', limits: LIMITS, since: null, signal: unaborted } as const
  const [first] = (await briefStory(DAM, NOON, style, newsroom)).brief.lines
  for (const name of ['0', '99', 'c', 'zzz', '']) {
    await rejects(explainLine(QUESTION, name, newsroom), (error) => {
      ok(isNewsError(error, 'claim-unknown'))
      return error.message.split('\n')[1]?.startsWith(`  1  ${first?.id}  “`) === true
    })
  }
})

test('an article tells its text, its revisions, its place and the spans that claim something', async () => {
  const own = damStory[2]?.reading
  const { sources } = await answerSources(QUESTION, newsroom)
  const id = sources.find(({ url }) => url === own?.url)?.article ?? ''
  const told = await tellArticle(id, { revision: null, asOf: NOON }, newsroom)
  deepEqual([told.revision, told.revisions.length, told.stories[0]?.relation], [2, 2, 'own report'])
  for (const { start, end, text } of told.spans) equal(told.text.slice(start, end), text)
  const before7 = await tellArticle(id, { revision: null, asOf: at('06:30:00') }, newsroom)
  deepEqual([before7.revision, before7.revisions.length], [1, 1])
  const options = { revision: 9, asOf: NOON }
  await rejects(tellArticle(id, options, newsroom), (error) => isNewsError(error, 'article-unknown'))
  await rejects(tellArticle('a0', options, newsroom), (error) => isNewsError(error, 'article-unknown'))
})

test('an export holds every revision, one object a line', async () => {
  const rows: { url: string; seenAt: string; text: string }[] = []
  for await (const row of exportStory(DAM, newsroom)) rows.push(JSON.parse(row))
  deepEqual(
    rows.map(({ url, seenAt }) => `${seenAt} ${url}`),
    damStory.map(({ reading, seenAt }) => `${seenAt} ${reading.url}`),
  )
})
