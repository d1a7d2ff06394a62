import { breakingMessage } from '../../commands/breaking-message.ts'
import type { Brief } from '../../news/brief.ts'
import type { Line } from '../../news/claim.ts'
import type { BreakingWish, Delivery, Subscription } from '../../news/subscription.ts'
import type { Update } from '../../news/update.ts'
import type { Digest } from '../../schedule/sender.ts'
import { itemsOfUpdate, knowsClaim } from './told-items.ts'
import { findPrevious, findUntold, renameWith, type ComposeParts, type UntoldNews } from './untold-news.ts'

/**
 * Makes the post between two digests: what is weighty and the channel does not know yet. Where a digest told it meanwhile, or
 * its outlet took it back, there is nothing to post.
 */
export async function composeBreaking(
  subscription: Subscription,
  delivery: Delivery,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<Digest> {
  const { store, fresh } = parts
  const made = await fresh.editionOf(delivery.edition)
  if (made !== null) return showBreaking(made, subscription, await store.deliveries.listTold(subscription.id))
  const news = await findWeighty(subscription, parts, signal)
  if (news === null) return { kind: 'skip', because: 'the channel was told meanwhile, or it no longer holds' }
  const { draft, told } = news
  const brief = (await parts.wording?.wordNews(draft, subscription.lang, signal))?.told ?? draft.brief
  await store.editions.saveEdition(brief)
  return showBreaking(brief, subscription, told)
}

/** What a channel that asked for it should hear at once; null where there is nothing, or it had no digest yet. */
export async function findWeighty(
  subscription: Subscription,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<UntoldNews | null> {
  const { breaking } = subscription
  const previous = await findPrevious(subscription, parts)
  if (breaking === null || previous === null) return null
  const { draft, told } = await findUntold(subscription, previous, parts, signal)
  const { brief } = draft
  if (brief.update === null) return null
  const update = weightyOf(brief.update, breaking, told)
  return update.nothingNew ? null : { draft: { ...draft, brief: renameWith(brief, update) }, told }
}

/**
 * What cannot wait: a claim that so many origins tell, whether it is new or has come to be told by as many; a dispute, but
 * not of words that only speak of other periods; a claim that was changed or taken back, where the channel knew it or so
 * many origins told it.
 */
export function weightyOf(update: Update, { origins }: BreakingWish, told: ReadonlySet<string>): Update {
  const concerns = (line: Line) => knowsClaim(line.id, told) || line.support.origins >= origins
  const kept = {
    added: update.added.filter(({ support }) => support.origins >= origins),
    revised: update.revised.filter(({ before, after }) => concerns(before) || after.support.origins >= origins),
    corroborated: update.corroborated.filter(
      ({ originsBefore, originsAfter }) => originsBefore < origins && originsAfter >= origins,
    ),
    disputed: update.disputed.filter(({ severity }) => severity !== 'low'),
    withdrawn: update.withdrawn.filter(concerns),
  }
  return { ...update, ...kept, nothingNew: Object.values(kept).every((list) => list.length === 0) }
}

function showBreaking(brief: Brief, { lang, zone }: Subscription, told: ReadonlySet<string>): Digest {
  const { update, title, sources } = brief
  if (update === null) return { kind: 'skip', because: 'its edition tells no change' }
  const message = breakingMessage(update, { lang, zone, title, sources })
  return { kind: 'digest', edition: brief.edition, message, told: itemsOfUpdate(update, told) }
}
