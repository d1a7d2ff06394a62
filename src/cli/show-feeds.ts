import { showAsOf, showMoment, showSince } from '../commands/show-time.ts'
import type { ChatMessage, MessageSection } from '../news/message.ts'
import type { Desk } from '../pipeline/desk.ts'
import type { CheckHears, FeedsChecked } from '../pipeline/live/check-feeds.ts'
import type { FeedsView, FeedView } from '../pipeline/live/follow-feeds.ts'
import type { FeedPolled } from '../pipeline/live/poll-feed.ts'

/** Progress is told each time so many more were asked. */
const PROGRESS_EVERY = 10
/** More pages that were not read fill a screen. */
const UNREAD_MAX = 20

/** What stands first needs somebody. */
const HEADINGS = [
  ['failing', 'Failing'],
  ['gone', 'Gone: asked no more'],
  ['slow', 'Slow'],
  ['ok', 'Well'],
  ['unchecked', 'Not asked yet'],
] as const satisfies readonly (readonly [FeedView['state'], string])[]

const NO_FEEDS = 'none: standfirst feeds add URL follows one, by its own address or that of a page that names it'

/** The feeds by how they fare. */
export function showFeeds({ feeds, pages }: FeedsView, { zone, clock }: Desk): ChatMessage {
  const [now, style] = [clock.now(), { lang: 'en', zone } as const]
  const rowOf = ({ url, outlet, state, since, because, nextAt, articles }: FeedView) => {
    const told = [
      ...(outlet === null ? [] : [outlet]),
      articles === 1 ? '1 article' : `${articles} articles`,
      ...(state === 'unchecked' ? [] : [showSince(since, style, now)]),
      ...(because === null ? [] : [because.replace(/\.$/, '')]),
      ...(nextAt === null
        ? []
        : [
            `asked ${state === 'unchecked' ? 'first' : 'again'} ${whenOf(nextAt, now, (at) => showMoment(at, style, now))}`,
          ]),
    ]
    return { kind: 'note', text: `${url}  ${told.join('; ')}` } as const
  }
  const byState = Map.groupBy(feeds, ({ state }) => state)
  const sections: MessageSection[] = HEADINGS.flatMap(([state, heading]) => {
    const list = byState.get(state) ?? []
    return list.length === 0 ? [] : [{ heading, rows: list.map(rowOf) }]
  })
  const states = HEADINGS.flatMap(([state]) => (byState.has(state) ? [`${byState.get(state)?.length} ${state}`] : []))
  const count = feeds.length === 0 ? 'none' : states.join(', ')
  const waiting = pages.due > 0 ? [`pages that wait to be read: ${pages.due}`] : []
  const empty: MessageSection = { heading: 'Feeds', rows: [{ kind: 'note', text: NO_FEEDS }] }
  return {
    lang: 'en',
    title: 'Feeds',
    notification: `Feeds: ${count}.`,
    context: [count, ...waiting, showAsOf(now, style)],
    sections: sections.length === 0 ? [empty] : sections,
  }
}

function whenOf(at: Temporal.Instant, now: Temporal.Instant, show: (at: Temporal.Instant) => string): string {
  return Temporal.Instant.compare(at, now) <= 0 ? 'now' : show(at)
}

/** Tells how far a check is, in lines of standard error. */
export function tellProgress(feeds: number, tell: (text: string) => void): CheckHears {
  let [polled, read] = [0, 0]
  return {
    onPolled: () => {
      polled += 1
      if (polled === feeds || polled % PROGRESS_EVERY === 0) tell(`${polled} of ${feeds} feeds asked\n`)
    },
    onRead: () => {
      read += 1
      if (read % PROGRESS_EVERY === 0) tell(read === 1 ? '1 page read\n' : `${read} pages read\n`)
    },
  }
}

/** What a check brought, as `feeds check --json` gives it. */
export function tellChecked({ polled, busy, read, kept, unread }: FeedsChecked) {
  const feeds = polled.map(({ feed, poll, newItems }) => ({
    url: feed.url,
    outlet: feed.outlet,
    state: poll?.state ?? feed.state,
    because: poll?.because ?? null,
    nextAt: poll?.nextAt ?? null,
    newItems,
    failed: isFailed(poll),
  }))
  return { feeds, busy, pages: { read, kept, unread } }
}

function isFailed(poll: FeedPolled['poll']): boolean {
  // One that moved to where another is followed is retired without a failure.
  return poll !== null && poll.failures > 0
}

/** The same for a person: what failed first, then what brought something. */
export function showChecked(checked: FeedsChecked, { zone, clock }: Desk): ChatMessage {
  const [now, style] = [clock.now(), { lang: 'en', zone } as const]
  const { feeds, busy, pages } = tellChecked(checked)
  const rows = feeds
    .toSorted((one, other) => Number(other.failed) - Number(one.failed) || other.newItems - one.newItems)
    .map(({ url, failed, newItems, because, nextAt }) => {
      const next = nextAt === null ? 'asked no more' : `asked again ${showMoment(nextAt, style, now)}`
      const brought = newItems === 0 ? 'nothing new' : newItems === 1 ? '1 new item' : `${newItems} new items`
      const why = because === null ? [] : [because.replace(/\.$/, '')]
      return { kind: 'note', text: `${url}  ${[failed ? 'failed' : brought, ...why, next].join('; ')}` } as const
    })
  const others = busy.map((url) => ({ kind: 'note', text: `${url}  another process is asking it` }) as const)
  const asked = feeds.length === 1 ? '1 feed asked' : `${feeds.length} feeds asked`
  const read = `${pages.read === 1 ? '1 page' : `${pages.read} pages`} read; new or changed: ${pages.kept}`
  const none = [{ kind: 'note', text: NO_FEEDS } as const]
  return {
    lang: 'en',
    title: 'Feeds asked',
    notification: `${asked}, ${read}.`,
    context: [asked, read, showAsOf(now, style)],
    sections: [
      { heading: 'Feeds', rows: rows.length + others.length === 0 ? none : [...rows, ...others] },
      { heading: 'Pages that were not read', rows: unreadRows(pages.unread) },
    ],
  }
}

function unreadRows(unread: FeedsChecked['unread']): MessageSection['rows'] {
  const shown = unread
    .slice(0, UNREAD_MAX)
    .map(({ url, because }) => ({ kind: 'note', text: `${url}  ${because}` }) as const)
  const left = unread.length - shown.length
  return left === 0 ? shown : [...shown, { kind: 'note', text: `and ${left} more` }]
}
