import type { App } from '@slack/bolt'

type Process = App['processEvent']

/**
 * Has whatever Slack sends acknowledged before anything is looked up: Slack waits three seconds, and a busy store may take
 * them. Bolt and its listeners may acknowledge again without effect. What goes wrong afterwards is told and ends here.
 */
export function heedAtOnce(process: Process, note: (level: 'info' | 'warn', text: string) => void): Process {
  return async (event) => {
    try {
      await event.ack()
    } catch {
      // The connection is gone: Slack sends again what it has no acknowledgement of.
      return note('warn', 'Slack: what it sent could not be acknowledged; it is waited for again.')
    }
    try {
      await process({ ...event, ack: async () => {} })
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given'
      note('warn', `Slack: what it sent could not be read (${why}).`)
    }
  }
}
