import { isDeepStrictEqual } from 'node:util'
import { Routes } from 'discord.js'
import type { CommandDefinition } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import { commandBodies } from './command-bodies.ts'
import type { DiscordCaller } from './discord-call.ts'

export type RegisterParts = {
  readonly caller: DiscordCaller
  readonly application: string
  readonly commands: readonly CommandDefinition[]
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** What Discord fills in by itself, or keeps for its own use. */
const KEPT_BY_DISCORD: ReadonlySet<string> = new Set(['id', 'application_id', 'version', 'dm_permission', 'nsfw'])
/** Lists without an order. */
const SETS: ReadonlySet<string> = new Set(['contexts', 'integration_types'])

/**
 * Registers the commands where those that Discord has are others: new ones take a moment to show everywhere, and so many a day are
 * allowed. Never throws: a fault is noted, and the commands stay as they were.
 */
export async function registerCommands(parts: RegisterParts, signal: AbortSignal): Promise<void> {
  const { caller, application, note } = parts
  const route = Routes.applicationCommands(application)
  const wanted = commandBodies(parts.commands)
  try {
    const query = new URLSearchParams({ with_localizations: 'true' })
    const registered = await caller.call('Asking for the registered commands', signal, (rest, limit) =>
      rest.get(route, { query, signal: limit }),
    )
    if (isDeepStrictEqual(byName(registered), byName(wanted))) return
    await caller.call('Registering the commands', signal, (rest, limit) => rest.put(route, { body: wanted, signal: limit }))
    note('info', `Discord: ${wanted.length} commands were registered; Discord shows them everywhere within a minute.`)
  } catch (error) {
    if (signal.aborted) return
    const because = isNewsError(error) ? error.message : 'the fault is unknown'
    const rest = 'Commands stay as they were registered before; posting goes on. The next start registers them.'
    note('warn', `Discord: the commands could not be registered: ${because} ${rest}`)
  }
}

/** The commands in an order of ours, each without what makes no difference. */
function byName(commands: unknown): unknown {
  const list: readonly unknown[] = Array.isArray(commands) ? commands : []
  return list
    .map((command) => plain(command))
    .map((command) => [JSON.stringify(command), command] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, command]) => command)
}

/** Without what is empty, false or Discord's own; keys and sets in order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key]) => !KEPT_BY_DISCORD.has(key))
    .map(([key, inner]) => [key, SETS.has(key) && Array.isArray(inner) ? inner.toSorted() : plain(inner)] as const)
    .filter(([, inner]) => inner !== null && inner !== false && inner !== '' && !isEmpty(inner))
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
