import { deepEqual, equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { chooseConfigFolder, environmentSchema, readEnvironment } from '../../src/config/environment.ts'
import type { Fault } from '../../src/config/faults.ts'

test('.env.example lists exactly the variables that are read, each with a comment and no value', async () => {
  const lines = (await readFile('.env.example', 'utf8')).split('\n')
  const listed = lines.flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? [])
  deepEqual(listed.toSorted(), Object.keys(environmentSchema.shape).toSorted())
  for (const name of listed) equal(lines[lines.indexOf(`${name}=`) - 1]?.startsWith('# '), true, name)
  for (const line of lines) equal(/^(#.*|[A-Z_]+=|)$/.test(line), true, line)
})

test('a copied .env.example, with nothing filled in, says nothing', () => {
  const blank = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '']))
  const faults: never[] = []
  const warnings: string[] = []
  deepEqual(readEnvironment(blank, faults, warnings), {
    store: 'data/standfirst.db',
    logLevel: 'info',
    followsWeb: true,
    healthPort: null,
    slack: null,
    discord: null,
    openai: null,
  })
  deepEqual([faults, warnings], [[], []])
})

const STORES = [
  [{}, 'data/standfirst.db'],
  [{ DATABASE_URL: 'postgres://me@db.example/news' }, 'postgres://me@db.example/news'],
  [{ STANDFIRST_DB: 'here.db', DATABASE_URL: 'postgres://me@db.example/news' }, 'here.db'],
  [{ DATABASE_URL: 'mysql://me:hush@db.example/news' }, null],
  [{ DATABASE_URL: 'postgres://me:hu sh@db.example/hush' }, null],
] as const
for (const [environment, store] of STORES) {
  test(`with ${JSON.stringify(environment)} the store is ${store ?? 'not to be known'}`, () => {
    const faults: Fault[] = []
    equal(readEnvironment(environment, faults, [])?.store ?? null, store)
    deepEqual(
      faults.map(({ text }) => /^DATABASE_URL: .*postgres:\/\/USER.* %XX/.test(text) && !text.includes('hush')),
      store === null ? [true] : [],
    )
  })
}

const folders = [
  [undefined, {}, 'config'],
  [undefined, { STANDFIRST_CONFIG: ' ' }, 'config'],
  [undefined, { STANDFIRST_CONFIG: '/etc/standfirst' }, '/etc/standfirst'],
  ['mine', { STANDFIRST_CONFIG: '/etc/standfirst' }, 'mine'],
] as const
for (const [option, environment, expected] of folders) {
  test(`with --config ${option} and ${JSON.stringify(environment)} the folder is ${expected}`, () => {
    equal(chooseConfigFolder(option, environment), expected)
  })
}

const KEY = Buffer.alloc(32, 7).toString('base64')
const INSTALL = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'client-hush', STANDFIRST_SECRET_KEY: KEY }
const BOT = { SLACK_BOT_TOKEN: 'xoxb-1-hush' }
const slacks = [
  ['a bot token alone posts', BOT, { token: true, appToken: false, signingSecret: false, install: false }, 0],
  [
    'an app token beside it hears',
    { ...BOT, SLACK_APP_TOKEN: 'xapp-1-hush' },
    { token: true, appToken: true, signingSecret: false, install: false },
    0,
  ],
  [
    'both ways to hear are one too many',
    { ...BOT, SLACK_APP_TOKEN: 'xapp-1-hush', SLACK_SIGNING_SECRET: 'signing-hush' },
    { token: true, appToken: true, signingSecret: true, install: false },
    1,
  ],
  [
    'workspaces that install need no bot token',
    { ...INSTALL, SLACK_SIGNING_SECRET: 'signing-hush' },
    { token: false, appToken: false, signingSecret: true, install: true },
    0,
  ],
  ['an app token alone does nothing', { SLACK_APP_TOKEN: 'xapp-1-hush' }, null, 1],
  ['half of what installing needs is none', { ...INSTALL, STANDFIRST_SECRET_KEY: '' }, null, 1],
] as const
for (const [name, environment, expected, warned] of slacks) {
  test(`Slack: ${name}`, () => {
    const faults: Parameters<typeof readEnvironment>[1] = []
    const warnings: string[] = []
    const slack = readEnvironment(environment, faults, warnings)?.slack ?? null
    const { token, appToken, signingSecret, install, host, port } = slack ?? {}
    const set = { token, appToken, signingSecret, install }
    deepEqual(slack && Object.fromEntries(Object.entries(set).map(([key, value]) => [key, value !== null])), expected)
    deepEqual([faults.length, warnings.length], [0, warned], warnings.join())
    if (slack !== null) deepEqual([host, port], ['127.0.0.1', 3_000])
    equal(/hush/.test(inspect([slack, warnings], { depth: 9 })), false)
  })
}

const models = [
  ['a key alone is OpenAI’s', { OPENAI_API_KEY: 'sk-hush' }, [true, null], 0],
  [
    'a server of one’s own needs no key',
    { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' },
    [false, 'http://127.0.0.1:11434/v1'],
    0,
  ],
  ['nor in the same network', { OPENAI_BASE_URL: 'http://ollama:11434/v1' }, [false, 'http://ollama:11434/v1'], 0],
  [
    'a key goes there over TLS',
    { OPENAI_API_KEY: 'sk-hush', OPENAI_BASE_URL: 'https://models.example/v1' },
    [true, 'https://models.example/v1'],
    0,
  ],
  [
    'without TLS that is told',
    { OPENAI_API_KEY: 'sk-hush', OPENAI_BASE_URL: 'http://ollama:11434/v1' },
    [true, 'http://ollama:11434/v1'],
    1,
  ],
  ['neither: no model', {}, null, 0],
] as const
for (const [name, environment, expected, warned] of models) {
  test(`model: ${name}`, () => {
    const warnings: string[] = []
    const openai = readEnvironment(environment, [], warnings)?.openai ?? null
    deepEqual(openai && [openai.apiKey !== null, openai.baseUrl], expected)
    equal(warnings.length, warned, warnings.join())
    equal(/hush/.test(inspect([openai, warnings], { depth: 9 })), false)
  })
}

const faulty = [
  ['OPENAI_API_KEY', 'sk hush', /it is not a key/],
  ['OPENAI_BASE_URL', 'hush', /it is not the address of a server/],
  ['OPENAI_BASE_URL', 'ftp://hush', /it is not the address of a server/],
  ['OPENAI_BASE_URL', 'https://user:hush@models.example', /it is not the address of a server/],
  ['SLACK_APP_TOKEN', 'xoxb-1-hush', /it is not an app-level token/],
  ['SLACK_SIGNING_SECRET', 'hush hush', /it is not a signing secret/],
  ['SLACK_CLIENT_ID', 'hush/hush', /it is not a client id/],
  ['SLACK_CLIENT_SECRET', 'hush', /it is not a client secret/],
  ['SLACK_HOST', 'http://hush', /it is not the name or address of this machine/],
  ['SLACK_PORT', '65536', /it is not a port; write a number from 0 to 65535/],
  ['SLACK_PORT', 'hush', /it is not a port/],
  ['STANDFIRST_SECRET_KEY', 'hush-hush-hush', /it is not 32 bytes in base64; make one with: openssl rand -base64 32/],
] as const
for (const [name, value, pattern] of faulty) {
  test(`${name}=${value} is refused by name, without its value`, () => {
    const faults: Parameters<typeof readEnvironment>[1] = []
    equal(readEnvironment({ ...BOT, [name]: value }, faults, []), null)
    equal(faults.length, 1)
    const text = faults[0]?.text ?? ''
    equal(text.startsWith(`${name}: `) && pattern.test(text) && !text.includes(value), true, text)
  })
}
