import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { NewsError } from '../../src/news/errors.ts'
import { createLog, maskSecrets } from '../../src/ops/log.ts'
import type { LogOptions } from '../../src/ops/log.ts'

// Put together here, so that no scanner takes this file for a leak.
const SLACK_TOKEN = ['xoxb', '123456789012', 'abcDEF'].join('-')
const SLACK_CONFIG_TOKEN = ['xoxe.xoxp', '1', 'Mi0yLTk'].join('-')
const APP_TOKEN = ['xapp', '1', 'A012', 'abcdef'].join('-')
const MODEL_KEY = ['sk', 'proj', 'abcdefghijklmnop1234'].join('-')
const DISCORD_TOKEN = ['MTIzNDU2Nzg5MDEyMzQ1Njc4', 'GabcDE', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('.')
const OWN = 'correct"horse\\battery'

function open(changes: Partial<LogOptions> = {}) {
  const lines: string[] = []
  const write = (text: string) => void lines.push(text)
  return { log: createLog({ level: 'info', secrets: [OWN], style: 'json', write, ...changes }), lines }
}

const carriers: readonly (readonly [string, string])[] = [
  ['a Slack token', SLACK_TOKEN],
  ['a rotating Slack token', SLACK_CONFIG_TOKEN],
  ['a Slack app token', APP_TOKEN],
  ['a model key', MODEL_KEY],
  ['a Discord token', DISCORD_TOKEN],
  ['a secret we were told of', OWN],
]
for (const [name, secret] of carriers) {
  for (const style of ['json', 'lines'] as const) {
    test(`${name} is in no ${style} log, wherever it stands`, () => {
      const { log, lines } = open({ style })
      const fault = new NewsError('channel-refused', `refused ${secret}`, { cause: new Error(`inner ${secret}`) })
      log.info({}, `message ${secret}`)
      log.info({ text: `a ${secret} b`, deep: { list: [{ value: secret }] } }, 'facts')
      log.info({ [`key ${secret}`]: 1 }, 'a key')
      log.error({ err: fault }, 'a fault')
      equal(lines.length, 4)
      for (const line of lines) {
        equal(line.includes(secret), false, line)
        equal(line.includes(JSON.stringify(secret).slice(1, -1)), false, line)
        match(line, /\[secret\]/)
      }
    })
  }
}

test('keys that name secrets are hidden whatever they hold', () => {
  const { log, lines } = open()
  log.warn({ token: 'a1', slack: { token: 'a2' }, request: { headers: { authorization: 'a3', cookie: 'a4' } } }, 'keys')
  for (const value of ['a1', 'a2', 'a3', 'a4']) equal(lines.join().includes(value), false)
})

const texts = [
  ['postgres://user:hunter2@db.example/x', 'postgres://user:[secret]@db.example/x'],
  ['https://hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com/services/[secret]'],
  ['https://discord.com/api/webhooks/123/abc-def', 'https://discord.com/api/webhooks/123/[secret]'],
  ['Authorization: Bearer abcdefghijklmnopqrst', 'Authorization: [secret]'],
  ['a risk-assessment of the task-force, by desk-top', 'a risk-assessment of the task-force, by desk-top'],
  ['https://news.example/2026/01/08/a-story.html?x=1', 'https://news.example/2026/01/08/a-story.html?x=1'],
  ['at 2026-01-08T08:00:00Z c0123456789 in 12:30', 'at 2026-01-08T08:00:00Z c0123456789 in 12:30'],
] as const
for (const [text, expected] of texts)
  test(`"${text}" is logged as it should be`, () => equal(maskSecrets(text, []), expected))

test('a short secret does not mask ordinary words', () => equal(maskSecrets('the cat', ['cat']), 'the cat'))

test('a JSON line is one object with level, time, message and facts', () => {
  const { log, lines } = open()
  log.info({ story: 'dam-break', count: 3 }, 'matched')
  const { time, ...entry } = JSON.parse(lines[0]!)
  deepEqual(entry, { level: 'info', story: 'dam-break', count: 3, msg: 'matched' })
  match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('a line for people is one line, with no control character of a fact', () => {
  const { log, lines } = open({ style: 'lines' })
  log.warn({ story: 'dam-break', title: 'a\n\u001B[31mred\u202E' }, 'matched')
  match(lines[0]!, /^\d\d:\d\d:\d\d warn {2}matched story=dam-break title=a \[31mred $/m)
  equal(lines[0]!.split('\n').length, 2)
})

test('a fault keeps its message and its cause', () => {
  const { log, lines } = open()
  log.error({ err: new NewsError('store-full', 'no room', { cause: new Error('ENOSPC') }) }, 'a fault')
  const { err } = JSON.parse(lines[0]!)
  match(err.message, /no room/)
  match(JSON.stringify(err), /ENOSPC/)
})

test('a line without end is cut and still JSON', () => {
  const { log, lines } = open()
  log.info({ text: 'x'.repeat(100_000) }, 'long')
  equal(lines[0]!.length < 20_000, true)
  equal(JSON.parse(lines[0]!).level, 'warn')
})

test('what is below the level is not written', () => {
  const { log, lines } = open({ level: 'silent' })
  log.error({}, 'nothing')
  deepEqual(lines, [])
})
