import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { before, test } from 'node:test'
import { countSources } from '../../src/brief/compose-brief.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import type { StoryArticle, StoryView } from '../../src/news/story.ts'
import type { Update } from '../../src/news/update.ts'
import { answerChanged } from '../../src/pipeline/answer.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { viewStory } from '../../src/pipeline/reading/view-story.ts'
import { inNewsroom, unaborted } from './newsroom.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SEEDS = join(ROOT, '..', 'shared', 'seeds')
const skip = existsSync(SEEDS) ? false : '../shared/seeds is not here'

/** The order in which they are taken to have come in. */
const ARRIVALS = ['002', '000', '003', '004', '001'] as const
const START = Temporal.Instant.from('2026-01-08T00:00:00Z')

const updates = new Map<string, Update>()
let view: StoryView | null = null

before(async () => {
  if (skip !== false) return
  const { stories, outlets } = await loadConfig(join(ROOT, 'config'), {})
  const story = stories.find(({ definition }) => definition.id === 'trump-petro')?.definition
  ok(story !== undefined)
  await inNewsroom(
    async (newsroom) => {
      for (const [hour, number] of ARRIVALS.entries()) {
        const paths = readdirSync(SEEDS).filter((name) => name.startsWith(number))
        const seenAt = START.add({ hours: hour })
        const request = { as: null, seenAt, story: null, fileBytesMax: 1_000_000, signal: unaborted }
        await ingestPaths(
          { ...request, paths: paths.map((name) => join(SEEDS, name)), onProgress: () => undefined },
          newsroom,
          newsroom.matcher,
        )
        const question = { story, asOf: seenAt, lang: 'en' } as const
        updates.set(number, await answerChanged(question, seenAt.subtract({ minutes: 1 }), newsroom))
        view = await viewStory(story, seenAt, newsroom)
      }
    },
    { story, outlets },
  )
})

const sourceOf = (number: string): StoryArticle => {
  const found = view?.articles.find(({ article }) => basename(article.input).startsWith(number))
  ok(found !== undefined, `${number} is not in the story`)
  return found
}
const mainOf = (number: string) => sourceOf(number).origins[0]

test('all five belong to the story', { skip }, () => {
  for (const number of ARRIVALS) sourceOf(number)
})

test('000 and 001 are one text, the others are apart', { skip }, () => {
  equal(sourceOf('000').group, sourceOf('001').group)
  const groups = ['000', '002', '003', '004'].map((number) => sourceOf(number).group)
  equal(new Set(groups).size, 4)
})

test('the count is honest', { skip }, () => {
  ok(view !== null)
  deepEqual(countSources(view.articles), { articles: 5, texts: 4, origins: 3, unattributed: 1 })
})

const origins = [
  ['000', 'Al Jazeera'],
  ['001', 'Al Jazeera'],
  ['002', 'Reuters'],
  ['003', 'Straight Arrow News'],
  ['004', 'unattributed'],
] as const
for (const [number, name] of origins)
  test(`${number} rests on ${name}`, { skip }, () => equal(mainOf(number)?.name, name))

test('the wire copy in 002 and 000 is one origin for the claims they share', { skip }, () => {
  const [wire, report] = ['002', '000'].map((number) => sourceOf(number).article.id)
  const shared = (view?.claims ?? []).filter(({ supports }) => {
    const articles = new Set(supports.map(({ article }) => article))
    return wire !== undefined && report !== undefined && articles.has(wire) && articles.has(report)
  })
  ok(shared.length >= 5, `${shared.length} claims`)
  for (const { supports } of shared) {
    const named = supports.filter(({ article }) => article === wire || article === report)
    equal(new Set(named.map(({ origin }) => origin.name)).size, 1)
  }
})

test('each arrival before the rewrite tells something new', { skip }, () => {
  for (const number of ARRIVALS.slice(0, 4)) ok((updates.get(number)?.added.length ?? 0) > 0, number)
})

test('001 adds nothing when it comes last, and says what it retells', { skip }, () => {
  const update = updates.get('001')
  ok(update !== undefined)
  equal(update.nothingNew, true)
  deepEqual(
    update.articles.map(({ sameOriginAs }) => sameOriginAs),
    [sourceOf('000').article.id],
  )
})

test('003 confirms how long the call lasted: no news, another origin', { skip }, () => {
  const hour = /\b(?:about an|an) hour\b|\b(?:an|one)?[ -]?hour-long\b/
  const update = updates.get('003')
  ok(update !== undefined)
  equal(
    update.corroborated.some(
      ({ line, originsBefore, originsAfter }) => hour.test(line.text) && originsAfter > originsBefore,
    ),
    true,
  )
  equal(
    update.added.some(({ text }) => hour.test(text)),
    false,
  )
})

test('sources differ on some things', { skip }, () => {
  notEqual([...updates.values()].flatMap(({ disputed }) => disputed).length, 0)
})
