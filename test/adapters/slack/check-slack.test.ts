import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { checkSlack, checkSlackAppToken } from '../../../src/adapters/slack/check-slack.ts'
import { missingScopes, NEEDED_SCOPES } from '../../../src/adapters/slack/scopes.ts'
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack, type FakeSlack } from '../../e2e/fake-slack.ts'
import { addChannel } from '../../e2e/slack-world.ts'

const channelOf = (slack: FakeSlack) => {
  const channel = slack.workspaces[0]?.channels.get(SLACK_CHANNEL)
  ok(channel !== undefined)
  return channel
}

const cases: readonly (readonly [string, (slack: FakeSlack) => void, RegExp, RegExp | null])[] = [
  ['all is well', () => {}, /takes posts$/, null],
  [
    'the channel is archived',
    (slack) => void (channelOf(slack).isArchived = true),
    /is archived$/,
    /out of the archive/,
  ],
  [
    'the app was removed',
    (slack) => void (channelOf(slack).isMember = false),
    /the app is not in #/,
    /\/invite @Standfirst/,
  ],
  ['the channel was deleted', (slack) => void (channelOf(slack).isDeleted = true), /channel_not_found/, /Do what/],
]
for (const [name, arrange, found, mend] of cases) {
  test(`doctor and Slack: ${name}`, async (context) => {
    const slack = await startFakeSlack()
    context.after(() => slack.close())
    arrange(slack)
    const channels = [{ platform: 'slack', id: SLACK_CHANNEL } as const]
    const options = { token: SLACK_TOKEN, apiUrl: slack.apiUrl, channels }
    const [bot, channel] = await checkSlack(options, AbortSignal.timeout(10_000))
    deepEqual(bot, { name: 'slack', found: 'standfirst in fake (T0FAKE001)', mend: null })
    match(channel?.found ?? '', found)
    if (mend === null) equal(channel?.mend, null)
    else match(channel?.mend ?? '', mend)
    deepEqual([slack.calls, slack.violations], [['auth.test', 'conversations.info'], []])
  })
}

test('doctor and Slack: a digest that goes to one person', async (context) => {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  const [home] = slack.workspaces
  ok(home !== undefined)
  addChannel(home, { id: 'D0READER' })
  const channels = [{ platform: 'slack', id: 'D0READER' } as const]
  const options = { token: SLACK_TOKEN, apiUrl: slack.apiUrl, channels }
  const [, direct] = await checkSlack(options, AbortSignal.timeout(10_000))
  deepEqual(direct, { name: 'slack D0READER', found: 'a direct message, which takes posts', mend: null })
})

test('doctor and Slack: the scope that is missing is named, with what it is for', async (context) => {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  const [home] = slack.workspaces
  ok(home !== undefined)
  home.scopes = NEEDED_SCOPES.filter((scope) => scope !== 'channels:history')
  const [bot] = await checkSlack(
    { token: SLACK_TOKEN, apiUrl: slack.apiUrl, channels: [] },
    AbortSignal.timeout(10_000),
  )
  match(bot?.found ?? '', /it lacks channels:history \(to look for a digest/)
  match(bot?.mend ?? '', /install the app again/)
})

test('doctor and Slack: a revoked token, a network that is off, and an app token', async (context) => {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  const limit = AbortSignal.timeout(10_000)
  const at = (token: string, apiUrl = slack.apiUrl) => ({ token, apiUrl, channels: [] })
  const [wrong] = await checkSlack(at('xoxb-wrong'), limit)
  const [off] = await checkSlack(at(SLACK_TOKEN, 'http://127.0.0.1:9/api/'), limit)
  const app = await checkSlackAppToken(at(SLACK_APP_TOKEN), limit)
  const wrongApp = await checkSlackAppToken(at('xapp-wrong'), limit)
  match(wrong?.found ?? '', /invalid_auth/)
  match(off?.mend ?? '', /^Check the network/)
  equal(app.mend, null)
  match(`${wrongApp.found} ${wrongApp.mend}`, /Slack refused \(invalid_auth\)\. Make an app-level token/)
  ok(!/xoxb-|xapp-|may have been accepted/.test(JSON.stringify([wrong, off, app, wrongApp])))
})

test('doctor and Slack: whoever is asked to wait asks no more, and says what was not asked', async (context) => {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  const [home] = slack.workspaces
  ok(home !== undefined)
  const ids = ['C1', 'C2', 'C3']
  for (const id of ids) addChannel(home, { id })
  slack.inject({ kind: 'none' }, { kind: 'none' }, { kind: 'rate-limited', retryAfterS: 30 })
  const channels = ids.map((id) => ({ platform: 'slack', id }) as const)
  const options = { token: SLACK_TOKEN, apiUrl: slack.apiUrl, channels }
  const findings = await checkSlack(options, AbortSignal.timeout(10_000))
  deepEqual(
    findings.map(({ name, mend }) => [name, mend]),
    [
      ['slack', null],
      ['slack C1', null],
      ['slack C2', 'Run doctor again then.'],
      ['slack', 'Run doctor again.'],
    ],
  )
  equal(slack.calls.length, 2)
})

test('scopes that are there are not missed', () => {
  deepEqual(missingScopes([...NEEDED_SCOPES, 'users:read']), [])
  equal(missingScopes([]).length, NEEDED_SCOPES.length)
})
