import { isNewsError, NewsError } from '../news/errors.ts'
import type { StoryDefinition } from '../news/story.ts'
import type { Desk } from '../pipeline/desk.ts'
import { ingestPaths, type IngestReport } from '../pipeline/ingest.ts'
import { ingestAddresses, type AddressesReport } from '../pipeline/live/ingest-addresses.ts'
import { isAddress } from '../pipeline/address-fault.ts'
import { findStory } from '../pipeline/reading/view-story.ts'
import { countArticles } from './count-articles.ts'
import { showUnseen } from './fault-line.ts'
import { FILE_KINDS } from './declare.ts'
import { atNewDesk, momentOf, textOf, toJson, type CliParts, type Given } from './parts.ts'

/** Progress is told each time so many more pages of a feed were read. */
const PROGRESS_EVERY = 5

type Report = IngestReport & Partial<Pick<AddressesReport, 'later'>>

/** Takes files, pages and feeds in, and tells what came of it. */
export async function runIngest(parts: CliParts, paths: readonly string[], given: Given): Promise<void> {
  const report = await atNewDesk(parts, given, async (desk) => {
    const [name, seen] = [textOf(given, 'story'), textOf(given, 'seenAt')]
    const story = name === null ? null : await findStory(name, desk)
    const seenAt = seen === null ? null : momentOf({ ...given, asOf: seen }, desk)
    return ingestAll(paths, { as: textOf(given, 'as'), seenAt, story }, desk, parts).catch((error: unknown) => {
      throw isNewsError(error, 'interrupted')
        ? new NewsError('interrupted', `${error.message} Run the same command again for the rest.`)
        : error
    })
  })
  for (const { message } of report.faults) parts.tell(`standfirst: ${showUnseen(message)}\n`)
  for (const { url, because } of report.later ?? []) parts.tell(`${showUnseen(`${url}: not read now: ${because}`)}\n`)
  parts.out(given['json'] === true ? toJson(report) : `${sumUp(report, paths)}\n`)
  if (report.faults.length > 0) {
    const what = paths.some(isAddress)
      ? ['address, file or row', 'addresses, files or rows']
      : ['file or row', 'files or rows']
    const count = report.faults.length === 1 ? `1 ${what[0]}` : `${report.faults.length} ${what[1]}`
    throw new NewsError('input-invalid', `${count} could not be read (told above); everything else is stored.`)
  }
}

type Wish = {
  readonly as: string | null
  readonly seenAt: Temporal.Instant | null
  readonly story: StoryDefinition | null
}

/** Addresses first; with the files the stories are brought up to date. */
async function ingestAll(paths: readonly string[], wish: Wish, desk: Desk, parts: CliParts): Promise<Report> {
  if (wish.as !== null && paths.length !== 1)
    throw new NewsError('usage', 'An address for a copy goes with exactly one file or page: give one.')
  const [addresses, files] = [paths.filter(isAddress), paths.filter((path) => !isAddress(path))]
  const fetched = addresses.length === 0 ? null : await ingestLive(addresses, wish, desk, parts)
  const read = await ingestPaths(
    {
      ...wish,
      paths: files,
      as: files.length === 0 ? null : wish.as,
      fileBytesMax: desk.fileBytesMax,
      signal: parts.signal,
      onProgress: (count) => parts.tell(`${countArticles(count)} read\n`),
    },
    desk,
    desk.matcher,
  )
  if (fetched === null) return read
  const [articles, faults] = [
    [...fetched.articles, ...read.articles],
    [...fetched.faults, ...read.faults],
  ]
  return { ...read, articles, faults, later: fetched.later }
}

async function ingestLive(
  addresses: readonly string[],
  wish: Wish,
  desk: Desk,
  { signal, tell }: CliParts,
): Promise<AddressesReport> {
  const live = await desk.live.open()
  const onProgress = (read: number, of: number) => {
    if (read === of || read % PROGRESS_EVERY === 0) tell(`${read} of ${of} pages read\n`)
  }
  try {
    return await ingestAddresses({ ...wish, addresses, signal, onProgress }, live, desk)
  } finally {
    await live.fetcher.close()
  }
}

function sumUp({ articles, stories, later = [] }: Report, paths: readonly string[]): string {
  const kinds = Map.groupBy(articles, ({ kind }) => kind)
  const counts = [...kinds].map(([kind, list]) => `${list.length} ${kind}`)
  const matched = stories.filter((story) => story.matched > 0).map((story) => `${story.matched} for ${story.story}`)
  const left =
    later.length === 0 ? [] : [`${later.length === 1 ? '1 page was' : `${later.length} pages were`} not read`]
  if (articles.length === 0) {
    const none = `No articles were found in ${paths.map(showUnseen).join(', ')}.`
    return [paths.every(isAddress) ? none : `${none} Of a folder these are read: ${FILE_KINDS}`, ...left].join(' ')
  }
  return [`${countArticles(articles.length)}: ${counts.join(', ')}`, ...matched, ...left].join('; ')
}
