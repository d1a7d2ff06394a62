import { correctionNote, retractedMessage } from '../../commands/change-notes.ts'
import { digestMessage } from '../../commands/digest-message.ts'
import { showTime } from '../../commands/show-time.ts'
import type { Brief } from '../../news/brief.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import type { Digest } from '../../schedule/sender.ts'
import { citedRevisions, findCorrections, type Correction } from '../find-corrections.ts'
import type { ComposeParts } from './untold-news.ts'

/** The ledger's word for it: the digest was corrected so, whatever its channel was told besides. */
export const fixedItem = (about: DeliveryId, { item }: Pick<Correction, 'item'>) => `fixed:${about}:${item}`

/** The lines of a posted digest that no longer hold and that it does not say so of yet. */
export async function findUnfixed(
  about: Delivery,
  edition: Brief,
  subscription: Subscription,
  { store, fresh }: ComposeParts,
): Promise<readonly Correction[]> {
  const revisions = await fresh.revisionsOf(subscription.story)
  const isOutdated = [...citedRevisions(edition)].some(
    ([article, revision]) => (revisions.get(article) ?? revision) > revision,
  )
  // Reading a story at two moments takes long, and most revisions concern no line that was posted.
  if (!isOutdated) return []
  const told = await store.deliveries.listTold(subscription.id)
  const found = findCorrections(edition, await fresh.changesOf(subscription, edition.asOf))
  return found.filter((correction) => !told.has(fixedItem(about.id, correction)))
}

/** Edits a posted digest whose lines no longer hold, and says so in its thread. */
export async function composeCorrection(
  subscription: Subscription,
  delivery: Delivery,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<Digest> {
  const { store, fresh } = parts
  const about = await findAbout(delivery, parts)
  const edition = await fresh.editionOf(about?.edition ?? null)
  if (about === null || edition === null || about.posted === null) {
    return { kind: 'skip', because: 'the digest that it is about is not known' }
  }
  if (await isRetracted(about, parts)) return { kind: 'skip', because: 'the digest was withdrawn' }
  const made = await fresh.editionOf(delivery.edition)
  const brief = made ?? (await fresh.briefOf(subscription, edition.asOf, signal))
  const told = await store.deliveries.listTold(subscription.id)
  const corrections = brief.update === null ? [] : findCorrections(edition, brief.update)
  const unfixed = corrections.filter((correction) => !told.has(fixedItem(about.id, correction)))
  if (unfixed.length === 0) return { kind: 'skip', because: 'the digest says so already' }
  await store.editions.saveEdition(brief)
  const noticed = await findNoticed(about, edition, brief, parts)
  return {
    kind: 'change',
    edition: brief.edition,
    posted: about.posted,
    ...showCorrections(edition, { corrections, unfixed, noticed, asOf: brief.asOf }, subscription),
    told: unfixed.map((correction) => fixedItem(about.id, correction)),
  }
}

type Corrected = {
  readonly corrections: readonly Correction[]
  /** Those of them that the channel was not told yet. */
  readonly unfixed: readonly Correction[]
  /** When each was noticed first, by its item. */
  readonly noticed: ReadonlyMap<string, Temporal.Instant>
  readonly asOf: Temporal.Instant
}

/** The posted digest with all its corrections, and a note of the new ones. */
function showCorrections(
  edition: Brief,
  { corrections, unfixed, noticed, asOf }: Corrected,
  { lang, zone }: Pick<Subscription, 'lang' | 'zone'>,
) {
  const becameOf = ({ item, now }: Correction) => ({ at: showTime(noticed.get(item) ?? asOf, { lang, zone }), now })
  const marked = new Map(corrections.map((each) => [each.id, becameOf(each)]))
  const noted = unfixed.map((each) => ({ was: each.was, became: becameOf(each) }))
  return {
    edited: digestMessage(edition, { lang, zone, previousAt: null, corrections: marked }),
    note: correctionNote(noted, asOf, { lang, zone, title: edition.title, sources: edition.sources }),
  }
}

/** When each correction of a digest was first noticed: a line keeps its time when another one is corrected later. */
async function findNoticed(about: Delivery, edition: Brief, latest: Brief, { store, fresh }: ComposeParts) {
  const noticed = new Map<string, Temporal.Instant>()
  const sent = await store.deliveries.listDeliveriesOf(about.subscription, ['sent'], about.slot)
  const before = await Promise.all(
    sent
      .filter(({ kind, about: of }) => kind === 'correction' && of === about.id)
      .map((correction) => fresh.editionOf(correction.edition)),
  )
  for (const brief of [...before, latest]) {
    if (brief === null || brief.update === null) continue
    for (const { item } of findCorrections(edition, brief.update)) {
      if (!noticed.has(item)) noticed.set(item, brief.asOf)
    }
  }
  return noticed
}

/** Replaces a post that a person took back with that person's reason, and says so in its thread. */
export async function composeRetraction(
  subscription: Subscription,
  delivery: Delivery,
  parts: ComposeParts,
): Promise<Digest> {
  const about = await findAbout(delivery, parts)
  if (about === null || about.posted === null) return { kind: 'skip', because: 'nothing was posted' }
  const { lang, zone } = subscription
  const { story } = await parts.fresh.storyOf(subscription.story)
  const message = retractedMessage(delivery.reason, delivery.slot, { lang, zone, title: story.title })
  return { kind: 'change', edition: null, posted: about.posted, edited: message, note: message, told: [] }
}

/** The post that a correction or retraction is about. */
export async function findAbout({ about }: Delivery, { store }: Pick<ComposeParts, 'store'>): Promise<Delivery | null> {
  return about === null ? null : store.deliveries.findDelivery(about)
}

/** True where a person took the digest back, or is about to. */
export async function isRetracted(about: Delivery, { store }: Pick<ComposeParts, 'store'>): Promise<boolean> {
  const alive = ['planned', 'sending', 'unconfirmed', 'sent'] as const
  const later = await store.deliveries.listDeliveriesOf(about.subscription, alive, about.slot)
  return later.some(({ kind, about: of }) => kind === 'retraction' && of === about.id)
}
