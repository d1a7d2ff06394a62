import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { subscriptionId } from '../../../src/news/ids.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { answerChanged } from '../../../src/pipeline/answer.ts'
import { briefStory } from '../../../src/pipeline/brief.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { FOLLOWER, openChannels } from '../channel-world.ts'
import { at, DAM, ownReport, wireOriginal } from '../dam-story.ts'
import { inNewsroom, keepAll, unaborted } from '../newsroom.ts'

const WISH = { story: FOLLOWER.story, lang: 'en' } as const

test('a brief is made once for all who ask the same, and anew when something comes in', async () => {
  await inNewsroom(async (newsroom) => {
    const clock = manualClock(at('08:00:00'))
    let written = 0
    const write: typeof newsroom.writer.write = (...args) => {
      written += 1
      return newsroom.writer.write(...args)
    }
    const fresh = createFreshBriefs({ ...newsroom, clock, writer: { ...newsroom.writer, write } })
    const ask = (since: Temporal.Instant | null = null, lang: 'en' | 'es' = 'en') =>
      fresh.briefOf({ ...WISH, lang }, since, unaborted)
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const many = await Promise.all(Array.from({ length: 1_000 }, () => ask()))
    equal(written, 1)
    equal(new Set(many).size, 1)
    await ask(at('06:30:00'))
    await ask(null, 'es')
    equal(written, 3)
    await keepAll([{ reading: ownReport, seenAt: at('08:00:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    equal((await ask()).counts.articles, 2)
    equal(written, 4)
    clock.set(at('08:01:00'))
    await ask()
    equal(written, 4)
  })
})

test('while nothing comes in, a brief is told as of now, as if it were made now', async () => {
  await inNewsroom(async (newsroom) => {
    const clock = manualClock(at('08:00:00'))
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await keepAll([{ reading: ownReport, seenAt: at('07:50:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const kept = createFreshBriefs({ ...newsroom, clock })
    const cases = [
      // at, since
      ['08:00:00', '07:30:00'],
      ['08:01:00', '07:30:00'],
      ['09:00:00', null],
      ['09:00:00', '08:01:00'],
      ['18:00:00', '07:50:00'],
      ['18:00:00', '07:49:59'],
    ] as const
    for (const [time, told] of cases) {
      clock.set(at(time))
      const since = told === null ? null : at(told)
      const made = createFreshBriefs({ ...newsroom, clock })
      const brief = await kept.briefOf(WISH, since, unaborted)
      equal(JSON.stringify(brief), JSON.stringify(await made.briefOf(WISH, since, unaborted)))
      const { brief: anew } = await briefStory(
        DAM,
        at(time),
        { ...WISH, limits: newsroom.limits, since, signal: unaborted },
        newsroom,
      )
      deepEqual(JSON.parse(JSON.stringify(brief)), JSON.parse(JSON.stringify(anew)))
      if (since === null) continue
      const changes = await answerChanged({ story: DAM, asOf: at(time), lang: 'en' }, since, newsroom)
      equal(JSON.stringify(await kept.changesOf(WISH, since)), JSON.stringify(changes))
    }
  })
})

test('a brief made before what is dated later could be told is made anew when it can', async () => {
  await inNewsroom(async (newsroom) => {
    const clock = manualClock(at('08:00:00'))
    await keepAll([{ reading: wireOriginal, seenAt: at('07:00:00') }], newsroom)
    await keepAll([{ reading: ownReport, seenAt: at('08:30:00') }], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const fresh = createFreshBriefs({ ...newsroom, clock })
    equal((await fresh.briefOf(WISH, null, unaborted)).counts.articles, 1)
    clock.set(at('09:00:00'))
    equal((await fresh.briefOf(WISH, null, unaborted)).counts.articles, 2)
  })
})

test('what failed is not kept', async () => {
  await inNewsroom(async (newsroom) => {
    let tries = 0
    const write: typeof newsroom.writer.write = async (...args) => {
      tries += 1
      if (tries === 1) throw new Error('the writer broke')
      return newsroom.writer.write(...args)
    }
    const fresh = createFreshBriefs({ ...newsroom, writer: { ...newsroom.writer, write } })
    await fresh.briefOf(WISH, null, unaborted).catch(() => undefined)
    equal((await fresh.briefOf(WISH, null, unaborted)).story, FOLLOWER.story)
  })
})

test('a hundred channels of one story get the same edition, and each is told it', async () => {
  const followers = Array.from({ length: 100 }, (_, n) => ({
    ...FOLLOWER,
    id: subscriptionId(`s${1_000_000_000 + n}`),
    channel: { platform: 'slack', id: `C${n}` } as const,
  }))
  const { boot, arrive, to, said, list, store, close } = await openChannels(...followers)
  await arrive(wireOriginal)
  to('08:00')
  await boot().tick()
  equal(said.length, 100)
  const editions = new Set<unknown>()
  for (const { id } of followers) {
    editions.add((await list(id))[0]?.edition)
    ok((await store.deliveries.listTold(id)).size > 3)
  }
  deepEqual(editions.size, 1)
  await close()
})

test('what a channel muted is in none of its answers, and other channels hear it', async () => {
  await inNewsroom(async (newsroom) => {
    const channel = { platform: 'slack', id: 'C1' } as const
    const other = { platform: 'slack', id: 'C2' } as const
    await keepAll(
      [
        { reading: wireOriginal, seenAt: at('07:00:00') },
        { reading: ownReport, seenAt: at('08:00:00') },
      ],
      newsroom,
    )
    await newsroom.matcher.matchAll(unaborted)
    const fresh = createFreshBriefs(newsroom)
    const outletsIn = async (where: typeof channel | typeof other) => {
      const wish = { ...WISH, channel: where }
      const brief = await fresh.briefOf(wish, at('06:00:00'), unaborted)
      const answers = [
        brief.sources,
        brief.lines.flatMap(({ citations }) => citations),
        brief.update?.articles ?? [],
        (await fresh.sourcesOf(wish)).sources,
        (await fresh.changesOf(wish, at('06:00:00'))).articles,
        (await fresh.timelineOf(wish)).entries.flatMap(({ line }) => line.citations),
      ]
      return answers.map((list) => list.some(({ outlet }) => outlet === 'The Lakeside Courier'))
    }
    deepEqual(new Set(await outletsIn(channel)), new Set([true]))
    await newsroom.store.reader.saveMute(channel, 'The Lakeside Courier', 'muted')
    deepEqual(new Set(await outletsIn(channel)), new Set([false]))
    deepEqual(new Set(await outletsIn(other)), new Set([true]))
    await newsroom.store.reader.saveMute(channel, 'The Lakeside Courier', 'heard')
    deepEqual(new Set(await outletsIn(channel)), new Set([true]))
  })
})
