// What ingest costs by what is stored already: a store is grown by its own functions to each size, and there a batch of rows and one of
// pages is read on the whole path. Beside each: SQLite alone, inserting the same rows into tables like ours.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readRowValue } from '../../src/ingest/read-rows.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { openStore } from '../../src/store/open-store.ts'
import { generateArticles, type GeneratedRow } from './generate-articles.ts'
import { ingestInto, SLUICE, writePages, writeRows } from './ingest.ts'

type CurveRow = Readonly<Record<string, number | string>>

/** Articles stored at one go while the store is grown. */
const GROWN_AT_ONCE = 500
/** One of so many is on the story while the store is grown, so that its ledger has the size that a story has. */
const STORY_EVERY = 1_000
const MEASURED_EVERY = 50
const SEED = 11

/** At each size, `measured` articles as rows and as pages. */
export async function benchCurve(sizes: readonly number[], measured: number): Promise<readonly CurveRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-curve-'))
  const file = join(folder, 'store.db')
  const store = await openStore(file)
  const most = Math.max(...sizes) + sizes.length * measured * 2
  const grown = generateArticles(most, SEED, STORY_EVERY)
  const rows: CurveRow[] = []
  let stored = 0
  try {
    await store.stories.addStory(SLUICE)
    for (const size of sizes) {
      while (stored < size) {
        const some = take(grown, Math.min(GROWN_AT_ONCE, size - stored))
        await store.articles.saveReadings(
          some.map((row) => ({ reading: toReading(row), source: 'bench', seenAt: Temporal.Instant.from(row.seenAt) })),
        )
        stored += some.length
      }
      await createMatcher({ store, outlets: [] }).matchAll(new AbortController().signal)
      for (const form of ['rows', 'pages'] as const) {
        const input = join(folder, `${form}-${size}`)
        const given = [...generateArticles(measured, size + measured, MEASURED_EVERY)].map((row) =>
          apart(row, `${form}-${size}`),
        )
        const path = form === 'rows' ? writeRows(input, given) : writePages(input, given)
        const { seconds, cpuSeconds, stages } = await ingestInto(store, path)
        stored += measured
        rows.push({
          what: form,
          stored: size,
          articles: measured,
          perSecond: Math.round(measured / seconds),
          perCpuSecond: Math.round(measured / cpuSeconds),
          'floor, per CPU second': Math.round(insertAlone(join(folder, `floor-${form}-${size}.db`), given)),
          ...Object.fromEntries(Object.entries(stages).map(([stage, share]) => [`${stage} %`, share])),
          megabytes: Math.round(statSync(file).size / 1e6),
          'RSS MB': Math.round(process.memoryUsage.rss() / 1e6),
        })
      }
    }
    return rows
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(rows: Generator<GeneratedRow>, count: number): readonly GeneratedRow[] {
  return Array.from({ length: count }, () => rows.next().value).filter((row) => row !== undefined)
}

/** An address of its own, and words of its own: what is measured is no copy of what is stored. */
const apart = (row: GeneratedRow, mark: string): GeneratedRow => ({
  ...row,
  url: `${row.url}-${mark}`,
  text: `${row.text}\n\nThis was written down for the list ${mark}, and it is the last sentence of the piece.`,
})

/** What ingest reads of the row, without cleaning its text again. */
function toReading(row: GeneratedRow): ArticleReading {
  const outcome = readRowValue({ ...row, stored: true }, row.url, { input: row.url, outlets: [], rowsMax: 1 })
  if (outcome.kind === 'fault') throw outcome.error
  return outcome.reading
}

/** Articles a second of the processor that SQLite inserts, with an index over the text, in one durable transaction. */
function insertAlone(file: string, rows: readonly GeneratedRow[]): number {
  const database = new DatabaseSync(file)
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table articles (id text primary key, url text, outlet text, seen_at integer);
    create table revisions (seq integer primary key, article text, title text, text text);
    create virtual table search using fts5(title, text, content = '')`)
  const article = database.prepare('insert into articles values (?, ?, ?, ?)')
  const revision = database.prepare('insert into revisions (article, title, text) values (?, ?, ?)')
  const search = database.prepare('insert into search (rowid, title, text) values (?, ?, ?)')
  const before = process.cpuUsage()
  database.exec('begin immediate')
  for (const row of rows) {
    article.run(row.url, row.url, row.outlet, 0)
    const { lastInsertRowid } = revision.run(row.url, row.title, row.text)
    search.run(lastInsertRowid, row.title, row.text)
  }
  database.exec('commit')
  const { user, system } = process.cpuUsage(before)
  database.close()
  return (rows.length * 1e6) / Math.max(user + system, 1)
}
