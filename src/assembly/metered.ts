import type { Publisher } from '../adapters/publisher.ts'
import type { EditionStore } from '../brief/edition-store.ts'
import type { Metrics } from './metrics.ts'
import { isNewsError } from '../news/errors.ts'
import type { Log } from '../ops/log.ts'
import type { Matcher } from '../pipeline/match.ts'

/** The same log, its lines counted by level. */
export function meteredLog(log: Log, { happened }: Metrics): Log {
  const counting =
    (level: keyof Log): Log[keyof Log] =>
    (facts, message) => {
      happened.logged.inc({ level })
      log[level](facts, message)
    }
  return { debug: counting('debug'), info: counting('info'), warn: counting('warn'), error: counting('error') }
}

/** The same matcher; what joined its stories is counted. */
export function meteredMatcher(matcher: Matcher, { happened }: Metrics): Matcher {
  return {
    matchAll: async (signal) => {
      const summaries = await matcher.matchAll(signal)
      for (const { matched, entered } of summaries) {
        happened.matched.inc(matched)
        happened.entered.inc(entered)
      }
      return summaries
    },
  }
}

/** The same editions; those that are kept are counted. */
export function meteredEditions(editions: EditionStore, { happened }: Metrics): EditionStore {
  return {
    ...editions,
    saveEdition: async (brief) => {
      await editions.saveEdition(brief)
      happened.editions.inc({ writer: (brief.made ?? null) === null ? 'extracts' : 'model' })
    },
  }
}

/** The same publisher, its calls timed by what became of them. */
export function meteredPublisher(publisher: Publisher, { posts }: Metrics): Publisher {
  const { platform } = publisher
  const timing = <Value>(call: string, task: () => Promise<Value>): Promise<Value> =>
    timed(task, (outcome, seconds) => posts.observe({ platform, call, outcome }, seconds))
  return {
    platform,
    post: (...given) => timing('post', () => publisher.post(...given)),
    edit: (...given) => timing('edit', () => publisher.edit(...given)),
    find: (...given) => timing('find', () => publisher.find(...given)),
    reply: (...given) => timing('reply', () => publisher.reply(...given)),
    findReply: (...given) => timing('find', () => publisher.findReply(...given)),
    close: () => publisher.close(),
  }
}

/** How a task ended: `done`, the code of its fault, or `fault` for one that nobody foresaw. */
async function timed<Value>(
  task: () => Promise<Value>,
  hear: (outcome: string, seconds: number) => void,
): Promise<Value> {
  const began = performance.now()
  let outcome = 'done'
  try {
    return await task()
  } catch (error) {
    outcome = isNewsError(error) ? error.code : 'fault'
    throw error
  } finally {
    hear(outcome, (performance.now() - began) / 1_000)
  }
}
