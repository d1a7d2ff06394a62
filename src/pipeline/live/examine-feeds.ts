import { showMoment, showSince } from '../../commands/show-time.ts'
import type { FeedState, StoredFeed } from '../../ingest/feeds/feed-store.ts'
import type { DeskLive } from '../desk.ts'
import { shownAddress } from './live-parts.ts'

/** Feeds that are told one by one; of more, how many. */
const TOLD_MAX = 5

type Finding = { readonly name: string; readonly found: string; readonly mend: string | null }

export type FeedsExamined = Pick<DeskLive, 'feeds' | 'rereads'> & {
  readonly now: Temporal.Instant
  readonly zone: string
  /** Whether the bot asks anybody, see STANDFIRST_FOLLOW. */
  readonly followsWeb: boolean
  /** How many the stories of the configuration bring: they are followed from the first start on. */
  readonly configured: number
}

const WORDS: Readonly<Record<FeedState, string>> = {
  ok: 'well',
  slow: 'slow',
  failing: 'failing',
  gone: 'gone',
  unchecked: 'not asked yet',
}

/** How the feeds fare by what is stored, and what to do for those that bring nothing, the longest so first; nothing is asked. */
export async function examineFeeds({
  feeds,
  rereads,
  now,
  zone,
  followsWeb,
  configured,
}: FeedsExamined): Promise<readonly Finding[]> {
  const [list, pages] = [await feeds.listFeeds(), await rereads.countWaiting(now)]
  const byState = Map.groupBy(list, ({ state }) => state)
  const counts = Object.entries(WORDS).flatMap(([state, word]) => {
    const count = list.filter((feed) => feed.state === state).length
    return count === 0 ? [] : [`${word}: ${count}`]
  })
  const summary = [
    list.length > 0 ? `${list.length} followed` : tellNone(configured),
    ...counts,
    ...(pages.due > 0 ? [`pages that wait to be read: ${pages.due}`] : []),
    ...(followsWeb ? [] : ['STANDFIRST_FOLLOW is off: the bot asks none']),
  ]
  const bad = [...(byState.get('failing') ?? []), ...(byState.get('gone') ?? [])].toSorted((one, other) =>
    Temporal.Instant.compare(one.since, other.since),
  )
  const rest = bad.length - TOLD_MAX
  return [
    { name: 'feeds', found: summary.join('; '), mend: null },
    ...bad.slice(0, TOLD_MAX).map((feed) => tellBad(feed, now, zone)),
    ...(rest > 0 ? [{ name: 'feeds', found: `${rest} more bring nothing`, mend: 'See each: standfirst feeds' }] : []),
  ]
}

function tellNone(configured: number): string {
  return configured === 0
    ? 'none is followed; standfirst feeds add URL follows one'
    : `none is followed yet; from the first start on those of your stories are: ${configured}`
}

function tellBad({ url, state, since, because, nextAt }: StoredFeed, now: Temporal.Instant, zone: string): Finding {
  const style = { lang: 'en', zone } as const
  const found = `${state} ${showSince(since, style, now)}: ${because ?? 'it brings nothing'}`
  // What a doctor says is shown to others: see the key in an address with `feeds`.
  const shown = shownAddress(url)
  const own = shown === url ? url : 'ADDRESS, which standfirst feeds shows whole'
  const replace = `find its new address and: standfirst feeds add NEW; then: standfirst feeds remove ${own}`
  const again = nextAt === null ? '' : `It is asked again ${showMoment(nextAt, style, now)}. `
  const mend = state === 'gone' ? `F${replace.slice(1)}` : `${again}Where that does not help, ${replace}`
  return { name: `feed ${shown}`, found, mend }
}
