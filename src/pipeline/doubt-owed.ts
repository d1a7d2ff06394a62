import type { Log } from '../ops/log.ts'
import { dueSlots } from '../schedule/due-slots.ts'
import { deliveryIdOf } from '../schedule/outbox.ts'
import type { Newsroom } from './parts.ts'

/** Whether a store was put back from a copy, and has not been at work since. */
export type CopyMark = {
  /** When the copy was taken. */
  findCopiedAt(): Promise<Temporal.Instant | null>
  clear(): Promise<void>
}

const BECAUSE = 'the store was put back from a backup: it may have been posted since that was made'

/** What was posted before the store was put back has long arrived: it is looked for at once. */
const SETTLED = { minutes: 1 }

type DoubtParts = Pick<Newsroom, 'clock'> & { readonly store: Pick<Newsroom['store'], 'deliveries'> }

/**
 * After a store was put back from a backup: what it owes may have been posted since the backup was made, so each of it is looked
 * for in its channel before it is posted. How many deliveries. Twice does no harm.
 */
export async function doubtOwed({ store: { deliveries }, clock }: DoubtParts): Promise<number> {
  const now = clock.now()
  for (const subscription of await deliveries.listSubscriptions()) {
    if (subscription.pausedBecause !== null) continue
    const { id, createdAt } = subscription
    const last = await deliveries.findLatestDelivery(id, ALL_STATES, ['digest'])
    const hadFirst = last !== null && Temporal.Instant.compare(last.slot, createdAt) >= 0
    for (const slot of [...(hadFirst ? [] : [createdAt]), ...dueSlots(subscription, last?.slot ?? null, now)]) {
      const plan = { subscription: id, kind: 'digest', about: null, slot, at: now } as const
      await deliveries.planDelivery({ ...plan, id: deliveryIdOf(id, slot) })
    }
  }
  let doubted = 0
  for (const { id } of await deliveries.listDeliveries(['planned', 'sending'])) {
    const facts = { at: now.subtract(SETTLED), because: BECAUSE }
    if (await deliveries.moveDelivery(id, ['planned', 'sending'], 'unconfirmed', facts)) doubted += 1
  }
  return doubted
}

const ALL_STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const

/** The same for a store that says it was put back, once. */
export async function heedRestoration(
  parts: DoubtParts & { readonly copyMark: CopyMark },
  log: Pick<Log, 'warn'>,
): Promise<void> {
  const copiedAt = await parts.copyMark.findCopiedAt()
  if (copiedAt === null) return
  const doubted = await doubtOwed(parts)
  await parts.copyMark.clear()
  log.warn(
    { copiedAt: `${copiedAt}`, doubted },
    'the store was put back from a backup: what it owes is looked for in its channels before it is posted',
  )
}
