import { digestButtons } from '../../commands/chat/chat-buttons.ts'
import type { Brief } from '../../news/brief.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Digest, SenderParts } from '../../schedule/sender.ts'
import { composeBreaking } from './compose-breaking.ts'
import { composeCorrection, composeRetraction, findAbout, fixedItem } from './compose-change.ts'
import { composeDigest, showDigest } from './compose-digest.ts'
import { findCorrections } from '../find-corrections.ts'
import { itemsOfBrief, itemsOfUpdate } from './told-items.ts'
import type { ComposeParts } from './untold-news.ts'
import type { LateEditions } from '../writing/late-editions.ts'

/** Makes what the outbox sends, by the kind of delivery, and tells what one told that was found in its channel. */
export function createComposer(
  parts: ComposeParts,
  late: Pick<LateEditions, 'expect'> | null = null,
): Pick<SenderParts, 'compose' | 'toldOf'> {
  const { store, fresh } = parts
  return {
    compose: async (subscription, delivery, signal) => {
      switch (delivery.kind) {
        case 'digest': {
          const { digest, better } = await composeDigest(subscription, delivery, parts, signal)
          if (digest.kind === 'digest' && better !== null) late?.expect(digest.edition, { delivery, better })
          return withButtons(digest, subscription, delivery.id)
        }
        case 'breaking':
          return withButtons(await composeBreaking(subscription, delivery, parts, signal), subscription, delivery.id)
        case 'correction':
          return withButtons(
            await composeCorrection(subscription, delivery, parts, signal),
            subscription,
            delivery.about,
          )
        case 'retraction':
          return composeRetraction(subscription, delivery, parts)
      }
    },
    toldOf: async (subscription, delivery) => {
      const brief = await fresh.editionOf(delivery.edition)
      if (brief === null) return []
      if (brief.update === null) return itemsOfBrief(brief, new Set())
      const told = await store.deliveries.listTold(subscription.id)
      if (delivery.kind === 'digest') return itemsOfBrief(brief, told)
      if (delivery.kind === 'breaking') return itemsOfUpdate(brief.update, told)
      const corrected = await findAbout(delivery, parts)
      const shown = await fresh.editionOf(corrected?.edition ?? null)
      if (corrected === null || shown === null) return []
      return findCorrections(shown, brief.update).map((correction) => fixedItem(corrected.id, correction))
    },
  }
}

/** An edition as the digest of a delivery: what takes the place of the one that was posted. */
export async function showPosted(
  brief: Brief,
  subscription: Subscription,
  id: DeliveryId,
  { store }: Pick<ComposeParts, 'store'>,
): Promise<{ readonly message: ChatMessage; readonly told: readonly string[] }> {
  const digest = await showDigest(brief, subscription, await store.deliveries.listTold(subscription.id), { store })
  const buttons = digestButtons(subscription.story, id, subscription.lang)
  return { message: { ...digest.message, buttons }, told: digest.told }
}

/** What a reader may ask next, under each digest; a corrected one keeps what it had. `about`: the digest it stands under. */
function withButtons(digest: Digest, { story, lang }: Subscription, about: DeliveryId | null): Digest {
  if (about === null || digest.kind === 'skip') return digest
  const buttons = digestButtons(story, about, lang)
  return digest.kind === 'digest'
    ? { ...digest, message: { ...digest.message, buttons } }
    : { ...digest, edited: { ...digest.edited, buttons } }
}
