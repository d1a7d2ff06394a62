import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readPath, type PathOutcome, type ReadOptions } from '../../src/ingest/read-path.ts'
import { isNewsError } from '../../src/news/errors.ts'
import { BOOK } from './book.ts'

const FIXTURES = fileURLToPath(new URL('../fixtures/ingest/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'standfirst-ingest-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function read(paths: readonly string[], options: Partial<ReadOptions> = {}): Promise<PathOutcome[]> {
  return Array.fromAsync(readPath(paths, { outlets: BOOK, signal: new AbortController().signal, ...options }))
}

function place(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

const fault = (outcome: PathOutcome | undefined) =>
  outcome?.kind === 'fault' ? `${outcome.error.code} ${outcome.error.message}` : 'no fault'
const SENTENCE = 'The boats sail again on Friday at dawn, the harbour authority said on Wednesday.'

test('a folder is read in the order of names; one bad file stops no other; other kinds are passed over', async () => {
  cpSync(FIXTURES, join(folder, 'all'), { recursive: true })
  place('all/notes.docx', 'not ours')
  place('all/.hidden.txt', SENTENCE)
  const outcomes = await read([join(folder, 'all')])
  const told = outcomes.map((each) => basename(each.kind === 'read' ? each.reading.input : each.path))
  deepEqual(told, [
    'dump-address.txt',
    'dump-dek.txt',
    'dump-spanish.txt',
    'dump-teaser.txt',
    'dump-trailer.txt',
    'feed-atom.xml (item 1)',
    'feed-google-news.xml (item 1)',
    'feed-google-news.xml (item 2)',
    'feed-rss.xml (item 1)',
    'feed-rss.xml (item 2)',
    'feed.json (item 1)',
    'gdelt.json (item 1)',
    'gdelt.json (item 2)',
    'page-news.html',
    'picture.txt',
    'rows.jsonl:1',
    'rows.jsonl',
    'rows.jsonl',
    'rows.jsonl',
    'rows.jsonl:6',
  ])
  deepEqual(
    outcomes.filter((each) => each.kind === 'fault').map((each) => each.error.code),
    ['input-not-text', 'input-invalid', 'input-invalid', 'input-invalid'],
  )
})

test('a reading’s source is the feed that lists it, else the path asked for', async () => {
  const all = join(folder, 'all')
  const sources = (await read([all])).flatMap((each) => (each.kind === 'read' ? [basename(each.source)] : []))
  deepEqual(
    [...new Set(sources)],
    ['all', 'feed-atom.xml', 'feed-google-news.xml', 'feed-rss.xml', 'feed.json', 'gdelt.json', 'rows.jsonl'],
  )
})

test('a file of any name is read when it is given itself', async () => {
  const [page] = await read([place('saved.page', `<!doctype html><title>Boats</title><p>${SENTENCE}</p>`)])
  equal(page?.kind === 'read' && page.reading.text, SENTENCE)
  const [feed] = await read([
    place(
      'feed.saved',
      `<rss><channel><item><title>Boats</title><description>${SENTENCE}</description></item></channel></rss>`,
    ),
  ])
  equal(feed?.kind === 'read' && feed.reading.title, 'Boats')
  const [rows] = await read([place('rows.json', JSON.stringify([{ text: SENTENCE }]))])
  equal(rows?.kind === 'read' && rows.reading.text, SENTENCE)
})

test('a copy of a page gets the address it is said to have', async () => {
  const path = place('copy.txt', SENTENCE)
  const [outcome] = await read([path], { as: 'https://www.harbourpost.example/x?utm_source=a' })
  deepEqual(outcome?.kind === 'read' && [outcome.reading.url, outcome.reading.outlet], [
    'https://www.harbourpost.example/x',
    'Harbour Post',
  ])
  await rejects(read([path, path], { as: 'https://a.example/' }), (error) => isNewsError(error, 'usage'))
  await rejects(read([path], { as: 'ftp://a.example/' }), (error) => isNewsError(error, 'usage'))
})

test('each bad input is one line with the file’s name and what to do', async () => {
  const big = place('big.txt', '')
  truncateSync(big, 50_000_000)
  const cases = [
    [place('empty.txt', ''), /^input-empty .*empty\.txt: the file is empty\. Save/],
    [
      place('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])),
      /^input-not-text .*picture\.txt: not a text \(it is a PNG image\)\. Give/,
    ],
    [big, /^input-too-large .*big\.txt: 50 MB is more than the 20 MB that are read\. Split/],
    [place('odd.xml', '<svg/>'), /^input-invalid .*odd\.xml: not a feed/],
    [place('odd.json', '{"a":'), /^input-invalid .*odd\.json: the JSON cannot be read/],
    [
      place('links.html', '<html><body><a href="/a">Home</a></body></html>'),
      /^input-invalid .*links\.html: no article text/,
    ],
    [
      place('gone.html', '<html><body><h1>Page not found</h1><p>The page you asked for is not here.</p></body></html>'),
      /^input-invalid .*gone\.html: this is an error page, not an article/,
    ],
    [join(folder, 'missing.txt'), /^input-unreadable .*missing\.txt: there is no such file\. Check/],
    ['/dev/null', /^input-unreadable \/dev\/null: neither a file nor a folder/],
  ] as const
  for (const [path, about] of cases) {
    const outcomes = await read([path])
    equal(outcomes.length, 1)
    match(fault(outcomes[0]), about)
    ok(!fault(outcomes[0]).includes('\n'))
  }
})

test('links that lead in a circle end', async () => {
  place('loop/a.txt', SENTENCE)
  symlinkSync(join(folder, 'loop'), join(folder, 'loop', 'again'))
  symlinkSync(join(folder, 'loop', 'self.txt'), join(folder, 'loop', 'self.txt'))
  const outcomes = await read([join(folder, 'loop')])
  deepEqual(
    outcomes.map((each) => each.kind),
    ['read', 'fault'],
  )
  match(fault(outcomes[1]), /self\.txt: its links lead in a circle/)
})

test('folders deeper and longer than the limits are cut, and that is told', async () => {
  for (const name of ['1', '2', '3']) place(`many/${name}.txt`, SENTENCE)
  place('many/x/y/z.txt', SENTENCE)
  const few = await read([join(folder, 'many')], { limits: { entries: 3 } })
  match(fault(few.at(-1)), /^input-too-large .*more than 3 files and folders/)
  const shallow = await read([join(folder, 'many')], { limits: { folderDepth: 2 } })
  match(fault(shallow.at(-1)), /^input-unreadable .*y: more than 2 folders deep/)
})

const isRoot = process.getuid?.() === 0
test(
  'a folder without permission is told and stops no other',
  { skip: isRoot ? 'root may read everything' : false },
  async () => {
    const shut = join(folder, 'shut')
    mkdirSync(shut)
    chmodSync(shut, 0)
    const outcomes = await read([shut, join(folder, 'copy.txt')])
    chmodSync(shut, 0o700)
    match(fault(outcomes[0]), /^input-unreadable .*shut: no permission to read it\. Grant it/)
    equal(outcomes[1]?.kind, 'read')
  },
)

test('reading stops when it is told to', async () => {
  const signal = AbortSignal.abort()
  await rejects(read([join(folder, 'many')], { signal }), (error) => isNewsError(error, 'interrupted'))
})
