// What many parse, extract and store: ours, what others use for the same, and the floor that nothing on this machine is below.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readability } from '@mozilla/readability'
import { parseFeed } from 'feedsmith'
import { parseHTML } from 'linkedom'
import RssParser from 'rss-parser'
import { readFeed } from '../../src/ingest/feeds/read-feed.ts'
import { readPage } from '../../src/ingest/read-page.ts'
import { generateArticles } from './generate-articles.ts'
import { generatePage } from './generate-pages.ts'
import { benchIngest } from './ingest.ts'
import { runPaired } from './paired.ts'

type Row = Readonly<Record<string, number | string>>

const SEED = 19
const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const ROUNDS = 7
/** Made-up ones, where no collected ones are at hand. */
const MADE_FEEDS = 40
const FEED_ITEMS = 30
const PAGES_MAX = 20
const PAGE_BYTES_MAX = 400_000
/** Rows stored on the whole path, of which one in fifty is on the story, and rounds of it. */
const STORED = 300
const STORY_EVERY = 50
const STORE_ROUNDS = 3
const BATCH = 100

const perSecond = (count: number, ms: number) => Math.round((count * 1_000) / ms)
const times = (ratio: number) => Number(ratio.toFixed(2))

/** Feeds read whole: ours with dates, languages, links and authors checked; the peers' as they give them. */
export async function benchFeedParsing(): Promise<readonly Row[]> {
  const files = collected('feeds/xml', '.xml')
  const feeds = files.map(({ text }) => text)
  const made = Array.from({ length: MADE_FEEDS }, (_, at) => makeFeed(at))
  const of = feeds.length === 0 ? made : feeds
  const parser = new RssParser()
  const run = await runPaired(
    {
      ours: () => of.forEach((text) => quietly(() => readFeed(text, { input: 'feed', url: null, outlets: [] }))),
      'rss-parser': async () => {
        for (const text of of) await parser.parseString(text).catch(() => undefined)
      },
      feedsmith: () => of.forEach((text) => quietly(() => parseFeed(text))),
      floor: () => files.forEach(({ file }) => readFileSync(file)),
    },
    ROUNDS,
  )
  return [
    {
      what: `${of.length} ${feeds.length === 0 ? 'made-up' : 'collected'} feeds parsed`,
      unit: 'feeds/s',
      ours: perSecond(of.length, run.ms('ours')),
      'rss-parser': perSecond(of.length, run.ms('rss-parser')),
      feedsmith: perSecond(of.length, run.ms('feedsmith')),
      ...(files.length === 0 ? {} : { floor: perSecond(of.length, run.ms('floor')), 'floor is': 'bytes read' }),
      'times rss-parser': times(run.ratio('ours', 'rss-parser')),
      'times feedsmith': times(run.ratio('ours', 'feedsmith')),
    },
  ]
}

/** Articles read from pages: ours with a second and third opinion, furniture taken off, and facts; the peer gives its text. */
export async function benchPages(): Promise<readonly Row[]> {
  const files = collected('pages/html', '.html').slice(0, PAGES_MAX)
  const made = [...generateArticles(PAGES_MAX, SEED, STORY_EVERY)].map((row, at) => generatePage(row, at))
  const of = files.length === 0 ? made : files.map(({ text }) => text)
  const run = await runPaired(
    {
      ours: () => of.forEach((html) => readPage(html, { input: 'page', url: null, outlets: [] })),
      readability: () => of.forEach((html) => quietly(() => new Readability(parseHTML(html).document).parse())),
      floor: () => files.forEach(({ file }) => readFileSync(file)),
    },
    Math.ceil(ROUNDS / 2),
  )
  return [
    {
      what: `${of.length} ${files.length === 0 ? 'made-up' : 'collected'} pages read`,
      unit: 'pages/s',
      ours: perSecond(of.length, run.ms('ours')),
      'readability + linkedom': perSecond(of.length, run.ms('readability')),
      ...(files.length === 0 ? {} : { floor: perSecond(of.length, run.ms('floor')), 'floor is': 'bytes read' }),
      'times readability + linkedom': times(run.ratio('ours', 'readability')),
    },
  ]
}

/** Rows read, stored, matched and entered, beside the same rows written into two bare tables by SQLite alone. */
export async function benchStoring(): Promise<readonly Row[]> {
  const rows = [...generateArticles(STORED, SEED, STORY_EVERY)]
  const run = await runPaired(
    { ours: () => benchIngest(STORED, STORY_EVERY, 'rows'), floor: () => insertBare(rows) },
    STORE_ROUNDS,
  )
  return [
    {
      what: `${STORED} rows on the whole path, one in ${STORY_EVERY} on the story, a fresh store`,
      unit: 'articles/s',
      ours: perSecond(STORED, run.ms('ours')),
      floor: perSecond(STORED, run.ms('floor')),
      'floor is': 'SQLite’s own inserts',
      'times floor': Math.round(run.ratio('ours', 'floor')),
    },
  ]
}

function insertBare(rows: readonly ReturnType<typeof rowOf>[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'))
  const database = new DatabaseSync(join(folder, 'bare.db'))
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    database.exec('create table articles (id text primary key, url text, outlet text, seen_at integer) strict')
    database.exec('create table revisions (seq integer primary key, article text, title text, text text) strict')
    const article = database.prepare('insert into articles values (?, ?, ?, ?)')
    const revision = database.prepare('insert into revisions (article, title, text) values (?, ?, ?)')
    for (let from = 0; from < rows.length; from += BATCH) {
      database.exec('begin immediate')
      for (const { url, outlet, title, text } of rows.slice(from, from + BATCH)) {
        article.run(url, url, outlet, from)
        revision.run(url, title, text)
      }
      database.exec('commit')
    }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const rowOf = (row: { url: string; outlet: string; title: string; text: string }) => row

type Collected = { readonly file: string; readonly text: string }

/** Files of the development data, which lies beside the project where it is at hand. */
function collected(folder: string, ending: string): readonly Collected[] {
  const place = join(DATA, folder)
  return namesIn(place)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(place, name))
    .filter((file) => statSync(file).size <= PAGE_BYTES_MAX)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

function makeFeed(at: number): string {
  const items = [...generateArticles(FEED_ITEMS, SEED + at, STORY_EVERY)].map(
    ({ url, title, publishedAt, text }) =>
      `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><description>${text.slice(0, 300)}</description>` +
      `<pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item>`,
  )
  const channel = `<title>Paper ${at}</title><link>https://paper${at}.example/</link><description>News</description>`
  return `<?xml version="1.0"?><rss version="2.0"><channel>${channel}${items.join('')}</channel></rss>`
}

/** Some are broken: a parser that refuses one has looked at it. */
function quietly(work: () => unknown): void {
  try {
    work()
  } catch {
    // Refused.
  }
}
