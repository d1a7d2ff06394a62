import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createSlackPublisher } from '../../../src/adapters/slack/slack-publisher.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { deliveryId } from '../../../src/news/ids.ts'
import { publisherContract } from '../../contract/publisher-contract.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from '../../e2e/fake-slack.ts'
import type { FakeSlack } from '../../e2e/fake-slack.ts'
import { pressable } from '../../e2e/slack-rules.ts'
import { MESSAGES } from '../messages.ts'

const channel = { platform: 'slack', id: SLACK_CHANNEL } as const
/** Before anything is posted. */
const SINCE = Temporal.Instant.from('2026-01-08T08:00Z')
/** Long enough for an answer from this machine, short enough to wait for in a test. */
const TIMEOUT_MS = 1_000

const publisherOf = (slack: FakeSlack, token = SLACK_TOKEN) =>
  createSlackPublisher({ token, apiUrl: slack.apiUrl, timeoutMs: TIMEOUT_MS })

publisherContract('slack', async () => {
  const slack = await startFakeSlack()
  return {
    publisher: publisherOf(slack),
    channel,
    restarted: () => publisherOf(slack),
    read: slack.read,
    violations: () => slack.violations,
    inject: slack.inject,
    refusalCode: 'is_archived',
    token: SLACK_TOKEN,
    close: slack.close,
  }
})

describe('on Slack', () => {
  const delivery = deliveryId('d1a2b3c4d5')
  const { signal } = new AbortController()
  let slack: FakeSlack
  before(async () => {
    slack = await startFakeSlack()
  })
  after(() => slack.close())

  const codes = [
    ['channel_not_found', 'channel-refused'],
    ['not_in_channel', 'channel-refused'],
    ['is_archived', 'channel-refused'],
    ['account_inactive', 'token-refused'],
    ['token_revoked', 'token-refused'],
    ['missing_scope', 'channel-refused'],
    ['restricted_action', 'channel-refused'],
    ['ratelimited', 'rate-limited'],
    ['msg_blocks_too_long', 'input-invalid'],
    ['internal_error', 'unconfirmed'],
    ['<html>a proxy</html>', 'unconfirmed'],
  ] as const
  for (const [code, expected] of codes) {
    test(`${code} is told as ${expected}`, async () => {
      slack.inject({ kind: 'refused', code })
      await rejects(publisherOf(slack).post(channel, MESSAGES.short, delivery, signal), (error) => {
        ok(isNewsError(error, expected), String(error))
        ok(!error.message.includes('<html>'))
        return true
      })
    })
  }

  test('a token that Slack does not know is a refusal that says what to do', async () => {
    await rejects(publisherOf(slack, 'xoxb-wrong').post(channel, MESSAGES.short, delivery, signal), (error) => {
      ok(isNewsError(error, 'token-refused') && error.message.includes('set the new bot token'), String(error))
      return true
    })
  })

  test('a missing scope is named', async () => {
    slack.inject({ kind: 'refused', code: 'missing_scope' })
    await rejects(publisherOf(slack).post(channel, MESSAGES.short, delivery, signal), /Needed: chat:write/)
  })

  test('a channel that cannot be read leaves a delivery unconfirmed rather than posting it again', async () => {
    slack.inject({ kind: 'refused', code: 'missing_scope' })
    await rejects(publisherOf(slack).find(channel, delivery, signal, SINCE), (error) =>
      isNewsError(error, 'unconfirmed'),
    )
  })

  test('a server that is not there is unconfirmed, and says which fault it was', async () => {
    const gone = await startFakeSlack()
    await gone.close()
    const publisher = publisherOf(gone)
    await rejects(publisher.post(channel, MESSAGES.short, delivery, signal), (error) => {
      ok(isNewsError(error, 'unconfirmed') && error.message.includes('ECONNREFUSED'), String(error))
      return true
    })
  })

  test('stopping while Slack is silent ends the call at once', async () => {
    slack.inject({ kind: 'hang-accepting' })
    const stop = new AbortController()
    const posting = publisherOf(slack).post(channel, MESSAGES.short, deliveryId('dstopped00'), stop.signal)
    setTimeout(() => stop.abort(), 50)
    await rejects(posting, (error) => isNewsError(error, 'unconfirmed') && error.message.includes('stopping'))
  })

  test('a thread that may not be read pauses no channel that may be posted to', async () => {
    const posted = await publisherOf(slack).post(channel, MESSAGES.short, deliveryId('dscopes000'), signal)
    slack.inject({ kind: 'refused', code: 'missing_scope' })
    const editing = publisherOf(slack).edit(posted, MESSAGES.quiet, signal)
    await rejects(editing, (error) => isNewsError(error, 'unconfirmed') && error.message.includes('channels:history'))
  })

  test('behind more talk than can be searched since then only a reader can tell', async () => {
    const busy = await startFakeSlack()
    for (let n = 0; n < 1_100; n += 1) busy.addOther(`talk ${n}`)
    const soon = Temporal.Instant.from('2100-01-01T00:00Z')
    equal(await publisherOf(busy).find(channel, delivery, signal, soon), null)
    const longAgo = Temporal.Instant.from('1960-01-01T00:00Z')
    const looking = publisherOf(busy).find(channel, delivery, signal, longAgo)
    await rejects(looking, (error) => isNewsError(error, 'not-offered'))
    await busy.close()
  })

  test('where Slack gives one page a minute that is enough, if it reaches back far enough', async () => {
    const busy = await startFakeSlack()
    for (let n = 0; n < 250; n += 1) busy.addOther(`talk ${n}`)
    const limits = [{ kind: 'none' }, { kind: 'rate-limited', retryAfterS: 60 }] as const
    busy.injectFor('conversations.history', ...limits)
    const soon = Temporal.Instant.from('2100-01-01T00:00Z')
    equal(await publisherOf(busy).find(channel, delivery, signal, soon), null)
    busy.injectFor('conversations.history', ...limits)
    const longAgo = Temporal.Instant.from('1960-01-01T00:00Z')
    const looking = publisherOf(busy).find(channel, delivery, signal, longAgo)
    await rejects(looking, (error) => isNewsError(error, 'rate-limited'))
    await busy.close()
  })

  test('a post is found behind three pages of other talk', async () => {
    const busy = deliveryId('dbusy00000')
    const posted = await publisherOf(slack).post(channel, MESSAGES.quiet, busy, signal)
    for (let n = 0; n < 250; n += 1) slack.addOther(`talk ${n}`)
    equal((await publisherOf(slack).find(channel, busy, signal, SINCE))?.message, posted.message)
  })

  test('a long digest has its buttons on its first post, and an edit keeps them there', async () => {
    const buttons = [{ label: 'Sources', words: 'sources harbour' }]
    const message = { ...MESSAGES.long, buttons }
    const posted = await publisherOf(slack).post(channel, message, deliveryId('dbuttons00'), signal)
    const labels = () =>
      slack
        .messages()
        .filter(({ ts, thread }) => ts === posted.message || thread === posted.message)
        .map(({ blocks }) => pressable(blocks).map(([label]) => label))
    ok(labels().length > 1)
    deepEqual(labels().flat(), ['Sources'])
    deepEqual(labels()[0], ['Sources'])
    await publisherOf(slack).edit(posted, { ...MESSAGES.short, buttons }, signal)
    deepEqual(labels(), [['Sources']])
  })

  test('editing a message that is gone or of somebody else changes nothing and says so', async () => {
    slack.addOther('not ours')
    const foreign = slack.messages().at(-1)!.ts
    for (const message of [foreign, '1.000001']) {
      const editing = publisherOf(slack).edit({ ...channel, message }, MESSAGES.short, signal)
      await rejects(editing, (error) => isNewsError(error, 'input-invalid'))
    }
    equal(slack.messages().at(-1)?.text, 'not ours')
  })
})
