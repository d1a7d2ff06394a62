import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { AskText } from '../../../src/news/chat.ts'
import { SLACK_CHANNEL } from '../../e2e/fake-slack.ts'
import type { SlackDelivery } from '../../e2e/slack-acts.ts'
import { addUser, SLACK_USER } from '../../e2e/slack-world.ts'
import { replyOf } from './scripted-conversation.ts'
import { MODES, startTalk, type Talk } from './talk.ts'

const RETRY = { num: 1, reason: 'timeout' } as const
const words = (text: string): AskText => ({ kind: 'words', text })
const link = (value: string): AskText => ({ kind: 'named', command: 'add-url', values: { url: value } })

type Act = (talk: Talk) => SlackDelivery
const acts: readonly (readonly [what: string, act: Act, asks: AskText, shown: string])[] = [
  [
    'a slash command',
    ({ slack, here }) => slack.acts.command(here, '/brief', 'harbour'),
    words('brief harbour'),
    'respond',
  ],
  ['a slash command alone', ({ slack, here }) => slack.acts.command(here, '/stories'), words('stories'), 'respond'],
  [
    'a command of /standfirst',
    ({ slack, here }) => slack.acts.command(here, '/standfirst', 'changed &lt;2h &amp; more'),
    words('changed <2h & more'),
    'respond',
  ],
  [
    'a mention',
    ({ slack, here, home }) => slack.acts.mention(here, `<@${home.botUser}> what changed since monday?`),
    words('what changed since monday?'),
    'call',
  ],
  [
    'a mention in a thread',
    ({ slack, here, home }) =>
      slack.acts.mention(here, `¿qué cambió <@${home.botUser}> desde ayer?`, { thread_ts: '1767859200.000001' }),
    words('¿qué cambió desde ayer?'),
    'call 1767859200.000001',
  ],
  [
    'a button of a digest',
    ({ slack, here }) => slack.acts.press(here, 'sources harbour', { message: { ts: '1.1', thread: null } }),
    words('sources harbour'),
    'respond',
  ],
  [
    'a button of an answer',
    ({ slack, here }) => slack.acts.press(here, 'share brief harbour'),
    words('share brief harbour'),
    'respond',
  ],
  [
    'an entry of a menu',
    ({ slack, here }) => slack.acts.press(here, 'why harbour c1', { as: 'menu' }),
    words('why harbour c1'),
    'respond',
  ],
  [
    'a button in a thread',
    ({ slack, here }) => slack.acts.press(here, 'timeline', { thread: '1767859200.000001' }),
    words('timeline'),
    'call 1767859200.000001',
  ],
  [
    'the shortcut of a message',
    ({ slack, here }) => slack.acts.shortcut(here, { text: 'see <https://outlet-1.example/a?b=1&amp;c=2|this>' }),
    link('https://outlet-1.example/a?b=1&c=2'),
    'respond',
  ],
]

for (const mode of MODES) {
  test(`${mode}: what people do is acknowledged at once, asked once and answered to them alone`, async (context) => {
    const talk = await startTalk(context, mode)
    const { script, driver, home } = talk
    for (const [what, act, text, shown] of acts) {
      const before = [script.asks.length, home.ephemerals.length] as const
      const delivery = act(talk)
      ok((await driver.send(delivery)) < 1_000, what)
      // Slack sends again what it believes unheard, also when it was heard.
      await driver.send(delivery, RETRY)
      await talk.until(() => home.ephemerals.length > before[1])
      await talk.quiet()
      const [ask, ...others] = script.asks.slice(before[0])
      deepEqual([ask?.text, others.length], [text, 0], what)
      deepEqual(ask?.channel, { platform: 'slack', id: SLACK_CHANNEL, workspace: home.id }, what)
      deepEqual(
        home.ephemerals
          .slice(before[1])
          .map(({ via, thread, user }) => [thread === null ? via : `${via} ${thread}`, user]),
        [[shown, SLACK_USER]],
        what,
      )
    }
    equal(script.accepted, acts.length)
    deepEqual(talk.slack.violations, [])
    deepEqual(
      talk.notes.filter((note) => note.startsWith('warn')),
      [],
    )
  })

  test(`${mode}: a direct message is answered by a message, and by program nobody is`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver, home } = talk
    await driver.send(slack.acts.direct(here, 'what is this?', { bot_id: 'B1' }))
    await driver.send(slack.acts.direct({ ...here, user: home.botUser }, 'our own words'))
    await driver.send(slack.acts.mention({ ...here, user: home.botUser }, `<@${home.botUser}> our own words`))
    await driver.send(slack.acts.mention(here, 'hello', { bot_profile: { id: 'B1' } }))
    await driver.send(slack.acts.direct(here, 'an edit', { subtype: 'message_changed' }))
    await driver.send(slack.acts.mention(here, 'hello', { bot_id: 'B1' }))
    await driver.send(slack.acts.direct(here, 'brief', { ts: '1767859300.000001' }))
    // The same message, as another event.
    await driver.send(slack.acts.direct(here, 'brief', { ts: '1767859300.000001' }))
    await talk.until(() => slack.messages('D0READER').length > 0)
    await talk.quiet()
    deepEqual(
      script.asks.map(({ text }) => text),
      [words('brief')],
    )
    deepEqual([slack.messages('D0READER').length, slack.violations], [1, []])
  })

  test(`${mode}: who asks is known by their zone and language, asked of Slack once`, async (context) => {
    const talk = await startTalk(context, mode, { lang: 'en' })
    const { slack, here, script, driver, home } = talk
    addUser(home, { id: SLACK_USER, tz: 'America/Bogota', locale: 'es-LA' })
    for (const command of ['/brief', '/sources']) await driver.send(slack.acts.command(here, command))
    // Two people are not answered in the order in which they asked.
    await talk.until(() => script.asks.length === 2)
    await driver.send(slack.acts.command({ ...here, user: 'U0UNKNOWN' }, '/brief'))
    await talk.until(() => script.asks.length === 3)
    const bogota = { platform: 'slack', workspace: home.id, user: SLACK_USER, lang: 'es', zone: 'America/Bogota' }
    const member = { ...bogota, sees: 'workspace' }
    // Of whom Slack tells nothing may be of any workspace.
    const unknown = {
      platform: 'slack',
      workspace: home.id,
      user: 'U0UNKNOWN',
      lang: 'en',
      zone: null,
      sees: 'channel',
    }
    deepEqual(
      script.asks.map(({ asker }) => asker),
      [member, member, unknown],
    )
    equal(slack.calls.filter((call) => call === 'users.info').length, 2)
  })

  test(`${mode}: a form opens, and what it is sent with is asked once`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver, home } = talk
    script.formWith = (ask) =>
      ask.text.kind === 'named'
        ? null
        : {
            title: 'A new story <!here> with a title that is too long',
            submit: 'Cover it',
            command: 'story add',
            values: { lang: 'es', query: 'old' },
            fields: [
              {
                name: 'title',
                label: 'Name',
                hint: '<@U1>',
                need: 'required',
                value: null,
                input: { kind: 'line', lengthMax: 80 },
              },
              {
                name: 'query',
                label: 'Words',
                hint: null,
                need: 'optional',
                value: 'old',
                input: { kind: 'text', lengthMax: 9_000 },
              },
              {
                name: 'lang',
                label: 'Language',
                hint: null,
                need: 'optional',
                value: 'es',
                input: {
                  kind: 'choice',
                  choices: [
                    { value: 'en', label: 'English' },
                    { value: 'es', label: 'Spanish' },
                  ],
                },
              },
            ],
          }
    const opening = slack.acts.command(here, '/story', 'add')
    await driver.send(opening)
    await driver.send(opening, RETRY)
    await talk.until(() => home.forms.length > 0)
    const sent = slack.acts.submit(here, { title: 'Harbour', lang: 'en' })
    await driver.send(sent)
    await driver.send(sent, RETRY)
    await talk.until(() => home.ephemerals.length > 0)
    await talk.quiet()
    deepEqual(
      script.asks.map(({ text }) => text),
      [{ kind: 'named', command: 'story add', values: { lang: 'en', title: 'Harbour' } }],
    )
    deepEqual(
      [home.forms.length, talk.alone(), script.asks[0]?.channel?.id],
      [1, ['respond: the answer'], SLACK_CHANNEL],
    )
    deepEqual(slack.violations, [])
  })

  test(`${mode}: the Home tab is shown, and a button there is answered in a direct message and shows it anew`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver, home } = talk
    await driver.send(slack.acts.openHome(here))
    await talk.until(() => home.homes.has(SLACK_USER))
    await driver.send(slack.acts.pressHome(here, 'stories'))
    await talk.until(() => script.homes.length === 2)
    deepEqual([script.asks[0]?.text, script.asks[0]?.channel], [words('stories'), null])
    deepEqual([slack.messages('D0READER').length, script.accepted, slack.violations], [1, 1, []])
  })

  test(`${mode}: the bot greets a channel that it was invited to, in the language of who invited it`, async (context) => {
    const talk = await startTalk(context, mode)
    const { slack, here, script, driver, home } = talk
    addUser(home, { id: 'U0INVITER', locale: 'es-ES' })
    const joined = slack.acts.join(here, { inviter: 'U0INVITER' })
    await driver.send(slack.acts.join(here, { user: SLACK_USER }))
    await driver.send(joined)
    await driver.send(joined, RETRY)
    await talk.until(() => slack.messages().length > 0)
    await talk.quiet()
    deepEqual(script.greeted, [{ platform: 'slack', id: SLACK_CHANNEL, workspace: home.id, lang: 'es' }])
    equal(slack.messages().length, 1)
    script.greeting = null
    await driver.send(slack.acts.join(here))
    await talk.until(() => script.greeted.length === 2)
    await talk.quiet()
    deepEqual([slack.messages().length, slack.violations], [1, []])
  })
}

test('answers that all are to see are posted, in the thread where there is one', async (context) => {
  const talk = await startTalk(context, 'Socket Mode')
  const { slack, here, script, driver } = talk
  slack.addOther('a digest')
  const digest = slack.messages()[0]
  ok(digest !== undefined)
  script.answerWith = async () => replyOf('for all', { audience: 'channel' })
  await driver.send(slack.acts.press(here, 'share brief', { thread: digest.ts }))
  await talk.until(() => slack.messages().length === 2)
  await driver.send(slack.acts.press(here, 'share brief'))
  await talk.until(() => script.accepted === 2)
  deepEqual(
    slack.messages().map(({ thread }) => thread),
    [null, digest.ts, null],
  )
  deepEqual([script.accepted, talk.alone(), slack.violations], [2, [], []])
})
