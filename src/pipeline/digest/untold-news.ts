import type { Brief } from '../../news/brief.ts'
import { makeEditionId } from '../../news/ids.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Update } from '../../news/update.ts'
import type { Draft } from '../brief.ts'
import type { BriefParts, FreshBriefs } from '../reading/fresh-briefs.ts'
import { itemsOfUpdate, knowsClaim, withoutTold } from './told-items.ts'
import { draftFor } from '../writing/draft-for.ts'
import type { Wording } from '../writing/wording.ts'

export type ComposeParts = BriefParts & {
  readonly fresh: FreshBriefs
  /** Puts what is told into words; where there is none, it stays extracts. */
  readonly wording?: Wording
}

export type UntoldNews = {
  /** The story as of now; the update of its brief is what the channel was not told yet. */
  readonly draft: Draft
  readonly told: ReadonlySet<string>
}

/** The edition that this channel was last sent as a digest. */
export async function findPrevious(subscription: Subscription, { store, fresh }: ComposeParts): Promise<Brief | null> {
  const last = await store.deliveries.findLatestDelivery(subscription.id, ['sent'], ['digest'])
  return fresh.editionOf(last?.edition ?? null)
}

/**
 * What a channel does not know of its story: what changed since its last digest, without what posts between the digests told
 * it. Where such a post told what was since taken back or changed, that is part of it.
 */
export async function findUntold(
  subscription: Subscription,
  previous: Brief | null,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<UntoldNews> {
  const { store, fresh } = parts
  const draft = await draftFor(subscription, previous?.asOf ?? null, parts, signal)
  const { brief } = draft
  const told = await store.deliveries.listTold(subscription.id)
  if (brief.update === null || previous === null) return { draft, told }
  const between = await store.deliveries.findLatestDelivery(subscription.id, ['sent'], ['breaking'])
  const last = await fresh.editionOf(between?.edition ?? null)
  const isSince = last !== null && Temporal.Instant.compare(previous.asOf, last.asOf) < 0
  const whole = isSince ? joinUpdates(brief.update, await fresh.changesOf(subscription, last.asOf), told) : brief.update
  const update = withoutTold(whole, told)
  // Of a quiet story the reader is told since when nothing came: since the last post, whichever it was.
  const since = isSince && update.nothingNew ? last.asOf : update.since
  return { draft: { ...draft, brief: renameWith(brief, { ...update, since }) }, told }
}

/** What befell, after a post between digests, the news that it told: between the digests that news came and went. */
function joinUpdates(whole: Update, later: Update, told: ReadonlySet<string>): Update {
  const revised = later.revised.filter(
    ({ before }) => knowsClaim(before.id, told) && whole.revised.every((known) => known.before.id !== before.id),
  )
  const withdrawn = later.withdrawn.filter(
    ({ id }) => knowsClaim(id, told) && whole.withdrawn.every((known) => known.id !== id),
  )
  const isRevised = new Set(revised.map(({ after }) => after.id))
  return {
    ...whole,
    added: whole.added.filter(({ id }) => !isRevised.has(id)),
    revised: [...whole.revised, ...revised],
    withdrawn: [...whole.withdrawn, ...withdrawn],
  }
}

const NOTHING_TOLD: ReadonlySet<string> = new Set()

/** The brief with another update, which makes it another edition where the update tells something else. */
export function renameWith(brief: Brief, update: Update): Brief {
  const said = itemsOfUpdate(update, NOTHING_TOLD)
  const was = brief.update === null ? [] : itemsOfUpdate(brief.update, NOTHING_TOLD)
  if (said.join('\n') === was.join('\n')) return { ...brief, update }
  const text = [brief.edition, update.since, ...said].join('\n')
  return { ...brief, edition: makeEditionId(text), update }
}
