import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  answerChanged,
  answerDiffer,
  answerSearch,
  answerSources,
  answerStories,
  answerTimeline,
} from '../../src/pipeline/answer.ts'
import { briefStory } from '../../src/pipeline/brief.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { ingestArb, storyArb, type Batch } from './arrivals.ts'
import { at, BOOK, DAM } from './dam-story.ts'
import { inNewsroom, keepAll, LIMITS, unaborted, type Seen, type TestNewsroom } from './newsroom.ts'
import { tellAll } from './tell-all.ts'

const EARLIER = at('03:00:00')
const LATER = at('09:00:00')

/** Every answer of the dam's story as its JSON document. Revisions are counted by arrival: their numbers are left out. */
async function answerAll(asOf: Temporal.Instant, newsroom: TestNewsroom): Promise<Readonly<Record<string, string>>> {
  const question = { story: DAM, asOf, lang: 'en' } as const
  const style = { lang: 'en', limits: LIMITS, since: EARLIER, signal: unaborted } as const
  const answers = {
    brief: (await briefStory(DAM, asOf, style, newsroom)).brief,
    changed: await answerChanged(question, EARLIER, newsroom),
    differ: await answerDiffer(question, newsroom),
    sources: await answerSources(question, newsroom),
    timeline: await answerTimeline(question, newsroom),
    stories: await answerStories(asOf, newsroom),
    claims: (await answerSearch(question, 'dam', newsroom)).claims,
  }
  const withoutNumbers = (key: string, value: unknown) => (key === 'revision' ? undefined : value)
  return Object.fromEntries(
    Object.entries(answers).map(([name, value]) => [name, JSON.stringify(value, withoutNumbers)]),
  )
}

/** As `takeIn`, by a matcher that starts anew for each batch: nothing but the store carries over. */
async function takeInAnew(batches: readonly Batch[], newsroom: TestNewsroom): Promise<void> {
  for (const { seen } of batches) {
    await keepAll(seen, newsroom)
    await createMatcher(newsroom).matchAll(unaborted)
  }
}

async function takeIn(batches: readonly Batch[], newsroom: TestNewsroom): Promise<void> {
  for (const { seen, matched } of batches) {
    await keepAll(seen, newsroom)
    if (matched) await newsroom.matcher.matchAll(unaborted)
  }
  await newsroom.matcher.matchAll(unaborted)
}

const answersAfter = (batches: readonly Batch[], asOf = LATER) =>
  inNewsroom(async (newsroom) => {
    await takeIn(batches, newsroom)
    return tellAll(asOf, EARLIER, newsroom)
  })

const inOrder = (seen: readonly Seen[]): readonly Batch[] => seen.map((one) => ({ seen: [one], matched: true }))

test('whatever the order of arrival, the same revisions seen at the same moments give the same answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      storyArb.chain((seen) => fc.tuple(fc.constant(seen), ingestArb(seen))),
      async ([seen, batches]) => {
        deepEqual(await answersAfter(batches), await answersAfter(inOrder(seen)))
      },
    ),
    { numRuns: 10 },
  )
})

test('an article seen after a moment never changes what is answered as of that moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      storyArb.chain((seen) => fc.tuple(fc.constant(seen), ingestArb(seen))),
      async ([seen, batches]) => {
        const then = at('04:00:00')
        const known = seen.filter(({ seenAt }) => Temporal.Instant.compare(seenAt, then) <= 0)
        deepEqual(await answersAfter(batches, then), await answersAfter(inOrder(known), then))
      },
    ),
    { numRuns: 10 },
  )
})

test('in whatever order and batches articles come in, every answer is the same document', async () => {
  await fc.assert(
    fc.asyncProperty(
      storyArb.chain((seen) => fc.tuple(fc.constant(seen), ingestArb(seen))),
      async ([seen, batches]) => {
        const told = (way: readonly Batch[], take: typeof takeIn) =>
          inNewsroom(async (newsroom) => {
            await take(way, newsroom)
            return answerAll(LATER, newsroom)
          })
        const whole = await told([{ seen, matched: true }], takeIn)
        deepEqual(await told(batches, takeIn), whole)
        deepEqual(await told(inOrder(seen), takeInAnew), whole)
      },
    ),
    { numRuns: 8 },
  )
})

test('the same articles read again change no answer and enter nothing', async () => {
  await fc.assert(
    fc.asyncProperty(storyArb, async (seen) => {
      await inNewsroom(async (newsroom) => {
        await takeIn(inOrder(seen), newsroom)
        const before = await answerAll(LATER, newsroom)
        await keepAll(seen, newsroom)
        const [summary] = await newsroom.matcher.matchAll(unaborted)
        equal(summary?.entered, 0)
        deepEqual(await answerAll(LATER, newsroom), before)
      })
    }),
    { numRuns: 8 },
  )
})

test('a new version of the engine makes the ledger anew and announces nothing', async () => {
  await fc.assert(
    fc.asyncProperty(storyArb, async (seen) => {
      await inNewsroom(async (newsroom) => {
        await takeIn(inOrder(seen), newsroom)
        const { engine } = await newsroom.store.ledger.findHead(DAM.id)
        await createMatcher({ store: newsroom.store, outlets: BOOK }, 'another').matchAll(unaborted)
        notEqual((await newsroom.store.ledger.findHead(DAM.id)).engine, engine)
        const question = { story: DAM, asOf: at('11:00:00'), lang: 'en' } as const
        const { nothingNew, articles } = await answerChanged(question, LATER, newsroom)
        deepEqual([nothingNew, articles], [true, []])
      })
    }),
    { numRuns: 8 },
  )
})
