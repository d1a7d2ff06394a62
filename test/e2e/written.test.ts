import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { before, describe, test, type TestContext } from 'node:test'
import { copyClaims, copying, copyingAfter } from '../fakes/copying-model.ts'
import {
  answering,
  failing,
  silent,
  startModelServer,
  type ModelServer,
  type ModelStep,
} from '../fakes/model-server.ts'
import { fillSampleStore, makeDeskFolder, STORY, type DeskFolder } from './desk-folder.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import type { Ran, Started } from './run-cli.ts'

const KEY = 'sk-e2e-0123456789abcdef'
const WAIT_MAX_MS = 200_000
/** What SIGTERM may take while a model is asked. */
const STOP_MAX_MS = 15_000
const BY_MODEL = /Written by the model fake-1/

const follow = (channel: string) => `  - { story: ${STORY}, channel: '${channel}', at: ['08:00'], grace: 2h }\n`
const settings = (model: string, ...channels: readonly string[]) =>
  `zone: UTC\nmodel: { name: fake-1, ${model} }\nsubscriptions:\n${channels.map(follow).join('')}`

let filled: DeskFolder
before(async () => {
  filled = await fillSampleStore()
})

async function openAll(context: TestContext, ...steps: readonly ModelStep[]) {
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()]
  const model = await startModelServer(...steps)
  context.after(() => Promise.all([slack.close(), discord.close(), model[Symbol.asyncDispose]()]))
  const env = {
    SLACK_BOT_TOKEN: SLACK_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: model.baseUrl,
  }
  return { slack, discord, model, env }
}

async function until(happened: () => boolean, what: string): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, `it did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function stop(bot: Started): Promise<Ran> {
  const start = performance.now()
  bot.child.kill('SIGTERM')
  const ran = await bot.ended
  ok(performance.now() - start < STOP_MAX_MS, 'it took too long to stop')
  equal(ran.code, 0, ran.err)
  ok(!`${ran.err}${ran.out}`.includes(KEY))
  return ran
}

const sentTo = (model: ModelServer) => model.asked.map(({ body }) => JSON.stringify(body)).join('\n')

describe('the bot with a model', { concurrency: 2 }, () => {
  test('a digest on Slack and Discord is the model’s, and only claims were sent for it', async (context) => {
    const { slack, discord, model, env } = await openAll(context, copying)
    const channels = [`slack:${SLACK_CHANNEL}`, `discord:${DISCORD_CHANNEL}`]
    const desk = await makeDeskFolder({ from: filled.db, settings: settings('deadline: 30s', ...channels) })
    const bot = desk.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
    await bot.printed(/"state":"sent"[^]*"state":"sent"/)
    const { err } = await stop(bot)
    match(err, /fake-1 puts briefs into words/)
    match(err, /"passed":\d+[^\n]*fake-1 wrote \d+ lines/)
    for (const told of [slack.read(), discord.read()]) match(told, BY_MODEL)
    // The brief, and the lines that were to be mended: once for both channels.
    const calls = model.asked.length
    ok(calls <= 2)
    equal(model.asked[0]?.headers.authorization, `Bearer ${KEY}`)
    ok(!sentTo(model).includes(SLACK_CHANNEL) && !sentTo(model).includes('https://'))
    deepEqual([slack.violations, discord.violations], [[], []])

    // A third channel of the same story is told the same without a call; what was used is told.
    const again = await makeDeskFolder({
      from: desk.db,
      settings: settings('deadline: 30s', ...channels, 'terminal'),
    })
    const next = again.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
    await next.printed(/"state":"sent"/)
    match((await stop(next)).out, BY_MODEL)
    equal(model.asked.length, calls)
    const { out } = await again.run(['stories', '--json'], { env })
    const used = JSON.parse(out) as { model: { today: { calls: number; cacheHits: number; hitRate: number } } }
    deepEqual([used.model.today.calls, used.model.today.hitRate > 0], [calls, true])
  })

  test('an answer after the deadline edits both posts in place', async (context) => {
    const { slack, discord, env } = await openAll(context, copyingAfter(6_000))
    const channels = [`slack:${SLACK_CHANNEL}`, `discord:${DISCORD_CHANNEL}`]
    const desk = await makeDeskFolder({ from: filled.db, settings: settings('deadline: 1s', ...channels) })
    const bot = desk.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
    await bot.printed(/"state":"sent"[^]*"state":"sent"/)
    const posts = () => slack.messages().filter(({ thread }) => thread === null).length
    equal(posts(), 1)
    equal(BY_MODEL.test(slack.read()), false)
    await bot.printed(/put into its words in place[^]*put into its words in place/)
    const { err } = await stop(bot)
    for (const told of [slack.read(), discord.read()]) match(told, BY_MODEL)
    equal(posts(), 1)
    match(err, /did not come in time/)
    match(err, /after the deadline, fake-1 wrote/)
    deepEqual([slack.violations, discord.violations], [[], []])
  })

  for (const [name, step, model, told] of [
    ['a server that fails', failing(500, { message: KEY }), 'deadline: 20s', /the server had a fault of its own/],
    ['a spent budget', copying, 'budget: { dayTokens: 10 }', /the budget of the brief or the day is spent/],
  ] as const) {
    test(`${name}: extracts, and one line in the log`, async (context) => {
      const { slack, env } = await openAll(context, step)
      const desk = await makeDeskFolder({ from: filled.db, settings: settings(model, `slack:${SLACK_CHANNEL}`) })
      const bot = desk.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
      await bot.printed(/"state":"sent"/)
      const { err } = await stop(bot)
      match(slack.read(), /The story/)
      equal(BY_MODEL.test(slack.read()), false)
      const lines = err.split('\n').filter((line) => line.includes('"passed"'))
      equal(lines.length, 1)
      match(lines[0] ?? '', told)
    })
  }

  test('stopped while the model is asked, it ends soon, and posts the digest when it is started again', async (context) => {
    const { slack, model, env } = await openAll(context, silent, copying)
    const desk = await makeDeskFolder({
      from: filled.db,
      settings: settings('deadline: 60s', `slack:${SLACK_CHANNEL}`),
    })
    const bot = desk.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
    await until(() => model.asked.length === 1, 'the model is asked')
    await stop(bot)
    equal(slack.messages().length, 0)
    const next = desk.start(['run'], { env, timeoutMs: WAIT_MAX_MS })
    await next.printed(/"state":"sent"/)
    await stop(next)
    match(slack.read(), BY_MODEL)
    equal(slack.messages().filter(({ thread }) => thread === null).length, 1)
  })

  test('without a key or an address no model is asked, and that is said', async () => {
    const desk = await makeDeskFolder({ from: filled.db, settings: settings('deadline: 20s', 'terminal') })
    const bot = desk.start(['run'], { timeoutMs: WAIT_MAX_MS })
    await bot.printed(/"state":"sent"/)
    const { err, out } = await stop(bot)
    match(err, /no OPENAI_API_KEY and no OPENAI_BASE_URL: every line is an extract/)
    match(out, /The story/)
  })
})

describe('a model at the command line', () => {
  test('brief and changed in its words, with what it cost; the same again costs nothing', async (context) => {
    const { model, env } = await openAll(context, copying)
    const desk = await makeDeskFolder({
      from: filled.db,
      settings: settings('deadline: 30s').replace(/subscriptions:\n$/, ''),
    })
    const brief = await desk.run(['brief', STORY, '--writer', 'openai', '--json'], { env })
    equal(brief.code, 0, brief.err)
    match(
      brief.err,
      /^fake-1 is asked for the words …\nfake-1 wrote \d+ lines; .* tokens\n(?: {2}refused: “.+” \(.+\)\n)*$/,
    )
    const made = JSON.parse(brief.out) as {
      writer: string
      made: object
      lines: { text: string; lang: string; citations: { text: string }[] }[]
    }
    deepEqual([made.writer, made.made], ['openai', { model: 'fake-1', prompt: 'brief.v2' }])
    const rows = made.lines.map(({ text, citations }) => ({ line: text, evidence: citations.map((each) => each.text) }))
    const judged = await desk.ask(
      ['inspect', 'lines'],
      rows.map((row) => JSON.stringify(row)),
    )
    deepEqual(
      judged.out.split('\n').filter((row) => row !== '' && !row.includes('"ok":true')),
      [],
    )
    const calls = model.asked.length
    match((await desk.run(['brief', STORY, '--writer', 'openai'], { env })).err, /its answer was at hand/)
    equal(model.asked.length, calls)
    const changed = await desk.run(['changed', STORY, '--since', '3650d', '--writer', 'openai'], { env })
    match(changed.out, /written by a model/)
    match((await desk.run(['stories'], { env })).out, /Model fake-1: today [\d,]+ tokens \(calls: \d+\)/)
  })

  test('lines of the model that were refused are told with the reasons, also of an answer that is at hand', async (context) => {
    const inventing: ModelStep = (request, response) => {
      const [first, ...rest] = copyClaims(request)
      const lines = first === undefined ? [] : [{ ...first, text: `All 4711 cranes fell. ${first.text}` }, ...rest]
      answering({ lines })(request, response)
    }
    const { env } = await openAll(context, inventing)
    const desk = await makeDeskFolder({
      from: filled.db,
      settings: settings('deadline: 30s').replace(/subscriptions:\n$/, ''),
    })
    for (const how of ['tokens', 'its answer was at hand']) {
      const { code, out, err } = await desk.run(['brief', STORY, '--writer', 'openai'], { env })
      equal(code, 0, err)
      match(err, new RegExp(`${how}\\n {2}refused: “All 4711 cranes fell\\. .*” \\(.*“4711” is in no evidence.*\\)\\n`))
      ok(!out.includes('4711'))
    }
  })

  test('a server that fails: the brief is extracts, why is said, and it is no fault of the command', async (context) => {
    const { env } = await openAll(context, failing(401, { message: KEY }))
    const desk = await makeDeskFolder({ from: filled.db })
    const { code, out, err } = await desk.run(['brief', STORY, '--writer', 'openai'], { env })
    equal(code, 0)
    match(out, /The story/)
    match(err, /\(401\): the server refused the key: set a valid OPENAI_API_KEY\n$/)
    ok(!err.includes(KEY))
  })

  const list: ModelStep = (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ object: 'list', data: [{ id: 'fake-1', object: 'model' }] }))
  const noList: ModelStep = (request, response) =>
    failing(request.path.endsWith('/models') ? 404 : 400)(request, response)
  for (const [name, step, config, told] of [
    [
      'all is well',
      list,
      'name: fake-1',
      /^ok +model: fake-1 answers at the server\nok +model budget: today \(UTC\) 0 of 1000000 tokens/m,
    ],
    ['another name', list, 'name: fake-2', /^FAULT +model: .* has no model fake-2; it has fake-1\n +Set model\.name/m],
    [
      'a refused key',
      failing(401),
      'name: fake-1',
      /^FAULT +model: the server refused the key\n +Set a valid OPENAI_API_KEY\./m,
    ],
    ['no list', noList, 'name: fake-1', /^ok +model: the server does not list its models/m],
    [
      'a wrong path',
      failing(404),
      'name: fake-1',
      /^FAULT +model: the server has no such API at this address\n +Check OPENAI_BASE_URL, which ends in \/v1 as a rule\./m,
    ],
    ['a fault', failing(503), 'name: fake-1', /^FAULT +model: the server had a fault of its own/m],
    [
      'a spent budget',
      list,
      'name: fake-1, budget: { dayTokens: 0 }',
      /^FAULT +model budget: .*\n +The day’s budget is spent/m,
    ],
  ] as const) {
    test(`doctor: ${name}`, async (context) => {
      const { model } = await openAll(context, step)
      const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: model.baseUrl }
      const desk = await makeDeskFolder({ settings: `zone: UTC\nmodel: { ${config} }\n` })
      const { code, out } = await desk.run(['doctor'], { env })
      match(out, told)
      equal(code, name === 'all is well' || name === 'no list' ? 0 : 1)
    })
  }
})
