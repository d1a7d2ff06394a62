import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { createExtractiveWriter } from '../../../src/brief/extractive-writer.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { storyId } from '../../../src/news/ids.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { createFreshBriefs, createReadings } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { createMatcher } from '../../../src/pipeline/match.ts'
import { startReadingThreads, type ReadingThreadOptions } from '../../../src/pipeline/reading/reading-thread.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { at, BOOK, DAM, ownReport, wireOriginal } from '../dam-story.ts'
import { inNewsroom, keepAll, LIMITS, unaborted, type TestNewsroom } from '../newsroom.ts'

const ENTRY = new URL('reading-worker.ts', import.meta.url)
const WISH = { story: DAM.id, lang: 'en' } as const

type World = {
  readonly newsroom: TestNewsroom
  readonly reading: ReturnType<typeof startReadingThreads>
  readonly faults: unknown[]
  come(): Promise<void>
}

/** A newsroom on a file, with one article at 07:00; `come` lets a second one come in at 07:50. It is 08:00. */
async function withThreads(
  task: (world: World) => Promise<void>,
  options: Pick<ReadingThreadOptions, 'restAfterMs'> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-reading-'))
  const db = join(folder, 'store.db')
  const store = await openStore(db)
  await store.stories.addStory(DAM)
  const newsroom: TestNewsroom = {
    store,
    outlets: BOOK,
    limits: LIMITS,
    writer: createExtractiveWriter(),
    clock: manualClock(at('08:00:00')),
    dormantAfterMs: 3 * 86_400_000,
    matcher: createMatcher({ store, outlets: BOOK }),
  }
  const keep = async (seen: Parameters<typeof keepAll>[0]) => {
    await keepAll(seen, newsroom)
    await newsroom.matcher.matchAll(unaborted)
  }
  await keep([{ reading: wireOriginal, seenAt: at('07:00:00') }])
  const faults: unknown[] = []
  const reading = startReadingThreads(ENTRY, { db }, newsroom, {
    onFault: (error) => faults.push(error),
    ...options,
  })
  try {
    const come = () => keep([{ reading: ownReport, seenAt: at('07:50:00') }])
    await task({ newsroom, reading, faults, come })
  } finally {
    await reading.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

test('what the threads answer is what would be answered here', async () => {
  await withThreads(async ({ newsroom, reading, come, faults }) => {
    await come()
    const here = createFreshBriefs(newsroom)
    const named = new Set((await here.sourcesOf(WISH)).sources.slice(1).map(({ article }) => article))
    for (const port of [reading.fresh, reading.soon]) {
      const asked = [
        (fresh: typeof here) => fresh.briefOf(WISH, null, unaborted),
        (fresh: typeof here) => fresh.briefOf(WISH, at('07:30:00'), unaborted),
        (fresh: typeof here) => fresh.briefOf(WISH, at('07:55:00'), unaborted),
        (fresh: typeof here) => fresh.draftOf(WISH, at('07:30:00'), unaborted),
        (fresh: typeof here) => fresh.changesDraftOf(WISH, at('07:30:00')),
        (fresh: typeof here) => fresh.changesOf(WISH, at('07:30:00')),
        (fresh: typeof here) => fresh.changesOf({ ...WISH, lang: 'es' }, at('06:30:00')),
        (fresh: typeof here) => fresh.changesOf({ ...WISH, asOf: at('07:10:00') }, at('06:30:00')),
        (fresh: typeof here) => fresh.sourcesOf(WISH),
        (fresh: typeof here) => fresh.sourcesOf(WISH),
        (fresh: typeof here) => fresh.namedSourcesOf(WISH, named),
        (fresh: typeof here) => fresh.outletsOf(WISH),
        (fresh: typeof here) => fresh.differencesOf(WISH),
        (fresh: typeof here) => fresh.timelineOf(WISH),
        (fresh: typeof here) => fresh.whyOf(WISH, '1'),
        (fresh: typeof here) => fresh.storyOf(DAM.id),
        (fresh: typeof here) => fresh.storiesOf(),
        async (fresh: typeof here) => [...(await fresh.revisionsOf(DAM.id))],
        (fresh: typeof here) => fresh.generationOf(DAM.id),
      ]
      for (const ask of asked) equal(JSON.stringify(await ask(port)), JSON.stringify(await ask(here)))
    }
    equal(faults.length, 0)
  })
})

test('what came in is told soon also while people ask without a pause', async () => {
  await withThreads(async ({ reading, come }) => {
    await reading.soon.sourcesOf(WISH)
    await come()
    reading.known.move(at('08:05:00'))
    const deadline = performance.now() + 30_000
    let counted = 0
    while (counted < 2 && performance.now() < deadline) {
      await setImmediate()
      counted = (await reading.soon.sourcesOf(WISH)).counts.articles
    }
    equal(counted, 2)
  })
})

test('what cannot be answered is refused as it would be here', async () => {
  await withThreads(async ({ reading }) => {
    for (const port of [reading.fresh, reading.soon]) {
      await rejects(port.sourcesOf({ ...WISH, story: storyId('nowhere') }), (error) =>
        isNewsError(error, 'story-unknown'),
      )
      await rejects(port.whyOf(WISH, 'czzz'), (error) => isNewsError(error, 'claim-unknown'))
      const stop = AbortSignal.abort(new Error('enough'))
      await rejects(port.briefOf(WISH, null, stop), /enough/)
    }
  })
})

test('digests are told as of now; people soon, and what came in when it has been read', async () => {
  await withThreads(async ({ newsroom, reading, come }) => {
    const soonAt = async () => String((await reading.soon.changesOf(WISH, at('06:30:00'))).asOf)
    await reading.soon.sourcesOf(WISH)
    await sleep(500)
    equal(await soonAt(), String(at('08:00:00')))
    await come()
    reading.known.move(at('08:05:00'))
    equal((await reading.fresh.sourcesOf(WISH)).counts.articles, 2)
    await until(async () => (await soonAt()) === String(at('08:05:00')))
    equal((await reading.soon.sourcesOf(WISH)).counts.articles, 2)
    // Nothing came in since: what is ready is told as of then.
    reading.known.move(at('08:10:00'))
    await until(async () => (await soonAt()) === String(at('08:10:00')))
    // A mark of later than what is ready is answered as of now.
    reading.known.move(at('08:20:00'))
    const later = await reading.soon.changesOf(WISH, at('08:15:00'))
    ok(later.nothingNew)
    equal(String(later.asOf), String(at('08:20:00')))
    equal(String(newsroom.clock.now()), String(at('08:00:00')))
  })
})

test('a story that was removed is made ready no more, and is no fault', async () => {
  await withThreads(async ({ newsroom, reading, faults }) => {
    await reading.soon.sourcesOf(WISH)
    await newsroom.store.stories.removeStory(DAM.id)
    reading.known.move(at('08:05:00'))
    const isGone = async () =>
      reading.soon.sourcesOf(WISH).then(
        () => false,
        (error: unknown) => isNewsError(error, 'story-unknown'),
      )
    await until(isGone)
    await sleep(500)
    deepEqual(faults, [])
  })
})

test('a story that was made ready is told as of then until it is made ready again', async () => {
  await inNewsroom(async (newsroom) => {
    let knownAt = at('08:00:00')
    const readings = createReadings(newsroom, () => knownAt)
    const soonOf = async () => {
      const { counts, asOf } = await readings.soon.sourcesOf(WISH)
      const update = await readings.soon.changesOf(WISH, at('06:00:00'))
      const { state } = await readings.soon.storyOf(DAM.id)
      return [counts.articles, state.counts.articles, update.articles.length, asOf.toString().slice(11, 16)].join(' ')
    }
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    equal(await soonOf(), '1 1 1 08:00')
    equal(await readings.keepReady(WISH), null)
    await readings.makeReady(WISH)
    await keepAll([{ reading: ownReport, seenAt: at('08:01:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    knownAt = at('08:05:00')
    equal(await soonOf(), '1 1 1 08:00')
    equal((await readings.exact.sourcesOf(WISH)).counts.articles, 2)
    equal(await soonOf(), '1 1 1 08:00')
    equal(await readings.keepReady(WISH), null)
    equal(String((await readings.makeReady(WISH)).asOf), String(knownAt))
    equal(await soonOf(), '2 2 2 08:05')
    knownAt = at('08:09:00')
    equal(String(await readings.keepReady(WISH)), String(knownAt))
    equal(await soonOf(), '2 2 2 08:09')
  })
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return
    await sleep(50)
  }
  ok(await isSo())
}

test('threads that nobody uses end; news wakes one, the time does not; who asks is told what came in', async () => {
  await withThreads(
    async ({ reading, come, faults }) => {
      const alive = () => reading.looks().filter(({ state }) => state === 'alive').length
      const untilAlive = async (count: number) => {
        while (alive() !== count) await sleep(10)
      }
      await reading.soon.sourcesOf(WISH)
      await untilAlive(0)
      reading.known.move(at('08:01:00'))
      await sleep(300)
      equal(alive(), 0)
      await come()
      reading.known.move(at('08:02:00'))
      await untilAlive(1)
      await untilAlive(0)
      const { sources, asOf } = await reading.soon.sourcesOf(WISH)
      equal(sources.length, 2)
      equal(String(asOf), String(at('08:02:00')))
      equal(faults.length, 0)
    },
    { restAfterMs: 100 },
  )
})
