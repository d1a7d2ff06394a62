import type { ArticleReading } from '../../src/news/article.ts'
import { subscriptionId } from '../../src/news/ids.ts'
import type { ChatMessage, PostedRef } from '../../src/news/message.ts'
import type { Delivery, Subscription } from '../../src/news/subscription.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { createComposer } from '../../src/pipeline/digest/compose-delivery.ts'
import { createFreshBriefs } from '../../src/pipeline/reading/fresh-briefs.ts'
import { createNewsWatch } from '../../src/pipeline/digest/watch-news.ts'
import { retractDelivery } from '../../src/pipeline/digest/retract.ts'
import { createOutbox } from '../../src/schedule/outbox.ts'
import type { Poster } from '../../src/schedule/sender.ts'
import { faultyPoster } from '../fakes/poster.ts'
import { at, DAM } from './dam-story.ts'
import { keepAll, openNewsroom, unaborted } from './newsroom.ts'

export const FOLLOWER: Subscription = {
  id: subscriptionId('s0000000001'),
  story: DAM.id,
  channel: { platform: 'slack', id: 'C1' },
  times: ['08:00', '18:00'],
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  quiet: null,
  whenQuiet: 'post',
  lang: 'en',
  breaking: { origins: 2 },
  graceMs: 7_200_000,
  pausedBecause: null,
  createdAt: Temporal.Instant.from('2026-01-01T00:00Z'),
}

const STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const

/** Channels that follow the dam, with all that stands between an article and a post but the platform. */
export async function openChannels(...subscriptions: readonly Subscription[]) {
  const newsroom = await openNewsroom()
  const clock = manualClock(at('07:00:00'))
  const parts = { ...newsroom, clock }
  const { store } = newsroom
  for (const each of subscriptions) await store.deliveries.saveSubscription(each)
  const faults: unknown[] = []
  /** What was said in the channels, in order: `post C1`, `edit m1`, `note m1`, each with the whole message. */
  const said: { readonly how: string; readonly message: ChatMessage }[] = []

  /** A process, from its start: it knows what is stored, or what it matched by some moment. */
  function boot(platform: Poster = faultyPoster().poster, matchedAt?: () => Temporal.Instant) {
    const composing = { ...parts, fresh: createFreshBriefs(parts, matchedAt) }
    const outbox = createOutbox({
      store: store.deliveries,
      clock,
      posterFor: () => listen(platform),
      ...createComposer(composing),
      onTokenRefused: () => undefined,
      onFault: (error) => void faults.push(error),
      wait: async () => undefined,
    })
    const watch = createNewsWatch({ ...composing, isServed: () => true, onFault: (error) => void faults.push(error) })
    return {
      /** As the bot's tick. */
      async tick() {
        await newsroom.matcher.matchAll(unaborted)
        await outbox.planDue()
        await outbox.deliver(unaborted)
        if ((await watch.plan(unaborted)) > 0) await outbox.deliver(unaborted)
      },
    }
  }

  function listen(platform: Poster): Poster {
    const hear = (how: string, message: ChatMessage) => void said.push({ how, message })
    return {
      ...platform,
      post: async (channel, message, delivery, signal) => {
        const posted = await platform.post(channel, message, delivery, signal)
        hear(`post ${channel.id}`, message)
        return posted
      },
      edit: async (posted: PostedRef, message, signal) => {
        await platform.edit(posted, message, signal)
        hear(`edit ${posted.message}`, message)
      },
      reply: async (posted, message, delivery, signal) => {
        const noted = await platform.reply(posted, message, delivery, signal)
        hear(`note ${posted.message}`, message)
        return noted
      },
    }
  }

  return {
    ...parts,
    boot,
    said,
    faults,
    /** An article comes in at the clock's moment. */
    arrive: (reading: ArticleReading) => keepAll([{ reading, seenAt: clock.now() }], newsroom),
    /** Sets the clock to a time of that day of January 2026. */
    to: (time: string, day = 8) =>
      clock.set(Temporal.Instant.from(`2026-01-${String(day).padStart(2, '0')}T${time}:00Z`)),
    retract: (id: string, reason: string) => retractDelivery(id, reason, parts),
    /** Deliveries of a subscription as `kind state`, oldest first. */
    ledger: async (id = FOLLOWER.id): Promise<readonly string[]> =>
      (await list(id)).map(({ kind, state }) => `${kind} ${state}`),
    list,
    close: () => store.close(),
  }

  function list(id = FOLLOWER.id): Promise<readonly Delivery[]> {
    return store.deliveries.listDeliveriesOf(id, STATES, FOLLOWER.createdAt)
  }
}

/** All that a message says, in one text. */
export function textOf({ title, context, sections }: ChatMessage): string {
  const rows = sections.flatMap(({ heading, rows: all }) => [heading, ...all.map((row) => JSON.stringify(row))])
  return [title, ...context, ...rows].join('\n')
}

/** The marks of the rows under a heading: `added 2 origins`. */
export function marksOf({ sections }: ChatMessage): readonly string[] {
  return sections
    .flatMap(({ rows }) => rows)
    .flatMap((row) => (row.kind === 'line' && row.mark !== null ? [row.mark] : []))
}
