import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { z } from 'zod'
import { fillSampleStore, makeDeskFolder, ROOT, STORY, type DeskFolder } from './desk-folder.ts'
import * as shapes from './json-shapes.ts'

let desk: DeskFolder
before(async () => {
  desk = await fillSampleStore()
})

/** The one JSON document that a command prints; nothing else stands on either stream. */
async function ask<Shape extends z.ZodType>(shape: Shape, args: readonly string[]): Promise<z.output<Shape>> {
  const { code, out, err } = await desk.ask([...args, '--json'])
  equal(err, '')
  equal(code, 0)
  return shape.parse(JSON.parse(out))
}

type Citation = z.output<typeof shapes.citation>

function citationsIn(value: unknown): readonly Citation[] {
  if (Array.isArray(value)) return value.flatMap(citationsIn)
  if (typeof value !== 'object' || value === null) return []
  const own = shapes.citation.safeParse(value)
  return own.success ? [own.data] : Object.values(value).flatMap(citationsIn)
}

describe('the command line on the samples', () => {
  test('brief: lines, counts, differences and sources; offsets point into the stored text', async () => {
    const answer = await ask(shapes.brief, ['brief', STORY, '--words', '80', '--lines', '3'])
    equal(answer.story, STORY)
    equal(answer.writer, 'extractive')
    equal(answer.counts.articles, 8)
    equal(answer.newestSourceAt, '2026-01-08T15:40:00Z')
    ok(answer.lines.length > 0 && answer.lines.length <= 3)
    ok(answer.lines.map(({ text }) => text.split(/\s+/).length).reduce((sum, words) => sum + words, 0) <= 80)
    const cited = citationsIn(answer.lines)
    const known = new Set(answer.sources.map(({ article }) => article))
    ok(cited.every(({ article }) => known.has(article)))
    const [first] = cited
    const shown = await ask(shapes.article, ['article', first?.article ?? '', '--revision', String(first?.revision)])
    equal(shown.text.slice(first?.start, first?.end), first?.text)
    const { lines } = answer
    const rows = lines.map(({ text, citations }) => ({ line: text, evidence: citations.map((each) => each.text) }))
    const judged = await desk.ask(
      ['inspect', 'lines'],
      rows.map((row) => JSON.stringify(row)),
    )
    equal(judged.err, '')
    deepEqual(
      judged.out.split('\n').filter((row) => row !== '' && !row.includes('"ok":true')),
      [],
    )
  })

  test('brief twice: the second says what changed since the first; the same moment twice is the same edition', async () => {
    const own = await makeDeskFolder({ from: desk.db })
    const json = async (args: readonly string[]) => {
      const { code, out, err } = await own.ask(args)
      equal(err, '')
      equal(code, 0)
      return JSON.parse(out) as unknown
    }
    const early = ['brief', STORY, '--as-of', '2026-01-08T02:10:00Z', '--json']
    const first = shapes.brief.parse(await json(early))
    equal(first.update, null)
    equal(first.asOf, '2026-01-08T02:10:00Z')
    equal(shapes.brief.parse(await json(early)).edition, first.edition)
    const second = shapes.brief.parse(await json(['brief', STORY, '--as-of', '2026-01-08T13:15:00Z', '--json']))
    equal(second.update?.since, '2026-01-08T02:10:00Z')
    equal(second.update?.nothingNew, false)
    const last = shapes.changed.parse(
      await json(['changed', STORY, '--since', 'last', '--as-of', '2026-01-08 14:00', '--json']),
    )
    equal(last.since, '2026-01-08T13:15:00Z')
  })

  test('--as-of is inclusive, --since exclusive, to the millisecond', async () => {
    const arrivals = async (since: string, asOf: string) => {
      const answer = await ask(shapes.changed, ['changed', STORY, '--since', since, '--as-of', asOf])
      equal(answer.since, since)
      equal(answer.asOf, asOf)
      return answer.articles.map(({ seenAt }) => seenAt)
    }
    const [at, early] = ['2026-01-08T03:40:00Z', '2026-01-08T03:39:59.999Z']
    deepEqual(await arrivals('2026-01-08T02:10:00Z', early), [])
    deepEqual(await arrivals(early, at), [at])
    deepEqual(await arrivals(at, at), [])
  })

  test('changed: a rewrite of a known report adds nothing and is said to', async () => {
    const answer = await ask(shapes.changed, ['changed', STORY, '--since', '2026-01-08T13:15:00Z'])
    equal(answer.nothingNew, true)
    equal(answer.articles.length, 1)
    notEqual(answer.articles[0]?.sameOriginAs, null)
  })

  test('changed: what an outlet took back is withdrawn', async () => {
    const span = ['--since', '2026-01-08T07:20:00Z', '--as-of', '2026-01-08T13:15:00Z']
    const answer = await ask(shapes.changed, ['changed', STORY, ...span])
    ok(answer.withdrawn.length > 0)
    ok(citationsIn(answer.withdrawn).every(({ revision }) => revision === 1))
  })

  test('sources: grouped by origin, each with why', async () => {
    const answer = await ask(shapes.sources, ['sources', STORY])
    equal(answer.sources.length, answer.counts.articles)
    deepEqual(
      answer.sources.map(({ n }) => n).toSorted((one, other) => one - other),
      answer.sources.map((_, at) => at + 1),
    )
    const ids = new Set(answer.sources.map(({ article }) => article))
    for (const { of, group } of answer.sources) ok(ids.has(group) && (of === null || ids.has(of)))
    const early = await ask(shapes.sources, ['sources', STORY, '--as-of', '2026-01-08T00:25:00Z'])
    equal(early.counts.articles, 2)
  })

  test('differ: two cited sides or more', async () => {
    const { differ } = await ask(shapes.differ, ['differ', STORY])
    ok(differ.length > 0)
  })

  test('timeline: oldest first, as precise as stated', async () => {
    const { entries } = await ask(shapes.timeline, ['timeline', STORY])
    ok(entries.length > 0)
    const dates = entries.map(({ date }) => date)
    deepEqual(dates, dates.toSorted())
    for (const { date, precision } of entries) equal(date.length, { day: 10, month: 7, year: 4 }[precision])
  })

  test('stories: counts, and since when nothing came', async () => {
    const { stories } = await ask(shapes.stories, ['stories'])
    equal(stories[0]?.state, 'dormant')
    equal(stories[0]?.lastChangeAt, '2026-01-08T15:40:00Z')
    const early = await ask(shapes.stories, ['stories', '--as-of', '2026-01-08T00:00:00Z'])
    equal(early.stories[0]?.state, 'live')
    equal(early.stories[0]?.counts.articles, 1)
  })

  test('search: articles and claims that hold the words', async () => {
    const answer = await ask(shapes.search, ['search', STORY, 'foreign', 'minister'])
    ok(answer.articles.length > 0 && answer.claims.length > 0)
    const odd = await ask(shapes.search, ['search', STORY, '"unbalanced', 'OR', 'NEAR(', '*'])
    equal(odd.articles.length + odd.claims.length, 0)
  })

  test('why: the line, its passages, what retells them, what was left out', async () => {
    const { claims } = await ask(shapes.search, ['search', STORY, 'visa'])
    const id = claims[0]?.id ?? ''
    const answer = await ask(shapes.why, ['why', STORY, id])
    equal(answer.line.id, id)
    equal(answer.claim.id, id)
  })

  test('article: text, revisions, sightings, group, origins, spans; --as-of hides what came later', async () => {
    const { sources } = await ask(shapes.sources, ['sources', STORY])
    const id = sources.find(({ url }) => url?.includes('capitolledger'))?.article ?? ''
    const [now, then] = await Promise.all([
      ask(shapes.article, ['article', id]),
      ask(shapes.article, ['article', id, '--as-of', '2026-01-08T03:40:00Z']),
    ])
    deepEqual(
      now.revisions.map(({ revision }) => revision),
      [1, 2],
    )
    deepEqual([now.revision, now.seenAt], [2, '2026-01-08T13:15:00Z'])
    deepEqual([then.revision, then.seenAt, then.revisions.length], [1, '2026-01-08T03:40:00Z', 1])
    ok(now.spans.length > 0)
    for (const { start, end, text } of now.spans) equal(now.text.slice(start, end), text)
  })

  test('--markdown and plain output for people: no escape codes in a pipe, links in Markdown', async () => {
    const asked = ['sources', STORY, '--as-of', '2026-01-08T16:00:00Z']
    const plain = await desk.ask(asked)
    equal(plain.code, 0)
    ok(!plain.out.includes('\u001b'))
    const forced = await desk.run(asked, {
      env: { TERM: 'dumb', LANG: 'C', COLUMNS: '40', NO_COLOR: '1' },
    })
    equal(forced.out, plain.out)
    const markdown = await desk.ask(['sources', STORY, '--markdown', '--lang', 'es'])
    match(markdown.out, /^# Trump–Petro\n[^]*\]\(<https:/)
    match(markdown.out, /artículos/)
  })

  test('demo: a store of its own, the brief, then what each arrival changed; the last adds nothing', async () => {
    const { code, out, err } = await desk.run(['demo'], { env: { STANDFIRST_CONFIG: '' }, cwd: ROOT })
    equal(err, '')
    equal(code, 0)
    match(
      out,
      /Sources differ[^]*What changed since[^]*Withdrawn:[^]*Nothing new since 08:15; 1 more article, same origin/,
    )
    // Addresses stand whole.
    ok(!out.includes('\u001b') && !/\n(?! *https?:\/\/\S+\n).{101,}\n/.test(out))
  })
})
