import { deepEqual, equal, ok } from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { ANSWERED_EVENTS } from '../src/adapters/slack/read-asking.ts'
import { HEEDED_EVENTS } from '../src/adapters/slack/read-event.ts'
import { NEEDED_SCOPES } from '../src/adapters/slack/scopes.ts'
import { parseAsOf, parseSince } from '../src/commands/parse-since.ts'
import { environmentSchema } from '../src/config/environment.ts'
import { keysAt, outletsSchema, settingsSchema, storySchema } from '../src/config/schema.ts'
import { readRows } from '../src/ingest/read-rows.ts'
import { INVITED } from './adapters/discord/invited.ts'
import { readHelp } from './readme/help.ts'
import { README, renderReadme } from './readme/render-readme.ts'
import { makeWorld } from './readme/world.ts'

const readme = readFileSync(README, 'utf8')
const world = await makeWorld()
after(() => world.close())

type Table = readonly (readonly string[])[]

/** Rows of the tables behind a marker, without their heads; each cell as text. */
function tablesAfter(marker: string): readonly Table[] {
  const [, ...places] = readme.split(`<!-- ${marker} -->\n`)
  ok(places.length > 0, `README.md has no <!-- ${marker} -->`)
  return places.map((behind) => {
    const [table = ''] = behind.trimStart().split('\n\n')
    const rows = table.split('\n').slice(2)
    return rows.map((row) => [...row.matchAll(/(?<=\| )(?:\\\||[^|])*(?= \|)/g)].map(([cell]) => cell.trim()))
  })
}

const tableAfter = (marker: string): Table => tablesAfter(marker)[0] ?? []

/** The fenced blocks behind each of a marker's places, without the list's indentation. */
function blocksAfter(marker: string): readonly string[] {
  const pattern = new RegExp(`<!-- ${marker} -->\\n\\s*\`\`\`\\w+\\n([\\s\\S]*?)\\n *\`\`\``, 'g')
  const blocks = [...readme.matchAll(pattern)].map(([, body = '']) => body)
  ok(blocks.length > 0, `README.md has no block behind <!-- ${marker} -->`)
  return blocks
}

const codes = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)

test('README.md shows what its commands print now, and the commands and options of --help', async () => {
  equal(
    readme,
    await renderReadme(readme, world),
    'README.md is out of date: run `npx node test/readme/regenerate.ts` and read the difference',
  )
})

test('every file that README.md and DECISIONS.md name is there', () => {
  const places = [readme, readFileSync('src/DECISIONS.md', 'utf8')].flatMap(codes)
  // `ID` stands for a name that the reader gives.
  const named = places.filter(
    (code) => /^(?:src|test|config|prompts)\/[\w./-]*$|^[\w.-]+\.(?:json|md)$/.test(code) && !code.includes('ID'),
  )
  ok(named.length > 20)
  deepEqual(
    named.filter((path) => !existsSync(path)),
    [],
  )
})

test('every link inside README.md leads to a heading', () => {
  const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  const wanted = [...readme.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = '']) => anchor)
  ok(wanted.length > 5)
  deepEqual(
    wanted.filter((anchor) => !headings.includes(anchor)),
    [],
  )
})

test('every command and option that README.md gives is one that --help knows', async () => {
  const help = await readHelp()
  const given = [...readme.matchAll(/(?:npm run -s standfirst --|npx standfirst) ([a-z].*)/g)].map(
    ([, line = '']) => line,
  )
  ok(given.length >= 8)
  for (const line of given) {
    const [words = ''] = line.split(/[#|`]/)
    const [first = '', second = ''] = words.split(' ')
    const found = help.find(({ name }) => name === `${first} ${second}`) ?? help.find(({ name }) => name === first)
    ok(found !== undefined, `there is no command "${first}": ${line}`)
    const flags = found.options.flatMap((option) => option.flags.match(/--[a-z-]+/g) ?? [])
    for (const [flag] of words.matchAll(/(?<= )--[a-z-]+/g))
      ok(flags.includes(flag), `${first} has no ${flag}: ${line}`)
  }
  const all = new Set(help.flatMap(({ options }) => options.flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? [])))
  for (const code of codes(readme)) {
    for (const [flag] of code.matchAll(/(?<![\w-])--[a-z]+[a-z-]*/g))
      ok(all.has(flag), `no command has ${flag}: ${code}`)
  }
})

test('every script that README.md runs is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const given = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name)
  deepEqual(
    [...new Set(given)].filter((name) => !(name in scripts)),
    [],
  )
})

test('every form of time that README.md lists can be read', () => {
  const [, behind = ''] = readme.split('<!-- times -->')
  const [list = ''] = behind.trimStart().split('\n\n')
  const context = { now: Temporal.Instant.from('2026-01-08T18:00Z'), zone: 'America/Bogota', lang: 'en' } as const
  ok(codes(list).length > 10)
  for (const form of codes(list)) {
    equal(parseSince(form, context).kind, 'time', form)
    ok(parseAsOf(form, context) instanceof Temporal.Instant, form)
  }
})

const STORY = { id: 'x', title: 'x', query: 'x' }
const SUBSCRIPTION = { story: 'x', channel: 'terminal', at: ['08:00'] }
type Reader = (own: Record<string, unknown>) => Record<string, unknown>
type Keys = { readonly keys: readonly string[]; readonly required: readonly string[]; readonly read: Reader }
const settings: Readonly<Record<string, Keys>> = {
  settings: { keys: keysAt(settingsSchema, []), required: [], read: (own) => settingsSchema.parse(own) },
  limits: {
    keys: keysAt(settingsSchema, ['limits']),
    required: [],
    read: (own) => settingsSchema.parse({ limits: own }).limits,
  },
  fetch: {
    keys: keysAt(settingsSchema, ['fetch']),
    required: [],
    read: (own) => settingsSchema.parse({ fetch: own }).fetch,
  },
  health: {
    keys: keysAt(settingsSchema, ['health']),
    required: [],
    read: (own) => settingsSchema.parse({ health: own }).health,
  },
  model: {
    keys: keysAt(settingsSchema, ['model']),
    required: [],
    read: (own) => settingsSchema.parse({ model: own }).model,
  },
  'model budget': {
    keys: keysAt(settingsSchema, ['model', 'budget']),
    required: [],
    read: (own) => settingsSchema.parse({ model: { budget: own } }).model.budget,
  },
  'model prices': {
    keys: keysAt(settingsSchema, ['model', 'prices']),
    required: [],
    read: (own) => settingsSchema.parse({ model: { prices: own } }).model.prices,
  },
  embeddings: {
    keys: keysAt(settingsSchema, ['embeddings']),
    required: [],
    read: (own) => settingsSchema.parse({ embeddings: own }).embeddings,
  },
  subscription: {
    keys: keysAt(settingsSchema, ['subscriptions', 0]),
    required: Object.keys(SUBSCRIPTION),
    read: (own) => settingsSchema.parse({ subscriptions: [{ ...SUBSCRIPTION, ...own }] }).subscriptions[0] ?? {},
  },
  story: {
    keys: keysAt(storySchema, []),
    required: Object.keys(STORY),
    read: (own) => storySchema.parse({ ...STORY, ...own }),
  },
  outlet: {
    keys: keysAt(outletsSchema, ['outlets', 0]),
    required: ['name'],
    read: (own) => outletsSchema.parse({ outlets: [{ name: 'x', ...own }] }).outlets[0] ?? {},
  },
  environment: {
    keys: Object.keys(environmentSchema.shape),
    required: [],
    // Where nothing is set, the folder of the configuration and the store are chosen beside the environment.
    read: (own) => ({
      STANDFIRST_CONFIG: 'config',
      STANDFIRST_DB: 'data/standfirst.db',
      ...environmentSchema.parse(own),
    }),
  },
}
for (const [name, { keys, required, read }] of Object.entries(settings)) {
  test(`README.md tells every key of ${name}, with the default it has`, () => {
    const rows = tableAfter(`keys: ${name}`)
    deepEqual(
      rows.map(([key = '']) => key.replaceAll('`', '')),
      keys,
    )
    for (const [index, [, stated = '']] of rows.entries()) {
      const key = keys[index] ?? ''
      equal(stated === 'required', required.includes(key), key)
      if (!stated.startsWith('`')) continue
      const value: unknown = parse(stated.replaceAll('`', ''))
      deepEqual(read({ [key]: value })[key], read({})[key], `${key}: README.md says its default is ${stated}`)
    }
  })
}

test('the examples of configuration and rows in README.md are sound', () => {
  const subscriptions = blocksAfter('subscription').map((block) => parse(block)[0])
  equal(settingsSchema.parse({ subscriptions }).subscriptions.length, 2)
  for (const block of blocksAfter('outlet')) outletsSchema.parse({ outlets: parse(block) })
  for (const block of blocksAfter('row')) {
    const row = JSON.stringify(JSON.parse(block))
    const [outcome] = readRows(row, { input: 'README.md', outlets: [], rowsMax: 1 })
    equal(outcome?.kind, 'read')
  }
})

/** A shorter piece of a message could stand anywhere. */
const TELLING_MIN = 6

/** All sources as one text, with texts that are joined over lines made whole. */
const source = globSync('src/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replaceAll(/['`"] \+\s+['`"]/g, '')

test('every message that README.md quotes is one the program can say', () => {
  const rows = tablesAfter('messages').flat()
  const pieces = rows
    .flatMap(([, says = '']) => codes(says))
    .flatMap((message) => message.split('…'))
    .map((piece) => piece.replaceAll(/^[\s().?“”]+|[\s()“”]+$/g, ''))
  ok(pieces.length > 30)
  deepEqual(
    pieces.filter((piece) => piece.length > TELLING_MIN && !source.includes(piece)),
    [],
  )
})

test('the Slack manifest and README.md ask for the scopes and events that the adapter needs, and no other', () => {
  const manifest = parse(readFileSync('config/slack-manifest.yaml', 'utf8'))
  const scopes: string[] = manifest.oauth_config.scopes.bot
  deepEqual(scopes, NEEDED_SCOPES)
  deepEqual(manifest.settings.event_subscriptions.bot_events, [...HEEDED_EVENTS, ...ANSWERED_EVENTS])
  for (const scope of scopes) ok(readme.includes(`\`${scope}\``), scope)
})

test('the invitation to Discord asks for the permissions that the adapter needs, and no other', () => {
  const [, permissions = ''] = /&permissions=(\d+)/.exec(readme) ?? []
  equal(BigInt(permissions), INVITED)
})

test('README.md tells every room of the house', () => {
  const rooms = globSync('src/*/').map((folder) => folder.replace(/\/$/, ''))
  deepEqual(
    tableAfter('rooms')
      .map(([room = '']) => room.replaceAll('`', ''))
      .toSorted(),
    rooms.toSorted(),
  )
})
