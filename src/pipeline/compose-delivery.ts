import type { SenderParts } from '../schedule/sender.ts'
import { composeBreaking } from './compose-breaking.ts'
import { composeCorrection, composeRetraction, fixedItem } from './compose-change.ts'
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
    toldOf: async (subscription, { kind, edition, about }) => {
      const brief = edition === null ? null : await fresh.editionOf(edition)
      if (brief === null || brief.update === null) return brief === null ? [] : itemsOfBrief(brief, new Set())
      const told = await store.deliveries.listTold(subscription.id)
      if (kind === 'digest') return itemsOfBrief(brief, told)
      if (kind === 'breaking') return itemsOfUpdate(brief.update, told)
      const corrected = about === null ? null : await store.deliveries.findDelivery(about)
      if (corrected === null || corrected.edition === null) return []
      const shown = await fresh.editionOf(corrected.edition)
      if (shown === null) return []
      return findCorrections(shown, brief.update).map((correction) => fixedItem(corrected.id, correction))
    },
  }
}
