import { showAsOf, showMoment, type TimeStyle } from '../commands/show-time.ts'
import { NewsError } from '../news/errors.ts'
import { subscriptionId } from '../news/ids.ts'
import type { ChatMessage } from '../news/message.ts'
import type { Subscription } from '../news/subscription.ts'
import type { Desk } from '../pipeline/desk.ts'
import { viewSubscriptions, type DeliveryView, type SubscriptionView } from '../pipeline/digest/view-deliveries.ts'
import { nameOf, whyOf } from './delivery-words.ts'
import { atDesk, printAnswer, type CliParts, type Given } from './parts.ts'

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Prints which channel follows which story. */
export function listSubscriptions(parts: CliParts, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const views = await viewSubscriptions(desk)
    printAnswer(parts, given, { subscriptions: views.map(tell) }, () => showSubscriptions(views, desk))
  })
}

/** Posts again where a channel had refused: in that of this id, or in all. */
export function resumeOne(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const list = id === 'all' ? await desk.store.deliveries.listSubscriptions() : [await findSubscription(id, desk)]
    const paused = list.filter(({ pausedBecause }) => pausedBecause !== null)
    for (const each of paused) await desk.store.deliveries.saveSubscription({ ...each, pausedBecause: null })
    if (id === 'all') parts.out(`${paused.length} ${paused.length === 1 ? 'goes' : 'go'} on with the next slot.\n`)
    else parts.out(paused.length === 0 ? `${id} was not paused.\n` : `${id} goes on with its next slot.\n`)
  })
}

/** Ends one. */
export function removeOne(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const found = await findSubscription(id, desk)
    await desk.store.deliveries.removeSubscription(found.id)
    parts.out(
      `${id} was ended; what it posted stays in the channel. If standfirst.yaml names it, take it out there too.\n`,
    )
  })
}

async function findSubscription(id: string, { store }: Pick<Desk, 'store'>): Promise<Subscription> {
  const list = await store.deliveries.listSubscriptions()
  const found = list.find((subscription) => subscription.id === subscriptionId(id))
  if (found !== undefined) return found
  throw new NewsError(
    'subscription-unknown',
    `there is no subscription “${id}”. See them with: standfirst subscriptions`,
  )
}

function tell({ subscription, last, next }: SubscriptionView) {
  const { id, story, channel, times, days, zone, quiet, whenQuiet, lang, breaking, pausedBecause } = subscription
  return {
    id,
    story,
    channel: nameOf(channel),
    at: times,
    days: days.map((day) => DAY_NAMES[day - 1]),
    zone,
    quiet: quiet === null ? null : `${quiet.from}-${quiet.to}`,
    whenQuiet,
    lang,
    breaking: breaking?.origins ?? null,
    pausedBecause,
    last: last === null ? null : { slot: last.delivery.slot, state: last.delivery.state, because: whyOf(last) },
    next,
  }
}

function showSubscriptions(views: readonly SubscriptionView[], { zone, clock }: Desk): ChatMessage {
  const now = clock.now()
  const paused = views.filter(({ subscription }) => subscription.pausedBecause !== null).length
  const count = `${views.length} in all, ${paused} paused`
  const message = { lang: 'en', title: 'Subscriptions', notification: `Subscriptions: ${count}.` } as const
  const note = (text: string) => ({ kind: 'note', text }) as const
  if (views.length === 0) {
    const rows = [note('none: npm start makes those of standfirst.yaml')]
    return { ...message, context: [count], sections: [{ heading: 'Subscriptions', rows }] }
  }
  const sections = views.map((view) => {
    const { id, story, channel } = tell(view)
    const rows = [wishText(view), standingText(view, now)].map(note)
    return { heading: `${id}  ${story} to ${channel}`, rows }
  })
  return { ...message, context: [count, showAsOf(now, { lang: 'en', zone })], sections }
}

/** What the channel asked for. */
function wishText({ subscription }: SubscriptionView): string {
  const { times, days, zone, quiet, whenQuiet, lang, breaking } = subscription
  return [
    `${daysText(days)} at ${times.join(', ')} (${zone})`,
    ...(quiet === null ? [] : [`quiet ${quiet.from}-${quiet.to}`]),
    ...(breaking === null
      ? []
      : [`breaking from ${breaking.origins} ${breaking.origins === 1 ? 'origin' : 'origins'}`]),
    ...(whenQuiet === 'skip' ? ['nothing when nothing is new'] : []),
    ...(lang === 'en' ? [] : ['in Spanish']),
  ].join('; ')
}

/** How it stands: what it got last and gets next, or why it gets nothing and how to go on. */
function standingText({ subscription, last, next }: SubscriptionView, now: Temporal.Instant): string {
  const { id, zone, pausedBecause } = subscription
  if (pausedBecause !== null) {
    return `paused: ${endSentence(pausedBecause)} When that is mended: standfirst subscriptions resume ${id}`
  }
  const style = { lang: 'en', zone } as const
  const got =
    last === null ? 'no digest yet: the first comes at once' : `last digest ${describeDelivery(last, style, now)}`
  return `active; ${got}; next ${next === null ? 'none' : showMoment(next, style, now)}`
}

function describeDelivery(view: DeliveryView, style: TimeStyle, now: Temporal.Instant): string {
  const why = whyOf(view)
  return `${showMoment(view.delivery.slot, style, now)}: ${view.delivery.state}${why === null ? '' : `, ${why}`}`
}

function daysText(days: Subscription['days']): string {
  const names = days.map((day) => DAY_NAMES[day - 1])
  const [first, last] = [days.at(0) ?? 0, days.at(-1) ?? 0]
  if (days.length === DAY_NAMES.length) return 'daily'
  return days.length > 2 && last - first === days.length - 1 ? `${names.at(0)}-${names.at(-1)}` : names.join(', ')
}

const endSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
