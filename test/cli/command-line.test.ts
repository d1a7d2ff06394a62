import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { runCommandLine } from '../../src/cli.ts'
import type { CliParts, Place } from '../../src/cli/parts.ts'

const COMMANDS = [
  'demo', 'ingest', 'stories', 'stories add', 'stories remove', 'article', 'brief', 'changed', 'sources', 'differ', 'timeline', 'why',
  'search', 'run', 'doctor', 'migrate', 'prune', 'export', 'inspect', 'inspect page', 'inspect feed', 'inspect pairs',
  'inspect lines', 'inspect groups', 'inspect summary', 'inspect copies', 'feeds', 'feeds add', 'feeds remove', 'feeds check', 'feeds import', 'feeds export',
] // prettier-ignore
const READING = ['stories', 'article', 'brief', 'changed', 'sources', 'differ', 'timeline', 'why', 'search']

/** Runs one command line on parts that touch nothing; `places` are where it looked for store and configuration. */
async function tryLine(args: readonly string[]) {
  let [out, err] = ['', '']
  const places: Place[] = []
  const reach = (place: Place) => {
    places.push(place)
    return Promise.reject(new Error('reached'))
  }
  const parts: CliParts = {
    openDesk: reach,
    loadOutlets: reach,
    openFetching: reach,
    migrate: reach,
    copyStore: reach,
    backUp: reach,
    doubtOwed: reach,
    runBot: reach,
    checkUp: reach,
    checkRunning: reach,
    // oxlint-disable-next-line require-yield
    playDemo: async function* (place) {
      await reach(place)
    },
    show: () => '',
    out: (text) => {
      out += text
    },
    tell: (text) => {
      err += text
    },
    lines: (async function* () {})(),
    signal: new AbortController().signal,
    version: '1.2.3',
  }
  const code = await runCommandLine(args, parts)
  return { code, out, err, places }
}

for (const command of COMMANDS) {
  test(`${command} --help shows an example and takes --db and --config`, async () => {
    const { code, out, err } = await tryLine([...command.split(' '), '--help'])
    equal(code, 0)
    equal(err, '')
    ok(out.includes(`\nExample:\n  standfirst ${command}`), out)
    if (command !== 'inspect') match(out, /--db <path>[^]*--config <dir>/)
  })
}

for (const command of READING) {
  test(`${command} takes --as-of, --lang, --json and --markdown`, async () => {
    const { out } = await tryLine([command, '--help'])
    match(out, /--as-of <time>[^]*--lang <lang>[^]*--json[^]*--markdown/)
  })
}

test('the help of the program names every command and the first three to try', async () => {
  const { code, out } = await tryLine(['--help'])
  equal(code, 0)
  for (const command of COMMANDS) match(out, new RegExp(`^ {2}${command.split(' ')[0] ?? ''}\\b`, 'm'))
  match(out, /npm run demo[^]*ingest PATH[^]*brief trump-petro/)
})

test('--version is that of the package', async () => {
  const { code, out } = await tryLine(['--version'])
  equal(`${code} ${out}`, '0 1.2.3\n')
})

const wrong: readonly (readonly [line: string, told: RegExp])[] = [
  ['', /Usage: standfirst/],
  ['breif s', /unknown command 'breif'\n\(Did you mean brief\?\)/],
  ['brief', /^standfirst: missing required argument 'story'\. For example: standfirst brief trump-petro/],
  ['brief s --wrods 5', /unknown option '--wrods'\n\(Did you mean --words\?\)/],
  ['brief s --words many', /--words <n>.*many.*whole number from 1/],
  ['brief s --words 0', /whole number from 1/],
  ['brief s --lines 1.5', /whole number from 1/],
  ['brief s --lang fr', /en, es/],
  ['brief s --writer parrot', /extractive, openai/],
  ['article a1 --revision first', /whole number from 1/],
  ['search s', /missing required argument 'words'/],
  ['stories add x', /required option '--query <words>'/],
  ['stories add Nile_Dam --query x', /small letters, digits and hyphens/],
  ['prune', /required option '--older-than <days>'/],
  ['prune --older-than 3w', /days, like 90d/],
  ['inspect', /Usage: standfirst inspect/],
  ['inspect page', /missing required argument 'file'/],
]
for (const [line, told] of wrong) {
  test(`“${line}” is a wrong command line: exit 2, told on standard error, nothing opened`, async () => {
    const { code, out, err, places } = await tryLine(line.split(' ').filter((word) => word !== ''))
    equal(code, 2)
    equal(out, '')
    match(err, told)
    equal(places.length, 0)
  })
}

const placed: readonly (readonly [line: string, db: string | null, config: string | null])[] = [
  ['stories', null, null],
  ['stories --db a.db --config c', 'a.db', 'c'],
  ['--db a.db --config c stories', 'a.db', 'c'],
  ['--db a.db stories --db b.db', 'b.db', null],
  ['stories add x --query q --db a.db', 'a.db', null],
  ['stories --db a.db add x --query q', 'a.db', null],
  ['--db a.db stories add x --query q', 'a.db', null],
  ['--config c inspect groups f', null, 'c'],
  ['run --db :memory:', ':memory:', null],
  ['demo --config c', null, 'c'],
  ['doctor --db a.db', 'a.db', null],
  ['migrate --db a.db', 'a.db', null],
]
for (const [line, db, config] of placed) {
  test(`“${line}” works on the store ${db} and the configuration ${config}`, async () => {
    const { code, err, places } = await tryLine(line.split(' '))
    equal(`${code} ${err}`, '1 standfirst: reached\n')
    equal(JSON.stringify(places), JSON.stringify([{ db, config }]))
  })
}

for (const [what, args] of [
  ['an id of 200 letters', ['a'.repeat(200), '--query', 'visa']],
  ['a title of 100,000 letters', ['visa', '--query', 'visa', '--title', 'a'.repeat(100_000)]],
  ['a query that becomes a title too long', ['visa', '--query', 'a'.repeat(100_000)]],
  ['a query without a word', ['visa', '--query', ' -- ']],
] as const) {
  test(`a story with ${what} is a wrong command line`, async () => {
    const { code, err, places } = await tryLine(['stories', 'add', ...args])
    equal(code, 2)
    match(err, /^standfirst: [^\n]{1,200}\n$/)
    equal(places.length, 0)
  })
}
