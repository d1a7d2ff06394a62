import { ChannelType, Routes } from 'discord.js'
import { isNewsError } from '../../news/errors.ts'
import type { ChannelRef } from '../../news/message.ts'
import { faultFinding, type Finding } from '../finding.ts'
import { field, text } from '../read-json.ts'
import { createDiscordCaller, type DiscordCaller, type DiscordOptions } from './discord-call.ts'
import { isThreadType, missingPermissions, type Standing } from './permissions.ts'
import { readStanding } from './read-standing.ts'

export type DiscordCheckOptions = DiscordOptions & { readonly channels: readonly ChannelRef[] }

/** A channel that does not show itself is looked for in so many of the bot's servers. */
const GUILDS_MAX = 20
const SNOWFLAKE = /^\d{1,20}$/
const WITHOUT_MESSAGES: readonly unknown[] = [
  ChannelType.GuildCategory,
  ChannelType.GuildDirectory,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
]

type Look = {
  /** Asks for one thing; each is asked for once. */
  readonly ask: (doing: string, route: `/${string}`) => Promise<unknown>
  readonly bot: string
}

/** Asks Discord, without a post, whether the token is good and what the bot lacks in each channel. */
export async function checkDiscord(options: DiscordCheckOptions, signal: AbortSignal): Promise<readonly Finding[]> {
  const caller = createDiscordCaller(options)
  try {
    const ask = askOnce(caller, signal)
    const me = await ask('Asking whose the token is', Routes.user('@me'))
    const application = await ask('Asking about the application', Routes.currentApplication())
    const found = `${text(me, 'username') ?? '?'}, the bot of ${text(application, 'name') ?? '?'}`
    const findings: Finding[] = [{ name: 'discord', found, mend: null }, ...askedElsewhere(application)]
    for (const { id } of options.channels) {
      const finding = await checkChannel({ ask, bot: text(me, 'id') ?? '' }, id).catch((error: unknown) => {
        // Whoever is asked to wait asks no more.
        if (isNewsError(error, 'rate-limited')) throw error
        return faultFinding(`discord ${id}`, error)
      })
      findings.push(finding)
    }
    return findings
  } catch (error) {
    return [faultFinding('discord', error)]
  } finally {
    caller.close()
  }
}

/** Discord sends what people ask to one place alone: to an address that is set there, or to the gateway. */
function askedElsewhere(application: unknown): readonly Finding[] {
  if (text(application, 'interactions_endpoint_url') === null) return []
  const found = 'commands and buttons go to an address that is set for the application: the bot never hears of them'
  const mend = 'Empty "Interactions Endpoint URL" at https://discord.com/developers/applications, General Information.'
  return [{ name: 'discord commands', found, mend }]
}

function askOnce(caller: DiscordCaller, signal: AbortSignal): Look['ask'] {
  const answers = new Map<string, Promise<unknown>>()
  return (doing, route) => {
    const known = answers.get(route)
    if (known !== undefined) return known
    const answer = caller.call(doing, signal, (rest, limit) => rest.get(route, { signal: limit }))
    answers.set(route, answer)
    return answer
  }
}

async function checkChannel(look: Look, id: string): Promise<Finding> {
  const name = `discord ${id}`
  if (!SNOWFLAKE.test(id)) {
    return { name, found: `${id} is no channel's id`, mend: 'Give a number of 17 to 20 digits (Copy Channel ID).' }
  }
  const channel = await findChannel(look, id)
  const guild = text(channel, 'guild_id')
  if (guild === null) return { name, found: 'it is no channel of a server', mend: 'Choose a text channel of a server.' }
  const title = `#${text(channel, 'name') ?? id}`
  const type = field(channel, 'type')
  if (WITHOUT_MESSAGES.includes(type)) {
    return { name, found: `${title} takes no messages`, mend: 'Choose a text channel, or a thread.' }
  }
  const isThread = isThreadType(type)
  const closed = isThread ? closedThread(channel) : null
  if (closed !== null) return { name, found: `${title} ${closed}`, mend: 'Open the thread again, or choose another.' }
  const parent = isThread ? await findChannel(look, text(channel, 'parent_id') ?? '') : channel
  const standing = await askStanding(look, guild, parent)
  const missing = missingPermissions(standing, isThread ? 'thread' : 'channel')
  if (missing.length === 0) return { name, found: `${title} takes posts`, mend: null }
  const mend = standing.member.isTimedOut
    ? 'The bot is timed out on this server: end that (right-click the bot, "Remove Timeout").'
    : `Give the bot there: ${missing.join(', ')}.`
  return { name, found: `in ${title} the bot lacks ${missing.join(', ')}`, mend }
}

function closedThread(channel: unknown): string | null {
  const metadata = field(channel, 'thread_metadata')
  if (field(metadata, 'locked') === true) return 'is locked'
  return field(metadata, 'archived') === true ? 'is archived' : null
}

/** The channel itself, or what its server lists of it: a channel that the bot does not see is refused, but listed. */
async function findChannel({ ask }: Look, id: string): Promise<unknown> {
  try {
    return await ask(`Asking about channel ${id}`, Routes.channel(id))
  } catch (error) {
    if (!isNewsError(error, 'channel-refused')) throw error
    const guilds = await ask('Asking for the servers of the bot', Routes.userGuilds())
    for (const guild of (Array.isArray(guilds) ? guilds : []).slice(0, GUILDS_MAX)) {
      const guildId = text(guild, 'id') ?? ''
      const channels = await ask(`Asking for the channels of server ${guildId}`, Routes.guildChannels(guildId))
      const listed = Array.isArray(channels) ? channels.find((each) => text(each, 'id') === id) : undefined
      if (listed !== undefined) return { ...listed, guild_id: guildId }
    }
    throw error
  }
}

async function askStanding({ ask, bot }: Look, guildId: string, channel: unknown): Promise<Standing> {
  const guild = await ask(`Asking about server ${guildId}`, Routes.guild(guildId))
  const member = await ask(`Asking about the bot on server ${guildId}`, Routes.guildMember(guildId, bot))
  return readStanding({ guild, member, user: bot, channel })
}
