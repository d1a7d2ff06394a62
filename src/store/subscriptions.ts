import type { Selectable } from 'kysely'
import { z } from 'zod'
import { storyId, subscriptionId, type SubscriptionId } from '../news/ids.ts'
import { LANGS, PLATFORMS } from '../news/message.ts'
import type { Subscription, Weekday } from '../news/subscription.ts'
import { readJson, readValue, textList, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { requireStory } from './require.ts'

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const dayList = z.array(z.literal(WEEKDAYS)).readonly()
const platform = z.enum(PLATFORMS)
const lang = z.enum(LANGS)
const whenQuiet = z.enum(['post', 'skip'])

/** In order of their making. */
export async function listSubscriptions({ read }: Connections): Promise<readonly Subscription[]> {
  const rows = await read.selectFrom('subscriptions').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(toSubscription)
}

export async function saveSubscription({ write }: Connections, subscription: Subscription): Promise<void> {
  const { id, created_at, ...facts } = toColumns(subscription)
  await write.transaction().execute(async (trx) => {
    await requireStory(trx, subscription.story)
    await trx
      .insertInto('subscriptions')
      .values({ id, created_at, ...facts })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
      .execute()
  })
}

export async function findSubscription({ read }: Connections, id: SubscriptionId): Promise<Subscription | null> {
  const row = await read.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toSubscription(row)
}

export async function pauseSubscription({ write }: Connections, id: SubscriptionId, because: string): Promise<boolean> {
  const paused = await write
    .updateTable('subscriptions')
    .set({ paused_because: because })
    .where('id', '=', id)
    .where('paused_because', 'is', null)
    .executeTakeFirst()
  return paused.numUpdatedRows > 0n
}

export async function removeSubscription({ write }: Connections, id: SubscriptionId): Promise<boolean> {
  return write.transaction().execute(async (trx) => {
    await trx.deleteFrom('deliveries').where('subscription', '=', id).where('state', '=', 'planned').execute()
    const removed = await trx.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst()
    return removed.numDeletedRows > 0n
  })
}

function toSubscription(row: Selectable<Database['subscriptions']>): Subscription {
  const place = `subscriptions ${row.id}`
  const { quiet_from: from, quiet_to: to } = row
  return {
    id: subscriptionId(row.id),
    story: storyId(row.story),
    channel: {
      platform: readValue(row.platform, platform, place),
      id: row.channel,
      ...(row.workspace === null ? {} : { workspace: row.workspace }),
    },
    times: readJson(row.times, textList, place),
    days: readJson(row.days, dayList, place),
    zone: row.zone,
    quiet: from === null || to === null ? null : { from, to },
    whenQuiet: readValue(row.when_quiet, whenQuiet, place),
    lang: readValue(row.lang, lang, place),
    breaking: row.breaking_origins === null ? null : { origins: row.breaking_origins },
    graceMs: row.grace_ms,
    pausedBecause: row.paused_because,
    createdAt: toMoment(row.created_at),
  }
}

function toColumns(subscription: Subscription): Database['subscriptions'] {
  return {
    id: subscription.id,
    story: subscription.story,
    platform: subscription.channel.platform,
    channel: subscription.channel.id,
    times: JSON.stringify(subscription.times),
    days: JSON.stringify(subscription.days),
    zone: subscription.zone,
    quiet_from: subscription.quiet?.from ?? null,
    quiet_to: subscription.quiet?.to ?? null,
    when_quiet: subscription.whenQuiet,
    lang: subscription.lang,
    grace_ms: subscription.graceMs,
    paused_because: subscription.pausedBecause,
    created_at: toColumn(subscription.createdAt),
    breaking_origins: subscription.breaking?.origins ?? null,
    workspace: subscription.channel.workspace ?? null,
  }
}
