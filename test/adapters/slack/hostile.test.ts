import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readAsking } from '../../../src/adapters/slack/read-asking.ts'
import { createSlackActs, type SlackDelivery } from '../../e2e/slack-acts.ts'
import { createStamps, makeWorkspace, SLACK_USER } from '../../e2e/slack-world.ts'
import { messageOf, replyOf } from './scripted-conversation.ts'
import { MODES, startTalk, type Talk } from './talk.ts'

/** One megabyte, which is more than anybody types, but what HTTP mode would still take. */
const HUGE = 'x'.repeat(1_000_000)
const WORDS_MAX = 3_000

function everyDelivery(): readonly SlackDelivery[] {
  const workspace = makeWorkspace({ id: 'T1', name: 'one', token: 'xoxb-1' })
  const clock = { now: () => 0, advance: () => {} }
  const { acts } = createSlackActs({
    origin: () => 'https://x.example',
    clock,
    stamp: createStamps(),
    violate: () => {},
  })
  const here = { workspace, user: SLACK_USER, channel: 'C1' }
  const metadata = JSON.stringify({
    place: { by: 'command', channel: 'C1', thread: null, respond: null },
    command: 'follow',
    values: {},
  })
  workspace.forms.push({
    type: 'modal',
    callback_id: 'form',
    private_metadata: metadata,
    title: { type: 'plain_text', text: 'x' },
    blocks: [
      {
        type: 'input',
        block_id: 'at',
        label: { type: 'plain_text', text: 'x' },
        element: { type: 'plain_text_input', action_id: 'value' },
      },
    ],
  })
  return [
    acts.command(here, '/brief', 'harbour'),
    acts.press(here, 'brief', { message: { ts: '1.1', thread: '1.0' } }),
    acts.press(here, 'brief', { as: 'menu' }),
    acts.pressHome(here, 'brief'),
    acts.shortcut(here, {
      text: '<https://a.example>',
      blocks: [{ type: 'rich_text', elements: [{ elements: [] }] }],
      attachments: [{ from_url: 'https://b.example' }],
    }),
    acts.submit(here, { at: '08:00' }),
    acts.mention(here, '<@U1> brief'),
    acts.direct(here, 'brief'),
    acts.openHome(here),
    acts.join(here, { inviter: 'U2' }),
  ]
}

/** Every place of a payload, as the names that lead there. */
function pathsOf(value: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [above]
  return [above, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...above, name]))]
}

function withPut(value: unknown, path: readonly string[], given: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return given
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) }
  const inner = withPut(copy[name], rest, given)
  if (inner === undefined) delete copy[name]
  else copy[name] = inner
  return Array.isArray(value) ? Object.values(copy) : copy
}

const WRONG: readonly unknown[] = [
  undefined,
  null,
  0,
  true,
  '',
  [],
  {},
  [null],
  { type: 'x' },
  '<!channel>',
  '\u202e\u0000',
  HUGE,
  NaN,
]

test('whatever is missing or wrong in what Slack sends, reading it throws nothing and keeps to its bounds', () => {
  const valid = everyDelivery()
  for (const { payload } of valid) ok(readAsking(payload) !== null)
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...WRONG)), { minLength: 1, maxLength: 4 }),
      (pick, changes) => {
        let body: unknown = valid[pick % valid.length]?.payload
        for (const [place, wrong] of changes) {
          const paths = pathsOf(body)
          body = withPut(body, paths[place % paths.length] ?? [], wrong)
        }
        const heard = readAsking(body)
        if (heard?.kind !== 'asked') return
        ok(/^[A-Z0-9]{1,40}$/.test(heard.user) && /^[A-Z0-9]{1,40}$/.test(heard.workspace))
        ok(heard.ids.every((id) => id !== '' && id.length < 1_100))
        if (heard.place.by === 'mention' || heard.place.by === 'command') {
          ok(heard.text.kind !== 'words' || heard.text.text.length <= WORDS_MAX + 32)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})

for (const mode of MODES) {
  test(`${mode}: what nobody can read is acknowledged and harms nothing`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver } = talk
    const broken: readonly SlackDelivery[] = [
      { type: 'slash_commands', payload: { command: '/brief' } },
      { type: 'interactive', payload: { type: 'block_actions', actions: [] } },
      {
        type: 'interactive',
        payload: { type: 'view_submission', user: {}, view: { callback_id: 'form', private_metadata: '{' } },
      },
      { type: 'interactive', payload: { type: 'message_action', callback_id: 'add_to_story' } },
      { type: 'interactive', payload: { type: 'something_new' } },
      { type: 'events_api', payload: { type: 'event_callback', event: { type: 'app_mention' } } },
      { type: 'events_api', payload: { type: 'event_callback', event: {} } },
    ]
    for (const delivery of broken) ok((await driver.send(delivery)) < 3_000, JSON.stringify(delivery))
    await driver.send(slack.acts.command(here, '/brief'))
    await talk.until(() => script.accepted === 1)
    deepEqual([script.asks.length, slack.violations], [1, []])
  })

  test(`${mode}: a megabyte of text is asked as what a person can have typed`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver } = talk
    ok((await driver.send(slack.acts.mention(here, HUGE.slice(0, 1_000_000)))) < 1_000)
    await talk.until(() => script.accepted === 1)
    const [ask] = script.asks
    equal(ask?.text.kind === 'words' ? ask.text.text.length : 0, WORDS_MAX)
  })

  test(`${mode}: names, titles and answers that look like markup are shown as they stand`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver, home } = talk
    const trick = '<!channel> <https://evil.example|click> *bold* :tada: @everyone \u202egpj.exe &lt;'
    const menu = { placeholder: trick, entries: [{ label: trick, note: trick, words: 'why a b' }] }
    const buttons = [{ label: trick, words: 'brief', look: 'danger' as const }]
    script.answerWith = async () => replyOf('', { message: messageOf(trick, { context: [trick], buttons, menu }) })
    await driver.send(slack.acts.command(here, '/brief', trick))
    await talk.until(() => script.accepted === 1)
    const json = JSON.stringify(home.ephemerals.map(({ blocks }) => blocks))
    ok(
      !json.includes('mrkdwn') &&
        !json.includes('\u202e') &&
        !json.includes('"link"') &&
        !json.includes('"emoji":true'),
    )
    equal(home.ephemerals[0]?.text.includes('<'), false)
    deepEqual(slack.violations, [])
  })
}

test('an address for answers that is not Slack’s is not called', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  const { type, payload } = slack.acts.command(here, '/brief')
  for (const url of ['http://169.254.169.254/latest', 'https://hooks.slack.com.evil.example/x', 'file:///etc/passwd']) {
    await driver.send({ type, payload: { ...payload, trigger_id: url, response_url: url } })
  }
  await talk.until(() => script.accepted === 3)
  ok(talk.alone().every((shown) => shown.startsWith('call')))
})

test('askings that come late or out of order are each answered once', async (context) => {
  const talk = await startTalk(context, 'HTTP mode')
  const { slack, here, script, driver, home } = talk
  const sent: readonly ((talk: Talk) => SlackDelivery)[] = [
    () => slack.acts.command(here, '/brief'),
    () => slack.acts.mention(here, 'sources'),
    () => slack.acts.press(here, 'timeline'),
  ]
  const deliveries = sent.map((make) => make(talk))
  slack.clock.advance(5_000)
  const order = [...deliveries, ...deliveries.toReversed(), ...deliveries]
  await Promise.all(order.map((delivery) => driver.send(delivery, { num: 1, reason: 'http_timeout' })))
  await talk.until(() => script.accepted === 3)
  await talk.quiet()
  deepEqual([script.asks.length, home.ephemerals.length, slack.violations], [3, 3, []])
})

test('a form that is asked for too late is answered in words', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver, home } = talk
  const input = { kind: 'line', lengthMax: 80 } as const
  const field = { name: 'title', label: 'Name', hint: null, need: 'required', value: null, input } as const
  script.formWith = () => ({ title: 'New', submit: 'Add', command: 'story add', values: {}, fields: [field] })
  const late = slack.acts.command(here, '/story', 'add')
  slack.clock.advance(3_500)
  await driver.send(late)
  await talk.until(() => script.accepted === 1)
  deepEqual([home.forms.length, talk.alone()], [0, ['respond: the answer']])
  // Neither can what is too long for Slack to carry.
  script.formWith = () => ({
    title: 'New',
    submit: 'Add',
    command: 'story add',
    values: { text: HUGE },
    fields: [field],
  })
  await driver.send(slack.acts.command(here, '/story', 'add'))
  await talk.until(() => script.accepted === 2)
  deepEqual([home.forms.length, slack.violations], [0, []])
})

test('what Slack sends again by another connection, since the first was lost, is answered once', async (context) => {
  const talk = await startTalk(context, 'Socket Mode', { pauseMs: 20 })
  const { slack, here, script, driver, home } = talk
  const delivery = slack.acts.command(here, '/brief')
  await driver.send(delivery)
  slack.sockets.drop()
  await talk.until(() => talk.notes.filter((note) => note.endsWith('connected.')).length === 2)
  await driver.send(delivery)
  await driver.send(slack.acts.command(here, '/sources'))
  await talk.until(() => script.accepted === 2)
  await talk.quiet()
  deepEqual([script.asks.length, home.ephemerals.length, slack.violations], [2, 2, []])
})

test('a flood is answered as far as it can be, and the rest is told of', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  const { promise: answer, resolve } = Promise.withResolvers<ReturnType<typeof replyOf>>()
  script.answerWith = () => answer
  const crowd = Array.from({ length: 520 }, (_, n) => ({ ...here, user: `U0CROWD${n % 20}` }))
  await Promise.all(crowd.map((who) => driver.send(slack.acts.direct(who, 'brief'))))
  await talk.until(() => script.asks.length === 500)
  resolve(replyOf('the answer'))
  await talk.until(() => script.accepted === 500)
  equal(talk.notes.filter((note) => note.includes('too much is asked at once')).length, 1)
})

test('one person’s flood leaves room for others', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  const { promise: answer, resolve } = Promise.withResolvers<ReturnType<typeof replyOf>>()
  script.answerWith = () => answer
  await Promise.all(Array.from({ length: 520 }, () => driver.send(slack.acts.direct(here, 'brief'))))
  await talk.until(() => script.asks.length === 50)
  await driver.send(slack.acts.direct({ ...here, user: 'U0OTHER' }, 'brief'))
  await talk.until(() => script.asks.length === 51)
  resolve(replyOf('the answer'))
  await talk.until(() => script.accepted === 51)
  await driver.send(slack.acts.direct(here, 'brief'))
  await talk.until(() => script.accepted === 52)
})

test('a busy store delays no acknowledgement', async (context) => {
  const talk = await startTalk(context, 'HTTP mode', {
    tokenFor: async () => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      return 'xoxb-0000-fake-token'
    },
  })
  const { slack, here, script, driver } = talk
  ok((await driver.send(slack.acts.command(here, '/brief'))) < 500)
  await talk.until(() => script.accepted === 1)
})

test('an answer that never comes ends with the connection', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  const ended = Promise.withResolvers<void>()
  script.answerWith = async (_, signal) => {
    signal.addEventListener('abort', () => ended.resolve())
    await ended.promise
    return replyOf('too late')
  }
  context.after(() => ended.promise)
  await driver.send(slack.acts.mention(here, 'brief'))
  await talk.until(() => script.asks.length === 1)
})
