// What ingest costs by what is stored already: a store is grown by its own functions to each size, and there a batch of rows and one of
// pages is read on the whole path. Beside each: SQLite alone, inserting the same rows into tables like ours.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readRowValue } from '../../src/ingest/read-rows.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { openStore } from '../../src/store/open-store.ts'
import { generateArticles, type GeneratedRow } from './generate-articles.ts'
import { profileIngest, SLUICE, timeIngest, writePages, writeRows } from './ingest.ts'

type CurveRow = Readonly<Record<string, number | string>>

/** Articles stored at one go while the store is grown. */
const GROWN_AT_ONCE = 500
/** One of so many is on the story while the store is grown, so that its ledger has the size that a story has. */
const STORY_EVERY = 1_000
const MEASURED_EVERY = 50
const SEED = 11
/** Articles read while it is sampled what the time goes to. */
const PROFILED = 300

/** At each size, so many articles as rows and as pages. */
export async function benchCurve(
  sizes: readonly number[],
  measured: { readonly rows: number; readonly pages: number },
): Promise<readonly CurveRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-curve-'))
  const file = join(folder, 'store.db')
  const store = await openStore(file)
  const grown = generateArticles(Math.max(...sizes), SEED, STORY_EVERY)
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
        const mark = `${form}-${size}`
        const count = measured[form]
        const make = form === 'rows' ? writeRows : writePages
        const given = [...generateArticles(count, size + count, MEASURED_EVERY)].map((row) => apart(row, mark))
        const path = make(join(folder, mark), given)
        const { seconds, cpuSeconds } = await timeIngest(store, path)
        const further = [...generateArticles(PROFILED, size, MEASURED_EVERY)].map((row) => apart(row, `${mark}-more`))
        const stages = await profileIngest(store, make(join(folder, `${mark}-more`), further))
        stored += count + PROFILED
        const row = {
          what: form,
          stored: size,
          articles: count,
          perSecond: Math.round(count / seconds),
          perCpuSecond: Math.round(count / cpuSeconds),
          'floor, per CPU second': Math.round(insertAlone(join(folder, `floor-${mark}.db`), given)),
          'read alone, per CPU second': Math.round(readAlone(form === 'rows' ? [path] : filesIn(path), count)),
          ...Object.fromEntries(Object.entries(stages).map(([stage, share]) => [`${stage} %`, share])),
          megabytes: Math.round(statSync(file).size / 1e6),
          'RSS MB': Math.round(process.memoryUsage.rss() / 1e6),
          load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
        }
        console.log(JSON.stringify(row))
        rows.push(row)
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

const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name))

/** Articles a second of the processor where their bytes are read, and nothing else is done. */
function readAlone(files: readonly string[], count: number): number {
  const before = process.cpuUsage()
  for (const file of files) readFileSync(file)
  const { user, system } = process.cpuUsage(before)
  return (count * 1e6) / Math.max(user + system, 1)
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
