import { digestButtons } from '../commands/chat/chat-buttons.ts'
import type { DeliveryId } from '../news/ids.ts'
import type { Subscription } from '../news/subscription.ts'
import type { Digest, SenderParts } from '../schedule/sender.ts'
import { composeBreaking } from './compose-breaking.ts'
import { composeCorrection, composeRetraction, findAbout, fixedItem } from './compose-change.ts'
import { composeDigest } from './compose-digest.ts'
import { findCorrections } from './find-corrections.ts'
import { itemsOfBrief, itemsOfUpdate } from './told-items.ts'
import type { ComposeParts } from './untold-news.ts'

/** Makes what the outbox sends, by the kind of delivery, and tells what one told that was found in its channel. */
export function createComposer(parts: ComposeParts): Pick<SenderParts, 'compose' | 'toldOf'> {
  const { store, fresh } = parts
  return {
    compose: async (subscription, delivery, signal) => {
      switch (delivery.kind) {
        case 'digest':
          return withButtons(await composeDigest(subscription, delivery, parts, signal), subscription, delivery.id)
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

/** What a reader may ask next, under each digest; a corrected one keeps what it had. `about`: the digest it stands under. */
function withButtons(digest: Digest, { story, lang }: Subscription, about: DeliveryId | null): Digest {
  if (about === null || digest.kind === 'skip') return digest
  const buttons = digestButtons(story, about, lang)
  return digest.kind === 'digest'
    ? { ...digest, message: { ...digest.message, buttons } }
    : { ...digest, edited: { ...digest.edited, buttons } }
}
