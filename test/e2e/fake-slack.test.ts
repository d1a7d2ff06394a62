import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import type { FakeClock } from './fake-http.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_CLIENT, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import type { FakeSlack } from './fake-slack.ts'
import { sendSigned, wrapEvent } from './slack-signed.ts'
import { addChannel, makeWorkspace, SLACK_SCOPES, SLACK_USER } from './slack-world.ts'

// A fake that took everything would prove nothing: what Slack refuses, it refuses.

type Fields = Readonly<Record<string, string>>
const BLOCKS = JSON.stringify([
  { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }] },
])
const MESSAGE = {
  channel: SLACK_CHANNEL,
  text: 'x',
  blocks: BLOCKS,
  parse: 'none',
  link_names: 'false',
  mrkdwn: 'false',
  unfurl_links: 'false',
  unfurl_media: 'false',
}

const ALONE = {
  channel: SLACK_CHANNEL,
  user: SLACK_USER,
  text: 'x',
  blocks: BLOCKS,
  parse: 'none',
  link_names: 'false',
}
const TABLE = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })
const modal = (changes: object) =>
  JSON.stringify({
    type: 'modal',
    title: plain('x'),
    blocks: [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input', max_length: 9 } }],
    ...changes,
  })
const MODAL = modal({})
const choice = (options: readonly object[]) => ({
  blocks: [{ type: 'input', label: plain('x'), element: { type: 'static_select', options } }],
})

async function call(slack: FakeSlack, method: string, fields: Fields, token = SLACK_TOKEN) {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const body = (await answer.json()) as {
    readonly ok: boolean
    readonly error?: string
    readonly [key: string]: unknown
  }
  return { status: answer.status, headers: answer.headers, body }
}

/** A clock that goes only when it is told to. */
function stoppedClock(): FakeClock {
  let now = 1_000_000
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}

describe('the fake Slack', () => {
  let slack: FakeSlack
  before(async () => {
    slack = await startFakeSlack()
    const [home] = slack.workspaces
    addChannel(home!, { id: 'CARCHIVED', isArchived: true })
    addChannel(home!, { id: 'CDELETED', isDeleted: true })
    addChannel(home!, { id: 'COUTSIDE', isMember: false })
    addChannel(home!, { id: 'GPRIVATE', isPrivate: true, isMember: false })
    addChannel(slack.addWorkspace({ id: 'T0MUTE', name: 'mute', token: 'xoxb-mute', scopes: ['users:read'] }), {
      id: 'CMUTE',
    })
    slack.addWorkspace({ id: 'T0GONE', name: 'gone', token: 'xoxb-gone' }).tokenFault = 'token_revoked'
    slack.addOther('hello')
  })
  after(() => slack.close())
  const others = () => slack.messages()[0]!.ts

  const refusals: readonly (readonly [error: string, method: string, fields: () => Fields, token?: string])[] = [
    ['invalid_auth', 'auth.test', () => ({}), 'xoxb-unknown'],
    ['token_revoked', 'auth.test', () => ({}), 'xoxb-gone'],
    ['channel_not_found', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'CNOWHERE' })],
    ['channel_not_found', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'CDELETED' })],
    ['channel_not_found', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'GPRIVATE' })],
    ['channel_not_found', 'conversations.info', () => ({ channel: 'GPRIVATE' })],
    ['not_in_channel', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'COUTSIDE' })],
    ['not_in_channel', 'conversations.history', () => ({ channel: 'COUTSIDE' })],
    ['is_archived', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'CARCHIVED' })],
    ['is_archived', 'conversations.join', () => ({ channel: 'CARCHIVED' })],
    ['missing_scope', 'chat.postMessage', () => ({ ...MESSAGE, channel: 'CMUTE' }), 'xoxb-mute'],
    ['missing_scope', 'conversations.history', () => ({ channel: 'CMUTE' }), 'xoxb-mute'],
    ['message_not_found', 'chat.delete', () => ({ channel: SLACK_CHANNEL, ts: '1.1' })],
    ['cant_delete_message', 'chat.delete', () => ({ channel: SLACK_CHANNEL, ts: others() })],
    ['thread_not_found', 'conversations.replies', () => ({ channel: SLACK_CHANNEL, ts: '1.1' })],
    ['invalid_auth', 'apps.connections.open', () => ({})],
    ['user_not_found', 'users.info', () => ({ user: 'U0NOBODY' })],
    ['no_such_subteam', 'usergroups.users.list', () => ({ usergroup: 'S0NONE' })],
    ['not_in_channel', 'chat.postEphemeral', () => ({ ...ALONE, channel: 'COUTSIDE' })],
    ['user_not_in_channel', 'chat.postEphemeral', () => ({ ...ALONE, user: 'U0NOBODY' })],
    ['invalid_trigger_id', 'views.open', () => ({ trigger_id: 'none', view: MODAL })],
  ]
  for (const [error, method, fields, token] of refusals) {
    test(`answers ${method} with ${error}: ${JSON.stringify(fields.toString().slice(6, 60))}`, async () => {
      equal((await call(slack, method, fields(), token)).body.error, error)
      deepEqual(slack.violations, [])
    })
  }

  const faults: readonly (readonly [fault: RegExp, method: string, fields: Fields])[] = [
    [/no method we use/, 'chat.meMessage', {}],
    [/no argument colour/, 'chat.postMessage', { ...MESSAGE, colour: 'red' }],
    [/links would unfurl/, 'chat.postMessage', { ...MESSAGE, unfurl_links: 'true' }],
    [/become mentions/, 'chat.postMessage', { ...MESSAGE, link_names: 'true' }],
    [/unescaped/, 'chat.postMessage', { ...MESSAGE, text: '<!channel>' }],
    [/thread_not_found/, 'chat.postMessage', { ...MESSAGE, thread_ts: '1.1' }],
    [/limit 1000/, 'conversations.history', { channel: SLACK_CHANNEL, limit: '1000' }],
    [/no home view/, 'views.publish', { user_id: 'U1', view: '{"type":"modal","blocks":[]}' }],
    [/a label of the modal/, 'views.open', { view: modal({ title: plain('x'.repeat(25)) }) }],
    [/0 blocks/, 'views.open', { view: modal({ blocks: [] }) }],
    [/private_metadata/, 'views.open', { view: modal({ private_metadata: 'x'.repeat(3_001) }) }],
    [/option count/, 'views.open', { view: modal(choice([])) }],
    [/an option too long/, 'views.open', { view: modal(choice([{ text: plain('x'), value: 'x'.repeat(151) }])) }],
    [/a table/, 'views.publish', { user_id: 'U1', view: JSON.stringify({ type: 'home', blocks: [TABLE] }) }],
    [/become mentions/, 'chat.postEphemeral', { ...ALONE, parse: 'full' }],
    [/no argument unfurl_links/, 'chat.postEphemeral', { ...ALONE, unfurl_links: 'false' }],
  ]
  for (const [fault, method, fields] of faults) {
    test(`counts ${String(fault)} as a violation`, async () => {
      const strict = await startFakeSlack()
      await call(strict, method, fields)
      match(strict.violations.join(), fault)
      await strict.close()
    })
  }

  test('tells the scopes of the token, and who it is', async () => {
    const { headers, body } = await call(slack, 'auth.test', {})
    equal(headers.get('x-oauth-scopes'), SLACK_SCOPES.join(','))
    equal(body['team_id'], 'T0FAKE001')
  })

  test('gives the token of an installation once, to who knows the secret', async () => {
    slack.offerInstall('code1', makeWorkspace({ id: 'T0NEW', name: 'new', token: 'xoxb-new' }))
    const given = { client_id: SLACK_CLIENT.id, code: 'code1' }
    const [forged, good, again] = [
      await call(slack, 'oauth.v2.access', { ...given, client_secret: 'guess' }),
      await call(slack, 'oauth.v2.access', { ...given, client_secret: SLACK_CLIENT.secret }),
      await call(slack, 'oauth.v2.access', { ...given, client_secret: SLACK_CLIENT.secret }),
    ]
    deepEqual(
      [forged.body.error, good.body['access_token'], again.body.error],
      ['bad_client_secret', 'xoxb-new', 'invalid_code'],
    )
  })

  test('a post that has replies is deleted to a stone, and its thread stays', async () => {
    const fresh = await startFakeSlack()
    const ts = String((await call(fresh, 'chat.postMessage', MESSAGE)).body['ts'])
    await call(fresh, 'chat.postMessage', { ...MESSAGE, thread_ts: ts })
    await call(fresh, 'chat.delete', { channel: SLACK_CHANNEL, ts })
    deepEqual(
      fresh.messages().map(({ deleted }) => deleted),
      [true, false],
    )
    await fresh.close()
  })

  test('opens a form with a trigger once, within three seconds', async () => {
    const clock = stoppedClock()
    const fresh = await startFakeSlack({ clock })
    const here = { workspace: fresh.workspaces[0]!, user: SLACK_USER, channel: SLACK_CHANNEL }
    const trigger = () => String(fresh.acts.command(here, '/story').payload['trigger_id'])
    const open = async (id: string) => (await call(fresh, 'views.open', { trigger_id: id, view: MODAL })).body
    const [good, late] = [trigger(), trigger()]
    deepEqual([(await open(good)).ok, (await open(good)).error], [true, 'exchanged_trigger_id'])
    clock.advance(3_001)
    deepEqual([(await open(late)).error, fresh.violations], ['expired_trigger_id', []])
    await fresh.close()
  })

  test('takes five answers in thirty minutes, and none that would wipe out what was pressed', async () => {
    const clock = stoppedClock()
    const fresh = await startFakeSlack({ clock })
    const here = { workspace: fresh.workspaces[0]!, user: SLACK_USER, channel: SLACK_CHANNEL }
    const answer = async (url: unknown, more: object = {}) => {
      const rest = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }
      const body = { text: 'x', blocks: JSON.parse(BLOCKS), replace_original: false, ...rest, ...more }
      return (await fetch(String(url), { method: 'POST', body: JSON.stringify(body) })).status
    }
    const [used, old] = [fresh.acts.command(here, '/brief'), fresh.acts.command(here, '/brief')]
    for (let count = 0; count < 5; count += 1) equal(await answer(used.payload['response_url']), 200)
    equal(await answer(used.payload['response_url']), 404)
    clock.advance(31 * 60_000)
    equal(await answer(old.payload['response_url']), 404)
    const pressed = fresh.acts.press(here, 'brief', { message: { ts: '1.1', thread: null } })
    equal(await answer(pressed.payload['response_url'], { replace_original: true }), 400)
    match(fresh.violations.join(), /a sixth answer.*what a person pressed is replaced/)
    await fresh.close()
  })

  test('lets a channel have about a post a second after a small burst, and a workspace its share', async () => {
    const clock = stoppedClock()
    const limited = await startFakeSlack({ limits: true, clock })
    const post = async (channel: string) => (await call(limited, 'chat.postMessage', { ...MESSAGE, channel })).status
    const burst = []
    for (let count = 0; count < 4; count += 1) burst.push(await post(SLACK_CHANNEL))
    deepEqual(burst, [200, 200, 200, 429])
    clock.advance(1_000)
    deepEqual([await post(SLACK_CHANNEL), await post(SLACK_CHANNEL)], [200, 429])
    for (let count = 0; count < 40; count += 1) addChannel(limited.workspaces[0]!, { id: `C${count}` })
    const spread = []
    for (let count = 0; count < 40; count += 1) spread.push(await post(`C${count}`))
    ok(spread.includes(429))
    await limited.close()
  })

  test('counts the calls of a method by its tier and says how long to wait', async () => {
    const limited = await startFakeSlack({ limits: true, clock: stoppedClock() })
    for (let count = 0; count < 50; count += 1) await call(limited, 'conversations.info', { channel: SLACK_CHANNEL })
    const { status, headers, body } = await call(limited, 'conversations.info', { channel: SLACK_CHANNEL })
    deepEqual([status, headers.get('retry-after'), body.error], [429, '2', 'ratelimited'])
    await limited.close()
  })
})

describe('the fake Slack in Socket Mode', () => {
  let slack: FakeSlack
  let socket: WebSocket
  const heard: { readonly type: string; readonly envelope_id?: string }[] = []
  before(async () => {
    slack = await startFakeSlack()
    const { body } = await call(slack, 'apps.connections.open', {}, SLACK_APP_TOKEN)
    socket = new WebSocket(String(body['url']))
    socket.addEventListener('message', ({ data }) => void heard.push(JSON.parse(String(data))))
    await until(() => heard.length === 1)
  })
  after(() => slack.close())

  test('says hello, and lets nobody in twice with one ticket', async () => {
    equal(heard[0]?.type, 'hello')
    const again = new WebSocket(socket.url)
    const refused = Promise.withResolvers<void>()
    again.addEventListener('error', () => refused.resolve())
    await refused.promise
  })

  test('waits three seconds for an envelope to be acknowledged, and hears no acknowledgement twice', async () => {
    const event = wrapEvent(slack.workspaces[0]!, { type: 'channel_archive', channel: 'C1' })
    const [first, second] = [slack.sockets.send('events_api', event), slack.sockets.send('events_api', event)]
    await until(() => heard.length === 3)
    const acknowledge = () => socket.send(JSON.stringify({ envelope_id: heard[1]?.envelope_id }))
    acknowledge()
    acknowledge()
    deepEqual([(await first).acked, (await second).acked], [true, false])
    match(slack.violations.join(), /acknowledged twice/)
  })

  test('tells that it will close, and closes', async () => {
    const closed = Promise.withResolvers<void>()
    socket.addEventListener('close', () => closed.resolve())
    slack.sockets.disconnect('refresh_requested')
    await closed.promise
    equal(heard.at(-1)?.type, 'disconnect')
    equal(slack.sockets.connections(), 0)
  })
})

test('the fake Slack signs its requests as the real receiver wants them', async () => {
  const slack = await startFakeSlack()
  const secret = 'fake-signing-secret'
  const receiver = new HTTPReceiver({ signingSecret: secret, logLevel: LogLevel.ERROR })
  const app = new App({
    token: SLACK_TOKEN,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  const heard: string[] = []
  app.event('app_uninstalled', async ({ event }) => void heard.push(event.type))
  const server = await receiver.start(0)
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`
  const body = wrapEvent(slack.workspaces[0]!, { type: 'app_uninstalled' })
  try {
    const statuses = [
      (await sendSigned({ url, secret, body })).status,
      (await sendSigned({ url, secret, body, forged: true })).status,
      (await sendSigned({ url, secret, body, timestampS: Math.floor(Date.now() / 1_000) - 600 })).status,
    ]
    deepEqual(statuses, [200, 401, 401])
    deepEqual(heard, ['app_uninstalled'])
  } finally {
    await receiver.stop()
    await slack.close()
  }
})

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!happened()) {
    ok(performance.now() < end, 'it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
