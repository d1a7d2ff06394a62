import { storiesMessage } from '../commands/stories-message.ts'
import { NewsError } from '../news/errors.ts'
import { storyId } from '../news/ids.ts'
import { answerStories } from '../pipeline/answer.ts'
import { exportStory } from '../pipeline/export-story.ts'
import { tellArticle } from '../pipeline/tell-article.ts'
import { findStory } from '../pipeline/reading/view-story.ts'
import { countArticles } from './count-articles.ts'
import {
  atDesk,
  atNewDesk,
  countOf,
  langOf,
  listOf,
  momentOf,
  printAnswer,
  textOf,
  type CliParts,
  type Given,
} from './parts.ts'
import { showArticle } from './show-article.ts'

const STORY_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** It heads every post on the story; Slack's headings end at 150. */
const NAME_LENGTH_MAX = 150
const DURATION = /^(\d{1,5})d$/
const DAY_MS = 86_400_000
/** Prints one article. */
export function printArticle(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const options = { revision: countOf(given, 'revision'), asOf: momentOf(given, desk) }
    const answer = await tellArticle(id, options, desk)
    printAnswer(parts, given, answer, () => showArticle(answer, { lang: langOf(given, desk), zone: desk.zone }))
  })
}

/** Prints a story's articles as rows. */
export function printExport(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    for await (const row of exportStory(await findStory(id, desk), desk)) parts.out(`${row}\n`)
  })
}

/** Prints the stories; who has just come sees those that the configuration brings. */
export function printStories(parts: CliParts, given: Given): Promise<void> {
  return atNewDesk(parts, given, async (desk) => {
    const asOf = momentOf(given, desk)
    const [answer, model] = [await answerStories(asOf, desk), (await desk.model?.told()) ?? null]
    printAnswer(parts, given, model === null ? answer : { ...answer, model }, () =>
      storiesMessage(answer, { lang: langOf(given, desk), zone: desk.zone, now: asOf, model }),
    )
  })
}

/** Removes a story; its articles stay. */
export function removeStory(parts: CliParts, id: string, given: Given): Promise<void> {
  return atDesk(parts, given, async (desk) => {
    const story = await findStory(id, desk)
    await desk.store.stories.removeStory(story.id)
    parts.out(`${id} was removed; its articles stay in the store.\n`)
  })
}

/** Makes a story, and matches what is stored. */
export async function addStory(parts: CliParts, id: string, given: Given): Promise<void> {
  if (!STORY_ID.test(id))
    throw new NewsError('usage', `“${id}” is no story id: use small letters, digits and hyphens, like nile-dam.`)
  const query = textOf(given, 'query') ?? ''
  const title = textOf(given, 'title') ?? query
  if (id.length > NAME_LENGTH_MAX || title.length > NAME_LENGTH_MAX)
    throw new NewsError('usage', `A story's id and title have ${NAME_LENGTH_MAX} characters at most: shorten them.`)
  if (!/[\p{L}\p{N}]/u.test(query)) throw new NewsError('usage', 'A story needs words: --query "Nile dam".')
  await atNewDesk(parts, given, async (desk) => {
    const window = { from: null, to: null }
    await desk.store.stories.addStory({
      id: storyId(id),
      title,
      query,
      aliases: listOf(given, 'alias'),
      langs: listOf(given, 'lang'),
      window,
    })
    const summary = (await desk.matcher.matchAll(parts.signal)).find(({ story }) => story === storyId(id))
    parts.out(
      `${id} was made; stored articles that belong to it: ${summary?.matched ?? 0}. Read it with: standfirst brief ${id}\n`,
    )
  })
}

/** Deletes what was last seen long ago. */
export async function runPrune(parts: CliParts, given: Given): Promise<void> {
  const days = DURATION.exec(textOf(given, 'olderThan') ?? '')?.[1]
  if (days === undefined) throw new NewsError('usage', '--older-than needs days, like 90d.')
  await atDesk(parts, given, async (desk) => {
    const before = desk.clock.now().subtract({ milliseconds: Number(days) * DAY_MS })
    const deleted = await desk.prune(before)
    parts.out(`Deleted: ${countArticles(deleted)} last seen before ${before.toString({ smallestUnit: 'minute' })}.\n`)
  })
}
