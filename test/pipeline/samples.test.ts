import { deepEqual, equal, ok } from 'node:assert/strict'
import { basename, join } from 'node:path'
import { before, test } from 'node:test'
import { verifyLine } from '../../src/brief/verify/verify.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { loadSamples } from '../../src/config/load-samples.ts'
import type { Brief } from '../../src/news/brief.ts'
import type { Citation, Line } from '../../src/news/claim.ts'
import type { StoryView } from '../../src/news/story.ts'
import type { Update } from '../../src/news/update.ts'
import { answerChanged } from '../../src/pipeline/answer.ts'
import { briefStory } from '../../src/pipeline/brief.ts'
import { playDemo, type DemoStep } from '../../src/pipeline/demo.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { readMoment } from '../../src/pipeline/reading/view-story.ts'
import { findQuotations } from '../../src/text/quotations.ts'
import { toTextLang } from '../../src/text/language.ts'
import { inNewsroom, unaborted, type TestNewsroom } from './newsroom.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FILE_BYTES_MAX = 10_000_000

/** The demo's arrivals in order: what each changed, what the brief then says, and every line a claim then makes. */
type Step = { readonly file: string; readonly update: Update; readonly brief: Brief; readonly lines: readonly Line[] }

const config = await loadConfig(join(ROOT, 'config'), {})
const samples = await loadSamples(join(ROOT, 'config', 'samples'))
const story = config.stories.find(({ definition }) => definition.id === 'trump-petro')?.definition
const steps: Step[] = []
const texts = new Map<string, string>()
let view: StoryView | null = null

const inDemoRoom = <Result>(task: (newsroom: TestNewsroom) => Promise<Result>) =>
  inNewsroom(task, { outlets: samples.outlets, ...(story === undefined ? {} : { story }) })

before(() =>
  inDemoRoom(async (newsroom) => {
    ok(story !== undefined)
    let since = Temporal.Instant.from('2026-01-07T00:00:00Z')
    for (const { path, as, seenAt } of samples.arrivals) {
      const request = { paths: [path], as, seenAt, story: null, fileBytesMax: FILE_BYTES_MAX, signal: unaborted }
      const report = await ingestPaths({ ...request, onProgress: () => undefined }, newsroom, newsroom.matcher)
      deepEqual(report.faults, [])
      const update = await answerChanged({ story, asOf: seenAt, lang: 'en' }, since, newsroom)
      const moment = await readMoment(story, seenAt, 'en', newsroom)
      const style = { lang: 'en', limits: config.limits, since, signal: unaborted } as const
      const { brief } = await briefStory(story, seenAt, style, newsroom)
      const lines = moment.view.claims.flatMap((claim) => moment.lineOf(claim) ?? moment.withdrawnLineOf(claim) ?? [])
      steps.push({ file: basename(path), update, brief, lines })
      view = moment.view
      since = seenAt
    }
    for (const article of await newsroom.store.stories.listMembers(story.id)) {
      for (const { revision, text } of await newsroom.store.articles.listRevisions(article))
        texts.set(`${article} ${revision}`, text)
    }
  }),
)

const stepOf = (number: string): Step => {
  const step = steps.find(({ file }) => file.startsWith(number))
  ok(step !== undefined, `no sample ${number}`)
  return step
}
const said = (lines: readonly Line[]) => lines.map(({ text }) => text).join('\n')

test('groups, relations and origins', () => {
  ok(view !== null)
  const letters = new Map(view.articles.map(({ article }, at) => [article.id, 'abcdefghi'.charAt(at)]))
  deepEqual(
    view.articles.map(
      ({ article, group, origins }) => `${letters.get(article.id)} in ${letters.get(group)}: ${origins[0]?.name}`,
    ),
    [
      'a in a: Meridian Wire',
      'b in a: Meridian Wire',
      'c in a: Meridian Wire',
      'd in d: The Continental Dispatch',
      'e in e: The Capitol Ledger',
      'f in f: El Correo del Altiplano',
      'g in g: unattributed',
      'h in h: Andean Flash',
      'i in d: The Continental Dispatch',
    ],
  )
  deepEqual(
    view.articles.slice(0, 8).map(({ relation }) => relation),
    [
      'original',
      'wire reprint',
      'wire reprint',
      'own report',
      'own report',
      'own report',
      'unattributed',
      'own report',
    ],
  )
})

const counts: readonly (readonly [string, string])[] = [
  ['01', '1 → 1 → 1, 0 unattributed'],
  ['02', '2 → 1 → 1, 0 unattributed'],
  ['03', '3 → 1 → 1, 0 unattributed'],
  ['04', '4 → 2 → 2, 0 unattributed'],
  ['05', '5 → 3 → 3, 0 unattributed'],
  ['06', '6 → 4 → 4, 0 unattributed'],
  ['07', '7 → 5 → 4, 1 unattributed'],
  ['08', '8 → 6 → 5, 1 unattributed'],
  ['09', '8 → 6 → 5, 1 unattributed'],
  ['10', '9 → 6 → 5, 1 unattributed'],
]
for (const [number, expected] of counts) {
  test(`the honest count after ${number}: ${expected}`, () => {
    const { articles, texts: all, origins, unattributed } = stepOf(number).brief.counts
    equal(`${articles} → ${all} → ${origins}, ${unattributed} unattributed`, expected)
  })
}

test('reprints change nothing, and say whose copy they are', () => {
  const original = stepOf('01').update.articles[0]?.article
  for (const number of ['02', '03']) {
    const { nothingNew, articles } = stepOf(number).update
    ok(nothingNew)
    deepEqual(
      articles.map(({ sameOriginAs }) => sameOriginAs),
      [original],
    )
  }
})

test('the rewrite changes nothing, and says what it retells', () => {
  const { nothingNew, articles } = stepOf('10').update
  ok(nothingNew)
  deepEqual(
    articles.map(({ sameOriginAs }) => sameOriginAs),
    [stepOf('04').update.articles[0]?.article],
  )
})

test('an own report tells what is new', () => {
  for (const number of ['04', '05', '06', '07']) ok(stepOf(number).update.added.length > 0, number)
})

test('the correction withdraws the month, revises the crowd and adds a fact', () => {
  const { withdrawn, revised, added } = stepOf('09').update
  ok(withdrawn.some(({ text }) => /before the end of January/.test(text)))
  ok(revised.some(({ before: was, after }) => /6,000/.test(was.text) && /9,000/.test(after.text)))
  ok(added.some(({ text }) => /overnight/.test(text)))
})

test('sources differ on which first call it was and on what befell a president', () => {
  const kinds = new Set(steps.flatMap(({ brief }) => brief.differ.map(({ kind }) => kind)))
  ok(kinds.has('scope') && kinds.has('framing'))
})

const HOSTILE =
  /ignore (?:all )?previous|instructions|SYSTEM|assistant|https?:|javascript:|data:|@everyone|@here|<[!@#]|\]\(|\p{Cc}|[\u202a-\u202e\u200b]|127\.0\.0\.1|All sources confirm|maintenance mode/iu

test('the orders, mentions and links of the hostile page are in no line, and no source confirms its claim', () => {
  for (const { brief, update, lines } of steps) {
    const { added, revised, corroborated, withdrawn } = update
    const told = [
      ...lines,
      ...brief.lines,
      ...added,
      ...withdrawn,
      ...revised.flatMap((pair) => [pair.before, pair.after]),
      ...corroborated.map(({ line }) => line),
    ]
    for (const { text } of told) ok(!HOSTILE.test(text), text)
    for (const { sides, topic } of [...brief.differ, ...update.disputed])
      for (const text of [topic, ...sides.map(({ value }) => value)]) ok(!HOSTILE.test(text), text)
  }
  const ships = stepOf('10').lines.filter(({ text }) => /warships/.test(text))
  deepEqual(
    ships.map(({ support, flags }) => [support.origins, flags.includes('single-source')]),
    [[1, true]],
  )
})

test('the brief is within its limits and its lines are told once', () => {
  for (const { brief } of steps) {
    ok(brief.lines.length > 0 && brief.lines.length <= config.limits.lines)
    ok(said(brief.lines).split(/\s+/).length <= config.limits.words * 1.1)
    equal(new Set(brief.lines.map(({ id }) => id)).size, brief.lines.length)
  }
})

test('no line of a brief lacks its verifier’s ok', () => {
  for (const { brief } of steps) {
    for (const { text, citations, lang } of brief.lines) {
      const evidence = citations.map((citation) => citation.text)
      const { ok: passed, reasons } = verifyLine(text, evidence, { lang: toTextLang(lang) })
      ok(passed, `${text}: ${reasons.join('; ')}`)
    }
  }
})

test('every citation is the slice of its revision', () => {
  const cited = steps.flatMap(({ brief, lines, update }): readonly Citation[] => [
    ...[...brief.lines, ...lines].flatMap(({ citations }) => citations),
    ...[...brief.differ, ...update.disputed].flatMap(({ sides }) => sides.flatMap(({ citations }) => citations)),
  ])
  ok(cited.length > 100)
  for (const { article, revision, start, end, text } of cited)
    equal(texts.get(`${article} ${revision}`)?.slice(start, end), text)
})

test('words between quotation marks are verbatim in a cited passage', () => {
  for (const line of steps.flatMap(({ brief, lines }) => [...brief.lines, ...lines])) {
    for (const { text } of findQuotations(line.text))
      ok(
        line.citations.some((citation) => citation.text.replaceAll(/\s+/g, ' ').includes(text)),
        line.text,
      )
  }
})

test('a side of a difference is in the words of a passage it cites', () => {
  for (const { sides } of steps.flatMap(({ brief }) => brief.differ)) {
    for (const { value, citations } of sides) {
      const words = value
        .replace(/ …$/, '')
        .replace(/ \(.*\)$/, '')
        .split(' / ')
      for (const word of words)
        ok(
          citations.some(({ text }) => text.includes(word)),
          value,
        )
    }
  }
})

test('the demo tells the first brief, then each arrival; the last says that it adds nothing', async () => {
  const told: DemoStep[] = []
  await inDemoRoom(async (newsroom) => {
    ok(story !== undefined)
    const { matcher } = newsroom
    const { arrivals } = samples
    const parts = { newsroom, matcher, story, arrivals, lang: 'en', zone: 'America/Bogota', firstCount: 5 } as const
    for await (const step of playDemo({ ...parts, fileBytesMax: FILE_BYTES_MAX }, unaborted)) told.push(step)
  })
  deepEqual(
    told.map(({ arrived }) => arrived.length),
    [5, 1, 1, 1, 1, 1],
  )
  const last = JSON.stringify(told.at(-1)?.message)
  ok(/nothing new/i.test(last), last)
  for (const { message } of told) ok(!/@everyone|SYSTEM:|meridianwire-login/.test(JSON.stringify(message)))
})

test('a line of a brief leans on no pronoun', () => {
  for (const { brief } of steps)
    for (const { text } of brief.lines) ok(!/^(?:according to|for) (?:him|her|them)\b/i.test(text), text)
})
