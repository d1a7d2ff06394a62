// What the bot that is started as people start it takes of memory while nothing happens: a full store, a story that channels of
// both platforms follow, their connections open, and no work. Slack and Discord are fakes in a process of their own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { runCli, startCli } from '../e2e/run-cli.ts'
import { findFullStore, FULL_STORY } from './tick-store.ts'

/** Of the store's articles one in so many is on the story, and no more than that. */
const STORY_EVERY = 10
const STORY_MAX = 1_000
/** A bot at rest lets go of its threads some minutes after the last question: by then it must be small. */
const WATCHED_MINUTES = 10
const SAMPLE_MS = 1_000
const BYTES_PER_MEGABYTE = 1024 * 1024
const KILOBYTES_PER_MEGABYTE = 1024
const REPORT_MS = 10_000
/** Of what a bot that ended said, the last letters. */
const ERROR_SHOWN = 2_000
const SETTLE_MAX_MS = 30 * 60_000

/** Runs in each thread of the bot: tells its heap, a line each time. */
const PROBE = `import { isMainThread, threadId, workerData } from 'node:worker_threads'
import { getHeapStatistics } from 'node:v8'
const name = isMainThread ? 'main' : (workerData?.service ?? 'match') + ' ' + threadId
setInterval(() => {
  const { used_heap_size, total_heap_size, external_memory } = getHeapStatistics()
  const { rss } = process.memoryUsage()
  process.stderr.write('PROBE ' + JSON.stringify({ name, used: used_heap_size, total: total_heap_size, external: external_memory, rss }) + '\\n')
}, ${REPORT_MS}).unref()
`

type IdleRow = Readonly<Record<string, number | string>>
type Heap = { readonly name: string; readonly used: number; readonly total: number; readonly external: number }

/** Watches a bot over a store of `count` articles for `minutes`. */
export async function benchIdle(count: number, minutes: number | null): Promise<readonly IdleRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-idle-'))
  const fakes = await startFakes()
  try {
    const db = join(folder, 'news.db')
    copyFileSync(await findFullStore(count, Math.min(STORY_MAX, count / STORY_EVERY)), db)
    return await watch(count, db, writeConfig(folder, fakes.env), fakes.env, minutes ?? WATCHED_MINUTES)
  } finally {
    fakes.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function watch(
  count: number,
  db: string,
  config: string,
  env: Readonly<Record<string, string>>,
  minutes: number,
): Promise<readonly IdleRow[]> {
  // What another version of the engine entered is entered anew: that is work, and not of a bot at rest.
  await runCli(['stories', '--db', db, '--config', config], { timeoutMs: SETTLE_MAX_MS })
  const probe = join(config, '..', 'probe.mjs')
  writeFileSync(probe, PROBE)
  const bot = startCli(['run', '--db', db, '--config', config], {
    env: { ...env, NODE_OPTIONS: `--import ${probe}` },
    timeoutMs: (minutes + 5) * 60_000,
  })
  const heaps = new Map<string, { readonly heap: Heap; readonly at: number }>()
  createInterface({ input: bot.child.stderr }).on('line', (line) => {
    if (!line.startsWith('PROBE ')) return
    const heap = JSON.parse(line.slice('PROBE '.length)) as Heap
    heaps.set(heap.name, { heap, at: performance.now() })
  })
  const began = performance.now()
  const rows: IdleRow[] = []
  let peak = 0
  for (let minute = 1; minute <= minutes; minute += 1) {
    while (performance.now() - began < minute * 60_000) {
      await sleep(SAMPLE_MS)
      if (bot.child.exitCode !== null) throw new Error(`the bot ended: ${(await bot.ended).err.slice(-ERROR_SHOWN)}`)
      peak = Math.max(peak, rssOf(bot.child.pid ?? 0))
    }
    const alive = [...heaps.values()].filter(({ at }) => performance.now() - at < 2 * REPORT_MS)
    const told = alive.map(({ heap }) => `${heap.name}: ${heapText(heap)}`)
    rows.push({
      articles: count,
      minute,
      'RSS MB': rssOf(bot.child.pid ?? 0),
      'peak MB': peak,
      'heaps, used of held + outside, MB': told.join('; '),
    })
    console.log(rows.at(-1))
    peak = 0
  }
  bot.child.kill('SIGTERM')
  await bot.ended
  return rows
}

const megabytes = (bytes: number) => Math.round(bytes / BYTES_PER_MEGABYTE)
const heapText = ({ used, total, external }: Heap) =>
  `${megabytes(used)} of ${megabytes(total)} + ${megabytes(external)}`

/** Resident memory of a process, in megabytes. */
function rssOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes ?? 0) / KILOBYTES_PER_MEGABYTE)
}

/** A channel of each platform follows the story; its digest is due in half a day. */
function writeConfig(folder: string, env: Readonly<Record<string, string>>): string {
  const config = join(folder, 'config')
  mkdirSync(join(config, 'stories'), { recursive: true })
  const at = Temporal.Now.plainTimeISO('UTC').add({ hours: 12 }).toString({ smallestUnit: 'minute' })
  const channels = [`slack:${env['slackChannel']}`, `discord:${env['discordChannel']}`]
  const follow = channels.map((channel) => `  - { story: ${FULL_STORY.id}, channel: '${channel}', at: ['${at}'] }\n`)
  writeFileSync(join(config, 'standfirst.yaml'), `zone: UTC\nsubscriptions:\n${follow.join('')}`)
  writeFileSync(join(config, 'outlets.yaml'), 'outlets: []\n')
  const { id, title, query } = FULL_STORY
  writeFileSync(join(config, 'stories', `${id}.yaml`), `id: ${id}\ntitle: ${title}\nquery: ${query}\n`)
  return config
}

async function startFakes(): Promise<{ readonly env: Readonly<Record<string, string>>; end(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'e2e', 'platforms.ts'), '1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { slackChannels, discordChannels, ...env } = JSON.parse(String(line))
  return {
    env: { ...env, slackChannel: slackChannels[0], discordChannel: discordChannels[0] },
    end: () => void child.kill(),
  }
}
