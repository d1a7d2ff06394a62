import { DiscordAPIError, Routes } from 'discord.js'
import { isNewsError } from '../../news/errors.ts'
import type { ConnectionHandlers } from '../connection.ts'
import { field, list, text } from '../read-json.ts'
import type { DiscordCaller } from './discord-call.ts'

type LeftParts = {
  readonly caller: DiscordCaller
  readonly handlers: ConnectionHandlers
}

const SNOWFLAKE = /^\d{1,20}$/
/** "Unknown Guild", and "Missing Access": what Discord says of a server that the bot is not in. */
const NOT_IN = new Set([10004, 50001])
/** Asked about after one READY; others wait for the next. */
const ASKED_MAX = 200

/**
 * Tells of the servers that put the bot out while it was away: they are missing from READY's list, and Discord says when asked that
 * the bot is not in them. A list that may not be whole tells nothing. Never throws.
 */
export async function tellLeftGuilds(
  ready: unknown,
  { caller, handlers }: LeftParts,
  signal: AbortSignal,
): Promise<void> {
  const [shard, present] = [shardOf(ready), guildsOf(ready)]
  if (shard === null || present === null || handlers.kept === undefined) return
  const missing = (await handlers.kept()).filter((id) => SNOWFLAKE.test(id) && isOfShard(id, shard) && !present.has(id))
  try {
    for (const id of missing.slice(0, ASKED_MAX)) {
      if (!(await hasLeft(caller, id, signal)) || signal.aborted) continue
      handlers.onNote('info', `Discord: the bot was put out of server ${id} while it was away.`)
      await handlers.onGone(id, { channels: [], unnamed: false, ...(present.size > 0 ? { others: 'remain' } : {}) })
    }
  } catch (error) {
    const because = isNewsError(error) ? error.message : 'The fault is unknown.'
    if (!signal.aborted) handlers.onNote('warn', `Discord: not all servers were looked at. ${because}`)
  }
}

/** Which of how many connections this is; null where that cannot be read. */
function shardOf(ready: unknown): readonly [shard: number, shards: number] | null {
  const [shard = 0, shards = 1] = list(ready, 'shard')
  return isCount(shard) && isCount(shards) && shards >= 1 ? [shard, shards] : null
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value)

/** Whether a server comes to a connection: `(guild_id >> 22) % num_shards` (Discord's documentation, "Gateway", Sharding). */
function isOfShard(guild: string, [shard, shards]: readonly [number, number]): boolean {
  return (BigInt(guild) >> 22n) % BigInt(shards) === BigInt(shard)
}

/** The connection's servers the bot is in, those that are out of order too; null where the list is not whole. */
function guildsOf(ready: unknown): ReadonlySet<string> | null {
  if (!Array.isArray(field(ready, 'guilds'))) return null
  const ids = list(ready, 'guilds').map((guild) => text(guild, 'id'))
  return ids.includes(null) ? null : new Set(ids.filter((id) => id !== null))
}

async function hasLeft(caller: DiscordCaller, id: string, signal: AbortSignal): Promise<boolean> {
  const left = await caller.call(`Asking about server ${id}`, signal, async (rest, limit) => {
    try {
      await rest.get(Routes.guild(id), { signal: limit })
      return false
    } catch (error) {
      if (error instanceof DiscordAPIError && NOT_IN.has(Number(error.code))) return true
      throw error
    }
  })
  return left === true
}
