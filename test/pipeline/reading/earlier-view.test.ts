import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ArticleReading } from '../../../src/news/article.ts'
import type { ArticleId } from '../../../src/news/ids.ts'
import { takeStory, type ReadLast } from '../../../src/pipeline/reading/story-at-hand.ts'
import { viewStory } from '../../../src/pipeline/reading/view-story.ts'
import { at, DAM, ownReport, piece, rewrite, spanish, wireOriginal, wireReprint } from '../dam-story.ts'
import { inNewsroom, keepAll, unaborted, type TestNewsroom } from '../newsroom.ts'

const START = at('00:00:00')
const RUNS = 12

const page = piece('page', null, { text: 'The people of the valley spoke of the Calder dam all night.' })
const TEXTS: readonly ArticleReading[] = [wireOriginal, wireReprint, ownReport, rewrite, spanish, page]

type Step = {
  readonly which: number
  readonly what: 'as-is' | 'shorter' | 'refigured' | 'gone'
  readonly minutes: number
}

const anyStep = fc.record<Step>({
  which: fc.nat(TEXTS.length - 1),
  what: fc.constantFrom('as-is', 'as-is', 'shorter', 'refigured', 'gone'),
  // Some come late: seen before what is stored.
  minutes: fc.integer({ min: -40, max: 30 }),
})

function toReading({ which, what }: Step): ArticleReading {
  const reading = TEXTS[which] ?? page
  if (what === 'gone') return { ...reading, text: '', deleted: true }
  if (what === 'refigured') return { ...reading, text: reading.text.replaceAll(/\d+/g, '77') }
  return what === 'shorter' ? { ...reading, text: reading.text.split('\n\n').slice(0, -1).join('\n\n') } : reading
}

const asJson = (value: unknown) => JSON.stringify(value)

async function arrive(step: Step, seenAt: Temporal.Instant, newsroom: TestNewsroom): Promise<void> {
  await keepAll([{ reading: toReading(step), seenAt }], newsroom)
  await newsroom.matcher.matchAll(unaborted)
}

test('a story that grows is what it is when read from nothing, and so are its earlier moments', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 9 }), fc.boolean(), async (steps, isMuted) => {
      await inNewsroom(async (newsroom) => {
        const muted = isMuted ? [wireOriginal.outlet ?? ''] : []
        const last: ReadLast = { at: null }
        let newest = START.add({ hours: 2 })
        for (const one of steps) {
          const seenAt = newest.add({ minutes: one.minutes })
          newest = Temporal.Instant.compare(seenAt, newest) > 0 ? seenAt : newest
          await arrive(one, seenAt, newsroom)
          const hand = await takeStory(DAM, newest, 'en', newsroom, muted, last)
          equal(asJson(hand.now.view), asJson(await viewStory(DAM, newest, newsroom, muted)))
          const whole = await takeStory(DAM, newest, 'en', newsroom, muted)
          for (const minutes of [1, 45, 200]) {
            const moment = newest.subtract({ minutes })
            equal(asJson(hand.at(moment).view), asJson(await viewStory(DAM, moment, newsroom, muted)))
            equal(asJson(hand.changesSince(moment)), asJson(whole.changesSince(moment)))
          }
          equal(asJson(hand.now.differences), asJson(whole.now.differences))
          const standing = ({ now }: typeof hand) =>
            whole.now.view.articles.map(({ article }) => now.standing.get(article.id))
          equal(asJson(standing(hand)), asJson(standing(whole)))
        }
      })
    }),
    { numRuns: RUNS },
  )
})

test('what was read before tells its moment still when the story has grown', async () => {
  await inNewsroom(async (newsroom) => {
    const last: ReadLast = { at: null }
    await arrive({ which: 0, what: 'as-is', minutes: 0 }, START, newsroom)
    const early = START.add({ minutes: 30 })
    const before = await takeStory(DAM, early, 'en', newsroom, [], last)
    await arrive({ which: 3, what: 'as-is', minutes: 0 }, START.add({ hours: 1 }), newsroom)
    await arrive({ which: 0, what: 'gone', minutes: 0 }, START.add({ hours: 2 }), newsroom)
    await takeStory(DAM, START.add({ hours: 3 }), 'en', newsroom, [], last)
    equal(asJson(before.now.view), asJson(await viewStory(DAM, early, newsroom)))
    const none = START.subtract({ minutes: 1 })
    equal(asJson(before.at(none).view), asJson(await viewStory(DAM, none, newsroom)))
  })
})

test('only what was seen since is read', async () => {
  await inNewsroom(async (newsroom) => {
    const { store } = newsroom
    const asked: string[] = []
    const heard: typeof newsroom.store.ledger.listRows = (story, asOf, after) => {
      asked.push(`${after ?? 'all'}`)
      return store.ledger.listRows(story, asOf, after)
    }
    const watched = { store: { ...store, ledger: { ...store.ledger, listRows: heard } } }
    const last: ReadLast = { at: null }
    const seen: ArticleId[] = []
    const read = async (hours: number) => {
      const { now } = await takeStory(DAM, START.add({ hours }), 'en', watched, [], last)
      seen.push(...now.view.articles.map(({ article }) => article.id))
    }
    await arrive({ which: 0, what: 'as-is', minutes: 0 }, START, newsroom)
    await read(1)
    await arrive({ which: 2, what: 'as-is', minutes: 0 }, START.add({ hours: 1 }), newsroom)
    await read(2)
    await read(3)
    // It was seen before what was read already.
    await arrive({ which: 4, what: 'as-is', minutes: 0 }, START.add({ minutes: 5 }), newsroom)
    await read(4)
    equal(asked.join(', '), `all, ${START}, all`)
    equal(seen.length, 1 + 2 + 2 + 3)
  })
})
