import { deepEqual, match, ok } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createLog } from '../../src/ops/log.ts'
import { createConversation } from '../../src/pipeline/conversation/converse.ts'
import { createFreshBriefs } from '../../src/pipeline/reading/fresh-briefs.ts'
import { MODES, startTalk } from '../adapters/slack/talk.ts'
import { at, confirmation, ownReport, rewrite, wireOriginal, wireReprint } from '../pipeline/dam-story.ts'
import { keepAll, openNewsroom, unaborted } from '../pipeline/newsroom.ts'
import { SLACK_CHANNEL } from './fake-slack.ts'
import type { SlackDelivery } from './slack-acts.ts'
import { pressable, readBlocks } from './slack-rules.ts'
import { addChannel, addUser } from './slack-world.ts'

// The real conversation on a Slack that checks what it is given.

async function converse(context: TestContext, mode: (typeof MODES)[number]) {
  const newsroom = await openNewsroom()
  const pieces = [wireOriginal, wireReprint, ownReport, rewrite, confirmation]
  await keepAll(
    pieces.map((reading) => ({ reading, seenAt: at('09:00:00') })),
    newsroom,
  )
  await newsroom.matcher.matchAll(unaborted)
  const faults: string[] = []
  const conversation = createConversation({
    ...newsroom,
    fresh: createFreshBriefs(newsroom),
    log: createLog({ level: 'warn', secrets: [], style: 'json', write: (text) => void faults.push(text) }),
    zone: 'America/Bogota',
    lang: 'en',
    knownFeeds: [],
    unnamedIs: () => 'everybodys',
    managers: {},
    wake: () => undefined,
    reportTo: null,
    startedAt: newsroom.clock.now(),
  })
  const talk = await startTalk(context, mode, { conversation, clock: newsroom.clock })
  context.after(() => newsroom.store.close())
  const { slack, home, driver, until } = talk
  const shownTo = (user: string) => home.ephemerals.filter((shown) => shown.user === user)
  let people = 0
  /** Somebody else each time, or the limit of one person's askings would be met. */
  const reader = (locale = 'en-US') => {
    people += 1
    return { ...talk.here, user: addUser(home, { id: `U0READER${people}`, locale, tz: 'America/Bogota' }).id }
  }
  /** What the person who did it is shown. */
  const answered = async (delivery: SlackDelivery, user: string) => {
    const before = shownTo(user).length
    await driver.send(delivery)
    await until(() => shownTo(user).length > before)
    return shownTo(user).slice(before)
  }
  const command = async (words: string, who = reader()) => {
    const [name = '', ...rest] = words.split(' ')
    return answered(slack.acts.command(who, name, rest.join(' ')), who.user)
  }
  return { talk, slack, home, faults, reader, answered, command }
}

const read = (shown: readonly { readonly blocks: Parameters<typeof readBlocks>[0] }[]) =>
  shown.map(({ blocks }) => readBlocks(blocks)).join('\n')

for (const mode of MODES) {
  test(`${mode}: a team asks, shares, follows and changes its digest`, async (context) => {
    const { talk, slack, home, faults, reader, answered, command } = await converse(context, mode)
    const brief = await command('/brief')
    match(read(brief), /^Calder dam\nas of [^]*The story\n[^]*\[1\]/)
    match(read(await command('/whatchanged calder-dam desde ayer', reader('es-ES'))), /Nuevo:/)
    match(read(await command('/sources', reader('es-419'))), /Fuentes\nNorthline/)
    match(read(await command('/standfirst help', reader('es-ES'))), /Qué puede preguntar/)
    const asking = reader()
    const mentioned = slack.acts.mention(asking, `<@${home.botUser}> what changed since yesterday?`, {
      thread_ts: '1.1',
    })
    const [answer] = await answered(mentioned, asking.user)
    match(read(answer === undefined ? [] : [answer]), /Calder dam[^]*New:/)
    deepEqual([answer?.via, answer?.thread], ['call', '1.1'])

    // Every button of an answer asks something that is understood.
    for (const [label, words] of pressable(brief.flatMap(({ blocks }) => blocks))) {
      const who = reader()
      const pressed = slack.acts.press(who, words)
      if (words.startsWith('share')) {
        await talk.driver.send(pressed)
        await talk.until(() => slack.messages().length > 0)
      } else match(read(await answered(pressed, who.user)), /Calder dam/, label)
    }
    match(slack.read(), /Calder dam[^]*The story/)

    match(read(await command('/follow at 08:00')), /admin/)
    const manager = addUser(home, { id: 'U0MANAGER', isAdmin: true }).id
    const here = { ...talk.here, user: manager }
    match(read(await command('/follow calder-dam at 08:00', here)), /follows it now/)
    const forms = () => home.forms.length
    const before = forms()
    await talk.driver.send(slack.acts.press(here, 'settings calder-dam'))
    await talk.until(() => forms() > before)
    match(read(await answered(slack.acts.submit(here, { at: '09:30', 'when-quiet': 'skip' }), manager)), /09:30/)

    await talk.driver.send(slack.acts.openHome(here))
    await talk.until(() => home.homes.has(manager))
    const view = home.homes.get(manager)
    match(readBlocks((view?.blocks ?? []) as Parameters<typeof readBlocks>[0]), /Calder dam/)

    await talk.driver.send(slack.acts.join(talk.here))
    await talk.until(() => slack.messages().some(({ blocks }) => pressable(blocks).length === 2))
    deepEqual(slack.violations, [])
    deepEqual(faults, [])
    deepEqual(
      talk.notes.filter((note) => note.startsWith('warn')),
      [],
    )
  })
}

test('a message without a link says so, and what comes three times at once is answered once', async (context) => {
  const { talk, slack, home, reader, answered } = await converse(context, 'Socket Mode')
  const who = reader()
  const nothing = await answered(slack.acts.shortcut(who, { text: 'no link here' }), who.user)
  match(read(nothing), /no web address/)
  const again = slack.acts.command(who, '/brief')
  await Promise.all([talk.driver.send(again), talk.driver.send(again), talk.driver.send(again)])
  await talk.until(() => home.ephemerals.length === 2)
  await talk.quiet()
  deepEqual([home.ephemerals.length, slack.messages(SLACK_CHANNEL).length, slack.violations], [2, 0, []])
  ok(!JSON.stringify(home.ephemerals).includes('xoxb-'))
})

test('on Slack no digest is started where the bot is not, and it says how to invite it', async (context) => {
  const { talk, home, slack, command } = await converse(context, 'Socket Mode')
  const manager = addUser(home, { id: 'U0MANAGER', isAdmin: true }).id
  const here = { ...talk.here, user: manager }
  addChannel(home, { id: SLACK_CHANNEL, isMember: false })
  match(read(await command('/follow calder-dam', here)), /Nothing was changed[^]*type \/invite @Standfirst/)
  addChannel(home, { id: SLACK_CHANNEL })
  match(read(await command('/follow calder-dam', here)), /follows it now/)
  deepEqual(slack.violations, [])
})
