import { createHash } from 'node:crypto'
import type { StoryDefinition } from '../news/story.ts'
import type { Subscription } from '../news/subscription.ts'
import type { DeliveryStore } from '../schedule/delivery-store.ts'
import type { StoryStore } from '../story/story-store.ts'

/** A subscription as the configuration wishes it. */
type Plan = Omit<Subscription, 'createdAt' | 'pausedBecause'>

/** What was brought before, as a fingerprint of what the configuration then said. */
export type SeedStore = {
  findSeed(kind: 'story' | 'subscription', id: string): Promise<string | null>
  saveSeed(kind: 'story' | 'subscription', id: string, fingerprint: string): Promise<void>
}

/**
 * Brings the configuration's stories in: new ones, and those of which it says something else than before. What people changed
 * or removed since stays so: the store is the truth.
 */
export async function seedStories(
  { stories, seeds }: { readonly stories: Pick<StoryStore, 'seedStory'>; readonly seeds: SeedStore },
  definitions: readonly StoryDefinition[],
): Promise<void> {
  for (const definition of definitions) {
    await bring('story', definition, seeds, () => stories.seedStory(definition))
  }
}

/** The same for subscriptions. One that is there keeps its age and its pause. */
export async function seedSubscriptions(
  {
    deliveries,
    seeds,
  }: {
    readonly deliveries: Pick<DeliveryStore, 'listSubscriptions' | 'saveSubscription'>
    readonly seeds: SeedStore
  },
  plans: readonly Plan[],
  now: Temporal.Instant,
): Promise<void> {
  const kept = new Map((await deliveries.listSubscriptions()).map((each) => [each.id, each]))
  for (const plan of plans) {
    await bring('subscription', plan, seeds, () => {
      const { createdAt = now, pausedBecause = null } = kept.get(plan.id) ?? {}
      return deliveries.saveSubscription({ ...plan, createdAt, pausedBecause })
    })
  }
}

async function bring(
  kind: 'story' | 'subscription',
  wish: { readonly id: string },
  seeds: SeedStore,
  save: () => Promise<void>,
): Promise<void> {
  const fingerprint = createHash('sha256').update(JSON.stringify(wish)).digest('hex')
  if ((await seeds.findSeed(kind, wish.id)) === fingerprint) return
  await save()
  await seeds.saveSeed(kind, wish.id, fingerprint)
}
