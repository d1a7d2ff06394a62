import { deepEqual, equal, notDeepEqual, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { unavailable } from '../../../src/brief/model/model.ts'
import { answerChanged } from '../../../src/pipeline/answer.ts'
import { createMatcher } from '../../../src/pipeline/match.ts'
import { openVectors } from '../../../src/pipeline/vectors/known-vectors.ts'
import { readMoment, viewStory } from '../../../src/pipeline/reading/view-story.ts'
import { damStory } from '../arrivals.ts'
import { at, BOOK, DAM } from '../dam-story.ts'
import { inNewsroom, keepAll, unaborted, type Seen, type TestNewsroom } from '../newsroom.ts'
import { tellAll } from '../tell-all.ts'
import { abroad, createKnowingEmbedder, SETTINGS, withVectors } from './vector-world.ts'

const LATE = at('12:00:00')
const told: readonly Seen[] = [...damStory, { reading: abroad, seenAt: at('11:00:00') }]
const answers = (newsroom: TestNewsroom) => tellAll(LATE, at('10:30:00'), newsroom)

/** How many articles tell of the farmers, and in which claims. */
async function farmers(newsroom: TestNewsroom): Promise<readonly number[]> {
  const { claims } = await viewStory(DAM, LATE, newsroom)
  return claims
    .filter(({ supports }) => supports.some(({ text }) => /armers|agricultores/.test(text)))
    .map(({ supports }) => new Set(supports.map(({ article }) => article)).size)
}

/** Everything stored at once, matched, caught up with, and matched again. */
async function takeInLate(seen: readonly Seen[], newsroom: TestNewsroom) {
  const embedder = createKnowingEmbedder()
  const { matcher, stories } = withVectors(newsroom, embedder)
  await keepAll(seen, newsroom)
  await matcher.matchAll(unaborted)
  const fetched = await stories.catchUp(unaborted)
  await matcher.matchAll(unaborted)
  return { embedder, matcher, stories, fetched }
}

test('without vectors a telling in quite other words is a claim of its own; with them it joins', async () => {
  await inNewsroom(async (newsroom) => {
    await keepAll(told, newsroom)
    await newsroom.matcher.matchAll(unaborted)
    deepEqual(await farmers(newsroom), [2, 1])
  })
  await inNewsroom(async (newsroom) => {
    const { fetched } = await takeInLate(told, newsroom)
    equal(fetched.fault, null)
    deepEqual(await farmers(newsroom), [3])
  })
})

test('a passage that joins by meaning alone is said to, and adds no origin to the line’s count', async () => {
  await inNewsroom(async (newsroom) => {
    await takeInLate(told, newsroom)
    const { view, lineOf } = await readMoment(DAM, LATE, 'en', newsroom)
    const claim = view.claims.find(({ supports }) => supports.some(({ text }) => /agricultores/.test(text)))
    const passage = claim?.supports.find(({ text }) => /agricultores/.test(text))
    ok(claim !== undefined)
    deepEqual(passage?.matchedOn, ['the meaning'])
    equal(lineOf(claim)?.support.origins, 1)
  })
})

test('vectors that came late make the ledger what it would be had they come in time, once', async () => {
  const late = await inNewsroom(async (newsroom) => {
    const { matcher, stories } = await takeInLate(told, newsroom)
    const head = await newsroom.store.ledger.findHead(DAM.id)
    deepEqual(await stories.catchUp(unaborted), { sentences: 0, fault: null })
    await matcher.matchAll(unaborted)
    deepEqual(await newsroom.store.ledger.findHead(DAM.id), head)
    return answers(newsroom)
  })
  const inTime = await inNewsroom(async (newsroom) => {
    const { matcher, stories } = withVectors(newsroom, createKnowingEmbedder())
    const generations: string[] = []
    for (const one of told) {
      await keepAll([one], newsroom)
      await matcher.matchAll(unaborted)
      await stories.catchUp(unaborted)
      generations.push((await newsroom.store.ledger.findHead(DAM.id)).engine)
    }
    await matcher.matchAll(unaborted)
    // Once the first has been caught up with, each text has its vectors before it is entered.
    equal(new Set(generations.slice(1)).size, 1)
    return answers(newsroom)
  })
  deepEqual(inTime, late)
})

test('the order of arrival makes no difference', async () => {
  const forth = await inNewsroom(async (newsroom) => (await takeInLate(told, newsroom), answers(newsroom)))
  const back = await inNewsroom(async (newsroom) => {
    const { matcher, stories } = withVectors(newsroom, createKnowingEmbedder())
    for (const one of told.toReversed()) {
      await keepAll([one], newsroom)
      await matcher.matchAll(unaborted)
      await stories.catchUp(unaborted)
    }
    await matcher.matchAll(unaborted)
    return answers(newsroom)
  })
  deepEqual(back, forth)
})

test('vectors that come late are no news', async () => {
  await inNewsroom(async (newsroom) => {
    const embedder = createKnowingEmbedder()
    const { matcher, stories } = withVectors(newsroom, embedder)
    await keepAll(told, newsroom)
    await matcher.matchAll(unaborted)
    const before = await newsroom.store.ledger.findHead(DAM.id)
    await stories.catchUp(unaborted)
    await matcher.matchAll(unaborted)
    notEqual((await newsroom.store.ledger.findHead(DAM.id)).engine, before.engine)
    const changed = await answerChanged({ story: DAM, asOf: LATE, lang: 'en' }, at('11:30:00'), newsroom)
    deepEqual([changed.nothingNew, changed.articles], [true, []])
  })
})

test('a model that does not answer holds nothing up, and is caught up with when it does', async () => {
  await inNewsroom(async (newsroom) => {
    const embedder = createKnowingEmbedder()
    embedder.fault = unavailable('server', { status: 503 })
    const { matcher, stories } = withVectors(newsroom, embedder)
    await keepAll(told, newsroom)
    const [summary] = await matcher.matchAll(unaborted)
    equal(summary?.entered, told.length)
    deepEqual(await stories.catchUp(unaborted), { sentences: 0, fault: embedder.fault })
    deepEqual(await farmers(newsroom), [2, 1])
    embedder.fault = null
    await stories.catchUp(unaborted)
    await matcher.matchAll(unaborted)
    deepEqual(await farmers(newsroom), [3])
  })
})

test('sentences that a server refuses go without, and are not asked for again', async () => {
  await inNewsroom(async (newsroom) => {
    const embedder = createKnowingEmbedder()
    embedder.fault = unavailable('broken', { status: 400 })
    const { stories, matcher } = withVectors(newsroom, embedder)
    await keepAll(told, newsroom)
    await matcher.matchAll(unaborted)
    deepEqual(await stories.catchUp(unaborted), { sentences: 0, fault: null })
    const { length } = embedder.asked
    ok(length > 0)
    await stories.catchUp(unaborted)
    equal(embedder.asked.length, length)
  })
})

test('no sentence is asked for twice, and requests stay within their bounds', async () => {
  await inNewsroom(async (newsroom) => {
    const { embedder } = await takeInLate(told, newsroom)
    const sentences = embedder.asked.flat()
    equal(new Set(sentences).size, sentences.length)
    ok(embedder.asked.every(({ length }) => length <= 64))
    await withVectors(newsroom, embedder).stories.catchUp(unaborted)
    equal(embedder.asked.flat().length, sentences.length)
  })
})

test('dormant stories are left alone', async () => {
  await inNewsroom(async (newsroom) => {
    const embedder = createKnowingEmbedder()
    const { matcher, stories } = withVectors({ ...newsroom, dormantAfterMs: 60_000 }, embedder)
    await keepAll(told, newsroom)
    await matcher.matchAll(unaborted)
    await stories.catchUp(unaborted)
    deepEqual(embedder.asked, [])
  })
})

test('a command beside the bot uses what the bot fetched, and leaves its ledger as it is', async () => {
  await inNewsroom(async (newsroom) => {
    await takeInLate(told, newsroom)
    const head = await newsroom.store.ledger.findHead(DAM.id)
    const vectors = openVectors(newsroom.store.embeddings, SETTINGS)
    await createMatcher({ store: newsroom.store, outlets: BOOK, vectors }).matchAll(unaborted)
    deepEqual(await newsroom.store.ledger.findHead(DAM.id), head)
  })
})

test('turned off, the ledger is again what words alone make', async () => {
  const words = await inNewsroom(async (newsroom) => {
    await keepAll(told, newsroom)
    await newsroom.matcher.matchAll(unaborted)
    return answers(newsroom)
  })
  await inNewsroom(async (newsroom) => {
    await takeInLate(told, newsroom)
    notDeepEqual(await answers(newsroom), words)
    await newsroom.matcher.matchAll(unaborted)
    deepEqual(await answers(newsroom), words)
  })
})

test('where none are configured the store is asked for none', async () => {
  await inNewsroom(async (newsroom) => {
    const untouched = new Proxy(newsroom.store.embeddings, {
      get: (_, name) => {
        throw new Error(`embeddings.${String(name)} was touched`)
      },
    })
    const store = { ...newsroom.store, embeddings: untouched }
    await keepAll(told, newsroom)
    await createMatcher({ store, outlets: BOOK }).matchAll(unaborted)
    equal((await viewStory(DAM, LATE, newsroom)).articles.length > 0, true)
  })
})
