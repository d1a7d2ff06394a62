// What ingest costs by what is stored already: at each size a batch of rows and one of pages is read on the whole path, into a store
// that differs from the others by its size only. Beside each: SQLite alone, inserting the same rows into tables like ours.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ArticleReading } from '../../src/news/article.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { GeneratedRow } from './generate-articles.ts'
import { benchIngest, profileIngest, timeIngest, writePages, writeRows } from './ingest.ts'
import { findFullStore, further } from './tick-store.ts'

type CurveRow = Readonly<Record<string, number | string>>
type Form = 'rows' | 'pages'
/** Seen when it is read. */
type NewRow = Omit<GeneratedRow, 'seenAt'>

/** Articles of the story, in a store of whatever size: what one more of them costs depends on how many there are. */
const ON_STORY = 1_000
/** Of what is read, one in so many is on the story. */
const STORY_EVERY = 50
/** Articles read before anything is measured. */
const WARMING = 500
/** Articles read while it is sampled what the time goes to. */
const PROFILED = 300

/** At each size, so many articles as rows and as pages. */
export async function benchCurve(
  sizes: readonly number[],
  measured: Readonly<Record<Form, number>>,
): Promise<readonly CurveRow[]> {
  const rows: CurveRow[] = []
  // The first of a process to be measured would be measured with what its code takes to get fast.
  await benchIngest(WARMING, STORY_EVERY, 'rows')
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'standfirst-curve-'))
    try {
      const file = join(folder, 'store.db')
      copyFileSync(await findFullStore(size, ON_STORY), file)
      await settle(file)
      const news = newsAfter(size)
      for (const form of ['rows', 'pages'] as const) {
        const row = await measure({ folder, file, form, size, news, count: measured[form] })
        console.log(JSON.stringify(row))
        rows.push(row)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return rows
}

/** What another version of the engine entered is entered anew: no part of what is measured. */
async function settle(file: string): Promise<void> {
  const store = await openStore(file)
  await createMatcher({ store, outlets: [] }).matchAll(new AbortController().signal)
  await store.close()
}

type Measuring = {
  readonly folder: string
  readonly file: string
  readonly form: Form
  readonly size: number
  readonly news: Iterator<NewRow>
  readonly count: number
}

async function measure({ folder, file, form, size, news, count }: Measuring): Promise<CurveRow> {
  const make = form === 'rows' ? writeRows : writePages
  const given = take(news, count)
  const path = make(join(folder, form), given)
  const store = await openStore(file)
  try {
    const { seconds, cpuSeconds } = await timeIngest(store, path)
    const stages = await profileIngest(store, make(join(folder, `${form}-more`), take(news, PROFILED)))
    return {
      what: form,
      stored: size,
      articles: count,
      perSecond: Math.round(count / seconds),
      perCpuSecond: Math.round(count / cpuSeconds),
      'floor, per CPU second': Math.round(insertAlone(join(folder, `floor-${form}.db`), given)),
      'read alone, per CPU second': Math.round(readAlone(form === 'rows' ? [path] : filesIn(path), count)),
      ...Object.fromEntries(Object.entries(stages).map(([stage, share]) => [`${stage} %`, share])),
      megabytes: Math.round(statSync(file).size / 1e6),
      'RSS MB': Math.round(process.memoryUsage.rss() / 1e6),
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    }
  } finally {
    await store.close()
  }
}

/** What comes in next at a store of this size, one in `STORY_EVERY` on the story. */
function* newsAfter(size: number): Generator<NewRow> {
  const { story, other } = further(size, ON_STORY)
  for (let number = 0; ; number += 1) {
    const { value, done } = (number % STORY_EVERY === 0 ? story : other).next()
    if (done === true) return
    yield toRow(value)
  }
}

const toRow = ({ url, outlet, title, publishedAt, text }: ArticleReading): NewRow => {
  return { url: url ?? '', outlet: outlet ?? '', title: title ?? '', publishedAt: publishedAt ?? '', lang: 'en', text }
}

function take(rows: Iterator<NewRow>, count: number): readonly NewRow[] {
  return Array.from({ length: count }, () => rows.next().value).filter((row) => row !== undefined)
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
function insertAlone(file: string, rows: readonly NewRow[]): number {
  const database = new DatabaseSync(file)
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table articles (id text primary key, url text, outlet text, seen_at integer);
    create table revisions (seq integer primary key, article text, title text, text text);
    create virtual table search using fts5(title, text, content = '')`)
  const article = database.prepare('insert or ignore into articles values (?, ?, ?, ?)')
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
