import { equal, match } from 'node:assert/strict'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { runCommandLine } from '../../src/cli.ts'
import { cliParts } from '../../src/main.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { makeDeskFolder, SAMPLES, sampleRows, STORY } from './desk-folder.ts'

const NOW = ['--as-of', '2026-02-01 12:00']
const EARLIER = ['--as-of', '2026-01-08 00:00']

const server = await startPostgres()
after(() => server?.stop())

/** What a desk is asked, one thing after the other. `FOLDER` is where the samples are. */
const COMMANDS: readonly (readonly string[])[] = [
  ['stories', ...NOW],
  ['ingest', 'FOLDER/samples.jsonl'],
  ['ingest', 'FOLDER/samples.jsonl', '--json'],
  ['ingest', join(SAMPLES, '03-feed.xml'), '--seen-at', '2026-01-08 09:00'],
  ['stories', ...NOW],
  ['brief', STORY, ...EARLIER, '--json'],
  ['brief', STORY, ...NOW, '--words', '200'],
  ['changed', STORY, ...NOW, '--since', '2026-01-07 12:00'],
  ['changed', STORY, ...NOW, '--since', 'last', '--json'],
  ['sources', STORY, ...NOW, '--json'],
  ['timeline', STORY, ...NOW],
  ['search', STORY, 'Petro', ...NOW],
  ['search', STORY, 'casa blanca', ...NOW, '--json'],
  ['search', STORY, 'petro visa', ...EARLIER],
  ['stories', 'add', 'talks', '--query', 'Petro', '--title', 'Talks'],
  ['stories', ...NOW, '--json'],
  ['export', STORY],
  ['subscriptions', '--json'],
  ['deliveries', '--json'],
  ['feeds', 'add', 'https://b.example/feed', 'https://a.example/feed', '--unchecked', '--outlet', 'Courier'],
  ['feeds', '--json'],
  ['feeds', 'remove', 'https://a.example/feed'],
  ['feeds', 'export'],
  ['prune', '--older-than', '1d'],
  ['search', STORY, 'Petro', ...NOW],
  ['stories', ...NOW],
  ['stories', 'remove', 'talks'],
  ['migrate'],
]

test(
  'a desk says the same whichever store it keeps, word by word',
  { skip: server === null && NO_POSTGRES },
  async () => {
    if (server === null) return
    const desk = await makeDeskFolder()
    await desk.write('samples.jsonl', (await sampleRows()).join('\n'))
    const database = await server.database()
    for (const command of COMMANDS) {
      const args = command.map((part) => part.replace('FOLDER', desk.folder))
      const [ours, theirs] = [await ask([...args, '--db', desk.db]), await ask([...args, '--db', database])]
      equal(theirs, ours, command.join(' '))
      match(ours, /exit code 0$/, command.join(' '))
    }

    async function ask(args: readonly string[]): Promise<string> {
      let said = ''
      const hear = (text: string) => {
        said += text
      }
      const parts = { ...cliParts(new AbortController().signal), out: hear, tell: hear, lines: Readable.from([]) }
      const code = await runCommandLine([...args, '--config', desk.config], parts)
      return `${masked(said)}\nexit code ${code}`
    }

    /** Without the names of the stores, and without what the clock and chance said between the two. */
    function masked(said: string): string {
      return said
        .replaceAll(/postgres:\/\/[\w.:/]+\/\w+|\S*news\.db/g, 'STORE')
        .replaceAll(/(?:20\d\d-\d\d-\d\dT[\d:.]+Z)/g, (time) =>
          Date.parse(time) > Date.now() - 3_600_000 ? 'NOW' : time,
        )
        .replaceAll(/\bs[0-9a-f]{16}\b/g, 'SUBSCRIPTION')
    }
  },
)
