import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { COMPILED } from '../compile-cache.ts'
import { countRows, fillSampleStore, makeDeskFolder, ROOT, STORY, type DeskFolder } from './desk-folder.ts'
import * as shapes from './json-shapes.ts'
import { startCli } from './run-cli.ts'

const PEOPLE = [
  'fishermen',
  'teachers',
  'miners',
  'pilots',
  'nurses',
  'farmers',
  'judges',
  'bakers',
  'drivers',
  'clerks',
]

/** A short report that is like no other: one of the story where `onStory`, else of another matter. */
function reportOf(at: number, onStory: boolean): string {
  const who = PEOPLE[at % PEOPLE.length] ?? ''
  const lead = onStory
    ? `Trump and Petro heard the ${who} of district ${at} on Wednesday.`
    : `The ${who} of district ${at} met on Wednesday.`
  return `${lead}\n\nThey asked for ${at + 2} new offices in street ${at * 7}, a letter of the ${who} says.`
}

async function writeReports(desk: DeskFolder, folder: string, count: number, storyEvery: number): Promise<string> {
  await mkdir(desk.path(folder))
  const names = Array.from({ length: count }, (_, at) => at)
  await Promise.all(
    names.map((at) =>
      writeFile(desk.path(`${folder}/${String(at).padStart(5, '0')}.txt`), reportOf(at, at % storyEvery === 0)),
    ),
  )
  return desk.path(folder)
}

const articlesIn = async (desk: DeskFolder) => (await countRows(desk.db))['articles'] ?? 0

function manyRows(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => ({
    url: `https://post.example/${at}`,
    seenAt: '2026-01-08T09:00:00Z',
    text: reportOf(at + 5_000, at % 3 === 0),
  }))
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

describe('processes', { concurrency: 3 }, () => {
  test('Ctrl-C in the middle of ingest: what was read is kept, exit 1, the store is sound, and running again completes', async () => {
    const desk = await makeDeskFolder()
    const folder = await writeReports(desk, 'reports', 3_000, 50)
    const started = desk.start(['ingest', folder])
    await started.printed(/articles read/)
    started.child.kill('SIGINT')
    const { code, out, err } = await started.ended
    equal(code, 1)
    equal(out, '')
    match(err, /\nstandfirst: Stopped [^\n]* kept\. Run the same command again for the rest\.\n$/)
    const kept = await articlesIn(desk)
    ok(kept >= 100 && kept < 3_000, String(kept))
    equal((await desk.ask(['doctor'])).code, 0)
    const again = await desk.ask(['ingest', folder])
    equal(again.code, 0)
    match(again.out, new RegExp(`^3000 articles: (?:${kept} unchanged, ${3_000 - kept} new)`))
    equal(await articlesIn(desk), 3_000)
    const { counts } = shapes.sources.parse(JSON.parse((await desk.ask(['sources', STORY, '--json'])).out))
    equal(counts.articles, 60)
  })

  describe('streams that close, terminals of every kind', { concurrency: true }, () => {
    let desk: DeskFolder
    before(async () => {
      desk = await fillSampleStore()
    })

    /** Runs a line of shell in which `$SF` is the program. */
    function shell(
      line: string,
      env: Readonly<Record<string, string>> = {},
    ): Promise<{ code: number | null; out: string; err: string }> {
      const child = spawn('bash', ['--norc', '-c', `set -o pipefail; ${line}`], {
        stdio: ['ignore', 'pipe', 'pipe'],
        cwd: desk.folder,
        env: {
          PATH: process.env['PATH'],
          NODE_COMPILE_CACHE: COMPILED,
          STANDFIRST_FOLLOW: 'off',
          STANDFIRST_HEALTH_PORT: 'off',
          SF: `${process.execPath} ${join(ROOT, 'src', 'start.ts')}`,
          STANDFIRST_DB: desk.db,
          STANDFIRST_CONFIG: desk.config,
          ...env,
        },
      })
      let [out, err] = ['', '']
      child.stdout.on('data', (text: Buffer) => {
        out += text.toString()
      })
      child.stderr.on('data', (text: Buffer) => {
        err += text.toString()
      })
      return new Promise((resolve) => {
        child.on('close', (code) => resolve({ code, out, err }))
      })
    }

    const lines: readonly (readonly [line: string, code: number, out: RegExp, err: RegExp])[] = [
    ['$SF export trump-petro | head -1', 0, /^\{"url":[^\n]*\n$/, /^$/],
    ['$SF brief trump-petro --json | true', 0, /^$/, /^$/],
    ['$SF sources trump-petro >&-', 0, /^$/, /^$/],
    ['$SF sources trump-petro --json 2>&- | tail -1', 0, /^\}\n$/, /^$/],
    ['$SF sources trump-petro > /dev/full', 1, /^$/, /^standfirst: standard output cannot be written \(ENOSPC\)[^\n]*\n$/],
    ['printf \'{"a":"One.","b":"One."}\\n%.0s\' {1..300} | $SF inspect pairs | head -2', 0, /^(?:\{[^\n]*"same":true[^\n]*\n){2}$/, /^$/],
  ] // prettier-ignore
    for (const [line, code, out, err] of lines) {
      test(line, async () => {
        const ran = await shell(line)
        match(ran.err, err)
        match(ran.out, out)
        // `head` leaves early: the program may hear of it or not, and neither is a crash.
        equal(ran.code, code)
      })
    }

    test('a terminal of 40 columns with NO_COLOR: no colour, no line wider than it', async () => {
      // `script` gives the command a terminal; what it prints there comes back with \r\n.
      const { out } = await shell('script -qec "stty cols 40; $SF sources trump-petro" /dev/null', {
        NO_COLOR: '1',
        TERM: 'xterm',
        LANG: 'xx_YY',
      })
      if (out === '') return
      ok(!out.includes('\u001b['), out)
      deepEqual(
        out.split(/\r?\n/).filter((line) => [...line].length > 40 && line.trim().includes(' ')),
        [],
      )
      const coloured = await shell('script -qec "stty cols 40; $SF sources trump-petro" /dev/null', { TERM: 'xterm' })
      ok(coloured.out.includes('\u001b['))
    })

    test('a current folder that may not be written: reading and writing go on elsewhere', async () => {
      const away = await makeDeskFolder()
      await mkdir(away.path('here'))
      await chmod(away.path('here'), 0o555)
      const { code, err } = await away.run(['stories'], { cwd: away.path('here') })
      equal(`${code} ${err}`, '0 ')
    })
  })

  test('two processes that ingest at once lose nothing and see no half', async () => {
    const desk = await makeDeskFolder()
    const [one, other] = [await writeReports(desk, 'one', 150, 3), await desk.write('other.jsonl', manyRows(150))]
    equal((await desk.ask(['migrate'])).code, 0)
    const started = [desk.start(['ingest', one]), desk.start(['ingest', other])]
    const ended = await Promise.all(started.map((each) => each.ended))
    for (const { code, err } of ended) equal(`${code} ${err.replaceAll(/\d+ articles read\n/g, '')}`, '0 ')
    equal(await articlesIn(desk), 300)
    const { counts } = shapes.sources.parse(JSON.parse((await desk.ask(['sources', STORY, '--json'])).out))
    equal(counts.articles, 100)
    equal((await desk.ask(['doctor'])).code, 0)
    // The same in one process gives the same ledger.
    const alone = await makeDeskFolder()
    await alone.ask(['ingest', one, other])
    equal((await countRows(alone.db))['claim_spans'], (await countRows(desk.db))['claim_spans'])
  })

  test('a .env in the current folder is read; what the shell says goes before it', async () => {
    const desk = await makeDeskFolder()
    await desk.write('.env', 'STANDFIRST_DB=from-env-file.db\n')
    const env = { STANDFIRST_CONFIG: desk.config }
    const { out } = await startCli(['migrate'], { cwd: desk.folder, env }).ended
    match(out, /^from-env-file\.db: /)
    const said = await startCli(['migrate'], { cwd: desk.folder, env: { ...env, STANDFIRST_DB: 'said.db' } }).ended
    match(said.out, /^said\.db: /)
  })
})
