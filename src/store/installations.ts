import type { Transaction } from 'kysely'
import type { ChannelRef, Platform } from '../news/message.ts'
import { chunk, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

type Installation = {
  readonly platform: Platform
  readonly workspace: string
  /** Its tokens, sealed with a key that is not in the store. */
  readonly sealed: string
  readonly at: Temporal.Instant
}

type Leaving = {
  readonly workspace: string
  /** Channels known to be of that workspace, whether or not their subscriptions say so. */
  readonly channels: readonly string[]
  /** Subscriptions that name no workspace are of this one too. */
  readonly unnamed: boolean
  /** Others of the platform are known to remain. */
  readonly others?: 'remain'
  readonly at: Temporal.Instant
  /** Stands at deliveries that were under way. */
  readonly because: string
}

/** Workspaces that are told apart: each costs a look into the index. */
const WORKSPACES_MAX = 20_000
/** A direct message of Discord is of no server. */
const NO_WORKSPACE = '@me'
/** Ids in one statement: well below SQLite's limit of variables. */
const IDS_AT_ONCE = 500

/** Who installed the app, and what goes when they remove it: implements pipeline's InstallationStore. */
export function openInstallations({ read, write }: Connections) {
  return {
    async saveInstallation({ platform, workspace, sealed, at }: Installation): Promise<void> {
      const facts = { sealed, installed_at: toColumn(at) }
      await write
        .insertInto('installations')
        .values({ platform, workspace, ...facts })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(facts))
        .execute()
    },

    async findInstallation(platform: Platform, workspace: string): Promise<string | null> {
      const row = await read
        .selectFrom('installations')
        .select('sealed')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .executeTakeFirst()
      return row?.sealed ?? null
    },

    /** In order of their installing. */
    async listInstallations(
      platform: Platform,
    ): Promise<readonly { readonly workspace: string; readonly at: Temporal.Instant }[]> {
      const rows = await read
        .selectFrom('installations')
        .select(['workspace', 'installed_at'])
        .where('platform', '=', platform)
        .orderBy('installed_at')
        .orderBy('workspace')
        .execute()
      return rows.map(({ workspace, installed_at: at }) => ({ workspace, at: toMoment(at) }))
    },

    async listWorkspaces(platform: Platform): Promise<readonly string[]> {
      const named = await read
        .selectFrom('subscriptions')
        .select('workspace')
        .where('platform', '=', platform)
        .where('workspace', 'is not', null)
        .union(read.selectFrom('installations').select('workspace').where('platform', '=', platform))
        .execute()
      const ofReaders = await workspacesOfMarks(read, platform)
      return [...new Set([...named.flatMap(({ workspace }) => workspace ?? []), ...ofReaders])].toSorted()
    },

    eraseWorkspace: (platform: Platform, leaving: Leaving) =>
      write.transaction().execute((trx) => eraseWorkspace(trx, platform, leaving)),

    async pauseChannel({ platform, id, workspace }: ChannelRef, because: string): Promise<number> {
      const paused = await write
        .updateTable('subscriptions')
        .set({ paused_because: because })
        .where('platform', '=', platform)
        .where('channel', '=', id)
        .where('paused_because', 'is', null)
        // A channel that two workspaces share has one id in both.
        .where((row) =>
          workspace === undefined
            ? row.lit(true)
            : row.or([row('workspace', 'is', null), row('workspace', '=', workspace)]),
        )
        .executeTakeFirst()
      return Number(paused.numUpdatedRows)
    },
  }
}

/** One transaction: a workspace is there or gone, never half. How many subscriptions went. */
async function eraseWorkspace(trx: Transaction<Database>, platform: Platform, leaving: Leaving): Promise<number> {
  const { workspace, channels, unnamed, others } = leaving
  await trx.deleteFrom('installations').where('platform', '=', platform).where('workspace', '=', workspace).execute()
  const all = await trx
    .selectFrom('subscriptions')
    .select(['id', 'channel', 'workspace'])
    .where('platform', '=', platform)
    .execute()
  const listed = new Set(channels)
  const going = all.filter((row) =>
    row.workspace === null ? unnamed || listed.has(row.channel) : row.workspace === workspace,
  )
  for (const ids of chunk(going, IDS_AT_ONCE)) {
    const subscriptions = ids.map(({ id }) => id)
    await trx
      .deleteFrom('deliveries')
      .where('subscription', 'in', subscriptions)
      .where('state', '=', 'planned')
      .execute()
    // There is nobody left to ask whether they arrived. What was posted keeps its row, which holds no text.
    await trx
      .updateTable('deliveries')
      .set({ state: 'failed', because: leaving.because, changed_at: toColumn(leaving.at) })
      .where('subscription', 'in', subscriptions)
      .where('state', 'in', ['sending', 'unconfirmed'])
      .execute()
    await trx.deleteFrom('subscriptions').where('id', 'in', subscriptions).execute()
  }
  const goneChannels = new Set([...listed, ...going.map(({ channel }) => channel)])
  const goneIds = new Set(going.map(({ id }) => id))
  for (const { id, channel } of all) if (!goneIds.has(id)) goneChannels.delete(channel)
  await eraseReaders(trx, platform, [...goneChannels], { workspace, others })
  return going.length
}

/** Mutes of its channels, and marks of its readers: `slack:WORKSPACE:USER`. With a platform's last workspace, all of it goes. */
async function eraseReaders(
  trx: Transaction<Database>,
  platform: Platform,
  channels: readonly string[],
  { workspace, others }: { readonly workspace: string; readonly others: Leaving['others'] | undefined },
): Promise<void> {
  for (const ids of chunk(channels, IDS_AT_ONCE)) {
    await trx.deleteFrom('mutes').where('platform', '=', platform).where('channel', 'in', ids).execute()
  }
  await eraseMarks(trx, `${platform}:${workspace}:`)
  if (others === 'remain') return
  const left = await trx
    .selectFrom('subscriptions')
    .select('id')
    .where('platform', '=', platform)
    .unionAll(trx.selectFrom('installations').select('workspace as id').where('platform', '=', platform))
    .limit(1)
    .executeTakeFirst()
  if (left !== undefined) return
  await trx.deleteFrom('mutes').where('platform', '=', platform).execute()
  await eraseMarks(trx, `${platform}:`)
}

/** From one workspace to the next, past all of its readers. `;` is the character behind `:`. */
async function workspacesOfMarks(read: Connections['read'], platform: Platform): Promise<readonly string[]> {
  const found: string[] = []
  for (let after = `${platform}:`; found.length < WORKSPACES_MAX;) {
    const next = await read
      .selectFrom('read_marks')
      .select('reader')
      .where('reader', '>=', after)
      .where('reader', '<', `${platform};`)
      .orderBy('reader')
      .limit(1)
      .executeTakeFirst()
    const workspace = next?.reader.split(':')[1]
    if (workspace === undefined) break
    if (workspace !== NO_WORKSPACE) found.push(workspace)
    after = `${platform}:${workspace};`
  }
  return found
}

/** A range, not a pattern: `%` and `_` in a name mean themselves. `;` is the character behind `:`. */
async function eraseMarks(trx: Transaction<Database>, prefix: string): Promise<void> {
  await trx
    .deleteFrom('read_marks')
    .where('reader', '>=', prefix)
    .where('reader', '<', `${prefix.slice(0, -1)};`)
    .execute()
}
