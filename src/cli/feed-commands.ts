import type { Command } from 'commander'
import { addCommand } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** What carries them out, loaded when one is given. */
const actions = () => import('./feed-actions.ts')

/** The commands on the feeds that are followed. Who has just come sees those that the configuration brings. */
export function addFeedCommands(program: Command, parts: CliParts): void {
  const feeds = addCommand(program, 'feeds', 'the feeds that are followed, and how each fares', 'feeds')
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
  feeds.action(async (given: Given) => (await actions()).listFeeds(parts, given))
  // `feeds --json` and `feeds check --json` are two things.
  feeds.enablePositionalOptions()
  const example = 'feeds add https://example.org/news --outlet "The Example"'
  addCommand(feeds, 'add <urls...>', 'follow a feed, or the best one that a page names', example)
    .option('--outlet <name>', 'whose feed it is (default: what its articles say)')
    .option('--unchecked', 'add the addresses as they are, without asking them')
    .action(async (urls: string[], given: Given) => (await actions()).addFeeds(parts, urls, given))
  addCommand(feeds, 'remove <urls...>', 'follow feeds no more', 'feeds remove https://example.org/feed.xml').action(
    async (urls: string[], given: Given) => (await actions()).removeFeeds(parts, urls, given),
  )
  addCommand(feeds, 'check [urls...]', 'ask all feeds now, or these, and read the pages that are due', 'feeds check')
    .option('--json', 'print one JSON document')
    .action(async (urls: string[], given: Given) => (await actions()).checkAll(parts, urls, given))
  addCommand(feeds, 'import <file>', 'follow the feeds of an OPML list', 'feeds import feeds.opml').action(
    async (file: string, given: Given) => (await actions()).importList(parts, file, given),
  )
  addCommand(feeds, 'export', 'the feeds as an OPML list', 'feeds export > feeds.opml').action(async (given: Given) =>
    (await actions()).exportList(parts, given),
  )
}
