import { pause } from './waiting.ts'

export type ConnectJob = {
  /** `Slack, Socket Mode`: begins each note. */
  readonly name: string
  /** Resolves once connected, with what settles when the connection is lost. Releases what it took where it throws. */
  readonly connect: (signal: AbortSignal) => Promise<{ readonly lost: Promise<unknown> }>
  /** Hears when it is connected, and when no more. */
  readonly heard: (isConnected: boolean) => void
  readonly note: (level: 'info' | 'warn', text: string) => void
  /** Before the second try; it doubles from try to try. */
  readonly pauseMs?: number
}

const PAUSE_MS = 1_000
/** Long enough that a refused token is no nuisance to the platform, short enough that a mended network is soon noticed. */
const PAUSE_MAX_MS = 5 * 60_000
/** A connection that held this long was a good one: the next try comes soon again. */
const STEADY_MS = 60_000

/** Connects, and again whenever that fails or the connection is lost, until the signal. Never throws. */
export async function keepConnected(job: ConnectJob, signal: AbortSignal): Promise<void> {
  const firstPauseMs = job.pauseMs ?? PAUSE_MS
  const ended = aborted(signal)
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(2 * pauseMs, PAUSE_MAX_MS)) {
    try {
      const { lost } = await job.connect(signal)
      const since = performance.now()
      job.heard(true)
      job.note('info', `${job.name}: connected.`)
      await Promise.race([lost, ended])
      job.heard(false)
      if (signal.aborted) return
      if (performance.now() - since > STEADY_MS) pauseMs = firstPauseMs
      job.note('info', `${job.name}: the connection was closed; connecting again in ${seconds(pauseMs)}.`)
    } catch (error) {
      if (signal.aborted) return
      job.note('warn', `${job.name}: ${describe(error)} The next try comes in ${seconds(pauseMs)}; posting goes on.`)
    }
    await pause(pauseMs, signal)
  }
}

function describe(error: unknown): string {
  const text = error instanceof Error && error.message !== '' ? error.message : 'it could not be connected'
  return /[.!?]$/.test(text) ? text : `${text}.`
}

const seconds = (ms: number) => `${Math.ceil(ms / 1_000)} s`

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
}
