import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import {
  countRows,
  fillSampleStore,
  makeDeskFolder,
  SAMPLES,
  sampleRows,
  STORY,
  type DeskFolder,
} from './desk-folder.ts'
import * as shapes from './json-shapes.ts'

const WIRE = 'https://www.meridianwire.example/world/visit'
const AT = '2026-01-08T09:00:00Z'
/** A report of the story, in two paragraphs. */
const report = (what: string) =>
  `President Donald Trump and Gustavo Petro spoke by telephone on Wednesday, officials of both governments said.\n\n${what}`

/** What a command prints; it must have worked and told nothing on standard error but its progress. */
async function done(desk: DeskFolder, args: readonly string[]): Promise<string> {
  const { code, out, err } = await desk.ask(args)
  match(err, /^(?:\d+ articles? read\n)*$/)
  equal(code, 0)
  return out
}
const json = async (desk: DeskFolder, args: readonly string[]): Promise<unknown> =>
  JSON.parse(await done(desk, [...args, '--json']))

async function onlySource(desk: DeskFolder) {
  const { sources } = shapes.sources.parse(await json(desk, ['sources', STORY]))
  equal(sources.length, 1)
  return sources[0]
}

describe('ingest', () => {
  test('--as says what a file is a copy of, --seen-at when it was seen; --json tells what became of each file', async () => {
    const desk = await makeDeskFolder()
    const file = await desk.write('copy.txt', report('A visit is being prepared, the White House said.'))
    const told = await json(desk, ['ingest', file, '--as', `${WIRE}?utm_source=feed`, '--seen-at', AT])
    const source = await onlySource(desk)
    equal(source?.url, WIRE)
    equal(source?.seenAt, AT)
    equal(source?.input, file)
    deepEqual(told, {
      articles: [{ kind: 'new', article: source?.article, revision: 1, input: file, url: WIRE }],
      faults: [],
      stories: [{ story: STORY, matched: 1, entered: 1 }],
    })
  })

  test('other text at the same address is a new revision; a tombstone takes the article down', async () => {
    const desk = await makeDeskFolder()
    const rows = [
      { url: WIRE, seenAt: '2026-01-08T09:00:00Z', text: report('A visit is expected in January, an aide said.') },
      { url: WIRE, seenAt: '2026-01-08T10:00:00Z', text: report('No date has been set, the White House said.') },
      { url: WIRE, seenAt: '2026-01-08T11:00:00Z', deleted: true },
    ]
    const file = await desk.write('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))
    await done(desk, ['ingest', file])
    const count = async (asOf: string) =>
      shapes.sources.parse(await json(desk, ['sources', STORY, '--as-of', asOf])).counts.articles
    deepEqual([await count('2026-01-08T10:59:59Z'), await count('2026-01-08T11:00:00Z')], [1, 0])
    const span = ['--since', '2026-01-08T09:00:00Z', '--as-of', '2026-01-08T10:00:00Z']
    const { added, revised, withdrawn } = shapes.changed.parse(await json(desk, ['changed', STORY, ...span]))
    ok(added.length + revised.length > 0 && withdrawn.length + revised.length > 0)
    const gone = shapes.changed.parse(await json(desk, ['changed', STORY, '--since', '2026-01-08T10:00:00Z']))
    ok(gone.withdrawn.length > 0)
    equal(gone.nothingNew, false)
    const [id = ''] = gone.withdrawn.flatMap(({ citations }) => citations.map(({ article }) => article))
    const answer = shapes.article.parse(await json(desk, ['article', id]))
    deepEqual([answer.deleted, answer.text, answer.revisions.length], [true, '', 3])
  })

  test('--story puts an article into a story that it does not match', async () => {
    const desk = await makeDeskFolder()
    const file = await desk.write('harbour.txt', 'The harbour of Cartagena was closed on Thursday, its master said.')
    await done(desk, ['ingest', file])
    equal(shapes.sources.parse(await json(desk, ['sources', STORY])).counts.articles, 0)
    await done(desk, ['ingest', file, '--story', STORY])
    equal((await onlySource(desk))?.input, file)
  })

  test('a folder is read in order of names; files of other kinds in it are passed over', async () => {
    const desk = await makeDeskFolder()
    for (const name of ['b.txt', 'a.md', 'c.pdf', '.d.txt'])
      await desk.write(name, report(`This is the report ${name}.`))
    const told = await json(desk, ['ingest', desk.folder])
    const inputs = (told as { articles: { input: string }[] }).articles.map(({ input }) => input)
    deepEqual(inputs, [desk.path('a.md'), desk.path('b.txt')])
  })

  test('the same files again change nothing', async () => {
    const desk = await makeDeskFolder()
    await desk.write('rows.jsonl', (await sampleRows()).join('\n'))
    await desk.write('loose.txt', report('A loose file states no address and no time.'))
    await done(desk, ['ingest', desk.folder, join(SAMPLES, '03-feed.xml')])
    const first = await countRows(desk.db)
    const out = await done(desk, ['ingest', join(SAMPLES, '03-feed.xml'), desk.folder])
    match(out, /^12 articles: 12 unchanged/)
    deepEqual(await countRows(desk.db), first)
  })
})

describe('keeping the store', () => {
  let filled: DeskFolder
  before(async () => {
    filled = await fillSampleStore()
  })

  test('what is exported gives the same brief when it is ingested elsewhere', async () => {
    const other = await makeDeskFolder()
    await done(other, ['ingest', await other.write('export.jsonl', await done(filled, ['export', STORY]))])
    const brief = async (desk: DeskFolder) => {
      const { edition, sources, ...rest } = shapes.brief.parse(
        await json(desk, ['brief', STORY, '--as-of', '2026-01-09']),
      )
      return { ...rest, edition, sources: sources.map((source) => ({ ...source, input: '' })) }
    }
    deepEqual(await brief(other), await brief(filled))
    const span = ['changed', STORY, '--since', '2026-01-08T07:20:00Z', '--as-of', '2026-01-08T13:15:00Z']
    deepEqual(await json(other, span), await json(filled, span))
  })

  test('stories add makes one of what is stored, in the languages given; remove leaves the articles', async () => {
    const desk = await makeDeskFolder({ from: filled.db })
    const langs = ['--lang', 'es', '--lang', 'pt']
    match(
      await done(desk, ['stories', 'add', 'visa', '--query', 'visa', '--alias', 'Petro plaza', ...langs]),
      /^visa was made; stored articles that belong to it: 1\./,
    )
    const { stories } = shapes.stories.parse(await json(desk, ['stories']))
    deepEqual(stories.map(({ id, title }) => [id, title]).toSorted(), [
      [STORY, 'Trump–Petro'],
      ['visa', 'visa'],
    ])
    const again = await desk.ask(['stories', 'add', 'visa', '--query', 'x'])
    equal(again.code, 1)
    match(again.err, /^standfirst: .*visa.*\n$/)
    await done(desk, ['stories', 'remove', 'visa'])
    const gone = await desk.ask(['brief', 'visa'])
    equal(gone.code, 1)
    equal(shapes.sources.parse(await json(desk, ['sources', STORY])).counts.articles, 8)
  })

  test('prune deletes what was last seen long ago; editions keep what they cite', async () => {
    const desk = await makeDeskFolder({ from: filled.db })
    const asOf = ['--as-of', '2026-01-08T16:00:00Z']
    const { edition } = shapes.brief.parse(await json(desk, ['brief', STORY, ...asOf]))
    ok(edition !== '')
    match(await done(desk, ['prune', '--older-than', '40000d']), /^Deleted: 0 articles/)
    match(await done(desk, ['prune', '--older-than', '1d']), /^Deleted: 8 articles/)
    equal(shapes.sources.parse(await json(desk, ['sources', STORY])).counts.articles, 0)
    equal((await countRows(desk.db))['claim_spans'], 0)
    ok(shapes.doctor.parse(await json(desk, ['doctor'])).ok)
  })

  test('migrate makes the store and says which steps it took; doctor finds nothing wrong with it', async () => {
    const desk = await makeDeskFolder()
    match(await done(desk, ['migrate']), /up to date; steps taken: 001-first-tables, .*\.\n$/)
    match(await done(desk, ['migrate']), /up to date; there was nothing to do\.\n$/)
    ok((await stat(desk.db)).size > 0)
    const answer = shapes.doctor.parse(await json(desk, ['doctor']))
    deepEqual(
      [answer.ok, ...answer.checks.map(({ name, ok: sound }) => `${name} ${sound}`)],
      [true, 'configuration true', 'store true', 'disk true', 'feeds true', 'slack true', 'discord true', 'model true'],
    )
  })

  test('copy names a store that is not there, and makes nothing at either end', async () => {
    const desk = await makeDeskFolder()
    const [from, to] = [desk.path('old.db'), desk.path('new.db')]
    const missing = await desk.ask(['copy', '--from', from, '--to', to])
    deepEqual(missing, {
      code: 1,
      out: '',
      err: `standfirst: there is no store at ${from}: nothing was copied. Check --from.\n`,
    })
    const unset = await desk.ask(['copy', '--from', from, '--to', 'env:NO_SUCH_NAME'])
    match(unset.err, /^standfirst: --to env:NO_SUCH_NAME: nothing stands there/)
    equal(unset.code, 2)
    equal((await desk.ask(['copy', '--from', ':memory:', '--to', to])).code, 2)
    deepEqual((await readdir(desk.folder)).toSorted(), ['config'])
  })

  test(':memory: works, and leaves no file', async () => {
    const desk = await makeDeskFolder()
    const file = await desk.write('one.txt', report('A visit is being prepared.'))
    const { code, out, err } = await desk.run(['ingest', file, '--db', ':memory:'], { cwd: desk.folder })
    equal(`${code} ${out}${err}`, `0 1 article: 1 new; 1 for ${STORY}\n1 article read\n`)
    await rejectsStat(desk.db)
    await rejectsStat(desk.path(':memory:'))
  })
})

describe('inspect', () => {
  const sample = (name: string) => join(SAMPLES, name)

  test('page: a saved page and a text file are read the same way', async () => {
    const desk = await makeDeskFolder()
    for (const name of ['05-own-report.html', '01-wire-original.txt']) {
      shapes.page.parse(await json(desk, ['inspect', 'page', sample(name)]))
    }
  })

  test('feed: its items, unknown facts null', async () => {
    const desk = await makeDeskFolder()
    shapes.feed.parse(await json(desk, ['inspect', 'feed', sample('03-feed.xml')]))
  })

  test('groups: text groups, relations and origins by file', async () => {
    const desk = await makeDeskFolder()
    const files = ['04-long-report.html', '10-rewrite.txt', '05-own-report.html'].map(sample)
    const answer = shapes.groups.parse(await json(desk, ['inspect', 'groups', ...files]))
    deepEqual(answer.groups.flat().toSorted(), files.toSorted())
    deepEqual(Object.keys(answer.origins).toSorted(), files.toSorted())
    equal(answer.groups.length, 2)
  })

  test('pairs and lines: each row is answered in order', async () => {
    const desk = await makeDeskFolder()
    const pairs = [
      { a: 'The call lasted an hour.', b: 'The call lasted an hour.' },
      { a: 'The call lasted an hour.', b: 'Ships entered the harbour at dawn.' },
    ]
    const answered = await desk.ask(
      ['inspect', 'pairs'],
      pairs.map((row) => JSON.stringify(row)),
    )
    equal(answered.code, 0)
    deepEqual(
      answered.out
        .trimEnd()
        .split('\n')
        .map((row) => (JSON.parse(row) as { same: boolean }).same),
      [true, false],
    )
    const lines = [{ line: 'The call lasted an hour.', evidence: ['The call lasted two hours.'] }]
    const judged = await desk.ask(
      ['inspect', 'lines'],
      lines.map((row) => JSON.stringify(row)),
    )
    const { ok: passes, score, reasons } = JSON.parse(judged.out) as { ok: boolean; score: number; reasons: string[] }
    equal(passes, false)
    ok(score >= 0 && score <= 1 && reasons.length > 0)
    const wrong = await desk.ask(['inspect', 'pairs'], [JSON.stringify(pairs[0]), 'no row'])
    equal(wrong.code, 1)
    match(wrong.err, /^standfirst: row 2: .*\n$/)
  })

  test('summary: within words, bytes or sentences; --known leaves out what the reader has read', async () => {
    const desk = await makeDeskFolder()
    const file = sample('05-own-report.html')
    const size = async (unit: string, most: string) =>
      (await done(desk, ['inspect', 'summary', file, unit, most])).trimEnd()
    const words = await size('--words', '60')
    ok(words !== '' && words.split(/\s+/).length <= 60)
    const bytes = await size('--bytes', '300')
    ok(bytes !== '' && Buffer.byteLength(bytes) <= 300)
    equal((await size('--sentences', '2')).split('\n').length, 2)
    const { code, out, err } = await desk.ask(['inspect', 'summary', file, '--known', file])
    equal(`${code} ${out}`, '0 ')
    match(err, /they tell nothing that is not known/)
    const both = await desk.ask(['inspect', 'summary', file, '--words', '9', '--bytes', '9'])
    equal(both.code, 2)
  })
})

async function rejectsStat(path: string): Promise<void> {
  equal(
    await readFile(path).then(
      () => 'there',
      () => 'not there',
    ),
    'not there',
  )
}
