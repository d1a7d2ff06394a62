import { GatewayDispatchEvents } from 'discord.js'
import type { Client } from 'discord.js'
import type { Clock } from '../../ops/clock.ts'
import type { Conversation } from '../conversation.ts'
import type { EventClaims } from '../event-claims.ts'
import { field, list, text } from '../read-json.ts'
import { createDiscordCaller } from './discord-call.ts'
import type { DiscordOptions } from './discord-call.ts'
import { createDiscordAsks } from './discord-asks.ts'
import { greetGuild } from './greet-guild.ts'
import { registerCommands } from './register-commands.ts'

export type ConversingParts = DiscordOptions & {
  readonly conversation: Conversation
  readonly managerRoles: readonly string[]
  readonly clock: Clock
  readonly claims?: EventClaims | null
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** What is heard and done on one bot's gateway, over all its connections. */
export type DiscordConversing = {
  /** Hears the events of a client that is about to connect. They are answered until the signal. */
  attend(client: Client, signal: AbortSignal): void
  /** Resolves when the answers under way are given or given up. */
  close(): Promise<void>
}

/** Answers what people ask, registers the commands and greets servers that invite the bot. Events are heard as Discord sends them. */
export function converseOnDiscord(parts: ConversingParts): DiscordConversing {
  const { conversation, clock, note } = parts
  const caller = createDiscordCaller(parts)
  const asks = createDiscordAsks({ ...parts, caller })
  const stop = new AbortController()
  const tasks = new Set<Promise<void>>()
  const run = (task: Promise<void>) => {
    const running: Promise<void> = task.finally(() => tasks.delete(running))
    tasks.add(running)
  }

  return {
    attend: (client, signal) => {
      const limit = AbortSignal.any([signal, stop.signal])
      const known = new Set<string>()
      let bot = ''
      client.ws.on(GatewayDispatchEvents.Ready, (data: unknown) => {
        bot = text(field(data, 'user'), 'id') ?? ''
        for (const guild of list(data, 'guilds')) known.add(text(guild, 'id') ?? '')
        const application = text(field(data, 'application'), 'id')
        if (application === null) return
        run(registerCommands({ caller, application, commands: conversation.commands, note }, limit))
      })
      client.ws.on(GatewayDispatchEvents.GuildCreate, (data: unknown) => {
        const guild = text(data, 'id')
        // Those of READY were joined before; what comes back after an outage is one of them.
        if (guild === null || known.has(guild)) return
        known.add(guild)
        run(greetGuild({ conversation, caller, clock, note }, data, bot, limit))
      })
      client.ws.on(GatewayDispatchEvents.GuildDelete, (data: unknown) => {
        if (field(data, 'unavailable') !== true) known.delete(text(data, 'id') ?? '')
      })
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: object) => {
        asks.hear(data, limit)
        // The library would remember everybody who ever asked, and end the program on a shape it does not know: it gets nothing.
        Object.assign(data, { type: 0, channel: null })
      })
    },
    close: async () => {
      stop.abort()
      await Promise.all([asks.settled(), ...tasks])
      caller.close()
    },
  }
}
