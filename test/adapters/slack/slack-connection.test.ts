import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { findBotToken, type SlackInstalls } from '../../../src/adapters/slack/installs.ts'
import { NEEDED_SCOPES } from '../../../src/adapters/slack/scopes.ts'
import { createSlackConnection, type SlackConnectionOptions } from '../../../src/adapters/slack/slack-connection.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_CLIENT, SLACK_TOKEN, startFakeSlack } from '../../e2e/fake-slack.ts'
import { sendSigned, wrapEvent } from '../../e2e/slack-signed.ts'
import { addChannel } from '../../e2e/slack-world.ts'
import { pickPort } from '../../fakes/pick-port.ts'

const SECRET = 'fake-signing-secret'
const WAIT_MAX_MS = 10_000

async function until(happened: () => boolean, what: () => unknown): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, `it did not happen: ${JSON.stringify(what())}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function memoryInstalls(): SlackInstalls & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    save: async (workspace, text) => void kept.set(workspace, text),
    find: async (workspace) => kept.get(workspace) ?? null,
    list: async () => [...kept.keys()],
  }
}

/** A Slack and a connection to it; `heard` is what the handlers were told, in order. */
async function connect(context: TestContext, changes: (port: number) => Partial<SlackConnectionOptions>) {
  const slack = await startFakeSlack()
  const heard: unknown[] = []
  const notes: string[] = []
  const port = pickPort()
  const connection = createSlackConnection({
    events: { kind: 'socket', appToken: SLACK_APP_TOKEN },
    install: null,
    tokenFor: async (workspace) => (workspace === null ? SLACK_TOKEN : null),
    host: '127.0.0.1',
    port,
    apiUrl: slack.apiUrl,
    clock: systemClock,
    pauseMs: 20,
    handlers: {
      onGone: async (workspace, known) => void heard.push({ workspace, ...known }),
      onChannelGone: async (channel, because) => void heard.push({ ...channel, because }),
      onNote: (level, text) => void notes.push(`${level} ${text}`),
    },
    ...changes(port),
  })
  const stop = new AbortController()
  context.after(async () => {
    stop.abort()
    await connection.close()
    await slack.close()
  })
  return { slack, connection, heard, notes, port, signal: stop.signal }
}

const [here, gone] = [
  { platform: 'slack', id: SLACK_CHANNEL, workspace: 'T0FAKE001' },
  { workspace: 'T0FAKE001', channels: [], unnamed: true },
]
const REMOVED =
  'The app was removed from the channel. Invite it again (/invite), then resume the subscription, or remove it.'
const events = [
  [{ type: 'app_uninstalled' }, gone],
  [{ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['U0FAKE001'] } }, gone],
  [{ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, null],
  [
    { type: 'channel_archive', channel: SLACK_CHANNEL, user: 'U1' },
    {
      ...here,
      because: 'The channel was archived. Take it out of the archive, then resume the subscription, or remove it.',
    },
  ],
  [
    { type: 'channel_deleted', channel: SLACK_CHANNEL },
    { ...here, because: 'The channel was deleted. Remove the subscription.' },
  ],
  [
    { type: 'group_left', channel: SLACK_CHANNEL },
    { ...here, because: REMOVED },
  ],
  [
    { type: 'member_left_channel', channel: SLACK_CHANNEL, user: 'U0FAKE001', team: 'T0FAKE001' },
    { ...here, because: REMOVED },
  ],
  [{ type: 'member_left_channel', channel: SLACK_CHANNEL, user: 'U0SOMEBODY' }, null],
  [{ type: 'channel_rename', channel: { id: SLACK_CHANNEL, name: 'news' } }, null],
] as const

for (const mode of ['Socket Mode', 'HTTP mode'] as const) {
  test(`${mode}: each event is acknowledged at once and does what it means, once`, async (context) => {
    const { slack, connection, heard, notes, port, signal } = await connect(context, () =>
      mode === 'HTTP mode' ? { events: { kind: 'http', signingSecret: SECRET } } : {},
    )
    connection.start(signal)
    await until(
      () => notes.length > 0,
      () => notes,
    )
    match(notes[0] ?? '', new RegExp(`^info Slack, .*: connected\\.$`))
    const [home] = slack.workspaces
    ok(home !== undefined)
    const url = `http://127.0.0.1:${port}/slack/events`
    const send = async (body: unknown): Promise<boolean> =>
      mode === 'HTTP mode'
        ? (await sendSigned({ url, secret: SECRET, body })).status === 200
        : (await slack.sockets.send('events_api', body)).acked
    await until(
      () => slack.calls.includes('auth.test'),
      () => slack.calls,
    )
    for (const [event, expected] of events) {
      const before = heard.length
      const body = wrapEvent(home, event)
      // Slack sends again what it believes unheard.
      ok((await send(body)) && (await send(body)), event.type)
      if (expected !== null)
        await until(
          () => heard.length > before,
          () => event,
        )
      deepEqual(heard.slice(before), expected === null ? [] : [expected], event.type)
    }
    deepEqual(slack.violations, [])
    ok(!notes.some((note) => note.startsWith('warn')), notes.join('\n'))
  })
}

test('an event that does not say who the bot is: Slack is asked', async (context) => {
  const { slack, connection, heard, notes, signal } = await connect(context, () => ({
    tokenFor: async () => SLACK_TOKEN,
  }))
  connection.start(signal)
  await until(
    () => notes.length > 0,
    () => notes,
  )
  const [home] = slack.workspaces
  ok(home !== undefined)
  for (const user of ['U0SOMEBODY', home.botUser]) {
    const { authorizations: _, ...body } = wrapEvent(home, {
      type: 'member_left_channel',
      channel: SLACK_CHANNEL,
      user,
    })
    ok((await slack.sockets.send('events_api', body)).acked)
  }
  await until(
    () => heard.length > 0,
    () => heard,
  )
  deepEqual(heard, [{ ...here, because: REMOVED }])
})

test('HTTP mode takes nothing that Slack did not sign, or signed long ago', async (context) => {
  const { slack, connection, heard, notes, port, signal } = await connect(context, () => ({
    events: { kind: 'http', signingSecret: SECRET },
  }))
  connection.start(signal)
  await until(
    () => notes.length > 0,
    () => notes,
  )
  const [home] = slack.workspaces
  ok(home !== undefined)
  const url = `http://127.0.0.1:${port}/slack/events`
  const body = wrapEvent(home, { type: 'app_uninstalled' })
  const old = Math.floor(Date.now() / 1_000) - 600
  equal((await sendSigned({ url, secret: SECRET, body, forged: true })).status, 401)
  equal((await sendSigned({ url, secret: SECRET, body, timestampS: old })).status, 401)
  equal((await fetch(`http://127.0.0.1:${port}/anything`)).status, 404)
  const challenge = await sendSigned({ url, secret: SECRET, body: { type: 'url_verification', challenge: 'c1' } })
  deepEqual([challenge.status, JSON.parse(challenge.body)], [200, { challenge: 'c1' }])
  deepEqual(heard, [])
  ok(!notes.join().includes(SECRET))
})

test('a lost connection is made again: after a drop, after a refresh, and while Slack is down', async (context) => {
  const { slack, connection, heard, notes, signal } = await connect(context, () => ({}))
  slack.inject({ kind: 'status', status: 500 }, { kind: 'reset' })
  connection.start(signal)
  const connected = () => notes.filter((note) => note.endsWith('connected.')).length
  await until(
    () => connected() === 1,
    () => notes,
  )
  ok(notes.some((note) => note.startsWith('warn') && note.includes('posting goes on')))
  slack.sockets.drop()
  await until(
    () => connected() === 2,
    () => notes,
  )
  slack.sockets.disconnect('refresh_requested')
  await until(
    () => connected() === 3,
    () => notes,
  )
  const [home] = slack.workspaces
  ok(home !== undefined)
  ok((await slack.sockets.send('events_api', wrapEvent(home, { type: 'app_uninstalled' }))).acked)
  await until(
    () => heard.length > 0,
    () => heard,
  )
  ok(!notes.join().includes(SLACK_APP_TOKEN) && !notes.join().includes(SLACK_TOKEN))
})

test('a wrong app token is told, tried again, and ends nothing', async (context) => {
  const { connection, notes, signal } = await connect(context, () => ({
    events: { kind: 'socket', appToken: 'xapp-1-wrong' },
  }))
  connection.start(signal)
  await until(
    () => notes.filter((note) => note.includes('next try')).length > 1,
    () => notes,
  )
  ok(
    notes.some((note) =>
      /Slack refused SLACK_APP_TOKEN \(invalid_auth\)\. Make an app-level token .*SLACK_APP_TOKEN\. The next try/.test(
        note,
      ),
    ),
  )
  ok(!notes.join().includes('xapp-1-wrong'))
})

for (const kind of ['socket', 'http', 'none'] as const) {
  test(`a second workspace installs the app and removes it, events ${kind}`, async (context) => {
    const installs = memoryInstalls()
    const { slack, connection, heard, notes, port, signal } = await connect(context, () => ({
      events:
        kind === 'socket'
          ? { kind, appToken: SLACK_APP_TOKEN }
          : kind === 'http'
            ? { kind, signingSecret: SECRET }
            : { kind },
      install: { clientId: SLACK_CLIENT.id, clientSecret: SLACK_CLIENT.secret, stateSecret: 'state', installs },
      tokenFor: async (workspace) => (workspace === null ? SLACK_TOKEN : await findBotToken(installs, workspace)),
    }))
    connection.start(signal)
    await until(
      () => notes.length >= (kind === 'socket' ? 2 : 1),
      () => notes,
    )
    const second = slack.addWorkspace({ id: 'T0FAKE002', name: 'second', token: 'xoxb-0002-fake-token' })
    addChannel(second, { id: 'C0FAKE002' })
    slack.offerInstall('code-1', second)

    const page = await fetch(`http://127.0.0.1:${port}/slack/install`)
    const [cookie = ''] = page.headers.getSetCookie()
    const address = new URL(
      /href="(https:\/\/slack\.com\/oauth[^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? '',
    )
    equal(address.searchParams.get('client_id'), SLACK_CLIENT.id)
    equal(address.searchParams.get('scope'), NEEDED_SCOPES.join(','))
    const back = new URL(`http://127.0.0.1:${port}/slack/oauth_redirect?code=code-1`)
    back.searchParams.set('state', address.searchParams.get('state') ?? '')
    // A stranger's browser, which never asked for it.
    equal((await fetch(back)).status, 400)
    equal(installs.kept.size, 0)
    equal((await fetch(back, { headers: { cookie: cookie.split(';')[0] ?? '' } })).status, 200)
    equal(await findBotToken(installs, 'T0FAKE002'), 'xoxb-0002-fake-token')
    ok(notes.includes('info Slack: the app was installed in workspace T0FAKE002.'))
    // Without a signing secret nothing that comes by HTTP is an event.
    const body = wrapEvent(second, { type: 'app_uninstalled' })
    const url = `http://127.0.0.1:${port}/slack/events`
    const byHttp = await sendSigned({ url, secret: kind === 'http' ? SECRET : '', body })
    equal(byHttp.status, kind === 'http' ? 200 : 404)
    if (kind === 'socket') ok((await slack.sockets.send('events_api', body)).acked)
    if (kind !== 'none') {
      await until(
        () => heard.length > 0,
        () => notes,
      )
      deepEqual(heard, [{ workspace: 'T0FAKE002', channels: [], unnamed: false }])
    }
  })
}
