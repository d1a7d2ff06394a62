import type { Command } from 'commander'
import { addCommand, addReading, collect, parseCount } from './declare.ts'
import { addIngest } from './ingest-command.ts'
import { placeOf, textOf, type CliParts, type Given } from './parts.ts'

/** The longest name of a table, and a number of rows nobody reaches. */
const TABLE_WIDTH = 18
const COUNT_WIDTH = 12

/** What carries them out, loaded when one is given. */
const actions = () => import('./store-actions.ts')

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
    .action(async (id: string, given: Given) => (await actions()).printArticle(parts, id, given))
  addCommand(
    program,
    'export <story>',
    'a story’s articles as JSONL that ingest reads back',
    'export trump-petro > trump-petro.jsonl',
  ).action(async (id: string, given: Given) => (await actions()).printExport(parts, id, given))
  addCommand(
    program,
    'prune',
    'delete articles last seen long ago; editions keep what they cite',
    'prune --older-than 90d',
  )
    .requiredOption('--older-than <days>', 'how old: 90d')
    .action(async (given: Given) => (await actions()).runPrune(parts, given))
  addCopy(program, parts)
  addCommand(program, 'migrate', 'bring the store’s tables up to date', 'migrate').action(async (given: Given) => {
    const { place, steps } = await parts.migrate(placeOf(given))
    const did = steps.length === 0 ? 'there was nothing to do' : `steps taken: ${steps.join(', ')}`
    parts.out(`${place}: its tables are up to date; ${did}.\n`)
  })
}

function addCopy(program: Command, parts: CliParts): void {
  addCommand(
    program,
    'copy',
    'copy everything into another, empty store, and compare the two',
    'copy --from data/standfirst.db --to env:NEW_STORE',
  )
    .option(
      '--from <store>',
      'a path, an address, or env:NAME or @FILE that holds an address (default: the configured store)',
    )
    .option('--to <store>', 'likewise; an address written here can be read by others of the machine (ps)')
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
  stories.action(async (given: Given) => (await actions()).printStories(parts, given))
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
    .action(async (id: string, given: Given) => (await actions()).addStory(parts, id, given))
  addCommand(stories, 'remove <id>', 'remove a story; its articles stay', 'stories remove nile-dam').action(
    async (id: string, given: Given) => (await actions()).removeStory(parts, id, given),
  )
}
