import type { Clock } from '../../ops/clock.ts'
import type { ModelOutcome } from './model.ts'

/** Faults in a row after which a server is left alone: one is chance, three are not. */
const FAULTS_MAX = 3
/** The first pause: a restart or a lifted limit takes about a minute. */
const PAUSE_MS = 60_000
/** Each fault after a pause doubles it up to this: a key that was mended is noticed within a quarter of an hour. */
const PAUSE_MAX_MS = 900_000
/** A call that never reported back leaves the way free after this: no call takes longer. */
const TRIAL_MS = 300_000

export type BreakerState = 'closed' | 'open' | 'half-open'

/**
 * Spares a server that fails, and its users the wait: closed (calls go through), open (none for a while), half-open
 * (one call tries). A refused key, a missing model, a wrong address and a limit open it at once: the next call would
 * fare no better.
 */
export type CircuitBreaker = {
  readonly state: () => BreakerState
  /** Null: call, and note what became of it. Else how long no call is let through, in milliseconds. */
  readonly admit: () => number | null
  readonly note: (outcome: ModelOutcome) => void
}

export function createBreaker(clock: Clock): CircuitBreaker {
  let faults = 0
  let pauses = 0
  let openUntil: number | null = null
  let triedAt: number | null = null
  const now = () => clock.now().epochMilliseconds

  const open = (askedMs: number | null): void => {
    const own = Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** pauses)
    // At first the server is taken at its word; one that fails again is left alone for longer than it says.
    openUntil = now() + (pauses === 0 ? (askedMs ?? own) : Math.max(askedMs ?? 0, own))
    pauses = Math.min(pauses + 1, Math.ceil(Math.log2(PAUSE_MAX_MS / PAUSE_MS)))
    triedAt = null
  }
  const note = (outcome: ModelOutcome): void => {
    const weight = weigh(outcome)
    if (weight === 'none') {
      // Nothing was learnt of the server: another call may try.
      triedAt = null
      return
    }
    if (weight === 'good') {
      faults = 0
      pauses = 0
      openUntil = null
      triedAt = null
      return
    }
    faults++
    const isTrial = openUntil !== null
    if (weight === 'grave' || isTrial || faults >= FAULTS_MAX) {
      open(outcome.kind === 'unavailable' ? outcome.retryAfterMs : null)
    }
  }
  const state = (): BreakerState => {
    if (openUntil === null) return 'closed'
    return now() < openUntil ? 'open' : 'half-open'
  }
  const admit = (): number | null => {
    if (openUntil === null) return null
    const wait = openUntil - now()
    if (wait > 0) return wait
    if (triedAt !== null && now() - triedAt < TRIAL_MS) return TRIAL_MS - (now() - triedAt)
    triedAt = now()
    return null
  }
  return { state, admit, note }
}

/** An answer nobody can read is a fault too: it is paid for, and the next one will be like it. A refusal is about the text. */
function weigh(outcome: ModelOutcome): 'good' | 'none' | 'fault' | 'grave' {
  if (outcome.kind === 'answered') return outcome.cached === true ? 'none' : 'good'
  if (outcome.kind === 'refused') return 'good'
  if (outcome.kind !== 'unavailable') return 'fault'
  if (['key', 'model', 'address', 'limit', 'long'].includes(outcome.reason)) return 'grave'
  return ['server', 'time', 'broken'].includes(outcome.reason) ? 'fault' : 'none'
}
