import { equal, ok } from 'node:assert/strict'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { isNewsError } from '../../src/news/errors.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { at, harbour, HARBOUR, keep, reading } from '../contract/store-samples.ts'

const CHILD = join(import.meta.dirname, 'store-child.ts')
/** A loaded machine may take seconds to start Node; more means that something hangs. */
const TEST_TIMEOUT_MS = 60_000
/** Far more than a read takes, far less than the wait for a lock would. */
const AT_ONCE_MS = 4_000
const READINGS = 200
const BATCH = 50
const SILENT_SECONDS = 30

type Child = ChildProcessByStdio<Writable, Readable, null>

const options = { timeout: TEST_TIMEOUT_MS }

test('two processes make one new file and lose no write', options, async (t) => {
  const file = await freshFile(t)
  const children = ['left', 'right'].map((name) => startChild(t, file, 'single', name, READINGS))
  await runAll(children)
  const store = await open(t, file)
  const shared = Math.ceil(READINGS / 3)
  for (let n = 0; n < READINGS; n += 1) {
    const article = n % 3 === 0 ? `shared-${n}` : `left-${n}`
    const { kind, article: id } = await store.articles.saveReading(reading(article, 'A'), 'left', at('10:00'))
    equal(kind, 'unchanged', article)
    equal((await store.articles.listSightings(id)).length, n % 3 === 0 ? 2 : 1)
  }
  equal(countArticles(file), 2 * READINGS - shared)
  equal((await store.checkIntegrity()).join(), '')
})

test('of two processes that change one ledger generation, one is told to start over', options, async (t) => {
  const file = await freshFile(t)
  const store = await open(t, file)
  await store.stories.addStory(harbour)
  await runAll(['left', 'right'].map((name) => startChild(t, file, 'ledger', name, READINGS)))
  equal((await store.ledger.findHead(HARBOUR)).generation, 2 * READINGS)
})

test('a process killed in the middle of a batch leaves whole batches only', options, async (t) => {
  const file = await freshFile(t)
  for (const name of ['first', 'second', 'third']) {
    const child = startChild(t, file, 'batches', name, BATCH)
    await heard(child)
    child.stdin.write('go\n')
    await heard(child)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await openStore(file)
    ok(countArticles(file) >= BATCH)
    equal(countArticles(file) % BATCH, 0)
    equal((await store.checkIntegrity()).join(), '')
    await store.close()
  }
})

test('a read during a long write sees the old state at once', async (t) => {
  const file = await freshFile(t)
  const store = await open(t, file)
  const id = await keep(store.articles, 'cranes', 'A', '10:00')
  const writer = holdWriteLock(t, file)
  writer.exec("update revisions set text = 'B'")
  const started = performance.now()
  equal((await store.articles.findArticle(id))?.latest.text, 'A')
  ok(performance.now() - started < AT_ONCE_MS)
  writer.exec('commit')
  equal((await store.articles.findArticle(id))?.latest.text, 'B')
})

test('reads in the writing process do not wait for its batch either', async (t) => {
  const store = await open(t, await freshFile(t))
  const id = await keep(store.articles, 'cranes', 'A', '10:00')
  const progress = { written: false }
  const batch = Array.from({ length: BATCH }, (_, n) => reading(`docks-${n}`, 'B'))
  const write = async () => {
    await store.articles.saveReadings(batch.map((one) => ({ reading: one, source: 'x', seenAt: at('10:00') })))
    progress.written = true
  }
  const writing = write()
  equal((await store.articles.findArticle(id))?.latest.text, 'A')
  equal(progress.written, false)
  await writing
})

test('a write that waits too long is store-busy, and goes through later', async (t) => {
  const file = await freshFile(t)
  const store = await openStore(file, { busyTimeoutMs: 50 })
  t.after(() => store.close())
  const writer = holdWriteLock(t, file)
  const save = () => store.articles.saveReading(reading('cranes', 'A'), 'x', at('10:00'))
  const error = await save().catch((fault: unknown) => fault)
  ok(isNewsError(error, 'store-busy') && error.message.includes(file))
  writer.exec('rollback')
  equal((await save()).kind, 'new')
})

async function freshFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-store-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'store.db')
}

async function open(t: TestContext, file: string): Promise<Store> {
  const store = await openStore(file)
  t.after(() => store.close())
  return store
}

function startChild(t: TestContext, file: string, ...task: readonly (string | number)[]): Child {
  const child = spawn(process.execPath, [CHILD, file, ...task.map(String)], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** Waits for the child's next words. */
async function heard(child: Child): Promise<void> {
  await once(child.stdout, 'data', { signal: AbortSignal.timeout(SILENT_SECONDS * 1000) })
}

/** Lets all begin when all are ready, and waits until each has ended well. */
async function runAll(children: readonly Child[]): Promise<void> {
  await Promise.all(children.map(heard))
  const ends = children.map((child) => once(child, 'exit'))
  for (const child of children) child.stdin.write('go\n')
  for (const [code] of await Promise.all(ends)) equal(code, 0)
}

function holdWriteLock(t: TestContext, file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  t.after(() => database.close())
  database.exec('begin immediate')
  return database
}

function countArticles(file: string): number {
  const database = new DatabaseSync(file)
  const found = database.prepare('select count(*) as articles from articles').get()
  database.close()
  return Number(found?.['articles'])
}
