import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../news/errors.ts'
import type { Clock } from '../../ops/clock.ts'
import type { Log } from '../../ops/log.ts'
import { createJobQueue, type JobQueue, type PgPool } from './job-queue.ts'
import { createLanes, DESK_TASKS, LIVE_TASKS, type Lanes } from './lanes.ts'
import { createReplica, type ReplicaStore } from './replica.ts'
import { startTaskClock } from './task-clock.ts'
import type { TaskHandlers, TaskName, TaskRunner } from './task-runner.ts'

/** Work that does not heed its signal is left behind after this long. */
const STOP_MAX_MS = 3_000

export type GraphileParts = {
  /** This process, as the others know it. */
  readonly id: string
  readonly version: string
  readonly store: ReplicaStore
  /** A small pool of the job queue's own. */
  readonly pgPool: PgPool
  readonly clock: Clock
  readonly matchEveryMs: number
  readonly log: Log
}

/** `log`: the same, but of faults that come of a store that cannot be asked, one is told. */
export type GraphileTasks = TaskRunner & { readonly log: Log }

/**
 * Runs the tasks on any number of replicas of one Postgres. A job is a wake-up call: whoever takes it looks in the store for
 * what is due. However many replicas ask for a task, one job waits, and whoever is free takes it; a replica takes none of a
 * task that it has under way. Tasks of the desk are taken by the oldest replica alone, which remembers what they build on.
 */
export function createGraphileTasks(parts: GraphileParts): GraphileTasks {
  const { pgPool, clock, matchEveryMs, log } = parts
  const stopping = new AbortController()
  const busy = new Set<TaskName>()
  let lanes: Lanes | null = null
  let ticking: ReturnType<typeof startTaskClock> | null = null
  const wakeAll = () => [...DESK_TASKS, ...LIVE_TASKS].forEach((task) => queue.ask(task))

  const replica = createReplica({
    ...parts,
    worker: () => queue.worker(),
    onDead: (workers) => queue.unlock(workers),
    onChange: wakeAll,
  })
  const queue: JobQueue = createJobQueue({
    pgPool,
    log,
    isForbidden: (task) => busy.has(task) || (isOfDesk(task) && !replica.leads()),
    onFault: async (error, message) => {
      if (!stopping.signal.aborted) await replica.tell('error', { err: error }, message)
    },
    onReopened: wakeAll,
    work: async (task) => {
      busy.add(task)
      try {
        await lanes?.run(task)
      } catch (error) {
        // Work that was told to stop and did is no fault.
        if (!stopping.signal.aborted && !isAbort(error)) {
          await replica.tell('error', { err: error, task }, 'a task failed; it is run again')
        }
        // The queue keeps what it is told: no address and no secret.
        throw new Error(isNewsError(error) ? error.code : 'the log says why', { cause: error })
      } finally {
        busy.delete(task)
      }
    },
  })

  return {
    wake: queue.ask,
    log: hushed(log, replica.tell),
    start: async (handlers: TaskHandlers) => {
      lanes = createLanes(handlers, (task) =>
        isOfDesk(task) ? AbortSignal.any([stopping.signal, replica.term()]) : stopping.signal,
      )
      await queue.open()
      await replica.start()
      ticking = startTaskClock({ clock, matchEveryMs, wake: (tasks) => tasks.forEach(queue.ask) })
    },
    stop: async () => {
      stopping.abort()
      await ticking?.stop()
      await Promise.race([Promise.all([queue.close(), lanes?.idle()]), sleep(STOP_MAX_MS, undefined, { ref: false })])
      await replica.stop()
    },
  }
}

function isOfDesk(task: TaskName): boolean {
  return DESK_TASKS.some((each) => each === task)
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

type Tell = (level: 'warn' | 'error', facts: Readonly<Record<string, unknown>>, message: string) => Promise<void>

/** A thousand channels that cannot be looked at for one store are one fault. */
function hushed(log: Log, tell: Tell): Log {
  const say =
    (level: 'warn' | 'error'): Log['warn'] =>
    (facts, message) =>
      isNewsError(facts['err'], 'store-busy') ? void tell(level, facts, message) : log[level](facts, message)
  return { ...log, warn: say('warn'), error: say('error') }
}
