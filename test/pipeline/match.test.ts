import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId, type StoryId } from '../../src/news/ids.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { viewStory } from '../../src/pipeline/reading/view-story.ts'
import { damStory } from './arrivals.ts'
import { at, BOOK, DAM, offStory, ownReport, wireOriginal, wireReprint } from './dam-story.ts'
import { inNewsroom, keepAll, unaborted, type TestNewsroom } from './newsroom.ts'
import { tellAll } from './tell-all.ts'

const NOON = at('12:00:00')
const seen = (hour: number) => at(`0${hour}:00:00`)
const articlesOf = async (newsroom: TestNewsroom) => (await viewStory(DAM, NOON, newsroom)).articles.length

test('what matches is entered once, and what does not is looked at once', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(
      [wireOriginal, offStory].map((reading) => ({ reading, seenAt: seen(1) })),
      newsroom,
    )
    const [summary] = await newsroom.matcher.matchAll(unaborted)
    const [joined] = (await viewStory(DAM, NOON, newsroom)).articles
    deepEqual(summary, { story: DAM.id, matched: 1, entered: 1, articles: [joined?.article.id] })
    deepEqual(await newsroom.matcher.matchAll(unaborted), [{ story: DAM.id, matched: 0, entered: 0, articles: [] }])
    equal(await articlesOf(newsroom), 1)
  })
})

test('an empty story has no ledger and no articles', async () => {
  await inNewsroom(async (newsroom) => {
    deepEqual(await newsroom.matcher.matchAll(unaborted), [{ story: DAM.id, matched: 0, entered: 0, articles: [] }])
    equal(await articlesOf(newsroom), 0)
  })
})

test('a story added later finds what was stored before', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: offStory, seenAt: seen(1) }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    await newsroom.store.stories.addStory({ ...DAM, id: storyId('snow'), query: 'Norwick snowploughs', aliases: [] })
    const matched = (await newsroom.matcher.matchAll(unaborted)).map(({ story, entered }) => `${story} ${entered}`)
    deepEqual(matched.toSorted(), ['calder-dam 0', 'snow 1'])
  })
})

test('an article put in by hand stays, whatever it matches', async () => {
  await inNewsroom(async (newsroom) => {
    const { store, matcher } = newsroom
    const [saved] = await store.articles.saveReadings([{ reading: offStory, source: 'folder', seenAt: seen(1) }])
    ok(saved !== undefined)
    await store.stories.addToStory(DAM.id, [{ article: saved.article, because: 'it was put in by hand' }])
    await matcher.matchAll(unaborted)
    equal(await articlesOf(newsroom), 1)
  })
})

test('two matchers on one store, in turn, make the ledger that one makes', async () => {
  const alone = await inNewsroom(async (newsroom) => {
    await keepAll(damStory, newsroom)
    await newsroom.matcher.matchAll(unaborted)
    return tellAll(NOON, seen(4), newsroom)
  })
  const shared = await inNewsroom(async (newsroom) => {
    const matchers = [newsroom.matcher, createMatcher({ store: newsroom.store, outlets: BOOK })]
    for (const [turn, one] of damStory.entries()) {
      await keepAll([one], newsroom)
      await matchers[turn % 2]?.matchAll(unaborted)
    }
    return tellAll(NOON, seen(4), newsroom)
  })
  deepEqual(shared, alone)
})

test('two matchers at once lose nothing and enter nothing twice', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(damStory, newsroom)
    const other = createMatcher({ store: newsroom.store, outlets: BOOK })
    await Promise.all([newsroom.matcher.matchAll(unaborted), other.matchAll(unaborted)])
    const rows = await newsroom.store.ledger.listRows(DAM.id)
    const places = rows.map(({ claim, article, revision, start }) => `${claim} ${article} ${revision} ${start}`)
    equal(new Set(places).size, places.length)
    equal(await articlesOf(newsroom), 7)
  })
})

test('a matcher that starts anew goes on where another stopped', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireOriginal, seenAt: seen(1) }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    await keepAll(
      [wireReprint, ownReport].map((reading, index) => ({ reading, seenAt: seen(2 + index) })),
      newsroom,
    )
    const [summary] = await createMatcher({ store: newsroom.store, outlets: BOOK }).matchAll(unaborted)
    equal(summary?.entered, 2)
  })
})

test('an article that comes late with an old time takes its place', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll([{ reading: wireReprint, seenAt: seen(5) }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    await keepAll([{ reading: wireOriginal, seenAt: seen(1) }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const { articles, claims } = await viewStory(DAM, NOON, newsroom)
    deepEqual(
      articles.map(({ article }) => article.outlet),
      ['Northline', 'Norwick Herald'],
    )
    ok(claims.every(({ firstSeenAt }) => firstSeenAt.toString() === seen(1).toString()))
  })
})

test('it stops when it is told to', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(damStory, newsroom)
    await rejects(newsroom.matcher.matchAll(AbortSignal.abort()))
    await newsroom.matcher.matchAll(unaborted)
    equal(await articlesOf(newsroom), 7)
  })
})

test('what is seen after a matching began is left to the next one where articles come in without end', async () => {
  await inNewsroom(async (newsroom) => {
    const { store } = newsroom
    let looks = 0
    const arrive = async (seenAt: Temporal.Instant) => {
      looks += 1
      const url = `https://herald.example/${looks}`
      await keepAll([{ reading: { ...wireOriginal, url }, seenAt }], newsroom)
    }
    const flood = {
      ...newsroom,
      clock: manualClock(at('08:00:00')),
      store: {
        ...store,
        stories: {
          ...store.stories,
          listUnmatched: async (story: StoryId, limit: number) => {
            await arrive(at('09:00:00'))
            return store.stories.listUnmatched(story, limit)
          },
        },
      },
    }
    await arrive(at('07:00:00'))
    await createMatcher(flood).matchAll(unaborted)
    ok(looks < 50)
    const joined = await store.stories.listMembers(DAM.id)
    ok(joined.length > 1)
    await newsroom.matcher.matchAll(unaborted)
    equal((await store.stories.listMembers(DAM.id)).length, looks)
  })
})
