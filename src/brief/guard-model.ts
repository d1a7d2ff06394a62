import { createBreaker, type BreakerState } from './circuit-breaker.ts'
import { unavailable, type Model } from './model.ts'
import type { Clock } from '../ops/clock.ts'

/** Calls that may wait for their turn: a digest hour of a large desk. Beyond it an extract is the quicker answer. */
const WAITING_MAX = 50

export type GuardedModel = Model & {
  /** For `doctor` and metrics. */
  readonly state: () => { readonly breaker: BreakerState; readonly running: number; readonly waiting: number }
}

/** The model with at most `concurrency` calls at once, and left alone for a while when it fails: see CircuitBreaker. */
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
      const outcome = await model.complete(request, signal)
      breaker.note(outcome)
      return outcome
    } finally {
      endTurn()
    }
  }
  return { name: model.name, complete, state: () => ({ breaker: breaker.state(), running, waiting: waiting.length }) }
}
