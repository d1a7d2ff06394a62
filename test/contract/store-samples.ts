import { deepEqual } from 'node:assert/strict'
import type { ArticleStore } from '../../src/ingest/article-store.ts'
import type { Brief } from '../../src/news/brief.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import { articleId, claimId, deliveryId, editionId, storyId, subscriptionId } from '../../src/news/ids.ts'
import type { StoryDefinition } from '../../src/news/story.ts'
import type { Subscription } from '../../src/news/subscription.ts'

export const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-01-07T${time}Z`)

/** As deepEqual, but sees moments: Node takes any two of them for equal. */
export function equalFacts(actual: unknown, expected: unknown): void {
  deepEqual(showMoments(actual), showMoments(expected))
}

function showMoments(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return value.map(showMoments)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, showMoments(part)]))
}

export const HARBOUR = storyId('harbour')
export const DAILY = subscriptionId('s0000000001')
export const DELIVERY = deliveryId('d0000000001')

/** A reading of the article `name` of one outlet. */
export function reading(name: string, text: string, changes: Partial<ArticleReading> = {}): ArticleReading {
  return {
    input: `${name}.html`,
    url: `https://courier.example/${name}`,
    outlet: 'Courier',
    title: `About ${name}`,
    dek: null,
    byline: null,
    publishedAt: '2026-01-07',
    lang: 'en',
    wire: null,
    text,
    furniture: [],
    flags: [],
    deleted: false,
    ...changes,
  }
}

export const tombstone = (name: string): ArticleReading => reading(name, '', { title: null, deleted: true })

export const harbour: StoryDefinition = {
  id: HARBOUR,
  title: 'Harbour strike',
  query: 'harbour strike',
  aliases: ['dock strike'],
  langs: ['en'],
  window: { from: '2026-01-01', to: null },
}

/** Stores one text of an article; its id. */
export async function keep(store: ArticleStore, name: string, text: string, time: string) {
  return (await store.saveReading(reading(name, text), 'folder', at(time))).article
}

export const daily: Subscription = {
  id: DAILY,
  story: HARBOUR,
  channel: { platform: 'slack', id: 'C01' },
  times: ['08:00', '17:30'],
  days: [1, 2, 3, 4, 5],
  zone: 'America/Bogota',
  quiet: { from: '22:00', to: '07:00' },
  whenQuiet: 'skip',
  lang: 'es',
  breaking: { origins: 2 },
  graceMs: 3_600_000,
  pausedBecause: null,
  createdAt: at('06:00'),
}

const citation = {
  article: articleId('a000000000001'),
  revision: 1,
  start: 0,
  end: 20,
  text: 'Cranes stand still.',
  outlet: 'Courier',
  url: 'https://courier.example/cranes',
}

const line = {
  id: claimId('c0000000001'),
  text: 'Cranes stand still.',
  lang: 'en',
  quote: false,
  support: { articles: 1, texts: 1, origins: 1 },
  citations: [citation],
  flags: ['extract', 'single-source'],
} as const

const difference = {
  id: 'x1',
  kind: 'value',
  topic: 'How many cranes',
  severity: 'high',
  sides: [
    { value: '12', origins: 1, citations: [citation] },
    { value: '14', origins: 2, citations: [] },
  ],
} as const

/** A brief that has something in every place. */
export function brief(id: string, time: string, title = 'Harbour strike'): Brief {
  return {
    story: HARBOUR,
    title,
    edition: editionId(id),
    asOf: at(time),
    newestSourceAt: at('05:00'),
    writer: 'openai',
    made: { model: 'small-1', prompt: 'brief.v1' },
    lang: 'en',
    counts: { articles: 1, texts: 1, origins: 1, unattributed: 0 },
    headline: { ...line, text: 'Cranes stand still' },
    lede: line,
    lines: [line],
    whyItMatters: line,
    differ: [difference],
    sources: [
      {
        n: 1,
        article: citation.article,
        input: 'cranes.html',
        outlet: null,
        title: null,
        url: null,
        publishedAt: '2026-01-07',
        seenAt: at('05:00'),
        lang: null,
        origins: ['Courier'],
        group: citation.article,
        relation: 'wire reprint',
        of: null,
        why: 'names no source',
      },
    ],
    update: {
      story: HARBOUR,
      since: at('04:00'),
      asOf: at(time),
      nothingNew: false,
      added: [line],
      revised: [{ before: line, after: line }],
      corroborated: [{ line, originsBefore: 1, originsAfter: 2 }],
      disputed: [difference],
      withdrawn: [line],
      articles: [
        { article: citation.article, outlet: null, title: null, url: null, seenAt: at('05:00'), sameOriginAs: null },
      ],
    },
  }
}
