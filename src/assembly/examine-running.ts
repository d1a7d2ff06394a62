import type { Config } from '../config/config.ts'
import type { Check } from '../pipeline/check-up.ts'

/** A bot that is well answers in milliseconds; Docker gives its check ten seconds, one of which the program takes to start. */
const ANSWER_MAX_MS = 3_000
/** Who listens on every address of the machine is asked on its own. */
const OWN_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Asks the bot that runs with this configuration how it is, and nothing else: what watches a container asks once a minute. */
export function runningCheck({ health }: Pick<Config, 'health'>): Check {
  return {
    name: 'running',
    look: async () => {
      if (health === null) return { found: 'the port of health is switched off: nobody is asked', mend: null }
      const address = addressOf(health)
      if (health.port === 0) {
        return { found: `${address}: any port that is free`, mend: 'Set health.port to a number: it is asked there.' }
      }
      const refused = await ask(`${address}/healthz`)
      if (refused === null) return { found: `${address}: the bot says that it is well`, mend: null }
      return { found: `${address}: ${refused}`, mend: 'See the log of the bot, and start it: npm start' }
    },
  }
}

function addressOf({ host, port }: NonNullable<Config['health']>): string {
  const asked = OWN_ADDRESS[host] ?? host
  return `http://${asked.includes(':') ? `[${asked}]` : asked}:${port}`
}

/** What is wrong with the answer; null where all is well. */
async function ask(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MAX_MS), redirect: 'error' })
    return answer.ok ? null : `the bot says that it is not well (${answer.status}): ${(await answer.text()).trim()}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    return `nobody answers (${code})`
  }
}
