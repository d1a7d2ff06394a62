import { z } from 'zod'

/** The answers of `--json`, key by key: every key is there, and what is not known is null. More keys may come. */
const time = z.iso.datetime()
const stated = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/)
const text = z.string().min(1)
const count = z.int().min(0)
const lang = z.enum(['en', 'es'])

const counts = z.object({ articles: count, texts: count, origins: count, unattributed: count })
export const citation = z.object({
  article: text,
  revision: z.int().min(1),
  start: count,
  end: count,
  text,
  outlet: text.nullable(),
  url: z.url().nullable(),
})
export const line = z.object({
  id: text,
  text,
  lang: text,
  quote: z.boolean(),
  support: z.object({ articles: count, texts: count, origins: count }),
  citations: z.array(citation).min(1),
  flags: z.array(text),
})
const difference = z.object({
  id: text,
  kind: z.enum(['value', 'date', 'quotation', 'attribution', 'framing', 'scope']),
  topic: text,
  severity: z.enum(['high', 'medium', 'low']),
  sides: z.array(z.object({ value: text, origins: count, citations: z.array(citation).min(1) })).min(2),
})
const source = z.object({
  n: z.int().min(1),
  article: text,
  input: text,
  outlet: text.nullable(),
  title: text.nullable(),
  url: z.url().nullable(),
  publishedAt: stated.nullable(),
  seenAt: time,
  lang: text.nullable(),
  origins: z.array(text).min(1),
  group: text,
  relation: z.enum(['original', 'copy', 'rewrite', 'wire reprint', 'own report', 'unattributed']),
  of: text.nullable(),
  why: text,
})
export const changed = z.object({
  story: text,
  since: time,
  asOf: time,
  nothingNew: z.boolean(),
  added: z.array(line),
  revised: z.array(z.object({ before: line, after: line })),
  corroborated: z.array(z.object({ line, originsBefore: count, originsAfter: count })),
  disputed: z.array(difference),
  withdrawn: z.array(line),
  articles: z.array(
    z.object({
      article: text,
      outlet: text.nullable(),
      title: text.nullable(),
      url: z.url().nullable(),
      seenAt: time,
      sameOriginAs: text.nullable(),
    }),
  ),
})
export const brief = z.object({
  story: text,
  title: text,
  edition: text,
  asOf: time,
  newestSourceAt: time.nullable(),
  writer: z.enum(['extractive', 'openai']),
  lang,
  counts,
  lines: z.array(line),
  differ: z.array(difference),
  sources: z.array(source),
  update: changed.nullable(),
})
export const sources = z.object({ story: text, asOf: time, counts, sources: z.array(source) })
export const differ = z.object({ story: text, asOf: time, differ: z.array(difference) })
export const timeline = z.object({
  story: text,
  asOf: time,
  entries: z.array(
    z.object({
      date: z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/),
      precision: z.enum(['day', 'month', 'year']),
      line,
    }),
  ),
})
export const stories = z.object({
  stories: z.array(
    z.object({ id: text, title: text, state: z.enum(['live', 'dormant']), counts, lastChangeAt: time.nullable() }),
  ),
})
export const search = z.object({
  articles: z.array(z.object({ article: text, title: text.nullable() })),
  claims: z.array(line),
})
export const why = z.object({
  line,
  claim: z.object({ id: text, firstSeenAt: time }),
  supports: z
    .array(citation.extend({ origin: text, group: text, matchedOn: z.array(text), counts: z.boolean() }))
    .min(1),
  variants: z.array(citation),
  leftOut: z.array(z.object({ line, because: text })),
})
export const feeds = z.object({
  feeds: z.array(
    z.object({
      url: z.url(),
      outlet: text.nullable(),
      state: z.enum(['unchecked', 'ok', 'slow', 'failing', 'gone']),
      since: time,
      because: text.nullable(),
      nextAt: time.nullable(),
      articles: count,
    }),
  ),
})
export const doctor = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: text, ok: z.boolean(), found: text, mend: text.nullable() })).min(1),
})
export const article = z.object({
  article: text,
  revision: z.int().min(1),
  input: text,
  outlet: text.nullable(),
  url: z.url().nullable(),
  title: text.nullable(),
  dek: text.nullable(),
  byline: text.nullable(),
  publishedAt: stated.nullable(),
  seenAt: time,
  lang: text.nullable(),
  wire: text.nullable(),
  text: z.string(),
  flags: z.array(text),
  deleted: z.boolean(),
  revisions: z.array(
    z.object({ revision: z.int().min(1), seenAt: time, title: text.nullable(), deleted: z.boolean() }),
  ),
  sightings: z.array(z.object({ article: text, source: text, seenAt: time })),
  group: text.nullable(),
  origins: z.array(text),
  spans: z.array(
    z.object({ story: text, claim: text, article: text, revision: z.int(), start: count, end: count, text }),
  ),
  stories: z.array(z.object({ story: text, relation: text, why: text, group: text, origins: z.array(text) })),
})
export const page = z.object({
  title: text.nullable(),
  dek: text.nullable(),
  byline: text.nullable(),
  outlet: text.nullable(),
  url: z.url().nullable(),
  canonicalUrl: z.url().nullable(),
  publishedAt: stated.nullable(),
  lang: text.nullable(),
  wire: text.nullable(),
  text,
  furniture: z.array(z.string()),
})
export const feed = z.object({
  title: text.nullable(),
  url: z.url().nullable(),
  description: text.nullable(),
  lang: text.nullable(),
  items: z
    .array(
      z.object({
        id: text.nullable(),
        url: z.url().nullable(),
        title: text.nullable(),
        publishedAt: stated.nullable(),
        updatedAt: stated.nullable(),
        author: text.nullable(),
        summary: text.nullable(),
        content: text.nullable(),
        categories: z.array(text),
        enclosures: z.array(z.unknown()),
        outlet: text.nullable(),
      }),
    )
    .min(1),
})
export const groups = z.object({
  groups: z.array(z.array(text).min(1)).min(1),
  relations: z.array(
    z.object({
      a: text,
      b: text,
      kind: z.enum(['copy', 'rewrite', 'shared-wire', 'independent']),
      coverage: z.number().min(0).max(1),
      order: z.number().min(-1).max(1),
    }),
  ),
  origins: z.record(text, z.array(text).min(1)),
})
