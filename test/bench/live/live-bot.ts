// Nothing of the bot but what polls: a main thread, and the live thread that it starts. Given: store, configuration, and how
// often the thread is asked what it did, in milliseconds.
import { createLog } from '../../../src/ops/log.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { hasLiveWork, startLiveThread } from '../../../src/pipeline/live/live-thread.ts'
import { openStore } from '../../../src/store/open-store.ts'

const [db = '', config = '', reportEveryMs = '1000', level = 'error'] = process.argv.slice(2)
const store = await openStore(db, { busyTimeoutMs: 30_000 })
const log = createLog({
  level: level === 'debug' ? 'debug' : 'error',
  secrets: [],
  style: 'lines',
  write: (text) => void process.stderr.write(text),
})
const live = startLiveThread({
  entry: new URL('../../../src/main.ts', import.meta.url),
  data: { db, config, service: 'live' },
  log,
  hasWork: () => hasLiveWork(store, systemClock.now()),
  reportEveryMs: Number(reportEveryMs),
})
process.on('message', (asked) => {
  if (asked === 'stop') void stop()
})
process.channel?.ref()

async function stop(): Promise<void> {
  await live.close()
  await store.close()
  process.disconnect?.()
}
