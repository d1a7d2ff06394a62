/** What the bot does, again and again: reading the web (poll, read, re-read), and what follows from it for its channels. */
export type TaskName = 'poll' | 'read' | 're-read' | 'match' | 'deliver' | 'brief' | 'prune'

/**
 * Looks in the store for what is due and does it. It may run twice, here and elsewhere at one time, without harm. It stops
 * early when the signal comes; what it throws is told to the log, and it is run again with the next tick.
 */
export type TaskHandler = (signal: AbortSignal) => Promise<void>

export type TaskHandlers = Readonly<Record<TaskName, TaskHandler>>

/** Runs tasks by the clock and when they are woken. One implementation for one process, one for any number of replicas. */
export type TaskRunner = {
  /** Begins; the clock wakes every task at once, then as often as it is due. Throws where it cannot begin. */
  start(handlers: TaskHandlers): Promise<void>
  /** Asks for a run that begins after now, here or on another replica. Never throws: what is lost, the clock asks for again. */
  wake(task: TaskName): void
  /** Aborts what is under way and waits for it, three seconds at most. */
  stop(): Promise<void>
}
