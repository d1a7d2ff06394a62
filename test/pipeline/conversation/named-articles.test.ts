import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { changedMessage } from '../../../src/commands/changed-message.ts'
import { differMessage } from '../../../src/commands/differ-message.ts'
import { timelineMessage } from '../../../src/commands/timeline-message.ts'
import { whyMessage } from '../../../src/commands/why-message.ts'
import type { AnswerStyle } from '../../../src/commands/source-rows.ts'
import type { ArticleId } from '../../../src/news/ids.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import {
  namedInDifferences,
  namedInTimeline,
  namedInUpdate,
  namedInWhy,
} from '../../../src/pipeline/conversation/named-articles.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import {
  at,
  confirmation,
  DAM,
  noSource,
  ownReport,
  ownReportCorrected,
  rewrite,
  spanish,
  wireOriginal,
  wireReprint,
} from '../dam-story.ts'
import { inNewsroom, keepAll, unaborted } from '../newsroom.ts'

const WISH = { story: DAM.id, lang: 'en' } as const
const COME = [wireOriginal, wireReprint, ownReport, confirmation, rewrite, spanish, noSource, ownReportCorrected]
const GONE = [ownReportCorrected, wireOriginal, wireReprint, rewrite].map((reading) => ({
  ...reading,
  title: null,
  text: '',
  deleted: true,
}))

test('an answer reads the same beside the sources that it names as beside all', async () => {
  await inNewsroom(async (newsroom) => {
    const seen = [...COME, ...GONE].map((reading, turn) => ({
      reading,
      seenAt: at('07:00:00').add({ minutes: 10 * turn }),
    }))
    for (const one of seen) await keepAll([one], newsroom)
    await newsroom.matcher.matchAll(unaborted)
    const fresh = createFreshBriefs({ ...newsroom, clock: manualClock(at('09:00:00')) })
    const all = await fresh.sourcesOf(WISH)
    const { lines } = await fresh.briefOf(WISH, null, unaborted)
    const plain = { lang: 'en', zone: 'UTC', title: DAM.title } as const
    const answers: [ReadonlySet<ArticleId>, (style: AnswerStyle) => ChatMessage][] = []
    for (const { seenAt } of seen) {
      const update = await fresh.changesOf(WISH, seenAt)
      answers.push([namedInUpdate(update), (style) => changedMessage(update, style)])
    }
    const [differ, timeline] = [await fresh.differencesOf(WISH), await fresh.timelineOf(WISH)]
    answers.push([namedInDifferences(differ), (style) => differMessage(differ, style)])
    answers.push([namedInTimeline(timeline), (style) => timelineMessage(timeline, style)])
    for (const { id } of lines) {
      const why = await fresh.whyOf(WISH, id)
      answers.push([namedInWhy(why), (style) => whyMessage(why, { ...style, asOf: all.asOf })])
    }
    let fewer = 0
    for (const [named, show] of answers) {
      const some = await fresh.namedSourcesOf(WISH, named)
      if (some.sources.length < all.sources.length) fewer += 1
      deepEqual(show({ ...plain, ...some }), show({ ...plain, sources: all.sources }))
      equal(some.sourceCount, all.sources.length)
    }
    const texts = JSON.stringify(answers.map(([, show]) => show({ ...plain, sources: all.sources })))
    ok(/\d withdrawn line/.test(texts), 'an article that is gone is cited')
    ok(answers.length > 10 && fewer > 5, `${fewer} of ${answers.length} name fewer sources than all`)
  })
})
