// A platform's fake in a process of its own: what it takes for its own work is not the bot's, and is told apart.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startFakeDiscord } from '../e2e/fake-discord.ts'
import { startFakeSlack } from '../e2e/fake-slack.ts'

/** One request: when it had come in whole, and when it had taken effect; nanoseconds of the machine's clock. */
type TimedCall = { readonly call: string; readonly from: string; readonly to: string }

export type TimedFake = {
  readonly apiUrl: string
  /** The requests since this was last asked, and what was wrong with them. */
  take(): Promise<{ readonly calls: readonly TimedCall[]; readonly violations: readonly string[] }>
  close(): void
}

/** Starts it. Without limits: nothing waits for a rate. */
export async function startTimedFake(platform: 'slack' | 'discord'): Promise<TimedFake> {
  const child = fork(import.meta.filename, [platform], { execArgv: [] })
  const [{ apiUrl }] = (await once(child, 'message')) as [{ readonly apiUrl: string }]
  return {
    apiUrl,
    take: async () => {
      child.send('take')
      const [taken] = await once(child, 'message')
      return taken
    },
    close: () => void child.kill(),
  }
}

async function serve(platform: 'slack' | 'discord'): Promise<void> {
  let began: bigint | null = null
  let calls: TimedCall[] = []
  // It is asked for a latency before a request takes effect and after it. One channel asks one thing at a time.
  const latencyMs = () => {
    const now = process.hrtime.bigint()
    if (began === null) began = now
    else {
      calls.push({ call: fake.calls.at(-1) ?? '', from: String(began), to: String(now) })
      began = null
    }
    return 0
  }
  const fake = platform === 'slack' ? await startFakeSlack({ latencyMs }) : await startFakeDiscord({ latencyMs })
  process.on('message', () => {
    process.send?.({ calls, violations: fake.violations })
    calls = []
  })
  process.send?.({ apiUrl: fake.apiUrl })
}

if (process.send !== undefined && process.argv[1] === import.meta.filename)
  await serve(process.argv[2] === 'slack' ? 'slack' : 'discord')
