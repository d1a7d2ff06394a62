import { deepEqual, equal } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createSlackPeople, type ManageQuestion } from '../../../src/adapters/slack/slack-people.ts'
import type { Right } from '../../../src/news/chat.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack, type FakeSlack } from '../../e2e/fake-slack.ts'
import { addChannel, addUser, SLACK_USER } from '../../e2e/slack-world.ts'

const NEVER = new AbortController().signal
const GROUP = 'S0DESK'

async function start(context: TestContext) {
  const slack = await startFakeSlack()
  context.after(() => slack.close())
  let nowMs = 0
  const people = createSlackPeople({
    tokenFor: async () => SLACK_TOKEN,
    apiUrl: slack.apiUrl,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(nowMs) },
    managers: [GROUP],
    lang: 'es',
  })
  const pass = (minutes: number) => void (nowMs += minutes * 60_000)
  return { slack, people, pass, home: slack.workspaces[0]! }
}

const asked: ManageQuestion = { workspace: 'T0FAKE001', user: SLACK_USER, channel: SLACK_CHANNEL, isOwnChannel: false }

type Case = readonly [
  who: string,
  right: Right,
  arrange: (slack: FakeSlack) => void,
  question?: Partial<ManageQuestion>,
]
const home = (slack: FakeSlack) => slack.workspaces[0]!
const cases: readonly Case[] = [
  ['anybody', 'may-not', () => {}],
  ['an admin', 'may', (slack) => addUser(home(slack), { id: SLACK_USER, isAdmin: true })],
  ['an owner', 'may', (slack) => addUser(home(slack), { id: SLACK_USER, isOwner: true })],
  [
    'an admin of another workspace, in a shared channel',
    'may-not',
    (slack) => addUser(home(slack), { id: SLACK_USER, isAdmin: true, isOwner: true, team: 'T0OTHER' }),
  ],
  [
    'an admin of another workspace, which their click names',
    'may-not',
    (slack) => addUser(home(slack), { id: SLACK_USER, isAdmin: true, team: 'T0OTHER' }),
    { workspace: 'T0OTHER' },
  ],
  [
    'an admin, while Slack does not tell whose the token is',
    'unknown',
    (slack) => {
      slack.injectFor('auth.test', { kind: 'status', status: 500 })
      addUser(home(slack), { id: SLACK_USER, isAdmin: true })
    },
  ],
  ['who made the channel', 'may', (slack) => addChannel(home(slack), { id: SLACK_CHANNEL, creator: SLACK_USER })],
  ['a member of the user group', 'may', (slack) => void home(slack).groups.set(GROUP, ['U1', SLACK_USER])],
  ['a member of another group', 'may-not', (slack) => void home(slack).groups.set('S0OTHER', [SLACK_USER])],
  ['anybody in a message to the bot', 'may', () => {}, { channel: 'D0READER', isOwnChannel: true }],
  [
    'a guest in a message to the bot',
    'may-not',
    (slack) => addUser(home(slack), { id: SLACK_USER, isGuest: true }),
    { channel: 'D0READER', isOwnChannel: true },
  ],
  [
    'who uses a command in a message to the bot',
    'may',
    (slack) => addChannel(home(slack), { id: 'D0READER' }),
    { channel: 'D0READER' },
  ],
  ['who uses a command in a message between people', 'may-not', () => {}, { channel: 'D0OTHERS' }],
  ['anybody in a private channel without the bot', 'may-not', () => {}, { channel: 'G0SECRET' }],
  ['anybody in the Home tab', 'may-not', () => {}, { channel: null }],
  [
    'an admin in the Home tab',
    'may',
    (slack) => addUser(home(slack), { id: SLACK_USER, isAdmin: true }),
    { channel: null },
  ],
  [
    'anybody while Slack does not tell who they are',
    'unknown',
    (slack) => slack.injectFor('users.info', { kind: 'status', status: 500 }),
  ],
  [
    'anybody while Slack does not tell who is in the group',
    'unknown',
    (slack) => slack.injectFor('usergroups.users.list', { kind: 'refused', code: 'missing_scope' }),
  ],
  [
    'who made the channel, while Slack does not tell who is an admin',
    'may',
    (slack) => {
      slack.injectFor('users.info', { kind: 'rate-limited', retryAfterS: 60 })
      addChannel(home(slack), { id: SLACK_CHANNEL, creator: SLACK_USER })
    },
  ],
]
for (const [who, right, arrange, question] of cases) {
  test(`${who}: ${right} manage the channel`, async (context) => {
    const { slack, people } = await start(context)
    arrange(slack)
    equal(await people.mayManage({ ...asked, ...question }, NEVER), right)
    deepEqual(slack.violations, [])
  })
}

test('who is an admin, or is one no longer, is asked for each time; zone and language every ten minutes', async (context) => {
  const { slack, people, pass, home: workspace } = await start(context)
  const asks = () => slack.calls.filter((call) => call === 'users.info').length
  const who = () => people.asker('T0FAKE001', SLACK_USER, NEVER)
  await Promise.all([who(), who()])
  equal(asks(), 1)
  addUser(workspace, { id: SLACK_USER, isAdmin: true, tz: 'Europe/Madrid' })
  deepEqual([await people.mayManage(asked, NEVER), (await who()).zone, asks()], ['may', 'Europe/Madrid', 2])
  addUser(workspace, { id: SLACK_USER, isAdmin: false, tz: 'Europe/Madrid' })
  deepEqual([await people.mayManage(asked, NEVER), asks()], ['may-not', 3])
  pass(9)
  await who()
  equal(asks(), 3)
  pass(2)
  await who()
  equal(asks(), 4)
})

test('a person of whom Slack tells nothing, or too late, is asked with the bot’s language', async (context) => {
  const { slack, people } = await start(context)
  const nobody = { platform: 'slack', workspace: 'T0FAKE001', user: SLACK_USER, lang: 'es', zone: null } as const
  slack.injectFor('users.info', { kind: 'hang' }, { kind: 'status', status: 500 })
  const began = performance.now()
  deepEqual(await people.asker('T0FAKE001', SLACK_USER, AbortSignal.timeout(1_500)), nobody)
  equal(performance.now() - began < 1_400, true)
  deepEqual(await people.asker('T0FAKE001', 'U0OTHER', NEVER), { ...nobody, user: 'U0OTHER' })
})

const seers = [
  ['a member', {}, 'workspace'],
  ['a guest', { isGuest: true }, 'channel'],
  ['somebody of another workspace', { team: 'T0OTHER', isAdmin: true }, 'channel'],
] as const
for (const [who, given, sees] of seers) {
  test(`${who} sees what the ${sees} follows`, async (context) => {
    const { people, home: workspace } = await start(context)
    addUser(workspace, { id: SLACK_USER, ...given })
    equal((await people.asker('T0FAKE001', SLACK_USER, NEVER)).sees, sees)
  })
}

const zones = [
  ['America/Bogota', 'America/Bogota'],
  ['Mars/Olympus', null],
  ['', null],
  ['<!channel>', null],
] as const
for (const [told, zone] of zones) {
  test(`a zone that is told as ${told} is ${zone}`, async (context) => {
    const { people, home: workspace } = await start(context)
    addUser(workspace, { id: SLACK_USER, tz: told })
    equal((await people.asker('T0FAKE001', SLACK_USER, NEVER)).zone, zone)
  })
}
