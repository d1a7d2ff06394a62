import type { TaskHandler, TaskHandlers, TaskName } from './task-runner.ts'

/**
 * Tasks that build on each other, in the order in which they are run: what came in is matched before digests are made, and
 * digests go out before it is looked at what else is news, for they tell what would be told twice. They share what a process
 * remembers: ledgers at hand, briefs made ready, who asked for patience.
 */
export const DESK_TASKS = ['match', 'deliver', 'brief', 'prune'] as const satisfies readonly TaskName[]

/** Tasks that wait for nobody: feeds, new pages and pages read again each go at their own pace. */
export const LIVE_TASKS = ['poll', 'read', 're-read'] as const satisfies readonly TaskName[]

const LANES: readonly (readonly TaskName[])[] = [DESK_TASKS, ...LIVE_TASKS.map((task) => [task])]

/** Runs tasks of one lane one after the other, and no task beside itself. */
export type Lanes = {
  /**
   * A run that begins after now; who asks while one waits to begin shares it. Rejects with what the task threw, and at once
   * when the signal has come.
   */
  run(task: TaskName): Promise<void>
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
}

/** `signalFor` gives the signal of a run that begins now. */
export function createLanes(handlers: TaskHandlers, signalFor: (task: TaskName) => AbortSignal): Lanes {
  const lanes = LANES.map((order) => createLane(order, handlers, signalFor))
  const laneOf = new Map(LANES.flatMap((order, at) => order.map((task) => [task, lanes[at]] as const)))
  return {
    run: async (task) => laneOf.get(task)?.run(task),
    idle: async () => void (await Promise.all(lanes.map((lane) => lane.idle()))),
  }
}

function createLane(
  order: readonly TaskName[],
  handlers: TaskHandlers,
  signalFor: (task: TaskName) => AbortSignal,
): Lanes {
  const waiting = new Map<TaskName, PromiseWithResolvers<void>>()
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    for (;;) {
      const task = order.find((each) => waiting.has(each))
      const turn = task === undefined ? undefined : waiting.get(task)
      if (task === undefined || turn === undefined) break
      waiting.delete(task)
      await runOnce(handlers[task], signalFor(task)).then(turn.resolve, turn.reject)
    }
    working = null
  }

  return {
    run: (task) => {
      const turn = waiting.get(task) ?? Promise.withResolvers<void>()
      waiting.set(task, turn)
      // Tasks that are woken together begin in their order, not in that of their waking.
      working ??= Promise.resolve().then(work)
      return turn.promise
    },
    idle: async () => void (await working),
  }
}

async function runOnce(handler: TaskHandler, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await handler(signal)
}
