import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, makeWorkerUtils, run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker'
import type { Log } from '../../ops/log.ts'
import { DESK_TASKS, LIVE_TASKS } from './lanes.ts'
import type { TaskName } from './task-runner.ts'

/** Of the queue's own: our tables stand beside it. */
const SCHEMA = 'graphile_worker'
/** Tasks of the desk first, in their order: of jobs that wait, that with the lowest number is taken. */
const TASKS: readonly TaskName[] = [...DESK_TASKS, ...LIVE_TASKS]
/** One for each task: none waits for another where its lane is free. */
const CONCURRENCY = TASKS.length
/** How often each of those looks for jobs that nobody told of: retries, and all while the line is cut on which new ones are told. */
const POLL_MS = 5_000
/** A job that failed is tried again after some three and seven seconds; then the next tick has made a new one. */
const ATTEMPTS_MAX = 3
/** A queue that broke off is opened again after this. */
const RESTART_PAUSE_MS = 2_000
/** What is under way when it closes is given up after this. */
const CLOSE_MAX_MS = 3_000

/** The queue's connections, of its own package's type. */
export type PgPool = NonNullable<RunnerOptions['pgPool']>

export type JobQueueParts = {
  readonly pgPool: PgPool
  readonly log: Log
  /** Does what a job asks for. What it throws is written in the queue: it holds no secret. */
  readonly work: (task: TaskName) => Promise<void>
  /** Whether this process takes no job of the task now. */
  readonly isForbidden: (task: TaskName) => boolean
  /** Hears of what went wrong; the queue goes on. */
  readonly onFault: (error: unknown, message: string) => Promise<void>
  /** The queue broke off, and is open again: what was asked for meanwhile is lost. */
  readonly onReopened: () => void
}

/** Jobs that replicas of one Postgres ask for and do. A job is a task's name, and waits once however often it is asked for. */
export type JobQueue = {
  open(): Promise<void>
  /** By which the queue knows this process now; null before it is open. */
  worker(): string | null
  /** Never throws. */
  ask(task: TaskName): void
  /** Gives up what these had under way: they are dead. */
  unlock(workers: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** A queue kept by Graphile Worker. It makes its own tables. */
export function createJobQueue(parts: JobQueueParts): JobQueue {
  const closing = new AbortController()
  const adding = new Set<TaskName>()
  const shared = { pgPool: parts.pgPool, schema: SCHEMA, logger: queueLog(parts.log) }
  let runner: Runner | null = null
  let worker: string | null = null

  async function unlock(workers: readonly string[]): Promise<void> {
    const utils = await makeWorkerUtils(shared)
    try {
      await utils.forceUnlockWorkers([...workers])
      // Of what was asked for again since, the first asking has had its attempts.
      await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] })
    } finally {
      await utils.release()
    }
  }

  async function start(): Promise<Runner> {
    const before = worker
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => {
      worker = workerPool.id
    })
    const started = await run({ ...shared, ...optionsOf(parts), events })
    if (before !== null) await unlock([before]).catch(() => undefined)
    return started
  }

  async function keepOpen(started: Runner): Promise<void> {
    runner = started
    while (!closing.signal.aborted) {
      await runner?.promise.catch((error: unknown) =>
        parts.onFault(error, 'the job queue broke off; it is opened again'),
      )
      runner = null
      await sleep(RESTART_PAUSE_MS, undefined, { signal: closing.signal }).catch(() => undefined)
      if (closing.signal.aborted) return
      runner = await start().catch(() => null)
      if (runner !== null) parts.onReopened()
    }
  }

  return {
    open: async () => void keepOpen(await start()),
    worker: () => worker,
    ask: (task) => {
      // One that is not written yet asks for the same.
      if (runner === null || closing.signal.aborted || adding.has(task)) return
      adding.add(task)
      const spec = { jobKey: task, maxAttempts: ATTEMPTS_MAX, priority: TASKS.indexOf(task), flags: [task] }
      void runner
        .addJob(task, {}, spec)
        .catch((error: unknown) => parts.onFault(error, `${task} was not asked for; the next tick asks again`))
        .finally(() => adding.delete(task))
    },
    unlock,
    close: async () => {
      closing.abort()
      const ended = runner?.stop().catch(() => undefined)
      await Promise.race([ended, sleep(CLOSE_MAX_MS, undefined, { ref: false })])
    },
  }
}

function optionsOf({ work, isForbidden }: JobQueueParts): RunnerOptions {
  return {
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    // Signals are the program's own matter, and so is the clock.
    noHandleSignals: true,
    parsedCronItems: [],
    gracefulShutdownAbortTimeout: CLOSE_MAX_MS,
    forbiddenFlags: () => TASKS.filter(isForbidden),
    // Ours carry the task's name as their key: what others queued under such a name, however often, is ended undone.
    taskList: Object.fromEntries(
      TASKS.map((task) => [task, async (_, { job }) => (job.key === task ? work(task) : undefined)]),
    ),
    // That a job is done is written behind it: where that fails, the queue ends in order, and is opened again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }
}

/** What the queue says of itself, for those who look closely: what matters is told by us. */
function queueLog(log: Log): Logger {
  return new Logger(
    ({ label }) =>
      (level, message) =>
        log.debug({ queue: label ?? 'core', level }, message),
  )
}
