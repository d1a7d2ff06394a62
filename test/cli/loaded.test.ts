import { deepEqual, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { before, suite, test } from 'node:test'
import { COMPILED } from '../compile-cache.ts'
import { makeDeskFolder } from '../e2e/desk-folder.ts'

const START = join(import.meta.dirname, '..', '..', 'src', 'start.ts')

/** Writes the packages that are loaded, as they are, to standard error. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]
    if (name !== undefined) process.stderr.write('<' + name + '>\\n')
    return next(url, context)
  },
})`)}`

async function packagesOf(args: readonly string[]): Promise<ReadonlySet<string>> {
  const child = spawn(process.execPath, ['--import', WATCH, START, ...args], {
    env: { PATH: process.env['PATH'], TZ: 'UTC', NODE_COMPILE_CACHE: COMPILED },
  })
  child.stdin.end()
  const [err] = await Promise.all([text(child.stderr), text(child.stdout)])
  return new Set([...err.matchAll(/^<(.+)>$/gm)].map(([, name = '']) => name))
}

/** What takes long to load, and what it is for. */
const HEAVY: Readonly<Record<string, readonly string[]>> = {
  pages: ['linkedom', 'defuddle', '@mozilla/readability', 'turndown'],
  languages: ['eld'],
  chat: ['discord.js', '@slack/bolt', '@slack/web-api', 'ws'],
  model: ['openai'],
  web: ['undici', 'p-queue', 'robots-parser'],
  service: ['pino', 'prom-client', 'node-cron', 'graphile-worker', 'pg'],
  store: ['kysely', 'zod'],
}

/** For each command, of what it loads at least one package; of all else it loads none. */
const cases: readonly (readonly [args: readonly string[], needs: readonly string[]])[] = [
  [['--help'], []],
  [['--version'], []],
  [['brief', '--help'], []],
  [['breif'], []],
  [['stories'], ['store']],
  [['subscriptions'], ['store']],
  [['deliveries'], ['store']],
  [['article', 'a0123456789abcdef'], ['store']],
  [['sources', 'river'], ['store']],
  [['changed', 'river', '--since', '2h'], ['store']],
]

suite('what a command loads', () => {
  let place: readonly string[] = []
  before(async () => {
    const desk = await makeDeskFolder()
    const { code } = await desk.ask(['stories', 'add', 'river', '--query', 'river bridge'])
    ok(code === 0)
    place = ['--db', desk.db, '--config', desk.config]
  })
  for (const [args, needs] of cases) {
    test(`standfirst ${args.join(' ')} loads ${needs.length === 0 ? 'nothing heavy' : `what ${needs.join(' and ')} need`}`, async () => {
      const loaded = await packagesOf(needs.length === 0 ? args : [...args, ...place])
      const found = Object.keys(HEAVY).filter((use) => HEAVY[use]?.some((name) => loaded.has(name)))
      deepEqual(found, needs)
      ok(loaded.has('commander'), 'packages are seen')
    })
  }
})
