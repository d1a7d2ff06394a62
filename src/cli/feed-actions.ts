import { isNewsError, NewsError } from '../news/errors.ts'
import type { Desk } from '../pipeline/desk.ts'
import { checkFeeds, type FeedsChecked } from '../pipeline/live/check-feeds.ts'
import { readFeedAddress, type FeedFound } from '../pipeline/live/find-feed.ts'
import {
  exportFeeds,
  followFeed,
  followUnchecked,
  importFeeds,
  requireFollowed,
  viewFeeds,
} from '../pipeline/live/follow-feeds.ts'
import type { LiveParts } from '../pipeline/live/live-parts.ts'
import { showUnseen } from './fault-line.ts'
import { atNewDesk, printAnswer, textOf, toJson, type CliParts, type Given } from './parts.ts'
import { showChecked, showFeeds, tellChecked, tellProgress } from './show-feeds.ts'

/** The feeds, and how each fares. */
export function listFeeds(parts: CliParts, given: Given): Promise<void> {
  return atNewDesk(parts, given, async (desk) => {
    const view = await viewFeeds(desk.live, desk.clock)
    printAnswer(parts, given, { feeds: view.feeds }, () => showFeeds(view, desk))
  })
}

/** Follows feeds, or those that pages name. */
export function addFeeds(parts: CliParts, urls: readonly string[], given: Given): Promise<void> {
  return atNewDesk(parts, given, (desk) => addEach(urls, desk, parts, given))
}

/** Follows feeds no more. */
export function removeFeeds(parts: CliParts, urls: readonly string[], given: Given): Promise<void> {
  return atNewDesk(parts, given, (desk) => removeEach(urls, desk, parts))
}

/** Asks feeds now. */
export function checkAll(parts: CliParts, urls: readonly string[], given: Given): Promise<void> {
  return atNewDesk(parts, given, (desk) => runCheck(urls, desk, parts, given))
}

/** Follows the feeds of an OPML list. */
export function importList(parts: CliParts, file: string, given: Given): Promise<void> {
  return atNewDesk(parts, given, (desk) => runImport(file, desk, parts))
}

/** Prints the feeds as an OPML list. */
export function exportList(parts: CliParts, given: Given): Promise<void> {
  return atNewDesk(parts, given, async (desk) => parts.out(await exportFeeds(desk.live)))
}

/** One that cannot be had keeps no other from being added. */
async function addEach(urls: readonly string[], desk: Desk, parts: CliParts, given: Given): Promise<void> {
  const [addresses, outlet] = [urls.map(readFeedAddress), textOf(given, 'outlet')]
  let isAdded = false
  const tell = ({ kind, url }: { kind: 'added' | 'known'; url: string }, found: FeedFound | null) => {
    if (kind === 'known') {
      const named = outlet === null ? '' : `; what does not say whose it is, is ${outlet}’s from now on`
      return parts.out(`${showUnseen(url)} is followed already${showUnseen(named)}. See: standfirst feeds\n`)
    }
    isAdded = true
    parts.out(`Added: ${showUnseen(`${url}${found === null ? '' : describe(found)}`)}\n`)
    for (const other of found?.others ?? [])
      parts.out(
        `  The page also names: ${showUnseen([other.url, other.title].filter((it) => it !== null).join('  '))}\n`,
      )
  }
  if (given['unchecked'] === true) {
    for (const url of addresses) tell(await followUnchecked(url, outlet, desk.live, desk.clock), null)
  } else await withLive(desk, (live) => addChecked(addresses, outlet, live, parts, tell))
  if (isAdded) parts.out('The bot asks them from now on; to ask them at once: standfirst feeds check\n')
}

async function addChecked(
  addresses: readonly string[],
  outlet: string | null,
  live: LiveParts,
  parts: CliParts,
  tell: (followed: { kind: 'added' | 'known'; url: string }, found: FeedFound | null) => void,
): Promise<void> {
  let failed = 0
  for (const url of addresses) {
    try {
      const { found, ...followed } = await followFeed(url, outlet, live, parts.signal)
      tell(followed, found)
    } catch (error) {
      if (!isNewsError(error) || error.code === 'interrupted') throw error
      failed += 1
      parts.tell(`standfirst: ${showUnseen(error.message)}\n`)
    }
  }
  if (failed === 0) return
  const count = addresses.length === 1 ? 'The address was' : `${failed} of ${addresses.length} addresses were`
  throw new NewsError('input-unreadable', `${count} not added (told above). To add one without asking it: --unchecked`)
}

function describe({ title, items }: FeedFound): string {
  return ` (${[...(title === null ? [] : [title]), items === 1 ? '1 item' : `${items} items`].join(', ')})`
}

async function removeEach(urls: readonly string[], { live }: Desk, parts: CliParts): Promise<void> {
  for (const { url } of await requireFollowed(urls, live)) {
    await live.feeds.removeFeed(url)
    parts.out(`${showUnseen(url)} is followed no more; the articles it brought stay.\n`)
  }
}

async function runCheck(urls: readonly string[], desk: Desk, parts: CliParts, given: Given): Promise<void> {
  const all = async () => (await desk.live.feeds.listFeeds()).filter(({ state }) => state !== 'gone')
  const asked = (urls.length === 0 ? await all() : await requireFollowed(urls, desk.live)).map(({ url }) => url)
  const heard = tellProgress(asked.length, parts.tell)
  const checked = await withLive(desk, (live) => checkFeeds(asked, live, desk.matcher, heard, parts.signal))
  parts.out(given['json'] === true ? toJson(tellChecked(checked)) : parts.show(showChecked(checked, desk)))
  requireSound(checked)
}

function requireSound(checked: FeedsChecked): void {
  const { feeds, busy } = tellChecked(checked)
  const failed = feeds.filter((feed) => feed.failed)
  if (failed.length > 0) {
    const which = feeds.length === 1 ? 'The feed' : `${failed.length} of ${feeds.length} feeds`
    throw new NewsError('input-unreadable', `${which} brought nothing; the reason is told above. What came is stored.`)
  }
  if (feeds.length === 0 && busy.length > 0)
    throw new NewsError('store-busy', 'Another process is asking these feeds at this moment. See: standfirst feeds')
}

async function runImport(file: string, { live, clock }: Desk, parts: CliParts): Promise<void> {
  const { added, known, faults } = await importFeeds(file, live, clock)
  for (const fault of faults) parts.tell(`standfirst: ${showUnseen(`${file}: ${fault}`)}\n`)
  if (added + known === 0) throw new NewsError('input-empty', `${file}: the list names no feed with an address.`)
  const counts = [`${added} added`, ...(known > 0 ? [`${known} followed already`] : [])]
  parts.out(`${showUnseen(file)}: ${counts.join(', ')}. To ask them at once: standfirst feeds check\n`)
}

/** Opens what fetches, for one task, and closes it whatever happens. */
async function withLive<Result>({ live }: Desk, task: (parts: LiveParts) => Promise<Result>): Promise<Result> {
  const parts = await live.open()
  try {
    return await task(parts)
  } finally {
    await parts.fetcher.close()
  }
}
