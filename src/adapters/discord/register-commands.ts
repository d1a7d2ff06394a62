import { Routes } from 'discord.js'
import type { CommandDefinition } from '../../news/chat.ts'
import { isNewsError } from '../../news/errors.ts'
import { pause } from '../waiting.ts'
import { commandBodies } from './command-bodies.ts'
import type { DiscordCaller } from './discord-call.ts'

export type RegisterParts = {
  readonly caller: DiscordCaller
  readonly application: string
  readonly commands: readonly CommandDefinition[]
  readonly note: (level: 'info' | 'warn', text: string) => void
  /** Before the second try. */
  readonly pauseMs?: number
}

/** A platform that is away for a moment is asked again; the pause grows fourfold, to five hours before the last try. */
const PAUSE_MS = 20_000
const TRIES_MAX = 6

/** What Discord fills in by itself, or keeps for its own use. */
const KEPT_BY_DISCORD: ReadonlySet<string> = new Set(['id', 'application_id', 'version', 'dm_permission', 'nsfw'])
/** Lists without an order. */
const SETS: ReadonlySet<string> = new Set(['contexts', 'integration_types'])

/**
 * Registers the commands where those that Discord has are others: new ones take a moment to show everywhere, and so many a day are
 * allowed. Never throws: a fault is noted, and the commands stay as they were.
 */
export async function registerCommands(parts: RegisterParts, signal: AbortSignal): Promise<void> {
  let pauseMs = parts.pauseMs ?? PAUSE_MS
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      const count = await bringUpToDate(parts, signal)
      if (count > 0) parts.note('info', `Discord: ${count} commands were registered; they show within a minute.`)
      return
    } catch (error) {
      if (signal.aborted) return
      const isOver = tries === TRIES_MAX || isNewsError(error, 'token-refused') || isNewsError(error, 'input-invalid')
      const because = isNewsError(error) ? error.message : 'The fault is unknown.'
      const next = isOver ? 'They are registered at the next start.' : `The next try comes in ${pauseMs / 1_000} s.`
      const rest = `Discord keeps those it had; posting and answering go on. ${next}`
      parts.note('warn', `Discord: the commands could not be registered. ${because} ${rest}`)
      if (isOver) return
    }
    await pause(pauseMs, signal)
    pauseMs *= 4
  }
}

/** How many commands were registered: none where Discord has them already. */
async function bringUpToDate({ caller, application, commands }: RegisterParts, signal: AbortSignal): Promise<number> {
  const route = Routes.applicationCommands(application)
  const wanted = commandBodies(commands)
  const query = new URLSearchParams({ with_localizations: 'true' })
  const registered = await caller.call('Asking for the registered commands', signal, (rest, limit) =>
    rest.get(route, { query, signal: limit }),
  )
  if (comparable(registered) === comparable(wanted)) return 0
  await caller.call('Registering the commands', signal, (rest, limit) =>
    rest.put(route, { body: wanted, signal: limit }),
  )
  return wanted.length
}

/** The commands as one text, in an order of ours, each without what makes no difference. */
function comparable(commands: unknown): string {
  const list: readonly unknown[] = Array.isArray(commands) ? commands : []
  return list
    .map((command) => JSON.stringify(plain(command)))
    .toSorted()
    .join('\n')
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
