import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ingestArb, storyArb, type Batch } from './arrivals.ts'
import { at } from './dam-story.ts'
import { inNewsroom, keepAll, unaborted, type Seen, type TestNewsroom } from './newsroom.ts'
import { tellAll } from './tell-all.ts'

const EARLIER = at('03:00:00')
const LATER = at('09:00:00')

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
