import { setTimeout as pause } from 'node:timers/promises'

/** Something of which pieces fall due, each taken by one process at a time. */
export type DueWork<Piece> = {
  /** Takes at most so many that are due, for this process alone. */
  readonly claim: (limit: number) => Promise<readonly Piece[]>
  /** Does one, and lets go of it. A fault of its own it tells in its result; what it throws ends the round. */
  readonly work: (piece: Piece) => Promise<void>
  /** Lets go of pieces that were not begun after all. */
  readonly release: (pieces: readonly Piece[]) => Promise<void>
  /** Pieces under way at once. */
  readonly atOnce: number
}

/**
 * A claim looks at every host, and waits for its turn to write: it is made for so many pieces at least, of those that may be under
 * way at once. What is claimed beyond those waits here while another process may be idle: no more is.
 */
const CLAIMED_SHARE = 1 / 4
/** After a claim that found less than it asked for, the next comes so much later: not one for each piece that ends. */
const CLAIM_PAUSE_MS = 100

/**
 * Works off what is due, some pieces at once: a slow one keeps no other waiting. It ends when nothing more is due, or
 * with what was begun when the signal comes. How many were done. Throws what a piece threw, when the others have ended.
 */
export async function workOff<Piece>(
  { claim, work, release, atOnce }: DueWork<Piece>,
  signal: AbortSignal,
): Promise<number> {
  const running = new Set<Promise<void>>()
  const faults: unknown[] = []
  let done = 0
  const settle = async (piece: Piece): Promise<void> => {
    try {
      await work(piece)
      done += 1
    } catch (error) {
      faults.push(error)
    }
  }
  const begin = (piece: Piece) => {
    const one = settle(piece).finally(() => running.delete(one))
    running.add(one)
  }
  const isOver = () => signal.aborted || faults.length > 0
  const fewest = Math.ceil(atOnce * CLAIMED_SHARE)
  let waiting: readonly Piece[] = []
  /** The last claim, where it gave less than was asked for. */
  let short: { readonly done: number; readonly atMs: number } | null = null
  while (!isOver()) {
    // What is due of a host that is busy may be free when a piece has ended.
    const mayBeDue = short === null || done > short.done
    const isEarly = short !== null && running.size > 0 && performance.now() < short.atMs + CLAIM_PAUSE_MS
    if (waiting.length === 0 && mayBeDue && !isEarly) {
      const wanted = Math.max(fewest, atOnce - running.size)
      waiting = await claim(wanted)
      short = waiting.length < wanted ? { done, atMs: performance.now() } : null
    }
    if (isOver()) break
    const room = atOnce - running.size
    for (const piece of waiting.slice(0, room)) begin(piece)
    waiting = waiting.slice(room)
    if (running.size === 0) break
    await Promise.race(mayBeDue && isEarly ? [...running, pause(CLAIM_PAUSE_MS)] : running)
  }
  if (waiting.length > 0) await release(waiting)
  await Promise.all(running)
  if (faults.length > 0) throw faults[0]
  return done
}

/** Claims certain pieces, in turn; those that another process has under way are passed over. */
export function claimInTurn<Piece>(
  urls: readonly string[],
  claim: (urls: readonly string[]) => Promise<readonly Piece[]>,
): DueWork<Piece>['claim'] {
  const left = [...urls]
  return async (limit) => {
    while (left.length > 0) {
      const claimed = await claim(left.splice(0, limit))
      if (claimed.length > 0) return claimed
    }
    return []
  }
}
