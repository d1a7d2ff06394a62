import { deepEqual, ok, rejects } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { isNewsError } from '../../src/news/errors.ts'
import type { ChannelRef } from '../../src/news/message.ts'
import { openStore } from '../../src/store/open-store.ts'

const CHANNEL: ChannelRef = { platform: 'slack', id: 'C1' }
/** A busy machine stops a program for some time by itself. */
const STOPPED_MAX_MS = 400

async function openBusy(context: TestContext, busyTimeoutMs: number) {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-waiting-'))
  const file = join(folder, 'news.db')
  const store = await openStore(file, { busyTimeoutMs })
  const other = new DatabaseSync(file)
  context.after(async () => {
    other.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  other.exec('begin immediate')
  return { store, other }
}

/** The longest time for which the program did nothing else while `work` was under way. */
async function stoppedDuring(work: Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  await work.finally(() => clearInterval(timer))
  return Math.max(longest, performance.now() - last)
}

test('a write that waits for another process lets the rest go on, and is written when its turn comes', async (context) => {
  const { store, other } = await openBusy(context, 20_000)
  const alone = store.reader.saveMute(CHANNEL, 'The Lakeside Courier', 'muted')
  const whole = store.seeds.saveSeed('story', 'calder-dam', 'x')
  const released = pause(1_200).then(() => other.exec('commit'))
  const stopped = await stoppedDuring(Promise.all([alone, whole, released]))
  ok(stopped < STOPPED_MAX_MS, `it stood still for ${stopped} ms`)
  deepEqual(await store.reader.listMutes(CHANNEL), ['The Lakeside Courier'])
})

test('it reads meanwhile', async (context) => {
  const { store } = await openBusy(context, 300)
  deepEqual(await store.reader.listMutes(CHANNEL), [])
})

test('a write that waited long enough is given up, and nothing of it was written', async (context) => {
  const { store, other } = await openBusy(context, 300)
  const stopped = await stoppedDuring(
    rejects(store.reader.saveMute(CHANNEL, 'Northline', 'muted'), (error) => isNewsError(error, 'store-busy')),
  )
  ok(stopped < STOPPED_MAX_MS, `it stood still for ${stopped} ms`)
  other.exec('commit')
  deepEqual(await store.reader.listMutes(CHANNEL), [])
})
