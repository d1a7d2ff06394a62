// Copies looked up among many stored texts: how many are found, how fast, and what it costs to store a text so that it can be.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { articleId, makeArticleId } from '../../src/news/ids.ts'
import { connect } from '../../src/store/connect.ts'
import type { Connections } from '../../src/store/connections.ts'
import { addToNear, openNearDuplicates } from '../../src/store/near-duplicates.ts'
import { minhash } from '../../src/text/minhash.ts'
import { shinglesOf } from '../../src/text/near-copies.ts'
import { bandKeys } from '../eval/peers/band-keys.ts'
import { makeCorpus, type CorpusText } from './generate-corpus.ts'
import { LIKENESSES, plantCopy, RATIOS, type Planted } from './plant-copies.ts'

type Row = Readonly<Record<string, number | string>>

const SEED = 11
/** Texts stored in one transaction, as `ingest` does. */
const BATCH = 100
/** Copies planted of each kind and grade. */
const PLANTED = 200
const KINDS = LIKENESSES.length + 2 * RATIOS.length
/** Texts asked of that have no copy. */
const STRANGERS = 1_000
/** Each text is asked of so often: what a busy machine adds by doing other work is seldom added every time. */
const ASKED_TIMES = 3
const WARMING = 200
const START_MS = Date.UTC(2026, 0, 1)

/** `count` generated texts in a fresh file, with planted copies of some; written to `material` too, for the programs in `peers/`. */
export async function benchNearDuplicates(count: number, material: string | null = null): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-near-'))
  const connections = await connect(join(folder, 'store.db'), {})
  try {
    const corpus = makeCorpus(SEED)
    const { planted, cost } = await fill(connections, corpus, count, material)
    const strangers = Array.from({ length: STRANGERS }, () => corpus.next().text)
    const asked = await askAll(connections, planted, strangers)
    const size = { 'file MB': Math.round(statSync(join(folder, 'store.db')).size / 1e6), ...(await sizes(connections)) }
    return [
      { what: `${count} texts`, ...cost, ...size },
      { what: 'look-up', ...asked.times },
      ...recallRows(asked.found),
      ...(material === null ? [] : [await pairReprints(connections, material)]),
    ]
  } finally {
    await connections.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Stored = { readonly id: string; readonly planted: Planted }

async function fill(
  connections: Connections,
  corpus: ReturnType<typeof makeCorpus>,
  count: number,
  material: string | null,
) {
  if (material !== null) writeFileSync(material, '')
  const planted: Stored[] = []
  const every = Math.max(2, Math.floor(count / (PLANTED * KINDS)))
  const pauses: number[] = []
  let added = 0
  const began = performance.now()
  for (let start = 0; start < count; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - start) }, (_, at) => {
      const article = corpus.next()
      const copy = (start + at) % every === 0 ? plantCopy(corpus, article, planted.length) : null
      const id = makeArticleId(`${start + at}`)
      if (copy !== null) planted.push({ id, planted: copy })
      return { id, article: copy === null ? article : { ...article, text: copy.stored }, at: start + at }
    })
    if (material !== null)
      appendRows(
        material,
        batch.map(({ id, article: { text, family } }) => ({ id, text, family })),
      )
    await connections.write.transaction().execute(async (trx) => {
      for (const { id, article, at } of batch) {
        const seq = await insertText(trx, id, article, at)
        const [begun, used] = [performance.now(), process.threadCpuUsage()]
        await addToNear(trx, seq, article)
        pauses.push(performance.now() - begun)
        const { user, system } = process.threadCpuUsage(used)
        added += user + system
      }
    })
  }
  if (material !== null) {
    appendRows(
      material,
      planted.map(({ id, planted: copy }) => ({ of: id, text: copy.asked, what: nameOf(copy) })),
    )
  }
  const seconds = (performance.now() - began) / 1_000
  const cost = {
    'texts/s with this alone': Math.round(count / seconds),
    'insert CPU µs': Math.round(added / count),
    'longest insert ms': Math.round(Math.max(...pauses.slice(-Math.min(count, 100_000)))),
  }
  return { planted, cost }
}

function appendRows(material: string, rows: readonly object[]): void {
  appendFileSync(material, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

type Writing = Parameters<Parameters<ReturnType<Connections['write']['transaction']>['execute']>[0]>[0]

async function insertText(trx: Writing, id: string, { outlet, text }: CorpusText, at: number): Promise<number> {
  const seen_at = START_MS + at * 1_000
  const url = `https://paper.example/${at}`
  await trx.insertInto('articles').values({ id, url, input: url, outlet, seen_at, same_as: null }).execute()
  const facts = { dek: null, byline: null, published_at: null, lang: 'en', wire: null, flags: '[]' } as const
  const { seq } = await trx
    .insertInto('revisions')
    .values({ article: id, revision: 1, seen_at, content: id, title: null, text, deleted: 0, ...facts })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

type Found = { readonly planted: Planted; readonly isFound: boolean; readonly sharesBand: boolean }

async function askAll(connections: Connections, planted: readonly Stored[], strangers: readonly string[]) {
  const { findCopies } = openNearDuplicates(connections)
  const [times, quiet]: [number[], number[]] = [[], []]
  const found: Found[] = []
  const time = async (text: string) => {
    const begun = performance.now()
    const copies = await findCopies(text, { except: null })
    return { copies, ms: performance.now() - begun }
  }
  const ask = async (text: string) => {
    const { copies, ms } = await time(text)
    times.push(ms)
    let best = ms
    for (let again = 1; again < ASKED_TIMES; again += 1) best = Math.min(best, (await time(text)).ms)
    quiet.push(best)
    return copies
  }
  for (const text of strangers.slice(0, WARMING)) await time(text)
  for (const [at, { id, planted: copy }] of planted.entries()) {
    const copies = await ask(copy.asked)
    const stored = new Set(bandsOf(copy.stored))
    const sharesBand = bandsOf(copy.asked).some((key) => stored.has(key))
    found.push({ planted: copy, isFound: copies.some(({ article }) => article === id), sharesBand })
    const stranger = strangers[at]
    if (stranger !== undefined) await ask(stranger)
  }
  const figures = {
    asked: times.length,
    ...percentiles('ms', times),
    ...percentiles(`ms, best of ${ASKED_TIMES}`, quiet),
  }
  return { found, times: { ...figures, 'resident MB': Math.round(process.memoryUsage().rss / 1e6) } }
}

function percentiles(unit: string, values: readonly number[]): Row {
  const sorted = values.toSorted((one, other) => one - other)
  const part = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2))
  return { [`p50 ${unit}`]: part(0.5), [`p95 ${unit}`]: part(0.95), [`p99 ${unit}`]: part(0.99) }
}

/** What would be looked up if whole texts were, by MinHash alone. */
const bandsOf = (text: string) => bandKeys(minhash(shinglesOf(text)))

const KIND_NAMES = {
  like: 'Jaccard from',
  excerpt: 'excerpt asked of, the stored text longer by',
  host: 'stored text stands in the asked, which is longer by',
} as const

const nameOf = ({ kind, grade }: Planted) => `${KIND_NAMES[kind]} ${grade}`

function recallRows(found: readonly Found[]): readonly Row[] {
  const groups = Map.groupBy(found, ({ planted }) => nameOf(planted))
  const share = (all: readonly Found[], has: (one: Found) => boolean) =>
    Number((all.filter(has).length / all.length).toFixed(3))
  return [...groups]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    .map(([what, all]) => ({
      what,
      pairs: all.length,
      'recall of bands': share(all, ({ sharesBand }) => sharesBand),
      recall: share(all, ({ isFound }) => isFound),
    }))
}

/** Two texts are reprints of one where so much of both together is in both. */
const REPRINT_JACCARD = 0.5

/** Which texts are reprints of one: each is asked of, and pairs that are told are held against those that were made. */
async function pairReprints(connections: Connections, material: string): Promise<Row> {
  const { findCopies } = openNearDuplicates(connections)
  const rows = readFileSync(material, 'utf8').trimEnd().split('\n')
  const stored = rows.map((row): Material => JSON.parse(row)).filter(({ family }) => family !== undefined)
  const familyOf = new Map(stored.map(({ id, family }) => [id, family]))
  const families = Map.groupBy(stored, ({ family }) => family)
  const made = [...families.values()].reduce((sum, { length }) => sum + length * (length - 1), 0)
  let [told, right] = [0, 0]
  const began = performance.now()
  for (const { id, text, family } of stored) {
    const copies = await findCopies(text, { except: articleId(id) })
    const like = copies.filter(({ jaccard }) => jaccard >= REPRINT_JACCARD)
    told += like.length
    right += like.filter(({ article }) => familyOf.get(article) === family).length
  }
  const seconds = Number(((performance.now() - began) / 1_000).toFixed(1))
  return {
    what: 'reprints paired, of all texts',
    pairs: made / 2,
    'pair F1': Number(((2 * right) / (told + made)).toFixed(3)),
    seconds,
  }
}

type Material = { readonly id: string; readonly text: string; readonly family?: number }

/** Bytes of the index for each text, pages and all. */
async function sizes({ read }: Connections): Promise<Row> {
  const { rows } = await sql<{ bytes: number; texts: number }>`
    select (select coalesce(sum(pgsize), 0) from dbstat where name like 'near_%') as bytes,
      (select count(*) from near_signatures) as texts`.execute(read)
  return { 'bytes/text': Math.round((rows[0]?.bytes ?? 0) / (rows[0]?.texts ?? 1)) }
}
