// The stories of `eval differ`, as the program reads them: the five seed articles as they come in, and windows of the long
// stories, each article an outlet of its own, seen on the day it states.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '../../src/config/load-config.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import type { Citation, Difference } from '../../src/news/claim.ts'
import { storyId } from '../../src/news/ids.ts'
import type { StoryDefinition } from '../../src/news/story.ts'
import type { Update } from '../../src/news/update.ts'
import { answerChanged, answerDiffer } from '../../src/pipeline/answer.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { inNewsroom, unaborted, type TestNewsroom } from '../pipeline/newsroom.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SHARED = join(ROOT, '..', 'shared')

/** What an annotation says of a story: which articles, in order of arrival, by the names its keys use. */
export type StorySource = { readonly source: string; readonly articles: readonly string[] }

export type StoryRun = {
  readonly differ: readonly Difference[]
  /** What each arrival (each day, for the windows) changed. */
  readonly updates: ReadonlyMap<string, Update>
  /** The annotation's name of the article a citation is of. */
  readonly nameOf: (citation: Citation) => string
}

/** The story's answers; null where its data is not here. */
export async function runStory(source: StorySource): Promise<StoryRun | null> {
  return source.source === 'seeds' ? runSeeds(source.articles) : runWindow(source)
}

const START = Temporal.Instant.from('2026-01-08T00:00:00Z')

async function runSeeds(numbers: readonly string[]): Promise<StoryRun | null> {
  const folder = join(SHARED, 'seeds')
  if (!existsSync(folder)) return null
  const { stories, outlets } = await loadConfig(join(ROOT, 'config'), {})
  const story = stories[0]?.definition
  if (story === undefined) return null
  const names = new Map<string, string>()
  return inNewsroom(
    async (newsroom) => {
      const updates = new Map<string, Update>()
      for (const [hour, number] of numbers.entries()) {
        const seenAt = START.add({ hours: hour })
        const paths = readdirSync(folder)
          .filter((name) => name.startsWith(number))
          .map((name) => join(folder, name))
        const request = { as: null, seenAt, story: null, fileBytesMax: 1_000_000, signal: unaborted }
        await ingestPaths({ ...request, paths, onProgress: () => undefined }, newsroom, newsroom.matcher)
        const update = await changedSince(story, seenAt.subtract({ minutes: 1 }), seenAt, newsroom)
        for (const { article } of update.articles) names.set(article, number)
        updates.set(number, update)
      }
      return finish(story, START.add({ hours: numbers.length }), names, updates, newsroom)
    },
    { story, outlets },
  )
}

const changedSince = (
  story: StoryDefinition,
  since: Temporal.Instant,
  asOf: Temporal.Instant,
  newsroom: TestNewsroom,
) => answerChanged({ story, asOf, lang: 'en' }, since, newsroom)

async function finish(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  names: ReadonlyMap<string, string>,
  updates: ReadonlyMap<string, Update>,
  newsroom: TestNewsroom,
): Promise<StoryRun> {
  const { differ } = await answerDiffer({ story, asOf, lang: 'en' }, newsroom)
  return { differ, updates, nameOf: ({ article }) => names.get(article) ?? article }
}

type Row = { readonly id: string; readonly date: string; readonly text: string }

async function runWindow({ source, articles }: StorySource): Promise<StoryRun | null> {
  const file = join(SHARED, 'data', source)
  if (!existsSync(file)) return null
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
    .filter(({ id }) => articles.includes(id))
  const story = { id: storyId('window'), title: '', query: 'window', aliases: [], langs: [], window: OPEN }
  return inNewsroom(
    async (newsroom) => {
      const names = new Map<string, string>()
      const updates = new Map<string, Update>()
      for (const day of new Set(rows.map(({ date }) => date))) {
        const noon = Temporal.Instant.from(`${day}T12:00:00Z`)
        const today = rows.filter(({ date }) => date === day)
        const kept = await newsroom.store.articles.saveReadings(
          today.map((row, minute) => ({
            reading: toReading(row),
            seenAt: noon.add({ minutes: minute }),
            source: 'folder',
          })),
        )
        for (const { article } of kept)
          await newsroom.store.stories.addToStory(story.id, [{ article: article, because: 'annotated' }])
        await newsroom.matcher.matchAll(unaborted)
        const end = Temporal.Instant.from(`${day}T23:59:59Z`)
        const update = await changedSince(story, noon.subtract({ minutes: 1 }), end, newsroom)
        for (const { article, url } of update.articles) names.set(article, url?.split('/').at(-1) ?? article)
        updates.set(day, update)
      }
      const last = rows.at(-1)?.date ?? '2026-01-01'
      return finish(story, Temporal.Instant.from(`${last}T23:59:59Z`), names, updates, newsroom)
    },
    { story, outlets: [] },
  )
}

const OPEN = { from: null, to: null }

function toReading({ id, date, text }: Row): ArticleReading {
  return {
    input: `${id}.html`,
    url: `https://${id}.example/${id}`,
    outlet: `Outlet ${id}`,
    title: `window ${id}`,
    dek: null,
    byline: null,
    publishedAt: date,
    lang: 'en',
    wire: null,
    text: detokenise(text),
    furniture: [],
    flags: [],
    deleted: false,
  }
}

/** The corpus is cut into tokens; readers see plain text. */
export function detokenise(text: string): string {
  return text
    .replaceAll('-LRB- ', '(')
    .replaceAll(' -RRB-', ')')
    .replaceAll('`` ', '“')
    .replaceAll(" ''", '”')
    .replaceAll(/ ` /g, ' ‘')
    .replaceAll(/ ([.,;:?!%])/g, '$1')
    .replaceAll(/([$#£]) (?=\d)/g, '$1')
    .replaceAll(/#(?=\d)/g, '£')
    .replaceAll(/ ('s|n't|'ve|'re|'ll|'m|'d|')(?![\p{L}])/gu, '$1')
}
