import type { Command } from 'commander'
import { storiesMessage } from '../commands/stories-message.ts'
import { NewsError } from '../news/errors.ts'
import { storyId } from '../news/ids.ts'
import { answerStories } from '../pipeline/answer.ts'
import { exportStory } from '../pipeline/export-story.ts'
import { tellArticle } from '../pipeline/tell-article.ts'
import { findStory } from '../pipeline/reading/view-story.ts'
import { countArticles } from './count-articles.ts'
import { addIngest } from './ingest-command.ts'
import {
  addCommand,
  addReading,
  atDesk,
  atNewDesk,
  collect,
  countOf,
  langOf,
  listOf,
  momentOf,
  parseCount,
  placeOf,
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
/** The longest name of a table, and a number of rows nobody reaches. */
const TABLE_WIDTH = 18
const COUNT_WIDTH = 12

/** The commands that fill, keep and list the store. */
export function addStoreCommands(program: Command, parts: CliParts): void {
  addIngest(program, parts)
  addStories(program, parts)
  addReading(
    addCommand(
      program,
      'article <id>',
      'one article: text, revisions, sightings, group, origins, spans',
      'article a1b2c3d4e5f6',
    ),
  )
    .option('--revision <n>', 'an earlier revision', parseCount)
    .action((id: string, given: Given) =>
      atDesk(parts, given, async (desk) => {
        const options = { revision: countOf(given, 'revision'), asOf: momentOf(given, desk) }
        const answer = await tellArticle(id, options, desk)
        printAnswer(parts, given, answer, () => showArticle(answer, { lang: langOf(given, desk), zone: desk.zone }))
      }),
    )
  addCommand(
    program,
    'export <story>',
    'a story’s articles as JSONL that ingest reads back',
    'export trump-petro > trump-petro.jsonl',
  ).action((id: string, given: Given) =>
    atDesk(parts, given, async (desk) => {
      for await (const row of exportStory(await findStory(id, desk), desk)) parts.out(`${row}\n`)
    }),
  )
  addCommand(
    program,
    'prune',
    'delete articles last seen long ago; editions keep what they cite',
    'prune --older-than 90d',
  )
    .requiredOption('--older-than <days>', 'how old: 90d')
    .action((given: Given) => runPrune(parts, given))
  addCopy(program, parts)
  addCommand(program, 'migrate', 'bring the store’s tables up to date', 'migrate').action(async (given: Given) => {
    parts.out(`${await parts.migrate(placeOf(given))}: its tables are up to date.\n`)
  })
}

function addCopy(program: Command, parts: CliParts): void {
  addCommand(
    program,
    'copy',
    'copy everything into another, empty store, and compare the two',
    'copy --from data/standfirst.db --to postgres://…',
  )
    .option('--from <store>', 'a path or a postgres:// address (default: the configured store)')
    .option('--to <store>', 'likewise; the address may stand in DATABASE_URL instead, where nobody reads it')
    .action(async (given: Given) => {
      const ends = { from: textOf(given, 'from'), to: textOf(given, 'to') }
      let copied = 0
      await parts.copyStore(placeOf(given), ends, ({ table, rows, checksum }) => {
        copied += rows
        parts.out(`${table.padEnd(TABLE_WIDTH)}${String(rows).padStart(COUNT_WIDTH)}  ${checksum}\n`)
      })
      parts.out(`Rows copied, read again and found the same: ${copied}.\n`)
    })
}

function addStories(program: Command, parts: CliParts): void {
  const stories = addReading(
    addCommand(program, 'stories', 'the stories: articles, texts, origins, last change', 'stories'),
  )
  // Who has just come sees the stories that the configuration brings.
  stories.action((given: Given) =>
    atNewDesk(parts, given, async (desk) => {
      const asOf = momentOf(given, desk)
      const [answer, model] = [await answerStories(asOf, desk), (await desk.model?.told()) ?? null]
      printAnswer(parts, given, model === null ? answer : { ...answer, model }, () =>
        storiesMessage(answer, { lang: langOf(given, desk), zone: desk.zone, now: asOf, model }),
      )
    }),
  )
  // `stories --lang` and `stories add --lang` are two things: each takes what stands behind its own name.
  stories.enablePositionalOptions()
  addCommand(
    stories,
    'add <id>',
    'make a story',
    'stories add nile-dam --query "Nile dam" --alias GERD --title "The Nile dam"',
  )
    .requiredOption('--query <words>', 'an article belongs that holds all of these words prominently')
    .option('--alias <words>', 'other words that do as well; may be given again', collect)
    .option('--lang <lang>', 'only articles in this language; may be given again', collect)
    .option('--title <title>', 'what people read (default: the query)')
    .action((id: string, given: Given) => addStory(parts, id, given))
  addCommand(stories, 'remove <id>', 'remove a story; its articles stay', 'stories remove nile-dam').action(
    (id: string, given: Given) =>
      atDesk(parts, given, async (desk) => {
        const story = await findStory(id, desk)
        await desk.store.stories.removeStory(story.id)
        parts.out(`${id} was removed; its articles stay in the store.\n`)
      }),
  )
}

async function addStory(parts: CliParts, id: string, given: Given): Promise<void> {
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

async function runPrune(parts: CliParts, given: Given): Promise<void> {
  const days = DURATION.exec(textOf(given, 'olderThan') ?? '')?.[1]
  if (days === undefined) throw new NewsError('usage', '--older-than needs days, like 90d.')
  await atDesk(parts, given, async (desk) => {
    const before = desk.clock.now().subtract({ milliseconds: Number(days) * DAY_MS })
    const deleted = await desk.prune(before)
    parts.out(`Deleted: ${countArticles(deleted)} last seen before ${before.toString({ smallestUnit: 'minute' })}.\n`)
  })
}
