import { DESK_TASKS, LIVE_TASKS } from '../../../src/pipeline/tasks/lanes.ts'
import type { TaskHandler, TaskHandlers, TaskName } from '../../../src/pipeline/tasks/task-runner.ts'

/** Tasks that tell when they begin (`match`) and end (`/match`), and do what is given. */
export function recordTasks(work: Readonly<Partial<Record<TaskName, TaskHandler>>> = {}): {
  readonly handlers: TaskHandlers
  readonly told: string[]
} {
  const told: string[] = []
  const names: readonly TaskName[] = [...DESK_TASKS, ...LIVE_TASKS]
  const handlers = Object.fromEntries(
    names.map((task) => [
      task,
      async (signal: AbortSignal) => {
        told.push(task)
        await work[task]?.(signal)
        told.push(`/${task}`)
      },
    ]),
  ) as Record<TaskName, TaskHandler>
  return { handlers, told }
}
