import { equal, ok, rejects } from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readPath, type PathOutcome, type ReadOptions } from '../../../src/ingest/read-path.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { readOnThreads, type ReadingThreads } from '../../../src/pipeline/threads/read-on-threads.ts'
import { generateArticles } from '../../bench/generate-articles.ts'
import { generatePage } from '../../bench/generate-pages.ts'
import { BOOK } from '../../ingest/book.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'standfirst-threads-'))
after(() => rmSync(FOLDER, { recursive: true, force: true }))

const THREADS: ReadingThreads = { pagesBefore: 2, threads: 2 }
const options = (signal = new AbortController().signal): ReadOptions => ({
  outlets: BOOK,
  limits: { fileBytes: 60_000 },
  signal,
})

/** A folder of pages, some of which are none, and of other files among them. */
function makeFolder(name: string, pages: number): string {
  const folder = join(FOLDER, name)
  mkdirSync(join(folder, 'inner'), { recursive: true })
  const rows = [...generateArticles(pages, 5, 4)]
  for (const [at, row] of rows.entries()) {
    const file = join(folder, at % 4 === 3 ? 'inner' : '.', `${String(at).padStart(3, '0')}.html`)
    writeFileSync(file, generatePage(row, at))
  }
  writeFileSync(join(folder, '004a.html'), '<html><body>nothing</body></html>')
  writeFileSync(join(folder, '005a.html'), 'x'.repeat(60_001))
  writeFileSync(join(folder, '006a.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  writeFileSync(
    join(folder, '007a.txt'),
    'The lock at Veldrin was closed on Monday, the harbour office said in the morning.',
  )
  return folder
}

const inWords = async (outcomes: AsyncIterable<PathOutcome>) =>
  (await Array.fromAsync(outcomes)).map((each) =>
    JSON.stringify(each.kind === 'read' ? each : [each.path, each.error.code, each.error.message]),
  )

test('threads give what one reader gives: articles, faults and rows, in the same order', async () => {
  const paths = [makeFolder('many', 24), join(FOLDER, 'none.html')]
  const [one, several] = [
    await inWords(readPath(paths, options())),
    await inWords(readOnThreads(paths, options(), THREADS)),
  ]
  equal(several.join('\n'), one.join('\n'))
  ok(one.length > 40)
})

test('a page that a thread ends over is a fault, and all others are read', async () => {
  const folder = makeFolder('heavy', 12)
  writeFileSync(join(folder, '006-bomb.html'), '<p>x</p>')
  const entry = new URL('file-worker.ts', import.meta.url)
  const outcomes = await Array.fromAsync(readOnThreads([folder], options(), { ...THREADS, entry, threads: 1 }))
  const faults = outcomes.filter((each) => each.kind === 'fault')
  equal(faults.map(({ path, error }) => `${path.replace(/.*\//, '')} ${error.code}`).join(), '004a.html input-invalid,005a.html input-too-large,006-bomb.html input-too-large') // prettier-ignore
  equal(outcomes.filter((each) => each.kind === 'read').length, 12 + 12 + 1)
})

/** More rows than a thread answers at once, in a file of its own folder. */
function makeRows(name: string, count: number): string {
  const folder = join(FOLDER, name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.jsonl`)
  writeFileSync(file, [...generateArticles(count, 5, 4)].map((row) => JSON.stringify(row)).join('\nno row\n'))
  return file
}

const LONG: ReadingThreads = { ...THREADS, longBytes: 1_000 }
const plenty = (signal?: AbortSignal): ReadOptions => ({ ...options(signal), limits: { fileBytes: 5_000_000 } })

for (const count of [1, 50, 125]) {
  test(`a long file of ${count} rows is read by a thread, part after part, faults where they stand`, async () => {
    const paths = [makeRows(`long-${count}`, count), makeFolder(`beside-${count}`, 8)]
    const one = await inWords(readPath(paths, plenty()))
    equal((await inWords(readOnThreads(paths, plenty(), LONG))).join('\n'), one.join('\n'))
    ok(one.length >= 2 * count)
  })
}

test('where a thread ends over a part of a long file, a new one goes on from there', async () => {
  const entry = new URL('file-worker.ts', import.meta.url)
  const file = makeRows('stumble', 120)
  const one = await inWords(readPath([file], plenty()))
  equal((await inWords(readOnThreads([file], plenty(), { ...LONG, entry }))).join('\n'), one.join('\n'))
  ok(existsSync(`${file}.fell`))
})

test('reading a long file stops as soon as it is told to', async () => {
  const stopping = new AbortController()
  const read = readOnThreads([makeRows('stopped-rows', 350)], plenty(stopping.signal), LONG)
  let given = 0
  await rejects(
    async () => {
      for await (const _ of read) if ((given += 1) === 100) stopping.abort()
    },
    (error) => isNewsError(error, 'interrupted'),
  )
  ok(given < 300)
})

test('reading stops as soon as it is told to, and the threads with it', async () => {
  const stopping = new AbortController()
  const read = readOnThreads([makeFolder('stopped', 24)], options(stopping.signal), THREADS)
  await rejects(
    async () => {
      for await (const { kind } of read) if (kind === 'read') stopping.abort()
    },
    (error) => isNewsError(error, 'interrupted'),
  )
})

test('whoever asks for no more ends the threads', async () => {
  for await (const _ of readOnThreads([makeFolder('left', 8)], options(), THREADS)) break
  const rest = readOnThreads([join(FOLDER, 'left')], options(), { ...THREADS, pagesBefore: 0 })
  for await (const _ of rest) break
})
