import type { Command } from 'commander'
import { NewsError } from '../news/errors.ts'
import { subscriptionId } from '../news/ids.ts'
import type { ChatMessage } from '../news/message.ts'
import type { Subscription } from '../news/subscription.ts'
import type { Desk } from '../pipeline/desk.ts'
import { addCommand, atDesk, printAnswer, type CliParts, type Given } from './parts.ts'

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The commands that list, resume and end what channels follow. */
export function addSubscriptionCommands(program: Command, parts: CliParts): void {
  const subscriptions = addCommand(
    program,
    'subscriptions',
    'which channel follows which story, and which are paused and why',
    'subscriptions',
  )
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
  subscriptions.action((given: Given) =>
    atDesk(parts, given, async (desk) => {
      const list = await desk.store.deliveries.listSubscriptions()
      printAnswer(parts, given, { subscriptions: list.map(tell) }, () => showSubscriptions(list))
    }),
  )
  addCommand(
    subscriptions,
    'resume <id>',
    'post again where a channel had refused; all: every paused one',
    'subscriptions resume s0123456789',
  ).action((id: string, given: Given) =>
    atDesk(parts, given, async (desk) => {
      const list = id === 'all' ? await desk.store.deliveries.listSubscriptions() : [await findSubscription(id, desk)]
      const paused = list.filter(({ pausedBecause }) => id !== 'all' || pausedBecause !== null)
      for (const each of paused) await desk.store.deliveries.saveSubscription({ ...each, pausedBecause: null })
      parts.out(
        id === 'all' ? `${paused.length} go on with their next slots.\n` : `${id} goes on with its next slot.\n`,
      )
    }),
  )
  addCommand(
    subscriptions,
    'remove <id>',
    'end one; it comes back when what standfirst.yaml says of it changes',
    'subscriptions remove s0123456789',
  ).action((id: string, given: Given) =>
    atDesk(parts, given, async (desk) => {
      const found = await findSubscription(id, desk)
      await desk.store.deliveries.removeSubscription(found.id)
      parts.out(`${id} was ended; what it posted stays in the channel.\n`)
    }),
  )
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

function tell({
  id,
  story,
  channel,
  times,
  days,
  zone,
  quiet,
  whenQuiet,
  lang,
  breaking,
  pausedBecause,
}: Subscription) {
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
  }
}

function showSubscriptions(list: readonly Subscription[]): ChatMessage {
  const rows = list.map((subscription) => {
    const { id, story, channel, at, days, zone, pausedBecause } = tell(subscription)
    const state = pausedBecause === null ? 'active' : `paused: ${pausedBecause}`
    const on = days.length === DAY_NAMES.length ? 'daily' : days.join(', ')
    const text = `${id}  ${story} to ${channel}, ${on} at ${at.join(', ')} (${zone}); ${state}`
    return { kind: 'note', text } as const
  })
  const paused = list.filter(({ pausedBecause }) => pausedBecause !== null).length
  const count = `${list.length} in all, ${paused} paused`
  const notification = `Subscriptions: ${count}.`
  const empty = [{ kind: 'note', text: 'none: npm start makes those of standfirst.yaml' } as const]
  const sections = [{ heading: 'Subscriptions', rows: rows.length === 0 ? empty : rows }]
  return { lang: 'en', title: 'Subscriptions', notification, context: [count], sections }
}

function nameOf({ platform, id }: Subscription['channel']): string {
  return platform === 'terminal' ? platform : `${platform}:${id}`
}
