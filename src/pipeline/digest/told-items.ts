import { toldLines, type Brief } from '../../news/brief.ts'
import type { Line } from '../../news/claim.ts'
import { shortHash, type ClaimId } from '../../news/ids.ts'
import type { Update } from '../../news/update.ts'

/**
 * What a channel was told, as short strings that are kept until no stored text can tell it again: `claim:ID` for news,
 * `line:ID` for a line of a brief, `origins:ID:N` for how many origins stood behind it, `revised:ID:HASH`, `differ:ID` and `withdrawn:ID`. What comes back
 * after it was withdrawn, and goes again, is told again: `claim:ID:2`, `withdrawn:ID:2`.
 */
export function itemsOfUpdate(update: Update, told: ReadonlySet<string>): readonly string[] {
  return [
    ...update.added.flatMap((line) => [addedItem(line.id, told), originsItem(line.id, line.support.origins)]),
    ...update.revised.flatMap(({ before, after }) => [revisedItem(before, after), `line:${after.id}`]),
    ...update.corroborated.map(({ line, originsAfter }) => originsItem(line.id, originsAfter)),
    ...update.disputed.map(({ id }) => `differ:${id}`),
    ...update.withdrawn.map((line) => withdrawnItem(line.id, told)),
  ]
}

/** The same of a whole brief: its update, its lines and its differences. */
export function itemsOfBrief(brief: Brief, told: ReadonlySet<string>): readonly string[] {
  return [
    ...(brief.update === null ? [] : itemsOfUpdate(brief.update, told)),
    ...toldLines(brief).flatMap((line) => [`line:${line.id}`, originsItem(line.id, line.support.origins)]),
    ...brief.differ.map(({ id }) => `differ:${id}`),
  ]
}

/** The update without what was told. News told before that more origins tell now is told as that. */
export function withoutTold(update: Update, told: ReadonlySet<string>): Update {
  const most = mostOrigins(told)
  const isNews = ({ id }: Line) =>
    !told.has(addedItem(id, told)) && (!told.has(`line:${id}`) || told.has(`withdrawn:${id}`))
  const grown = update.added
    .filter((line) => !isNews(line) && line.support.origins > (most.get(line.id) ?? Infinity))
    .map((line) => ({ line, originsBefore: 0, originsAfter: line.support.origins }))
  const kept = {
    added: update.added.filter(isNews),
    revised: update.revised.filter(({ before, after }) => !told.has(revisedItem(before, after))),
    corroborated: [...update.corroborated, ...grown]
      .filter(({ line, originsAfter }) => originsAfter > (most.get(line.id) ?? 0))
      .map((each) => ({ ...each, originsBefore: Math.max(each.originsBefore, most.get(each.line.id) ?? 0) })),
    disputed: update.disputed.filter(({ id }) => !told.has(`differ:${id}`)),
    withdrawn: update.withdrawn.filter(({ id }) => !told.has(withdrawnItem(id, told))),
  }
  return { ...update, ...kept, nothingNew: Object.values(kept).every((list) => list.length === 0) }
}

/** Whether the channel was told a claim, in whatever post. */
export function knowsClaim(id: ClaimId, told: ReadonlySet<string>): boolean {
  return told.has(`claim:${id}`) || told.has(`line:${id}`)
}

/**
 * A line that was changed, from one text to another: changed back and forth it is told each time. It is known by the passage
 * that says so now, whoever put that into words.
 */
export function revisedItem(before: Line, after: Line): string {
  const article = before.citations[0]?.article
  const now = after.citations.find((citation) => citation.article === article) ?? after.citations[0]
  return `revised:${before.id}:${shortHash([after.id, now?.article, now?.revision, now?.text].join('\n'))}`
}

function addedItem(id: ClaimId, told: ReadonlySet<string>): string {
  return numbered(`claim:${id}`, countTimes(`withdrawn:${id}`, told) + 1)
}

function withdrawnItem(id: ClaimId, told: ReadonlySet<string>): string {
  return numbered(`withdrawn:${id}`, Math.max(1, countTimes(`claim:${id}`, told)))
}

const originsItem = (id: ClaimId, origins: number) => `origins:${id}:${origins}`

const numbered = (item: string, time: number) => (time === 1 ? item : `${item}:${time}`)

/** How often an item was told: the first time bare, then numbered. */
function countTimes(item: string, told: ReadonlySet<string>): number {
  let times = 0
  while (told.has(numbered(item, times + 1))) times += 1
  return times
}

function mostOrigins(told: ReadonlySet<string>): ReadonlyMap<string, number> {
  const most = new Map<string, number>()
  for (const item of told) {
    const [, id, count] = /^origins:(.+):(\d+)$/.exec(item) ?? []
    if (id !== undefined) most.set(id, Math.max(most.get(id) ?? 0, Number(count)))
  }
  return most
}
