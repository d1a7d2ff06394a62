import type { Selectable } from 'kysely'
import { z } from 'zod'
import { deliveryId, editionId, subscriptionId } from '../news/ids.ts'
import type { DeliveryId, EditionId, SubscriptionId } from '../news/ids.ts'
import { PLATFORMS, type PostedRef } from '../news/message.ts'
import type { Delivery, DeliveryKind, DeliveryState, Subscription } from '../news/subscription.ts'
import { readJson, readValue, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import {
  findSubscription,
  listSubscriptions,
  pauseSubscription,
  removeSubscription,
  saveSubscription,
} from './subscriptions.ts'

const deliveryState = z.enum(['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'])
const deliveryKind = z.enum(['digest', 'breaking', 'correction', 'retraction'])
const postedShape = z
  .object({ platform: z.enum(PLATFORMS), id: z.string(), workspace: z.string().exactOptional(), message: z.string() })
  .readonly()

type DeliveryFacts = {
  readonly at: Temporal.Instant
  readonly edition?: EditionId
  readonly posted?: PostedRef
  readonly because?: string | null
  readonly attempt?: 'made' | 'taken-back'
  readonly told?: readonly string[]
}

/** Subscriptions and the outbox: implements schedule's DeliveryStore. */
export function openDeliveries(connections: Connections, replica: string | null) {
  const { read } = connections
  return {
    listSubscriptions: () => listSubscriptions(connections),
    saveSubscription: (subscription: Subscription) => saveSubscription(connections, subscription),
    findSubscription: (id: SubscriptionId) => findSubscription(connections, id),
    pauseSubscription: (id: SubscriptionId, because: string) => pauseSubscription(connections, id, because),
    removeSubscription: (id: SubscriptionId) => removeSubscription(connections, id),

    planDelivery: (plan: DeliveryPlan) => planDelivery(connections, plan),

    moveDelivery: (id: DeliveryId, from: readonly DeliveryState[], to: DeliveryState, facts: DeliveryFacts) =>
      moveDelivery(connections, { id, from, to, facts, replica }),

    async listDeliveries(states: readonly DeliveryState[]): Promise<readonly Delivery[]> {
      if (states.length === 0) return []
      const rows = await read
        .selectFrom('deliveries')
        .selectAll()
        .where('state', 'in', states)
        .orderBy('slot')
        .orderBy('id')
        .execute()
      return rows.map(toDelivery)
    },

    async findDelivery(id: DeliveryId): Promise<Delivery | null> {
      const row = await read.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : toDelivery(row)
    },

    async listDeliveriesOf(
      subscription: SubscriptionId,
      states: readonly DeliveryState[],
      since: Temporal.Instant,
    ): Promise<readonly Delivery[]> {
      if (states.length === 0) return []
      const rows = await read
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription', '=', subscription)
        .where('state', 'in', states)
        .where('slot', '>=', toColumn(since))
        .orderBy('slot')
        .execute()
      return rows.map(toDelivery)
    },

    async listTold(subscription: SubscriptionId): Promise<ReadonlySet<string>> {
      const rows = await read.selectFrom('told').select('item').where('subscription', '=', subscription).execute()
      return new Set(rows.map(({ item }) => item))
    },

    async findLatestDelivery(
      subscription: SubscriptionId,
      states: readonly DeliveryState[],
      kinds: readonly DeliveryKind[] = deliveryKind.options,
    ): Promise<Delivery | null> {
      if (states.length === 0) return null
      const row = await read
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription', '=', subscription)
        .where('state', 'in', states)
        .where('kind', 'in', kinds)
        .orderBy('slot', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? null : toDelivery(row)
    },
  }
}

type DeliveryPlan = Pick<Delivery, 'id' | 'subscription' | 'kind' | 'about' | 'slot'> & {
  readonly reason?: string
  readonly at: Temporal.Instant
}

async function planDelivery({ write }: Connections, plan: DeliveryPlan): Promise<Delivery | null> {
  const { id, subscription, kind, about, reason = null, slot, at } = plan
  return write.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('subscriptions').select('id').where('id', '=', subscription).executeTakeFirst()
    if (known === undefined) return null
    const row = await trx
      .insertInto('deliveries')
      .values({
        id,
        subscription,
        kind,
        about,
        reason,
        slot: toColumn(slot),
        state: 'planned',
        attempts: 0,
        changed_at: toColumn(at),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? null : toDelivery(row)
  })
}

const ATTEMPT = { made: 1, 'taken-back': -1 } as const

type Move = {
  id: DeliveryId
  from: readonly DeliveryState[]
  to: DeliveryState
  facts: DeliveryFacts
  replica: string | null
}

async function moveDelivery({ write }: Connections, { id, from, to, facts, replica }: Move): Promise<boolean> {
  if (from.length === 0) return false
  return write.transaction().execute(async (trx) => {
    const moved = await trx
      .updateTable('deliveries')
      .set((row) => ({
        state: to,
        changed_at: toColumn(facts.at),
        leased_by: to === 'sending' ? replica : null,
        attempts: facts.attempt === undefined ? row.ref('attempts') : row('attempts', '+', ATTEMPT[facts.attempt]),
        ...(facts.edition === undefined ? {} : { edition: facts.edition }),
        ...(facts.posted === undefined ? {} : { posted: JSON.stringify(facts.posted) }),
        ...(facts.because === undefined ? {} : { because: facts.because }),
      }))
      .where('id', '=', id)
      .where('state', 'in', from)
      .returning('subscription')
      .executeTakeFirst()
    if (moved === undefined) return false
    for (let at = 0; at < (facts.told ?? []).length; at += TOLD_AT_ONCE) {
      const items = (facts.told ?? []).slice(at, at + TOLD_AT_ONCE)
      const { subscription } = moved
      await trx
        .insertInto('told')
        .values(items.map((item) => ({ subscription, item, delivery: id, told_at: toColumn(facts.at) })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    return true
  })
}

/** Rows of one statement: well below SQLite's limit of variables. */
const TOLD_AT_ONCE = 500

function toDelivery(row: Selectable<Database['deliveries']>): Delivery {
  const place = `deliveries ${row.id}`
  return {
    id: deliveryId(row.id),
    subscription: subscriptionId(row.subscription),
    kind: readValue(row.kind, deliveryKind, place),
    about: row.about === null ? null : deliveryId(row.about),
    reason: row.reason,
    slot: toMoment(row.slot),
    state: readValue(row.state, deliveryState, place),
    edition: row.edition === null ? null : editionId(row.edition),
    posted: row.posted === null ? null : readJson(row.posted, postedShape, place),
    attempts: row.attempts,
    because: row.because,
    changedAt: toMoment(row.changed_at),
  }
}
