import { createDeskTasks, type DeskParts } from '../../src/pipeline/tasks/desk-tasks.ts'
import { DESK_TASKS } from '../../src/pipeline/tasks/lanes.ts'
import type { TaskName } from '../../src/pipeline/tasks/task-runner.ts'

/** Rounds of tasks that wake each other: each finds nothing more to do after a few. */
const ROUNDS_MAX = 20

/**
 * What the bot does in a minute, told when it is done: every task of the desk, in order, and what they wake. `wake` hears of
 * what asks for another minute's work afterwards.
 */
export function createTick(
  parts: DeskParts,
  wake: () => void = () => undefined,
): (limit: AbortSignal) => Promise<void> {
  const woken = new Set<TaskName>()
  let isTicking = false
  const tasks = createDeskTasks(parts, (task) => {
    if (isTicking) woken.add(task)
    else wake()
  })
  return async (limit) => {
    isTicking = true
    for (const task of DESK_TASKS) woken.add(task)
    try {
      for (let round = 1; round <= ROUNDS_MAX; round += 1) {
        const task = DESK_TASKS.find((each) => woken.has(each))
        if (task === undefined || limit.aborted) return
        woken.delete(task)
        await tasks[task](limit)
      }
    } finally {
      woken.clear()
      isTicking = false
    }
  }
}
