import type { Delivery } from '../../news/subscription.ts'
import type { Log } from '../../ops/log.ts'
import type { SenderParts } from '../../schedule/sender.ts'

type Composer = Pick<SenderParts, 'compose' | 'toldOf'>

/** Tells the log which deliveries are owed now: from here on each is followed by its id. */
export function tellPlanned(planned: readonly Delivery[], log: Log): void {
  for (const { id, subscription, kind, slot } of planned) {
    log.info({ delivery: id, subscription, kind, slot: `${slot}` }, 'a delivery is due')
  }
}

/** The same composer; what it made for a delivery is told to the log, with its edition. */
export function loggedComposer(composer: Composer, log: Log): Composer {
  return {
    ...composer,
    compose: async (subscription, delivery, signal) => {
      const began = performance.now()
      const made = await composer.compose(subscription, delivery, signal)
      const ms = Math.round(performance.now() - began)
      const facts = { delivery: delivery.id, subscription: subscription.id, story: subscription.story, ms }
      if (made.kind === 'skip') log.debug(facts, 'nothing is made for a delivery')
      else log.info({ ...facts, edition: made.edition }, 'an edition goes out')
      return made
    },
  }
}
