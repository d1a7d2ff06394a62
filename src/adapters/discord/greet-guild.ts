import { ChannelType, Routes } from 'discord.js'
import { isNewsError } from '../../news/errors.ts'
import type { ChannelRef } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import type { Conversation } from '../conversation.ts'
import { field, list, text } from '../read-json.ts'
import type { DiscordCaller } from './discord-call.ts'
import { missingPermissions, stopsPosts } from './permissions.ts'
import { langOf } from './read-interaction.ts'
import { readStanding } from './read-standing.ts'
import { renderDiscord } from './render.ts'
import type { DiscordPart } from './render.ts'

export type GreetParts = {
  readonly conversation: Pick<Conversation, 'greet'>
  readonly caller: DiscordCaller
  readonly clock: Clock
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** A server that the bot joined longer ago was only away for a while. */
const JOINED_AGO_MAX_MS = 10 * 60_000
/** Discord's limit of channels is 500. */
const CHANNELS_MAX = 500
const MENTIONS = { allowed_mentions: { parse: [] } } as const

/**
 * Says hello in a server that invited the bot, given as GUILD_CREATE brings it: in its system channel, or in the first text channel
 * where the bot may write. `bot` is the bot's own user. Never throws.
 */
export async function greetGuild(parts: GreetParts, guild: unknown, bot: string, signal: AbortSignal): Promise<void> {
  const id = text(guild, 'id')
  const joinedAt = Date.parse(text(guild, 'joined_at') ?? '')
  if (id === null || !(parts.clock.now().epochMilliseconds - joinedAt < JOINED_AGO_MAX_MS)) return
  const channel = channelToGreet(guild, id, bot)
  if (channel === null) {
    parts.note('info', `Discord: the bot was invited to server ${id}, but may write in none of its channels.`)
    return
  }
  try {
    const message = await parts.conversation.greet(channel, langOf(text(guild, 'preferred_locale')))
    for (const [index, part] of (message === null ? [] : renderDiscord(message, null)).entries()) {
      await post(parts.caller, channel, part, `hi${id}-${index}`, signal)
    }
  } catch (error) {
    const because = isNewsError(error) ? error.message : 'The fault is unknown.'
    if (!signal.aborted) parts.note('warn', `Discord: the greeting in ${channel.id} was not posted. ${because}`)
  }
}

async function post(
  caller: DiscordCaller,
  channel: ChannelRef,
  part: DiscordPart,
  nonce: string,
  signal: AbortSignal,
): Promise<void> {
  // A second process that hears of the invitation says nothing, thanks to the nonce.
  const body = { ...part, ...MENTIONS, nonce, enforce_nonce: true }
  await caller.call(`Greeting in ${channel.id}`, signal, (rest, limit) =>
    rest.post(Routes.channelMessages(channel.id), { body, signal: limit }),
  )
}

function channelToGreet(guild: unknown, id: string, bot: string): ChannelRef | null {
  const member = list(guild, 'members').find((each) => text(field(each, 'user'), 'id') === bot)
  const system = text(guild, 'system_channel_id')
  const writable = list(guild, 'channels')
    .slice(0, CHANNELS_MAX)
    .filter((channel) => field(channel, 'type') === ChannelType.GuildText)
    .filter((channel) => {
      const missing = missingPermissions(readStanding({ guild, member, user: bot, channel }), 'channel')
      return !stopsPosts(missing, 'channel')
    })
    .toSorted((a, b) => rank(a, system) - rank(b, system))
  const found = text(writable[0], 'id')
  return found === null ? null : { platform: 'discord', id: found, workspace: id }
}

/** The system channel first, then those a reader sees first. */
function rank(channel: unknown, system: string | null): number {
  if (text(channel, 'id') === system) return -1
  const position = field(channel, 'position')
  return typeof position === 'number' ? position : CHANNELS_MAX
}
