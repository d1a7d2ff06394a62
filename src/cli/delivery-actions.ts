import { showAsOf, showMoment, showShort } from '../commands/show-time.ts'
import type { ChatMessage } from '../news/message.ts'
import type { Desk } from '../pipeline/desk.ts'
import { retractDelivery } from '../pipeline/digest/retract.ts'
import { viewDeliveries } from '../pipeline/digest/view-deliveries.ts'
import { LISTED_DAYS } from './defaults.ts'
import { nameOf, whyOf } from './delivery-words.ts'
import { atDesk, printAnswer, textOf, type CliParts, type Given } from './parts.ts'

/** What was posted later than this after it was due is told with its own time: quiet hours held it, or the bot was down. */
const LATE_MS = 120_000

type Listed = Awaited<ReturnType<typeof viewDeliveries>>[number]

/** Prints what was posted, is planned or failed lately. */
export function listDeliveries(parts: CliParts, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const list = await viewDeliveries(desk.clock.now().subtract({ hours: LISTED_DAYS * 24 }), desk)
    printAnswer(parts, given, { deliveries: list.map(tell) }, () => showDeliveries(list, desk))
  })
}

/** Withdraws a posted digest. */
export function retractOne(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const { retraction, asked } = await retractDelivery(id, textOf(given, 'because') ?? '', desk)
    const done = retraction.state === 'sent'
    if (asked === 'before') parts.out(`${id} ${done ? 'was' : 'is being'} withdrawn already: ${retraction.reason}\n`)
    else parts.out(`${id} is withdrawn at the bot's next tick. See how it went with: standfirst deliveries\n`)
  })
}

function tell({ delivery, heldUntil, subscription }: Listed) {
  const { id, kind, about, slot, state, attempts, edition, reason, changedAt } = delivery
  const { story, channel } = subscription
  const told = { id, kind, about, subscription: subscription.id, story, channel: nameOf(channel), slot, state }
  return { ...told, attempts, edition, because: whyOf({ delivery, heldUntil }), reason, changedAt }
}

function showDeliveries(list: readonly Listed[], { zone, clock }: Desk): ChatMessage {
  const style = { lang: 'en', zone } as const
  const rows = list.map((listed) => {
    const { id, kind, about, story, channel, slot, state, because, reason, changedAt } = tell(listed)
    const what = about === null ? kind : `${kind} of ${about}`
    const why = [because, reason].filter((text) => text !== null).map((text) => `: ${text}`)
    const isLate = state === 'sent' && changedAt.since(slot).total('milliseconds') > LATE_MS
    const late = isLate ? ` ${showMoment(changedAt, style, slot)}` : ''
    const when = showShort(slot, style, slot)
    return {
      kind: 'note',
      text: `${id}  ${when}, ${what}, ${story} to ${channel}; ${state}${late}${why.join('')}`,
    } as const
  })
  const counts = Map.groupBy(list, ({ delivery }) => delivery.state)
  const count = list.length === 0 ? 'none' : [...counts].map(([state, { length }]) => `${length} ${state}`).join(', ')
  const empty = [{ kind: 'note', text: `none in ${LISTED_DAYS} days: npm start posts what is due` } as const]
  const sections = [{ heading: 'Deliveries', rows: rows.length === 0 ? empty : rows }]
  const context = [count, showAsOf(clock.now(), style)]
  return { lang: 'en', title: 'Deliveries', notification: `Deliveries: ${count}.`, context, sections }
}
