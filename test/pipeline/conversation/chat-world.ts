import type { Ask, AskText, Reply, Right } from '../../../src/news/chat.ts'
import type { ChannelRef, ChatMessage, Lang, MessageRow, Platform } from '../../../src/news/message.ts'
import type { Publisher } from '../../../src/adapters/publisher.ts'
import type { DeliveryId } from '../../../src/news/ids.ts'
import { createLog } from '../../../src/ops/log.ts'
import { createTick } from '../tick.ts'
import { faultyPoster } from '../../fakes/poster.ts'
import type { ChatParts } from '../../../src/pipeline/conversation/chat-parts.ts'
import { createConversation } from '../../../src/pipeline/conversation/converse.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { openChannels } from '../channel-world.ts'
import { unaborted } from '../newsroom.ts'

/** Who asks, where: somebody of a Slack workspace who may manage the channel, in English. */
export type By = {
  readonly user?: string
  readonly channel?: string | null
  readonly platform?: Platform
  readonly workspace?: string | null
  readonly lang?: Lang
  readonly zone?: string | null
  readonly right?: Right
}

export type Values = Readonly<Record<string, string>>

/** A bot that covers the dam, with a conversation over its store in memory and a clock that stands at seven. */
export async function openChat(changes: Partial<ChatParts> = {}) {
  const channels = await openChannels()
  const logged: string[] = []
  const reports: ChatMessage[] = []
  let [woken, asked] = [0, 0]
  const parts: ChatParts = {
    ...channels,
    fresh: createFreshBriefs(channels),
    log: createLog({ level: 'debug', secrets: [], style: 'json', write: (text) => void logged.push(text) }),
    zone: 'America/Bogota',
    lang: 'en',
    knownFeeds: [],
    unnamedIs: () => 'everybodys',
    managers: { slack: '@desk' },
    wake: () => {
      woken += 1
    },
    reportTo: async (message) => void reports.push(message),
    startedAt: channels.clock.now(),
    ...changes,
  }
  const conversation = createConversation(parts)
  /** What stands in the channels, in the order in which it was said: `post C1`, `edit m1`, `note m1`. */
  const posted: { readonly how: string; readonly message: ChatMessage; readonly delivery: DeliveryId | null }[] = []
  const publisherOf = (platform: Platform): Publisher => {
    const { poster } = faultyPoster()
    return {
      ...poster,
      platform,
      close: async () => undefined,
      post: async (channel, message, delivery, signal) => {
        posted.push({ how: `post ${channel.id}`, message, delivery })
        return poster.post(channel, message, delivery, signal)
      },
      reply: async (to, message, delivery, signal) => {
        posted.push({ how: `note ${to.message}`, message, delivery })
        return poster.reply(to, message, delivery, signal)
      },
      edit: async (to, message, signal) => {
        posted.push({ how: `edit ${to.message}`, message, delivery: null })
        return poster.edit(to, message, signal)
      },
    }
  }
  const tick = createTick({
    newsroom: channels,
    matcher: channels.matcher,
    publishers: [publisherOf('slack'), publisherOf('discord')],
    log: parts.log,
  })

  function askOf(text: AskText, by: By = {}): Ask {
    const { user = 'U1', platform = 'slack', workspace = 'T1', lang = 'en', zone = null, right = 'may' } = by
    asked += 1
    const channel = by.channel === undefined ? 'C1' : by.channel
    return {
      id: `ask ${asked}`,
      asker: { platform, workspace, user, lang, zone },
      channel: channel === null ? null : { platform, id: channel },
      text,
      mayManage: async () => right,
    }
  }

  const words = (text: string): AskText => ({ kind: 'words', text })
  const answer = (text: AskText, by: By = {}): Promise<Reply> => conversation.answer(askOf(text, by), unaborted)
  const say = (text: string, by: By = {}) => answer(words(text), by)

  return {
    ...channels,
    parts,
    conversation,
    /** What the bot does when it is woken, and each minute. */
    tick: () => tick(unaborted),
    posted,
    how: () => posted.map(({ how }) => how),
    logged,
    reports,
    woken: () => woken,
    askOf,
    answer,
    /** What somebody is answered who types this. */
    say,
    /** The same, as text. */
    told: async (text: string, by: By = {}) => read((await say(text, by)).message),
    /** What is answered to values by name, as text. */
    named: async (command: string, values: Values = {}, by: By = {}) =>
      read((await answer({ kind: 'named', command, values }, by)).message),
    /** Types it, and the platform takes the answer. */
    look: async (text: string, by: By = {}) => {
      const reply = await say(text, by)
      await reply.accepted?.()
      return read(reply.message)
    },
    form: (text: string | AskText, by: By = {}) =>
      conversation.formFor(askOf(typeof text === 'string' ? words(text) : text, by)),
    subscriptions: () => channels.store.deliveries.listSubscriptions(),
  }
}

export type Chat = Awaited<ReturnType<typeof openChat>>

/** A conversation that is closed when `task` is done. */
export async function inChat<Result>(
  task: (chat: Chat) => Promise<Result>,
  changes: Partial<ChatParts> = {},
): Promise<Result> {
  const chat = await openChat(changes)
  try {
    return await task(chat)
  } finally {
    await chat.close()
  }
}

/** All that a message says, as a reader reads it: a line a row. */
export function read({ title, context, sections }: ChatMessage): string {
  const rows = sections.flatMap(({ heading, rows: all }) => [heading, ...all.map(rowText)])
  return [title, ...context, ...rows].filter((line) => line !== '').join('\n')
}

function rowText(row: MessageRow): string {
  switch (row.kind) {
    case 'note':
      return row.text
    case 'paragraph':
      return [row.label ?? '', row.text, row.aside ?? ''].filter((part) => part !== '').join(' ')
    case 'line':
      return [row.mark === null ? '' : `${row.mark}:`, row.text, row.aside ?? '']
        .filter((part) => part !== '')
        .join(' ')
    case 'difference':
      return `${row.topic}: ${row.sides.map(({ value }) => value).join(' / ')}`
    case 'origin':
      return `${row.name}: ${row.entries.map(({ text }) => text).join(' · ')}`
  }
}

/** The words of the button that is labelled so. */
export function wordsOf({ buttons = [], menu }: ChatMessage, label: string): string {
  const found = [...buttons, ...(menu?.entries ?? [])].find((each) => each.label === label)
  if (found === undefined) throw new Error(`no button ${label}: ${JSON.stringify([buttons, menu])}`)
  return found.words
}

export const channelOf = (id: string, platform: Platform = 'slack'): ChannelRef => ({ platform, id })
