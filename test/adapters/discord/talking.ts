import { ok } from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Conversation } from '../../../src/adapters/conversation.ts'
import { createDiscordConnection } from '../../../src/adapters/discord/discord-connection.ts'
import type { EventClaims } from '../../../src/adapters/event-claims.ts'
import type { Ask, Asker, CommandDefinition, CommandOption, Completion, Reply } from '../../../src/news/chat.ts'
import type { ChannelRef, ChatMessage } from '../../../src/news/message.ts'
import { DISCORD_TOKEN, startFakeDiscord } from '../../e2e/fake-discord.ts'

/** What the conversation was asked, in order. */
export type Heard = {
  readonly asks: Ask[]
  readonly completions: Completion[]
  readonly greeted: { readonly channel: ChannelRef; readonly lang: Asker['lang'] }[]
  /** Answers that the platform accepted. */
  accepted: number
}

export const MANAGER_ROLE = '600000000000000001'
const WAIT_MAX_MS = 6_000

const both = (en: string, es: string) => ({ en, es })
const text = (name: string, es: string, need: CommandOption['need'] = 'optional'): CommandOption => ({
  name,
  names: both(name, es),
  about: both(`The ${name}`, `El ${es}`),
  kind: 'text',
  need,
})
const STORY: CommandOption = { ...text('story', 'historia'), kind: 'story' }
const part = (name: string, es: string, options: readonly CommandOption[] = []): CommandDefinition => ({
  name,
  names: both(name, es),
  about: both(`Does ${name}`, `Hace ${es}`),
  right: 'manager',
  options,
  parts: [],
})
/** A table of commands with one of each kind. */
export const DEFINITIONS: readonly CommandDefinition[] = [
  { ...part('brief', 'resumen', [STORY]), right: 'anyone' },
  { ...part('whatchanged', 'novedades', [STORY, text('since', 'desde')]), right: 'anyone' },
  part('follow', 'seguir', [
    STORY,
    // What is required comes first on Discord, wherever it stands here.
    text('at', 'horas', 'required'),
    {
      ...text('when-quiet', 'sin-novedades'),
      kind: 'choice',
      choices: [
        { value: 'post', names: both('post one line', 'publicar una línea') },
        { value: 'skip', names: both('skip', 'omitir') },
      ],
    },
  ]),
  {
    ...part('digest', 'boletín'),
    parts: [part('now', 'ahora'), part('retract', 'retirar', [text('because', 'motivo')])],
  },
  part('mute', 'silenciar', [{ ...text('outlet', 'medio'), kind: 'outlet' }]),
]

export const says = (said: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  lang: 'en',
  title: 'An answer',
  notification: said,
  context: [said],
  sections: [],
  ...more,
})

export const reply = (message: ChatMessage, more: Partial<Reply> = {}): Reply => ({
  message,
  audience: 'asker',
  accepted: null,
  better: null,
  ...more,
})

/** Repeats what is asked. */
export function echo({ text: asked }: Ask): string {
  return asked.kind === 'words' ? `words ${asked.text}` : `named ${asked.command} ${JSON.stringify(asked.values)}`
}

/** A Discord, and a bot connected to it, whose conversation is `script` and repeats what it is asked where that says nothing. */
export async function talk(
  context: TestContext,
  script: (heard: Heard) => Partial<Conversation> = () => ({}),
  options: {
    readonly limits?: boolean
    /** Processes of the bot, all connected; what they share of what they hear. */
    readonly processes?: number
    readonly claims?: EventClaims
    readonly arrange?: (discord: Awaited<ReturnType<typeof startFakeDiscord>>) => void
  } = {},
) {
  const discord = await startFakeDiscord({ limits: options.limits === true })
  options.arrange?.(discord)
  const heard: Heard = { asks: [], completions: [], greeted: [], accepted: 0 }
  const notes: string[] = []
  const scripted = script(heard)
  const conversation: Conversation = {
    commands: DEFINITIONS,
    formFor: async () => null,
    working: () => says('One moment.'),
    complete: async () => [],
    home: async () => says('home'),
    greet: async (channel, lang) => {
      heard.greeted.push({ channel, lang })
      return says('Hello.')
    },
    ...scripted,
    answer: async (ask, signal) => {
      heard.asks.push(ask)
      const answer = await (scripted.answer?.(ask, signal) ?? reply(says(echo(ask))))
      return { ...answer, accepted: answer.accepted ?? (async () => void (heard.accepted += 1)) }
    },
  }
  const connections = Array.from({ length: options.processes ?? 1 }, () =>
    createDiscordConnection({
      token: DISCORD_TOKEN,
      apiUrl: discord.apiUrl,
      pauseMs: 20,
      conversation,
      managerRoles: [MANAGER_ROLE],
      claims: options.claims ?? null,
      clock: { now: () => Temporal.Instant.fromEpochMilliseconds(discord.clock.now()) },
      handlers: {
        onGone: async () => undefined,
        onChannelGone: async () => undefined,
        onNote: (level, note) => void notes.push(`${level} ${note}`),
      },
    }),
  )
  const [connection] = connections
  ok(connection !== undefined)
  const stop = new AbortController()
  context.after(async () => {
    stop.abort()
    await Promise.all(connections.map((each) => each.close()))
    await discord.close()
  })
  for (const each of connections) each.start(stop.signal)
  const connected = () =>
    notes.filter((note) => note === 'info Discord, gateway: connected.').length === connections.length
  await until(
    () => connected() && (notes.some((note) => note.includes('registered')) || discord.world.commands.has('global')),
    () => [notes, discord.violations],
  )
  return { discord, connection, heard, notes }
}

export async function until(happened: () => boolean, what: () => unknown = () => ''): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS
  while (!happened()) {
    ok(performance.now() < end, `it did not happen: ${JSON.stringify(what())}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
