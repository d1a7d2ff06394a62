import { deepEqual, match, ok } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createDiscordConnection } from '../../src/adapters/discord/discord-connection.ts'
import { createLog } from '../../src/ops/log.ts'
import { createConversation } from '../../src/pipeline/conversation/converse.ts'
import { createFreshBriefs } from '../../src/pipeline/reading/fresh-briefs.ts'
import { at, confirmation, ownReport, rewrite, wireOriginal, wireReprint } from '../pipeline/dam-story.ts'
import { keepAll, openNewsroom, unaborted } from '../pipeline/newsroom.ts'
import type { DiscordInteraction, Doing, Person } from './discord-interactions.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'

// The real conversation on a Discord that checks what it is given.

const MANAGER: Person = { user: '700000000000000030', permissions: ['MANAGE_CHANNELS'] }
/** Discord gives three seconds; with a store of five articles a tenth of that is long. */
const ANSWER_MAX_MS = 5_000

async function converse(context: TestContext) {
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
  const discord = await startFakeDiscord()
  const connection = createDiscordConnection({
    token: DISCORD_TOKEN,
    apiUrl: discord.apiUrl,
    conversation,
    clock: newsroom.clock,
    handlers: { onGone: async () => undefined, onChannelGone: async () => undefined, onNote: () => undefined },
  })
  context.after(async () => {
    await connection.close()
    await discord.close()
    await newsroom.store.close()
  })
  connection.start(unaborted)
  await until(() => discord.world.commands.has('global'))
  const person = (number: number): Person => ({ user: `7000000000000001${String(number).padStart(2, '0')}` })
  let people = 0
  /** Somebody else each time, or the limit of one person's askings would be met. */
  const ask = async (doing: Doing, by: Person = person((people += 1))): Promise<DiscordInteraction> => {
    const interaction = discord.interact(doing, by)
    await until(() => interaction.form !== null || interaction.choices !== null || discord.shown(interaction) !== '')
    return interaction
  }
  return { discord, ask, shown: discord.shown, faults, newsroom }
}

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + ANSWER_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, 'no answer came')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const buttonsOf = ({ answers }: DiscordInteraction) =>
  (answers[0]?.body.components ?? []).flatMap((row) => (row as { components: { custom_id: string }[] }).components)

test('on Discord a team asks, shares, follows and changes its digest', async (context) => {
  const { discord, ask, shown, faults } = await converse(context)

  const brief = await ask({ command: 'brief' })
  match(shown(brief), /^Calder dam\nas of [^]*The story\n• [^]*\[1\]/)
  const typing = await ask({ typing: 'whatchanged', option: 'story', typed: 'cal' })
  deepEqual(typing.choices, [{ name: 'Calder dam', value: 'calder-dam' }])
  match(shown(await ask({ command: 'whatchanged', values: { story: 'calder-dam', since: 'ayer' } })), /New:/)
  match(shown(await ask({ command: 'sources' }, { ...MANAGER, locale: 'es-419' })), /Fuentes\n• Northline/)

  // Every button of an answer asks something that is understood.
  for (const { custom_id } of buttonsOf(brief)) {
    const pressed = await ask({ press: custom_id })
    match(shown(pressed), /Calder dam/)
    ok(custom_id.startsWith('share') || pressed.answers.every(({ isEphemeral }) => isEphemeral))
  }
  match(discord.read(), /Calder dam[^]*The story/)

  match(shown(await ask({ command: 'follow', values: { at: '08:00' } })), /Manage Channels/)
  match(shown(await ask({ command: 'follow', values: { at: '08:00' } }, MANAGER)), /follows it now/)
  const settings = await ask({ press: 'settings calder-dam' }, MANAGER)
  match(shown(await ask({ send: settings, fields: { at: '09:30', 'when-quiet': 'skip' } }, MANAGER)), /09:30/)
  match(shown(await ask({ command: 'standfirst help' }, { locale: 'es-ES' })), /\/novedades/)
  const report = await ask({ press: 'report' })
  ok(report.form !== null)

  deepEqual(discord.violations, [])
  deepEqual(faults, [])
})

test('on Discord no digest is started where the bot may not post, and the missing permission is named', async (context) => {
  const { discord, ask, shown, newsroom } = await converse(context)
  const channels = async () => (await newsroom.store.deliveries.listSubscriptions()).map(({ channel }) => channel.id)
  discord.deny(DISCORD_CHANNEL, 'EMBED_LINKS', 'CREATE_PUBLIC_THREADS')
  const refused = await ask({ command: 'follow', values: { story: 'calder-dam' } }, MANAGER)
  match(shown(refused), /Standfirst cannot post in this channel. It lacks Embed Links and Create Public Threads\./)
  deepEqual(await channels(), [])

  discord.world.channels.get(DISCORD_CHANNEL)!.overwrites = []
  discord.deny(DISCORD_CHANNEL, 'CREATE_PUBLIC_THREADS')
  const [again] = buttonsOf(refused)
  match(
    shown(await ask({ press: again?.custom_id ?? '' }, MANAGER)),
    /follows it now[^]*lacks Create Public Threads here/,
  )
  deepEqual([await channels(), discord.violations], [[DISCORD_CHANNEL], []])
})
