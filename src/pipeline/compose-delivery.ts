import type { SenderParts } from '../schedule/sender.ts'
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
    compose: (subscription, delivery, signal) => {
      switch (delivery.kind) {
        case 'digest':
          return composeDigest(subscription, delivery, parts, signal)
        case 'breaking':
          return composeBreaking(subscription, delivery, parts, signal)
        case 'correction':
          return composeCorrection(subscription, delivery, parts, signal)
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
