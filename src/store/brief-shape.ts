import { z } from 'zod'
import type { Brief } from '../news/brief.ts'
import { articleId, claimId, editionId, storyId } from '../news/ids.ts'

/** How a brief stands in the store. Citations carry their text: an edition can be read when its articles are gone. */

const moment = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text))
const article = z.string().transform(articleId)
const claim = z.string().transform(claimId)
const story = z.string().transform(storyId)
const count = z.int().nonnegative()
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

const citation = z
  .object({
    article,
    revision: count,
    start: count,
    end: count,
    text: z.string(),
    outlet: z.string().nullable(),
    url: z.string().nullable(),
  })
  .readonly()

const lineFlag = z.enum([
  'extract',
  'single-source',
  'unattributed',
  'disputed',
  'translated',
  'machine-made',
  'commentary',
])

const line = z
  .object({
    id: claim,
    text: z.string(),
    lang: z.string(),
    quote: z.boolean(),
    support: z.object({ articles: count, texts: count, origins: count }).readonly(),
    citations: list(citation),
    flags: list(lineFlag),
  })
  .readonly()

/** Editions of before a model wrote briefs have no such key. */
const maybeLine = line.nullable().default(null)

const difference = z
  .object({
    id: z.string(),
    kind: z.enum(['value', 'date', 'quotation', 'attribution', 'framing', 'scope']),
    topic: z.string(),
    severity: z.enum(['high', 'medium', 'low']),
    sides: list(z.object({ value: z.string(), origins: count, citations: list(citation) }).readonly()),
  })
  .readonly()

const source = z
  .object({
    n: count,
    article,
    input: z.string(),
    outlet: z.string().nullable(),
    title: z.string().nullable(),
    url: z.string().nullable(),
    publishedAt: z.string().nullable(),
    seenAt: moment,
    lang: z.string().nullable(),
    origins: list(z.string()),
    group: article,
    relation: z.enum(['original', 'copy', 'rewrite', 'wire reprint', 'own report', 'unattributed']),
    of: article.nullable(),
    why: z.string(),
  })
  .readonly()

const update = z
  .object({
    story,
    since: moment,
    asOf: moment,
    nothingNew: z.boolean(),
    added: list(line),
    revised: list(z.object({ before: line, after: line }).readonly()),
    corroborated: list(z.object({ line, originsBefore: count, originsAfter: count }).readonly()),
    disputed: list(difference),
    withdrawn: list(line),
    articles: list(
      z
        .object({
          article,
          outlet: z.string().nullable(),
          title: z.string().nullable(),
          url: z.string().nullable(),
          seenAt: moment,
          sameOriginAs: article.nullable(),
        })
        .readonly(),
    ),
  })
  .readonly()

export const briefShape: z.ZodType<Brief> = z
  .object({
    story,
    title: z.string(),
    edition: z.string().transform(editionId),
    asOf: moment,
    newestSourceAt: moment.nullable(),
    writer: z.enum(['extractive', 'openai']),
    made: z.object({ model: z.string(), prompt: z.string() }).readonly().nullable().default(null),
    lang: z.string(),
    counts: z.object({ articles: count, texts: count, origins: count, unattributed: count }).readonly(),
    headline: maybeLine,
    lede: maybeLine,
    lines: list(line),
    whyItMatters: maybeLine,
    differ: list(difference),
    sources: list(source),
    update: update.nullable(),
  })
  .readonly()
