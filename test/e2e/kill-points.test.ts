import { deepEqual, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createDiscordPublisher } from '../../src/adapters/discord/discord-publisher.ts'
import type { Publisher } from '../../src/adapters/publisher.ts'
import { createSlackPublisher } from '../../src/adapters/slack/slack-publisher.ts'
import { deliveryId, editionId } from '../../src/news/ids.ts'
import type { ChannelRef, ChatMessage } from '../../src/news/message.ts'
import type { Delivery, DeliveryKind } from '../../src/news/subscription.ts'
import { manualClock } from '../../src/ops/clock.ts'
import type { DeliveryStore } from '../../src/schedule/delivery-store.ts'
import { createOutbox } from '../../src/schedule/outbox.ts'
import type { Digest } from '../../src/schedule/sender.ts'
import { MESSAGES } from '../adapters/messages.ts'
import { memoryDeliveryStore } from '../fakes/delivery-store.ts'
import { ID, running, SLOT, SUBSCRIPTION } from '../fakes/outbox-world.ts'
import { DISCORD_CHANNEL, DISCORD_TOKEN, startFakeDiscord } from './fake-discord.ts'
import type { FakeClock, FakeWays } from './fake-http.ts'
import { SLACK_CHANNEL, SLACK_TOKEN, startFakeSlack } from './fake-slack.ts'
import { postedOnDiscord, postedOnSlack, reckon } from './posted.ts'
import type { PostedMark } from './posted.ts'

type Platform = {
  readonly channel: ChannelRef
  /** A process that has just begun: it remembers nothing. */
  readonly publisher: () => Publisher
  readonly clock: FakeClock
  readonly violations: readonly string[]
  readonly posted: () => readonly PostedMark[]
  readonly close: () => Promise<void>
}

const PLATFORMS: Readonly<Record<string, (ways: FakeWays) => Promise<Platform>>> = {
  async slack(ways) {
    const { apiUrl, ...slack } = await startFakeSlack(ways)
    return {
      ...slack,
      channel: { platform: 'slack', id: SLACK_CHANNEL },
      publisher: () => createSlackPublisher({ token: SLACK_TOKEN, apiUrl }),
      posted: () => postedOnSlack({ apiUrl, ...slack }, SLACK_CHANNEL),
    }
  },
  async discord(ways) {
    const { apiUrl, ...discord } = await startFakeDiscord(ways)
    return {
      ...discord,
      channel: { platform: 'discord', id: DISCORD_CHANNEL },
      publisher: () => createDiscordPublisher({ token: DISCORD_TOKEN, apiUrl }),
      posted: () => postedOnDiscord({ apiUrl, ...discord }, DISCORD_CHANNEL),
    }
  },
}

type Planned = { readonly kind: DeliveryKind; readonly about?: number; readonly message: ChatMessage }

const WITHDRAWN = 'It mixed up two towns.'
const NOTE: ChatMessage = { ...MESSAGES.quiet, context: ['A line was corrected.'] }
const RETRACTED: ChatMessage = { ...MESSAGES.quiet, context: [WITHDRAWN] }
/** As many posts as sections and one more. */
const inPosts = (posts: 2 | 3): ChatMessage => ({
  ...MESSAGES.long,
  sections: MESSAGES.long.sections.slice(0, posts - 1),
})
const corrected = (message: ChatMessage): ChatMessage => ({ ...message, context: NOTE.context })
const { short } = MESSAGES
/** Digests that were corrected begin with other words. */
const AS_POSTED = 'as of Thu 8 Jan'

/** What is owed to the channel, in order. `about` names what came before it, `message` what is posted or edited in. */
const SCENES: Readonly<Record<string, readonly Planned[]>> = {
  'a digest in parts, and the post after it': [
    { kind: 'digest', message: inPosts(3) },
    { kind: 'breaking', message: short },
  ],
  'a correction that makes a digest longer': [
    { kind: 'digest', message: inPosts(2) },
    { kind: 'correction', about: 0, message: corrected(inPosts(3)) },
  ],
  'a correction that makes parts of a short digest': [
    { kind: 'digest', message: short },
    { kind: 'correction', about: 0, message: corrected(inPosts(2)) },
  ],
  'a retraction of a digest in parts': [
    { kind: 'digest', message: inPosts(3) },
    { kind: 'retraction', about: 0, message: RETRACTED },
  ],
}

/** Past every lease and settling time; longer than Discord keeps a nonce. */
const AGE_MS = 600_000
const PROCESSES_MAX = 4
const POINTS_MAX = 400
const idOf = (index: number) => deliveryId(`d00000000${index}`)

describe('a process that dies at any request, before or after it takes effect, and at any move of a delivery', () => {
  for (const [name, start] of Object.entries(PLATFORMS)) {
    for (const [scene, planned] of Object.entries(SCENES)) {
      test(`${name}: ${scene}: nothing is lost, nothing stands twice, the order is kept`, async () => {
        for (let at = 1; at <= POINTS_MAX; at += 1) {
          const { died, ...end } = await liveThrough(start, planned, at)
          deepEqual({ at, ...end }, { at, ...SOUND, told: planned.map((_, index) => `told ${index}`) })
          if (!died) return ok(at > MOMENTS_MIN, `only ${at} moments`)
        }
        throw new Error('the process never lived to the end')
      })
    }
  }
})

const SOUND = { lost: [], double: [], disordered: [], stale: [], violations: [] }
/** An edit and a note, or two posts: each has two moments, and each of the two moves of a delivery has two. */
const MOMENTS_MIN = 8

/** A process dies at the `at`th moment; others follow until all is out. */
async function liveThrough(start: (ways: FakeWays) => Promise<Platform>, planned: readonly Planned[], at: number) {
  const death = mortal(at)
  const platform = await start({ faultFor: death.faultFor })
  const store = memoryDeliveryStore()
  const clock = manualClock(SLOT)
  await store.saveSubscription({ ...SUBSCRIPTION, channel: platform.channel, graceMs: 10 * 24 * 3_600_000 })
  const tick = (used: DeliveryStore) => {
    const publisher = platform.publisher()
    return createOutbox({
      store: used,
      clock,
      posterFor: () => publisher,
      compose: async (_, delivery) => compose(store, delivery, planned),
      toldOf: async (_, delivery) => [toldBy(delivery)],
      onTokenRefused: () => undefined,
      onFault: () => undefined,
      wait: async (ms) => clock.set(clock.now().add({ milliseconds: Math.ceil(ms) })),
    })
      .deliver(running)
      .finally(() => publisher.close())
  }
  try {
    const changes = planned.filter(({ about }) => about !== undefined)
    await plan(store, planned, ({ about }) => about === undefined)
    // What changes a digest is planned when it stands in the channel.
    if (changes.length > 0) await tick(store)
    await plan(store, planned, ({ about }) => about !== undefined)
    death.begin()
    await Promise.race([tick(death.store(store)), death.happened])
    const died = death.isDead()
    // Whoever watches over it starts it again at once, when nobody can know yet what became of its last request.
    if (died) await tick(store)
    for (let process = 1; process <= PROCESSES_MAX && (await store.listDeliveries(OPEN)).length > 0; process += 1) {
      clock.set(clock.now().add({ milliseconds: AGE_MS }))
      // Every other time Discord still knows the nonces of the dead.
      if (at % 2 === 0) platform.clock.advance(AGE_MS)
      await tick(store)
    }
    const owed = (await store.listDeliveries(ALL)).map((each) => ({ ...each, message: each.posted?.message ?? null }))
    const told = [...(await store.listTold(ID))].toSorted()
    return { ...reckon(platform.posted(), owed, wordingOf(planned)), violations: platform.violations, told, died }
  } finally {
    await platform.close()
  }
}

const OPEN = ['planned', 'sending', 'unconfirmed'] as const
const ALL = [...OPEN, 'sent', 'skipped', 'failed'] as const
/** How a reader knows that a digest was corrected, where something corrects it. */
function wordingOf(planned: readonly Planned[]) {
  const outdated = planned.some(({ kind }) => kind === 'correction') ? AS_POSTED : 'nothing is outdated'
  return { news: [], outdated, corrected: NOTE.context[0]! }
}

/** Counts the moments at which a process may die, and lets it die at one of them: then it asks for nothing any more. */
function mortal(at: number) {
  let moments = 0
  let [hasBegun, isDead] = [false, false]
  const { promise: happened, resolve } = Promise.withResolvers<void>()
  const isLast = () => {
    moments += 1
    if (isDead || moments !== at) return false
    isDead = true
    resolve()
    return true
  }
  const guard =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (isDead) throw new Error('the process is dead')
      return call(...args)
    }
  const ways: Required<Pick<FakeWays, 'faultFor'>> = {
    faultFor: () => {
      if (!hasBegun || isDead) return { kind: 'none' }
      if (isLast()) return { kind: 'hang' }
      return isLast() ? { kind: 'hang-accepting' } : { kind: 'none' }
    },
  }
  return {
    ...ways,
    begin: () => {
      hasBegun = true
    },
    happened,
    isDead: () => isDead,
    store: (whole: DeliveryStore): DeliveryStore => ({
      ...whole,
      listDeliveries: guard(whole.listDeliveries),
      findDelivery: guard(whole.findDelivery),
      moveDelivery: guard(async (...args) => {
        if (isLast()) throw new Error('the process is dead')
        const moved = await whole.moveDelivery(...args)
        if (isLast()) throw new Error('the process is dead')
        return moved
      }),
    }),
  }
}

async function plan(
  store: DeliveryStore,
  planned: readonly Planned[],
  isNow: (one: Planned) => boolean,
): Promise<void> {
  for (const [index, one] of planned.entries()) {
    const { kind, about } = one
    if (!isNow(one)) continue
    await store.planDelivery({
      id: idOf(index),
      subscription: ID,
      kind,
      about: about === undefined ? null : idOf(about),
      ...(kind === 'retraction' ? { reason: WITHDRAWN } : {}),
      slot: SLOT.add({ seconds: index }),
      at: SLOT,
    })
  }
}

async function compose(store: DeliveryStore, delivery: Delivery, planned: readonly Planned[]): Promise<Digest> {
  const { message } = planned[indexOf(delivery)]!
  const [edition, told] = [editionId('e0000000001'), [toldBy(delivery)]]
  if (delivery.about === null) return { kind: 'digest', edition, message, told }
  const { posted = null } = (await store.findDelivery(delivery.about)) ?? {}
  if (posted === null) return { kind: 'skip', because: 'nothing was posted' }
  return { kind: 'change', edition, posted, edited: message, note: NOTE, told }
}

const indexOf = ({ id }: Delivery) => Number(id.at(-1))
const toldBy = (delivery: Delivery) => `told ${indexOf(delivery)}`
