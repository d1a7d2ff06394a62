import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Reply } from '../../../src/news/chat.ts'
import type { ChatMessage } from '../../../src/news/message.ts'
import { SLACK_CHANNEL, SLACK_TOKEN } from '../../e2e/fake-slack.ts'
import { readBlocks } from '../../e2e/slack-rules.ts'
import { addChannel } from '../../e2e/slack-world.ts'
import { messageOf, replyOf } from './scripted-conversation.ts'
import { MODES, startTalk, type Talk } from './talk.ts'

const SLOW_MS = 1_100
const DIRECT = 'D0READER'

/** So many rows that it takes `parts` posts, each row with its number. */
function longMessage(parts: number): ChatMessage {
  const rows = Array.from(
    { length: parts * 7 },
    (_, n) => ({ kind: 'note', text: `row ${n}. ${'x'.repeat(1_490)}` }) as const,
  )
  return messageOf('Long', { sections: [{ heading: '', rows }] })
}

const rowsOf = (shown: readonly { readonly blocks: Parameters<typeof readBlocks>[0] }[]) =>
  shown.flatMap(({ blocks }) => [...readBlocks(blocks).matchAll(/^row (\d+)\./gm)].map(([, n]) => Number(n)))
const inOrder = (numbers: readonly number[]) => numbers.every((n, index) => n === index)

async function slowly<Value>(value: Value, ms = SLOW_MS): Promise<Value> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  return value
}

for (const mode of MODES) {
  describe(mode, () => {
    test('a slow command is told to be under way, and its answer takes that place', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver, home } = talk
      const { promise: answer, resolve } = Promise.withResolvers<Reply>()
      script.answerWith = () => answer
      await driver.send(slack.acts.command(here, '/brief'))
      await talk.until(() => home.ephemerals.length === 1)
      deepEqual([talk.alone(), script.accepted], [['respond: working'], 0])
      resolve(replyOf('the answer'))
      await talk.until(() => script.accepted === 1)
      deepEqual([talk.alone(), slack.violations], [['respond: the answer'], []])
    })

    test('a better answer takes the place of a command’s, and is accepted too', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver } = talk
      script.answerWith = async () => replyOf('first', { better: slowly(replyOf('better'), 50) })
      await driver.send(slack.acts.command(here, '/brief'))
      await talk.until(() => script.accepted === 2)
      deepEqual([talk.alone(), slack.violations], [['respond: better'], []])
    })

    test('the answer of a slow mention stands below, and no second one comes', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver } = talk
      script.answerWith = () => slowly(replyOf('first', { better: slowly(replyOf('better'), 50) }))
      await driver.send(slack.acts.mention(here, 'brief'))
      await talk.until(() => script.accepted === 1)
      await talk.quiet()
      deepEqual([talk.alone(), script.accepted, slack.violations], [['call: working', 'call: first'], 1, []])
    })

    test('a digest whose button was pressed is never replaced, however slow the answer', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver } = talk
      slack.addOther('a digest')
      const [digest] = slack.messages()
      ok(digest !== undefined)
      script.answerWith = () => slowly(replyOf('first', { better: slowly(replyOf('better'), 50) }))
      await driver.send(slack.acts.press(here, 'sources', { message: digest }))
      await talk.until(() => script.accepted === 1)
      await talk.quiet()
      deepEqual([talk.alone(), slack.messages()], [['respond: working', 'respond: first'], [digest]])
      deepEqual(slack.violations, [])
    })

    test('a direct message is answered in one message that changes, and grows and shrinks', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver } = talk
      const { promise: better, resolve } = Promise.withResolvers<Reply>()
      script.answerWith = () => slowly(replyOf('', { message: longMessage(3), better }))
      await driver.send(slack.acts.direct(here, 'brief'))
      await talk.until(() => script.accepted === 1)
      ok(slack.messages(DIRECT).length >= 3)
      ok(inOrder(rowsOf(slack.messages(DIRECT))) && rowsOf(slack.messages(DIRECT)).length === 21)
      ok(slack.messages(DIRECT).every(({ thread }) => thread === null))
      resolve(replyOf('better'))
      await talk.until(() => script.accepted === 2)
      deepEqual(slack.read(DIRECT).split('\n').at(-1), 'better')
      deepEqual([slack.messages(DIRECT).length, slack.violations], [1, []])
    })

    test('a long answer goes on after five uses of its address, in order and whole', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver, home } = talk
      script.answerWith = () => slowly(replyOf('', { message: longMessage(8) }))
      await driver.send(slack.acts.command(here, '/brief'))
      await talk.until(() => script.accepted === 1)
      const shown = home.ephemerals.filter(({ removed }) => !removed)
      ok(inOrder(rowsOf(shown)) && rowsOf(shown).length === 56, String(rowsOf(shown)))
      // The word that it is under way was the first of five.
      equal(shown.filter(({ via }) => via === 'respond').length, 4)
      deepEqual([shown.slice(4).every(({ via }) => via === 'call'), slack.violations], [true, []])
    })

    test('what comes after the address has expired is shown by a call', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, driver, script } = talk
      const late = slack.acts.command(here, '/brief')
      slack.clock.advance(31 * 60_000)
      await driver.send(late)
      await talk.until(() => script.accepted === 1)
      deepEqual([talk.alone(), slack.violations], [['call: the answer'], []])
    })

    test('where the bot is not, the rest of a long answer comes by a direct message', async (context) => {
      const talk = await startTalk(context, mode)
      const { slack, here, script, driver, home } = talk
      addChannel(home, { id: 'COUTSIDE', isMember: false })
      script.answerWith = async () => replyOf('', { message: longMessage(7) })
      await driver.send(slack.acts.command({ ...here, channel: 'COUTSIDE' }, '/brief'))
      await talk.until(() => script.accepted === 1)
      const shown = [...home.ephemerals, ...slack.messages(DIRECT)]
      ok(inOrder(rowsOf(shown)) && rowsOf(shown).length === 49)
      deepEqual([home.ephemerals.length, slack.violations], [5, []])
    })
  })
}

const shareOutside = async (talk: Talk, channel: string) => {
  talk.script.answerWith = async () => replyOf('for all', { audience: 'channel' })
  await talk.driver.send(talk.slack.acts.command({ ...talk.here, channel }, '/standfirst', 'share brief'))
  await talk.until(() => talk.script.accepted === 1 || talk.notes.length > 1)
}

test('what all are to see is shown by Slack’s address where the bot may not post', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  addChannel(talk.home, { id: 'COUTSIDE', isMember: false })
  await shareOutside(talk, 'COUTSIDE')
  deepEqual([talk.slack.messages('COUTSIDE').length, talk.slack.violations], [1, []])
})

test('what all may have seen is not posted a second time', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  talk.slack.injectFor('chat.postMessage', { kind: 'status-accepting', status: 500 })
  await shareOutside(talk, SLACK_CHANNEL)
  deepEqual([talk.slack.messages().length, talk.script.accepted], [1, 0])
  match(talk.notes.at(-1) ?? '', /^warn Slack: an answer could not be shown/)
})

test('the word that it is under way goes when the answer is for all', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  script.answerWith = () => slowly(replyOf('for all', { audience: 'channel' }))
  await driver.send(slack.acts.command(here, '/standfirst', 'share brief'))
  await talk.until(() => script.accepted === 1)
  await talk.quiet()
  deepEqual([talk.alone(), slack.messages().length, slack.violations], [[], 1, []])
})

test('Slack’s limits are waited for', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  slack.injectFor('chat.postEphemeral', { kind: 'rate-limited', retryAfterS: 1 })
  await driver.send(slack.acts.mention(here, 'brief'))
  await talk.until(() => script.accepted === 1)
  deepEqual([talk.alone(), slack.violations], [['call: the answer'], []])
})

test('an answer that Slack takes in no way is not accepted, and the operator is told', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  for (const call of ['response_url', 'chat.postEphemeral', 'chat.postMessage']) {
    slack.injectFor(call, { kind: 'status', status: 500 })
  }
  await driver.send(slack.acts.command(here, '/brief'))
  await talk.until(() => talk.notes.some((note) => note.startsWith('warn')))
  equal(script.accepted, 0)
  const told = talk.notes.join('\n')
  ok(!told.includes('xoxb-') && !told.includes('/hooks/'), told)
})

const SECOND = { id: 'T0FAKE002', name: 'second', token: 'xoxb-0002-fake-token' }
const bot = { token: SECOND.token, scopes: [], id: 'B2', userId: 'U0FAKE002' }
const installs = {
  save: async () => {},
  find: async (workspace: string) =>
    workspace === SECOND.id ? JSON.stringify({ team: { id: SECOND.id, name: SECOND.name }, bot }) : null,
  list: async () => [],
}
for (const mode of MODES) {
  test(`${mode}: a workspace that installed the app is answered with its own token`, async (context) => {
    const talk = await startTalk(context, mode, {
      install: { clientId: '1.2', clientSecret: 'secret', stateSecret: 'state', installs },
      tokenFor: async (workspace) => (workspace === SECOND.id ? SECOND.token : SLACK_TOKEN),
    })
    const second = talk.slack.addWorkspace(SECOND)
    addChannel(second, { id: 'C0FAKE002' })
    const here = { workspace: second, user: talk.here.user, channel: 'C0FAKE002' }
    await talk.driver.send(talk.slack.acts.mention(here, 'brief'))
    await talk.driver.send(talk.slack.acts.command(here, '/brief'))
    await talk.driver.send(talk.slack.acts.openHome(here))
    await talk.until(() => talk.script.accepted === 2 && second.homes.size === 1)
    deepEqual([second.ephemerals.length, talk.home.ephemerals.length, talk.slack.violations], [2, 0, []])
    deepEqual(
      talk.script.asks.map(({ asker }) => asker.workspace),
      [SECOND.id, SECOND.id],
    )
  })
}
