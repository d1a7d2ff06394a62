import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { fillSampleStore, makeDeskFolder, SAMPLES, STORY, type DeskFolder } from './desk-folder.ts'
import * as shapes from './json-shapes.ts'
import type { Ran } from './run-cli.ts'

const GOOD = 'President Donald Trump and Gustavo Petro spoke by telephone on Wednesday, both governments said.'
const isRoot = process.getuid?.() === 0
/** A user who may do nothing special. */
const NOBODY = 65_534

/** It failed with one line that names what it is about. */
function failed({ code, out, err }: Ran, told: RegExp): void {
  equal(out, '')
  match(err, /^standfirst: [^\n]+\n$/)
  match(err, told)
  equal(code, 1)
}

describe('files that cannot be read are told by name and stop no other', () => {
  const bad: readonly (readonly [name: string, content: string | Uint8Array, told: RegExp])[] = [
    ['empty.txt', '', /empty/],
    ['blank.txt', ' \n\n\t\n', /empty/],
    ['image.html', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), /PNG image/],
    ['binary.txt', Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7_919) % 256), /not a text/],
    ['no-feed.xml', '<?xml version="1.0"?><invoice><sum>12</sum></invoice>', /feed/],
    ['torn.xml', '<rss><channel><title>A feed</title><item><title>One', /feed|breaks off/],
    ['bare.xml', '<rss version="2.0"><channel><title>A feed</title><item><category>x</category></item></channel></rss>', /item 1/],
    ['torn.json', '{"url": "https://post.example/a", "te', /JSON/],
    ['rows.jsonl', `{"text":${JSON.stringify(GOOD)}}\nnot a row\n{"url":"ftp://x"}\n`, /rows\.jsonl:2: /],
    ['shell.html', '<!doctype html><html><head><title>Loading</title></head><body><div id="app"></div></body></html>', /no article/],
  ] // prettier-ignore
  let ran: Ran
  let desk: DeskFolder
  before(async () => {
    desk = await makeDeskFolder()
    for (const [name, content] of bad) await desk.write(name, content)
    const large = await open(desk.path('large.txt'), 'w')
    await large.truncate(50_000_000)
    await large.close()
    // Latin-1, said to be UTF-8: a reader still sees the accents.
    const latin = `<html><head><meta charset="utf-8"><title>Petro y Trump</title></head><body><article><p>${'Petro habló con Trump en la mañana. La conversación duró una hora, según la Casa Blanca. '.repeat(6)}</p></article></body></html>`
    await desk.write('latin.html', Buffer.from(latin, 'latin1'))
    const page = await readFile(join(SAMPLES, '05-own-report.html'))
    await desk.write('torn.html', page.subarray(0, Math.floor(page.length * 0.7)))
    await desk.write('zz-good.txt', GOOD)
    ran = await desk.ask(['ingest', desk.folder, desk.path('absent.txt'), '/dev/null', 'http://127.0.0.1/a', '--json'])
  })

  test('it ends with 1 and says how many could not be read', () => {
    equal(ran.code, 1)
    match(
      ran.err,
      /\nstandfirst: \d+ addresses, files or rows could not be read \(told above\); everything else is stored\.\n$/,
    )
    ok(
      ran.err.split('\n').every((line) => line === '' || /^(?:standfirst: |\d+ articles? read$)/.test(line)),
      ran.err,
    )
  })

  for (const [name, , told] of bad) {
    test(`${name}`, () => {
      const lines = ran.err.split('\n').filter((line) => line.includes(desk.path(name)))
      ok(
        lines.some((line) => told.test(line)),
        ran.err,
      )
    })
  }
  test('a file of 50 MB', () => match(ran.err, /large\.txt: 50 MB is more than the .*MB/))
  test('a file that is not there', () => match(ran.err, /absent\.txt: there is no such file/))
  test('a device', () => match(ran.err, /\/dev\/null: neither a file nor a folder/))
  test('an address that is not of the public network', () =>
    match(ran.err, /http:\/\/127\.0\.0\.1\/a: 127\.0\.0\.1: not an address of the public network/))

  test('a wrong charset and a page cut short are read as well as they can be', async () => {
    const { articles, faults } = JSON.parse(ran.out) as {
      articles: { input: string; article: string }[]
      faults: unknown[]
    }
    const named = (name: string) => articles.find(({ input }) => input === desk.path(name))?.article ?? ''
    const read = async (name: string) =>
      shapes.article.parse(JSON.parse((await desk.ask(['article', named(name), '--json'])).out))
    match((await read('latin.html')).text, /habló con Trump en la mañana\. La conversación duró/)
    match((await read('torn.html')).text, /Rubio/)
    ok(named('zz-good.txt') !== '')
    ok(faults.length >= bad.length + 4)
    const { code } = await desk.ask(['doctor'])
    equal(code, 0)
  })
})

test('a folder that may not be read is told by name, and the others are read', { skip: !isRoot }, async () => {
  const desk = await makeDeskFolder()
  await mkdir(desk.path('closed'))
  await chmod(desk.path('closed'), 0o700)
  const good = await desk.write('good.txt', GOOD)
  await chmod(desk.folder, 0o755)
  const { code, out, err } = await desk.run(['ingest', desk.path('closed'), good, '--db', ':memory:'], { uid: NOBODY })
  equal(code, 1)
  match(err, /closed: no permission to read it/)
  match(out, /^1 article: 1 new/)
})

test('where nothing may be written, a reading command says what it needs', { skip: !isRoot }, async () => {
  const desk = await makeDeskFolder()
  await desk.ask(['migrate'])
  await chmod(desk.folder, 0o555)
  failed(await desk.run(['stories'], { uid: NOBODY }), /news\.db: the store cannot be opened or written/)
})

test('a mistyped store is told and not made', async () => {
  const desk = await makeDeskFolder()
  const told = /there is no store at .*news\.db\. Check --db; ingest makes a new one/
  for (const args of [['brief', STORY], ['article', 'a1'], ['export', STORY], ['subscriptions']])
    failed(await desk.ask(args), told)
  await rejects(readFile(desk.db), /ENOENT/)
})

test('a folder with nothing to read is named, with what would be read', async () => {
  const desk = await makeDeskFolder()
  const empty = desk.path('empty')
  await mkdir(empty)
  for (const kind of ['summary', 'groups', 'dates'])
    failed(await desk.ask(['inspect', kind, empty]), /empty: there is nothing to read\. .*\.txt \.md \.html/)
  const { code, out } = await desk.ask(['ingest', empty])
  equal(code, 0)
  match(out, /^No articles were found in .*empty\. .*\.jsonl\n$/)
})

test('a brief without lines is no edition', async () => {
  const desk = await fillSampleStore()
  const read = async (args: readonly string[]) => JSON.parse((await desk.ask([...args, '--json'])).out)
  const whole = await read(['brief', STORY])
  equal((await read(['brief', STORY, '--words', '2'])).lines.length, 0)
  equal((await read(['changed', STORY])).since, whole.asOf)
})

test('an unknown line is told with those there are, one below the other', async () => {
  const desk = await fillSampleStore()
  const { code, err } = await desk.ask(['why', STORY, 'c0000000000'])
  equal(code, 1)
  match(err, /no line “c0000000000”\. The lines of its last brief:\n {2}1 {2}c[0-9a-f]+ {2}“.*\n {2}2 /)
})

describe('what is asked for and is not there', () => {
  let desk: DeskFolder
  before(async () => {
    desk = await fillSampleStore()
  })
  const cases: readonly (readonly [args: readonly string[], code: number, told: RegExp])[] = [
    [['brief', 'trump-petor'], 1, /no story “trump-petor”\. Did you mean trump-petro\?/],
    [['sources', 'nile-dam'], 1, /no story “nile-dam”\. See them with: standfirst stories/],
    [['stories', 'remove', 'nile'], 1, /no story “nile”/],
    [['export', 'nile'], 1, /no story “nile”/],
    [['ingest', SAMPLES, '--story', 'nile'], 1, /no story “nile”/],
    [['article', 'a000000000000'], 1, /no article “a000000000000”/],
    [['changed', STORY], 1, /no edition yet .*--since 24h/],
    [['changed', STORY, '--since', 'soonish'], 2, /“soonish”/],
    [['changed', STORY, '--since', '2099-01-01'], 2, /2099-01-01/],
    [['brief', STORY, '--as-of', '31 February'], 2, /31 February/],
    [['ingest', SAMPLES, '--seen-at', '25:00'], 2, /25:00/],
    [['ingest', SAMPLES, SAMPLES, '--as', 'https://post.example/a'], 2, /one file/],
    [['ingest', join(SAMPLES, '10-rewrite.txt'), '--as', 'post'], 2, /not an http or https address/],
    [['brief', STORY, '--writer', 'openai'], 1, /set OPENAI_API_KEY, or OPENAI_BASE_URL/],
    [['changed', STORY, '--writer', 'openai'], 1, /set OPENAI_API_KEY, or OPENAI_BASE_URL/],
    [['inspect', 'page', 'http://127.0.0.1/a'], 1, /127\.0\.0\.1: not an address of the public network/],
    [['inspect', 'groups', 'https://post.example/a'], 1, /this command reads files/],
    [['inspect', 'page', '/absent.html'], 1, /\/absent\.html: there is no such file/],
  ]
  for (const [args, code, told] of cases) {
    test(`${args.join(' ')} → ${code}`, async () => {
      const ran = await desk.ask(args)
      equal(ran.out, '')
      match(ran.err, /^standfirst: [^\n]+\n$/)
      match(ran.err, told)
      equal(ran.code, code)
    })
  }

  test('a revision that is not there, with those that are', async () => {
    const { sources } = shapes.sources.parse(JSON.parse((await desk.ask(['sources', STORY, '--json'])).out))
    failed(await desk.ask(['article', sources[0]?.article ?? '', '--revision', '9']), /no revision 9: it has 1/)
  })
})

describe('stores that cannot be used', () => {
  const target = async (db: string) => {
    const desk = await makeDeskFolder()
    return (args: readonly string[]) => desk.run([...args, '--db', db])
  }

  test('another kind of store is not offered, and its password is not told', async () => {
    const run = await target('mysql://user:hunter2@db.example/news')
    const ran = await run(['stories'])
    failed(ran, /or the address of a database: postgres:/)
    ok(!ran.err.includes('hunter2'))
  })

  for (const [what, spoil] of [
    ['noise', (bytes: Buffer) => bytes.fill('not a database ')],
    ['a torn page', (bytes: Buffer) => bytes.fill(0xee, 4_096, 60_000)],
    ['half a file', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))],
  ] as const) {
    test(`a store file of ${what} is told by name and left as it is`, async () => {
      const desk = await makeDeskFolder()
      equal((await desk.ask(['ingest', await desk.write('good.txt', GOOD)])).code, 0)
      const spoiled = Buffer.from(spoil(await readFile(desk.db)))
      await writeFile(desk.db, spoiled)
      for (const args of [
        ['brief', STORY],
        ['ingest', desk.path('good.txt')],
      ])
        failed(await desk.ask(args), /news\.db: not a sound Standfirst store/)
      const { code, out } = await desk.ask(['doctor', '--json'])
      equal(code, 1)
      const { checks } = shapes.doctor.parse(JSON.parse(out))
      equal(checks.find(({ name }) => name === 'store')?.ok, false)
      deepEqual(await readFile(desk.db), spoiled)
    })
  }

  test('a folder in the place of the store', async () => {
    const desk = await makeDeskFolder()
    await mkdir(desk.db)
    failed(await desk.ask(['stories']), /news\.db: the store cannot be opened/)
  })
})

test(
  'a full disk: one line, nothing half written, and the store is sound',
  { skip: !isRoot && 'needs root to mount' },
  async (t) => {
    const desk = await makeDeskFolder()
    await mkdir(desk.path('disk'))
    try {
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', desk.path('disk')], { stdio: 'ignore' })
    } catch {
      return t.skip('a small disk cannot be mounted here')
    }
    try {
      const db = desk.path('disk/news.db')
      const rows = Array.from({ length: 600 }, (_, at) =>
        JSON.stringify({
          url: `https://post.example/${at}`,
          text: `${GOOD} ${'A long report follows. '.repeat(80)} ${at}`,
        }),
      )
      const file = await desk.write('rows.jsonl', rows.join('\n'))
      const { code, out, err } = await desk.run(['ingest', file, '--db', db])
      equal(code, 1)
      equal(out, '')
      match(err, /(?:^|\n)standfirst: \S+news\.db: the disk is full[^\n]*\n$/)
      ok(!err.includes('    at '), err)
      const full = await desk.run(['doctor', '--db', db])
      equal(full.code, 1)
      match(full.out, /^FAULT {2}disk: \S+disk: (?:nothing can be written there \(ENOSPC\)|0 MB free, fewer )/m)
      execFileSync('/bin/mount', ['-o', 'remount,size=64m', desk.path('disk')])
      match(
        (await desk.run(['doctor', '--db', db])).out,
        /^FAULT {2}disk: \S+disk: \d\d MB free, fewer than the 250 MB/m,
      )
      execFileSync('/bin/mount', ['-o', 'remount,size=512m', desk.path('disk')])
      equal((await desk.run(['doctor', '--db', db])).code, 0)
      match((await desk.run(['ingest', file, '--db', db])).out, /^600 articles: /)
    } finally {
      execFileSync('/bin/umount', [desk.path('disk')])
    }
  },
)

test(
  'a store on a disk that may only be read: doctor says so',
  { skip: !isRoot && 'needs root to mount' },
  async (t) => {
    const desk = await makeDeskFolder()
    await mkdir(desk.path('disk'))
    const mount = (...args: readonly string[]) =>
      execFileSync('/bin/mount', [...args, desk.path('disk')], { stdio: 'ignore' })
    try {
      mount('-t', 'tmpfs', '-o', 'size=512m', 'tmpfs')
    } catch {
      return t.skip('a disk cannot be mounted here')
    }
    try {
      const db = desk.path('disk/news.db')
      equal((await desk.run(['ingest', await desk.write('good.txt', GOOD), '--db', db])).code, 0)
      mount('-o', 'remount,ro')
      const { code, out } = await desk.run(['doctor', '--db', db])
      equal(code, 1)
      match(out, /^FAULT {2}store: \S+news\.db: the store cannot be opened or written/m)
      match(out, /^FAULT {2}disk: \S+disk: nothing can be written there \(EROFS\)$/m)
    } finally {
      execFileSync('/bin/umount', [desk.path('disk')])
    }
  },
)

test('a store whose file may only be read: doctor says so', { skip: !isRoot && 'needs root' }, async () => {
  const desk = await makeDeskFolder()
  equal((await desk.ask(['ingest', await desk.write('good.txt', GOOD)])).code, 0)
  await chmod(desk.db, 0o444)
  await chmod(desk.folder, 0o777)
  const { code, out } = await desk.run(['doctor'], { uid: NOBODY })
  equal(code, 1)
  match(out, /^FAULT {2}store: \S+news\.db: the store cannot be opened or written/m)
  match(out, /^ok {5}disk: /m)
})

test('a wrong configuration is told with file, line and what would be right', async () => {
  const desk = await makeDeskFolder({ settings: 'zone: Mars/Olympus\nlimits:\n  wrods: 9\n' })
  const { code, err } = await desk.ask(['stories'])
  equal(code, 1)
  match(err, /standfirst\.yaml:1: [^\n]*Mars\/Olympus/)
  match(err, /standfirst\.yaml:3: [^\n]*wrods/)
})
