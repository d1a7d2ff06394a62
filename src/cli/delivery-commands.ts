import type { Command } from 'commander'
import { showShort } from '../commands/show-time.ts'
import type { ChatMessage } from '../news/message.ts'
import type { Delivery, DeliveryState, Subscription } from '../news/subscription.ts'
import type { Desk } from '../pipeline/desk.ts'
import { retractDelivery } from '../pipeline/retract.ts'
import { addCommand, atDesk, printAnswer, textOf, type CliParts, type Given } from './parts.ts'

/** What is listed: the deliveries of so many days. */
const LISTED_DAYS = 7
const ALL_STATES: readonly DeliveryState[] = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed']

type Listed = { readonly delivery: Delivery; readonly subscription: Subscription }

/** The commands that list what was posted, and take a digest back. */
export function addDeliveryCommands(program: Command, parts: CliParts): void {
  const deliveries = addCommand(
    program,
    'deliveries',
    `what was posted, is planned or failed in the last ${LISTED_DAYS} days, and why`,
    'deliveries',
  )
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
  deliveries.action((given: Given) =>
    atDesk(parts, given, async (desk) => {
      const list = await listDeliveries(desk)
      printAnswer(parts, given, { deliveries: list.map(tell) }, () => showDeliveries(list, desk))
    }),
  )
  addCommand(
    deliveries,
    'retract <id>',
    'withdraw a posted digest: it is replaced with your reason',
    'deliveries retract d0123456789 --because "It mixed up two cities."',
  )
    .requiredOption('--because <text>', 'the reason, as the channel reads it')
    .action((id: string, given: Given) =>
      atDesk(parts, given, async (desk) => {
        const { retraction, asked } = await retractDelivery(id, textOf(given, 'because') ?? '', desk)
        const done = retraction.state === 'sent'
        if (asked === 'before')
          parts.out(`${id} ${done ? 'was' : 'is being'} withdrawn already: ${retraction.reason}\n`)
        else parts.out(`${id} is withdrawn at the bot's next tick. See how it went with: standfirst deliveries\n`)
      }),
    )
}

/** Oldest first. */
async function listDeliveries({ store, clock }: Desk): Promise<readonly Listed[]> {
  const since = clock.now().subtract({ hours: LISTED_DAYS * 24 })
  const list: Listed[] = []
  for (const subscription of await store.deliveries.listSubscriptions()) {
    for (const delivery of await store.deliveries.listDeliveriesOf(subscription.id, ALL_STATES, since)) {
      list.push({ delivery, subscription })
    }
  }
  return list.toSorted((a, b) => Temporal.Instant.compare(a.delivery.slot, b.delivery.slot))
}

function tell({ delivery, subscription }: Listed) {
  const { id, kind, about, slot, state, attempts, edition, because, reason, changedAt } = delivery
  const { story, channel } = subscription
  const to = channel.platform === 'terminal' ? channel.platform : `${channel.platform}:${channel.id}`
  const told = { id, kind, about, subscription: subscription.id, story, channel: to, slot, state }
  return { ...told, attempts, edition, because, reason, changedAt }
}

function showDeliveries(list: readonly Listed[], { zone }: Desk): ChatMessage {
  const rows = list.map((listed) => {
    const { id, kind, about, story, channel, slot, state, because, reason } = tell(listed)
    const what = about === null ? kind : `${kind} of ${about}`
    const why = [because, reason].filter((text) => text !== null).map((text) => `: ${text}`)
    const when = showShort(slot, { lang: 'en', zone }, slot)
    return { kind: 'note', text: `${id}  ${when}, ${what}, ${story} to ${channel}; ${state}${why.join('')}` } as const
  })
  const counts = Map.groupBy(list, ({ delivery }) => delivery.state)
  const count = list.length === 0 ? 'none' : [...counts].map(([state, { length }]) => `${length} ${state}`).join(', ')
  const empty = [{ kind: 'note', text: `none in ${LISTED_DAYS} days: npm start posts what is due` } as const]
  const sections = [{ heading: 'Deliveries', rows: rows.length === 0 ? empty : rows }]
  return { lang: 'en', title: 'Deliveries', notification: `Deliveries: ${count}.`, context: [count], sections }
}
