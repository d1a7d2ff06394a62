// Nothing of the bot but what polls: a main thread, and the live thread that it starts. Given: store, configuration, and how
// often the thread is asked what it did, in milliseconds.
import { createLog } from '../../../src/ops/log.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { hasLiveWork, startLiveThread } from '../../../src/pipeline/live/live-thread.ts'
import { createInProcessTasks } from '../../../src/pipeline/tasks/in-process-tasks.ts'
import { createLiveTasks } from '../../../src/pipeline/tasks/live-tasks.ts'
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
  entry: new URL('../../../src/thread.ts', import.meta.url),
  data: { db, config, service: 'live' },
  log,
  hasWork: () => hasLiveWork(store, systemClock.now()),
  reportEveryMs: Number(reportEveryMs),
})
const runner = createInProcessTasks({
  clock: systemClock,
  matchEveryMs: 60_000,
  onFault: (error, task) => log.error({ err: error, task }, 'a task failed'),
})
const nothing = async (): Promise<void> => undefined
const { close: forget, ...tasks } = createLiveTasks(live, 60_000, runner.wake)
await runner.start({ ...tasks, match: nothing, deliver: nothing, brief: nothing, prune: nothing })
process.on('message', (asked) => {
  if (asked === 'stop') void stop()
})
process.channel?.ref()

async function stop(): Promise<void> {
  forget()
  await runner.stop()
  await live.close()
  await store.close()
  process.disconnect?.()
}
