import { createBreaker, type BreakerState } from './circuit-breaker.ts'
import { unavailable, type Model, type ModelOutcome } from './model.ts'
import type { Clock } from '../../ops/clock.ts'

/** Calls that may wait for their turn: a digest hour of a large desk. Beyond it an extract is the quicker answer. */
const WAITING_MAX = 50

/** A server that wants to be asked again within this is, once: a brief has time for it, and its reader none for less. */
const AGAIN_WITHIN_MS = 3_000

export type GuardedModel = Model & {
  /** For `doctor` and metrics. */
  readonly state: () => { readonly breaker: BreakerState; readonly running: number; readonly waiting: number }
}

/** The model with at most `concurrency` calls at once, asked again where it wants to be soon, and left alone for a while when it fails: see CircuitBreaker. */
export function guardModel(model: Model, { clock, concurrency }: { clock: Clock; concurrency: number }): GuardedModel {
  const breaker = createBreaker(clock)
  const waiting: (() => void)[] = []
  let running = 0

  /** True when it is this call's turn; false when the queue is full or the caller gave up. Never without an end. */
  const takeTurn = async (signal: AbortSignal): Promise<'turn' | 'busy' | 'stopped'> => {
    if (signal.aborted) return 'stopped'
    if (running < concurrency) {
      running++
      return 'turn'
    }
    if (waiting.length >= WAITING_MAX) return 'busy'
    return new Promise((resolve) => {
      const next = () => {
        signal.removeEventListener('abort', leave)
        resolve('turn')
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(next), 1)
        resolve('stopped')
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(next)
    })
  }
  /** A turn that ends is handed to the next in the queue. */
  const endTurn = (): void => {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }

  const complete: Model['complete'] = async (request, signal) => {
    const turn = await takeTurn(signal)
    if (turn !== 'turn') return unavailable(turn)
    try {
      const pause = breaker.admit()
      if (pause !== null) return unavailable('paused', { retryAfterMs: pause })
      const first = await model.complete(request, signal)
      const again = soonAgain(first)
      if (again !== null) await pauseFor(again, signal)
      const outcome = again === null ? first : await model.complete(request, signal)
      breaker.note(outcome)
      return outcome
    } finally {
      endTurn()
    }
  }
  return { name: model.name, complete, state: () => ({ breaker: breaker.state(), running, waiting: waiting.length }) }
}

function soonAgain(outcome: ModelOutcome): number | null {
  if (outcome.kind !== 'unavailable' || outcome.retryAfterMs === null) return null
  return outcome.retryAfterMs <= AGAIN_WITHIN_MS ? outcome.retryAfterMs : null
}

/** Ends early when the signal does. */
async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const stop = () => resolve()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  await promise
  clearTimeout(timer)
  signal.removeEventListener('abort', stop)
}
