import { deepEqual, equal, match } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { folderWith, STORY } from '../fakes/config-folder.ts'
import { loadConfig } from '../../src/config/load-config.ts'

test('a sound configuration is read whole, with its defaults', async () => {
  const folder = await folderWith()
  const config = await loadConfig(folder, { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_API_URL: 'http://127.0.0.1:9/api/' })
  equal(config.store, 'data/standfirst.db')
  equal(config.logLevel, 'info')
  equal(config.zone, Temporal.Now.timeZoneId())
  equal(config.dormantAfterMs, 14 * 86_400_000)
  deepEqual(config.limits, {
    words: 150,
    lines: 8,
    extractWords: 90,
    fileBytes: 10_485_760,
    storeBusyMs: 5_000,
    matchEveryMs: 60_000,
  })
  deepEqual(config.stories[0]?.definition, {
    id: 'dam-break',
    title: 'Dam break',
    query: 'dam break',
    aliases: [],
    langs: [],
    window: { from: null, to: null },
  })
  deepEqual(config.stories[0]?.feeds[0]?.checked, 'unchecked')
  deepEqual(config.outlets[1], {
    name: 'The Harbour Post',
    family: null,
    kind: 'outlet',
    domains: ['post.example'],
    aliases: ['Harbour Post'],
    creditLines: [],
  })
  const [plan] = config.subscriptions
  match(plan?.id ?? '', /^s[0-9a-f]{16}$/)
  deepEqual(
    { ...plan, id: '' },
    {
      id: '',
      story: 'dam-break',
      channel: { platform: 'terminal', id: 'out' },
      times: ['08:00'],
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: config.zone,
      quiet: null,
      whenQuiet: 'post',
      lang: 'en',
      breaking: null,
      graceMs: 7_200_000,
    },
  )
  deepEqual(config.warnings, [])
})

test('a secret shows itself to nobody who does not open it', async () => {
  const config = await loadConfig(await folderWith(), { SLACK_BOT_TOKEN: 'xoxb-1-hush', DISCORD_TOKEN: 'a.b.hush' })
  equal(config.slack?.token?.reveal(), 'xoxb-1-hush')
  const shown = [inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config), `${config.slack?.token}`]
  for (const text of shown) {
    equal(text.includes('hush'), false)
    match(text, /\[secret\]/)
  }
})

test('the password of a database is a secret, as it is written and as it is meant', async () => {
  for (const [address, secrets] of [
    ['postgres://bot:hu%20sh@db.example/news', ['hu%20sh', 'hu sh']],
    ['postgres://bot:hush@db.example/news', ['hush']],
    ['postgres://bot:%ff@db.example/news', ['%ff']],
    ['postgres://bot@db.example/news', []],
    ['data/standfirst.db', []],
  ] as const) {
    const config = await loadConfig(await folderWith(), { STANDFIRST_DB: address })
    deepEqual(
      config.secrets.map((secret) => secret.reveal()),
      secrets,
    )
  }
})

test('what works but was surely not meant is a warning', async () => {
  const settings = `subscriptions:
  - { story: dam-break, channel: 'slack:C0123ABCD', at: ['08:00'] }
  - { story: dam-break, channel: 'discord:123456789012345678', at: ['08:00', '23:00'], quiet: '22:00-07:00' }
`
  const folder = await folderWith({ 'standfirst.yaml': settings })
  const environment = { STANDFIRST_LOGLEVEL: 'info', SLACK_BOT_TOKEN: '', SLACK_API_URL: 'https://slack.example/' }
  const { warnings } = await loadConfig(folder, environment)
  deepEqual(
    warnings.map((warning) => warning.replace(`${folder}/`, '')),
    [
      'environment: STANDFIRST_LOGLEVEL is not read; did you mean STANDFIRST_LOG_LEVEL?',
      'environment: SLACK_API_URL is set without SLACK_BOT_TOKEN; nothing is posted to Slack.',
      'standfirst.yaml:2: a Slack channel follows dam-break, but SLACK_BOT_TOKEN is not set; nothing is posted to it.',
      'standfirst.yaml:3: a Discord channel follows dam-break, but DISCORD_TOKEN is not set; nothing is posted to it.',
      'standfirst.yaml:3: 23:00 is inside the quiet hours 22:00-07:00; it is never posted.',
    ],
  )
})

test('without a token of the environment a Slack channel needs its workspace', async () => {
  const settings = `subscriptions:
  - { story: dam-break, channel: 'slack:C0123ABCD', at: ['08:00'] }
  - { story: dam-break, channel: 'slack:T0123ABCD/C0123ABCE', at: ['08:00'] }
`
  const folder = await folderWith({ 'standfirst.yaml': settings })
  const STANDFIRST_SECRET_KEY = Buffer.alloc(32, 7).toString('base64')
  const environment = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'abcdefgh', STANDFIRST_SECRET_KEY }
  const { warnings } = await loadConfig(folder, environment)
  deepEqual(
    warnings.map((warning) => warning.replace(`${folder}/`, '')),
    [
      'standfirst.yaml:2: without SLACK_BOT_TOKEN a Slack channel needs its workspace, as in slack:T0123ABCD/C0123ABCD; nothing is posted to it.',
    ],
  )
})

test('the configuration that is shipped is sound, and runs on the terminal without any token', async () => {
  const config = await loadConfig('config', {})
  deepEqual(config.warnings, [])
  deepEqual(
    config.subscriptions.map(({ channel }) => channel.platform),
    ['terminal'],
  )
  equal(config.stories.length >= 1, true)
  for (const { feeds } of config.stories) for (const { checked } of feeds) equal(checked, 'unchecked')
})

test('the settings that are shipped are the defaults they say they are', async () => {
  const shipped = await loadConfig('config', {})
  const empty = await loadConfig(await folderWith({ 'standfirst.yaml': '# nothing\n' }), {})
  deepEqual(shipped.limits, empty.limits)
  deepEqual([shipped.zone, shipped.lang, shipped.dormantAfterMs], [empty.zone, empty.lang, empty.dormantAfterMs])
})

test('the commented subscription of the shipped settings is sound too', async () => {
  const text = await readFile('config/standfirst.yaml', 'utf8')
  const uncommented = text.replaceAll(/^ {2}# ( *(?:- )?[a-zA-Z]+: )/gm, '  $1')
  const folder = await folderWith({
    'standfirst.yaml': uncommented,
    'stories/trump-petro.yaml': STORY.replace('dam-break', 'trump-petro'),
  })
  const config = await loadConfig(folder, { SLACK_BOT_TOKEN: 'xoxb-1-a' })
  deepEqual(
    config.subscriptions.map(({ channel }) => channel.platform),
    ['terminal', 'slack'],
  )
})

test('a subscription that asks for posts between its slots says how many origins make news', async () => {
  const settings = "subscriptions:\n  - { story: dam-break, channel: terminal, at: ['08:00'], breaking: 2 }\n"
  const { subscriptions } = await loadConfig(await folderWith({ 'standfirst.yaml': settings }), {})
  deepEqual(subscriptions[0]?.breaking, { origins: 2 })
})
