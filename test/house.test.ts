import { deepEqual, equal, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, posix, resolve } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'

/** Longer files are split. */
const LINES_MAX = 400
const RULE = 'eslint(no-restricted-imports)'
const ENVIRONMENT_RULE = 'node(no-process-env)'

const files = (pattern: string) => globSync(pattern).toSorted()
const sources = files('src/**/*.ts')

type Diagnostic = { readonly code: string; readonly filename: string }

/** Lints a tree of one-line files with the project's own rules; the file and rule of every fault. */
function lint(tree: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-house-'))
  try {
    copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'))
    for (const [file, text] of tree) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const oxlint = resolve('node_modules/.bin/oxlint')
    const run = spawnSync(oxlint, ['--format', 'json', '.'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
    return (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const outsideRooms = ['config', 'ingest', 'store', 'story', 'claim', 'brief', 'schedule', 'commands'] as const
const everyRoomMay = ['./own.ts', '../news/ids.ts', '../text/words.ts', '../ops/clock.ts']
const noRoomMay = [
  '../cli.ts',
  '../main.ts',
  '../assembly/bot.ts',
  '../pipeline/run.ts',
  '../adapters/slack/render.ts',
  '../ops/log.ts',
  'express',
]
const packages: Readonly<Record<(typeof outsideRooms)[number], readonly string[]>> = {
  config: ['yaml', 'zod'],
  ingest: ['linkedom', '@mozilla/readability', 'zod'],
  store: ['kysely'],
  story: [],
  claim: [],
  brief: ['openai'],
  schedule: ['node-cron'],
  commands: [],
}
const somePackages = [
  'yaml',
  'undici',
  'kysely',
  'openai',
  'node-cron',
  '@slack/bolt',
  'discord.js',
  'pino',
  'commander',
]

/** A file, what it may import, what it may not. */
const rules: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['src/news/a.ts', ['./ids.ts'], ['../text/words.ts', '../ops/clock.ts', 'zod', 'node:fs']],
  ['src/text/a.ts', ['./words.ts', '../news/ids.ts'], ['../claim/ledger.ts', '../ops/clock.ts', 'zod', 'node:fs']],
  ['src/ops/a.ts', ['./clock.ts', '../news/errors.ts', 'pino'], ['../store/db.ts', '../config/config.ts', 'zod']],
  ...outsideRooms.map((room): [string, string[], string[]] => [
    `src/${room}/a.ts`,
    [...everyRoomMay, ...packages[room]],
    [
      ...noRoomMay,
      ...outsideRooms.filter((other) => other !== room).map((other) => `../${other}/a.ts`),
      ...somePackages.filter((name) => !packages[room].includes(name)),
    ],
  ]),
  ...(['terminal', 'slack', 'discord'] as const).map((adapter): [string, string[], string[]] => [
    `src/adapters/${adapter}/a.ts`,
    ['./render.ts', '../publisher.ts', '../../news/message.ts', '../../text/words.ts', '../../ops/clock.ts'],
    [
      ...['terminal', 'slack', 'discord'].filter((other) => other !== adapter).map((other) => `../${other}/render.ts`),
      '../../store/db.ts',
      '../../claim/ledger.ts',
      '../../pipeline/run.ts',
      'kysely',
    ],
  ]),
  ['src/adapters/publisher.ts', ['../news/message.ts'], ['./slack/render.ts', '../store/db.ts', 'discord.js']],
  [
    'src/pipeline/a.ts',
    ['../news/ids.ts', '../claim/ledger.ts', '../schedule/outbox.ts', '../ops/log.ts', '../adapters/publisher.ts'],
    ['../store/db.ts', '../adapters/slack/render.ts', '../cli.ts', '../main.ts', 'kysely', '@slack/bolt'],
  ],
  ['src/cli.ts', ['./cli/parts.ts', './news/errors.ts', 'commander'], ['./store/db.ts', './config/config.ts']],
  [
    'src/cli/a.ts',
    ['./parts.ts', '../pipeline/run.ts', '../commands/words.ts', '../news/ids.ts', 'commander'],
    ['../store/db.ts', '../config/config.ts', '../adapters/slack/render.ts', '../main.ts', 'kysely'],
  ],
  ['src/start.ts', ['./main.ts', 'node:module'], ['./store/db.ts', 'kysely']],
  ['src/main.ts', ['./store/db.ts', './adapters/slack/publisher.ts', 'kysely'], []],
  // A folder that no rule knows may import nothing at all.
  ['src/attic/a.ts', [], ['./own.ts', '../news/ids.ts', '../text/words.ts', 'zod', 'node:fs']],
  ['src/adapters/carrier-pigeon/a.ts', [], ['../publisher.ts', '../../news/message.ts', 'zod']],
]

/** The tree of all rules: each import in a file of its own, named by its number. */
function treeOfRules(): { tree: Map<string, string>; wanted: Map<string, 'allowed' | 'forbidden'> } {
  const tree = new Map<string, string>()
  const wanted = new Map<string, 'allowed' | 'forbidden'>()
  for (const [place, allowed, forbidden] of rules) {
    const fixed = !place.endsWith('/a.ts')
    const put = (verdict: 'allowed' | 'forbidden', specifiers: readonly string[]) => {
      for (const [index, specifier] of specifiers.entries()) {
        // A rule for one file is tried in as many copies of the house as it has imports.
        const file = fixed
          ? `${verdict}-${index}/${place}`
          : `house/${place.replace('/a.ts', `/${verdict}-${index}.ts`)}`
        tree.set(file, `import { a } from '${specifier}'\nexport const b = a\n`)
        wanted.set(`${file} ${specifier}`, verdict)
      }
    }
    put('allowed', allowed)
    put('forbidden', forbidden)
  }
  return { tree, wanted }
}

test('every room may import what DESIGN says, and the linter fails on anything else', () => {
  const { tree, wanted } = treeOfRules()
  // Rules name paths from the folder of .oxlintrc.json: every house of the tree is linted at its own root.
  const houses = Map.groupBy(tree, ([file]) => file.slice(0, file.indexOf('/')))
  const faulty = new Set<string>()
  for (const [house, entries] of houses) {
    const own = new Map(entries.map(([file, text]) => [file.slice(house.length + 1), text]))
    for (const { code, filename } of lint(own)) if (code === RULE) faulty.add(`${house}/${filename}`)
  }
  const wrong = [...wanted].filter(([key, verdict]) => faulty.has(key.split(' ')[0]!) !== (verdict === 'forbidden'))
  deepEqual(wrong, [])
  ok(wanted.size > 200)
})

test('the linter lets main.ts alone read process.env', () => {
  const text = 'export const home = process.env.HOME\n'
  const rooms = [...outsideRooms, 'news', 'text', 'ops', 'pipeline', 'adapters/slack'].map((room) => `src/${room}/a.ts`)
  const found = lint(new Map(['src/main.ts', 'src/cli.ts', ...rooms].map((file) => [file, text])))
  const readers = found.filter(({ code }) => code === ENVIRONMENT_RULE).map(({ filename }) => filename)
  deepEqual(readers.toSorted(), ['src/cli.ts', ...rooms].toSorted())
})

/** They hand their environment on: to the program that is started again, and to what keeps compiled code before `main` is loaded. */
const HANDS_ON = new Set(['src/start.ts', 'src/thread.ts'])

test('nothing reads the environment by another door', () => {
  const doors =
    /process\s*(?:\?\.|\.)\s*env|process\[|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'(?:node:)?process'|loadEnvFile/
  deepEqual(
    sources.filter((file) => file !== 'src/main.ts' && !HANDS_ON.has(file) && doors.test(readFileSync(file, 'utf8'))),
    [],
  )
})

/** Files that join the rooms: they load what a command or a setting asks for. */
const joins = (file: string): boolean => /^src\/(?:assembly\/)?[^/]+\.ts$/.test(file) && file !== 'src/cli.ts'

test('no import goes round the rules: by a path that turns back, at run time, or with require', () => {
  const wrong: string[] = []
  for (const file of sources) {
    const text = readFileSync(file, 'utf8')
    for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      const plain = posix.normalize(specifier)
      if (specifier.startsWith('.') && plain !== specifier.replace(/^\.\//, '')) wrong.push(`${file}: ${specifier}`)
    }
    const code = text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    if (joins(file)) continue
    // What is loaded late is a file of the same folder, whose own imports the linter reads; a room of words may wait for its package.
    const isOwn = (specifier: string | undefined) =>
      specifier !== undefined && (/^\.\/[a-z-]+\.ts$/.test(specifier) || specifier === 'snowball-stemmers')
    for (const [call, specifier] of code.matchAll(/\b(?:import|require)\s*\((?:\s*'([^']+)'\s*\))?/g)) {
      if (!isOwn(specifier)) wrong.push(`${file}: loads at run time: ${call}`)
    }
    if (/createRequire/.test(code) && !file.startsWith('src/text/')) wrong.push(`${file}: loads at run time`)
  }
  deepEqual(wrong, [])
})

test(`no file has more than ${LINES_MAX} lines`, () => {
  const long = [...sources, ...files('test/**/*.ts'), ...files('config/**/*.yaml'), ...files('prompts/*')].filter(
    (file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > LINES_MAX,
  )
  deepEqual(long, [])
})

const countries = new Set(
  ['en', 'es'].flatMap((lang) => {
    const names = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' })
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`))
    return codes.flatMap(
      (code) =>
        names
          .of(code)
          ?.toLowerCase()
          .split(/[^\p{L}]+/u) ?? [],
    )
  }),
)

/**
 * The names of a story: the words of its title and query, and each run of capitalised words of its aliases, but for
 * words that name a country, which general tables may hold.
 */
function namesOf(story: { title: string; query: string; aliases?: string[] }): string[] {
  const words = `${story.title} ${story.query}`.split(/[^\p{L}]+/u)
  const runs = (story.aliases ?? []).flatMap((alias) => alias.match(/\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*/gu) ?? [])
  const own = runs.map((run) =>
    words.reduce((rest, word) => rest.replaceAll(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'gu'), ''), run).trim(),
  )
  return [...new Set([...words, ...own])].filter(
    (name) => name.length > 2 && !countries.has(name.toLowerCase().split(' ')[0]!),
  )
}

for (const file of files('config/stories/*.yaml')) {
  const names = namesOf(parse(readFileSync(file, 'utf8')))
  test(`the language, story, claim and brief rooms and the prompts know nothing of ${basename(file)}`, () => {
    ok(names.length >= 2, `${file} has names`)
    const rooms = [...files('src/{text,story,claim,brief}/**/*.ts'), ...files('prompts/*')]
    const found = rooms.flatMap((room) => {
      const text = readFileSync(room, 'utf8')
      const hits = names.filter((name) => new RegExp(`(?<![\\p{L}-])${name}(?![\\p{L}-])`, 'iu').test(text))
      return hits.map((name) => `${room}: ${name}`)
    })
    deepEqual(found, [])
  })
}

test('the names of a story are found, and ordinary words and countries are not among them', () => {
  const story = {
    title: 'Doe–Roe',
    query: 'Doe Roe',
    aliases: ['Doe Spain visa', 'Jane Roe tribunal', 'Roe Grand Palace'],
  }
  deepEqual(namesOf(story), ['Doe', 'Roe', 'Jane', 'Grand Palace'])
  equal(countries.has('spain'), true)
})
