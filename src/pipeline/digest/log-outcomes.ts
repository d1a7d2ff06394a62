import type { DeliveryId, SubscriptionId } from '../../news/ids.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Log } from '../../ops/log.ts'
import type { Outbox } from '../../schedule/outbox.ts'

/** More deliveries than this that ended alike, for the same reason, are told in one line. */
const LOGGED_ALIKE_MAX = 3

type Outcome = Awaited<ReturnType<Outbox['deliver']>>[number]

/**
 * Tells the log what became of deliveries: one line each; of many that ended alike, such as those of a paused platform, one
 * line for all. What waits is told once a reason, not every minute.
 */
export function createOutcomeLog(
  log: Log,
  listSubscriptions: () => Promise<readonly Subscription[]>,
): (outcomes: readonly Outcome[]) => Promise<void> {
  const waiting = new Map<DeliveryId, string | null>()

  function isNews({ delivery, state, because }: Outcome): boolean {
    const isKnown = state === 'waiting' && waiting.get(delivery) === because && waiting.has(delivery)
    if (state === 'waiting') waiting.set(delivery, because)
    else waiting.delete(delivery)
    return !isKnown
  }

  return async (outcomes) => {
    const told = outcomes.filter(isNews)
    if (told.length === 0) return
    const subscriptions = new Map((await listSubscriptions()).map((each) => [each.id, each]))
    for (const alike of Map.groupBy(told, ({ state, because }) => `${state} ${because}`).values()) {
      const [{ state = null, because = null } = {}] = alike
      const say = levelOf(state, log)
      if (because !== null && alike.length > LOGGED_ALIKE_MAX) {
        say({ deliveries: alike.length, state, because }, `${alike.length} deliveries: ${state}`)
        continue
      }
      for (const { delivery, subscription, ...how } of alike) {
        const facts = { delivery, subscription, state: how.state, ...(because === null ? {} : { because }) }
        say(facts, `${nameOf(subscription, subscriptions)}: ${how.state}`)
      }
    }
  }
}

/** What a person has to look at is a warning; what another process does, hardly worth a word. */
function levelOf(state: Outcome['state'] | null, log: Log): Log['info'] {
  if (state === 'failed' || state === 'unconfirmed') return log.warn
  return state === 'taken' ? log.debug : log.info
}

function nameOf(id: SubscriptionId, subscriptions: ReadonlyMap<SubscriptionId, Subscription>): string {
  const found = subscriptions.get(id)
  if (found === undefined) return id
  const { story, channel } = found
  return `${story} to ${channel.platform === 'terminal' ? 'the terminal' : `${channel.platform} ${channel.id}`}`
}
