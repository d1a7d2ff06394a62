import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { askLack } from '../../../src/adapters/slack/lacks.ts'
import { createSlackCaller } from '../../../src/adapters/slack/slack-call.ts'
import type { Lang } from '../../../src/news/message.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack, type FakeSlack } from '../../e2e/fake-slack.ts'
import { addChannel } from '../../e2e/slack-world.ts'

const NEVER = new AbortController().signal
const home = (slack: FakeSlack) => slack.workspaces[0]!
const left = (slack: FakeSlack) => void addChannel(home(slack), { id: SLACK_CHANNEL, isMember: false })

type Case = readonly [
  what: string,
  arrange: (slack: FakeSlack) => void,
  lack: RegExp | null,
  channel?: string,
  lang?: Lang,
]
const cases: readonly Case[] = [
  ['a channel that it is in', () => {}, null],
  ['a message to the bot itself', (slack) => void addChannel(home(slack), { id: 'D0READER' }), null, 'D0READER'],
  ['a public channel that it is not in', left, /not in this channel.* \/invite @Standfirst$/],
  ['the same, in Spanish', left, /no está en este canal.* \/invite @Standfirst$/, SLACK_CHANNEL, 'es'],
  ['a private channel that it is not in', () => {}, /\/invite @Standfirst$/, 'C0SECRET'],
  ['a message between people', () => {}, /Ask in a channel that it is in/, 'D0OTHERS'],
  ['an archived channel', (slack) => void addChannel(home(slack), { id: SLACK_CHANNEL, isArchived: true }), /archived/],
  ['Slack out of order', (slack) => slack.injectFor('conversations.info', { kind: 'status', status: 500 }), null],
  [
    'too many questions',
    (slack) => slack.injectFor('conversations.info', { kind: 'rate-limited', retryAfterS: 60 }),
    null,
  ],
  [
    'a scope that is missing',
    (slack) => slack.injectFor('conversations.info', { kind: 'refused', code: 'missing_scope' }),
    null,
  ],
]
for (const [what, arrange, expected, channel = SLACK_CHANNEL, lang = 'en'] of cases) {
  test(`${what}: ${expected === null ? 'nothing is said to be lacking' : expected.source}`, async (context) => {
    const slack = await startFakeSlack()
    context.after(() => slack.close())
    arrange(slack)
    const called = createSlackCaller({ token: SLACK_TOKEN, apiUrl: slack.apiUrl })
    const lack = await askLack(called, { channel, lang }, NEVER)
    if (expected === null) equal(lack, null)
    else {
      match(lack?.text ?? '', expected)
      equal(lack?.stops, 'every-post')
    }
    deepEqual(slack.violations, [])
  })
}
