import type { TaskHandlers, TaskName } from './task-runner.ts'

/** One run of a task. */
export type TaskHeard = { readonly task: TaskName; readonly outcome: 'done' | 'failed'; readonly ms: number }

/** The same handlers; each run is told when it has ended. */
export function heardTasks(handlers: TaskHandlers, hear: (heard: TaskHeard) => void): TaskHandlers {
  const heard =
    (task: TaskName): TaskHandlers[TaskName] =>
    async (signal) => {
      const began = performance.now()
      const tell = (outcome: TaskHeard['outcome']) => hear({ task, outcome, ms: performance.now() - began })
      try {
        await handlers[task](signal)
        tell('done')
      } catch (error) {
        tell(signal.aborted ? 'done' : 'failed')
        throw error
      }
    }
  return {
    poll: heard('poll'),
    read: heard('read'),
    're-read': heard('re-read'),
    match: heard('match'),
    deliver: heard('deliver'),
    brief: heard('brief'),
    prune: heard('prune'),
  }
}
