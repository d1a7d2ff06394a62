/** Waits, but ends early, without a fault, when the signal says so: whoever goes on looks at it. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, durationMs)
  const end = () => resolve()
  signal.addEventListener('abort', end, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  })
}

/** What the task gives, or where it takes longer what `late` gives or throws. */
export async function within<Value>(limitMs: number, task: Promise<Value>, late: () => Value): Promise<Value> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), limitMs)
  try {
    const first = await Promise.race([task.then((value) => ({ value })), promise])
    return first === 'late' ? late() : first.value
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Lets time limits strike that have run out. A process that stood still, and its machine did not, hears first what came over the
 * network meanwhile, and acts on it: what it still had to post, another one has posted since. To be awaited before each such act.
 */
export function heedTimers(): Promise<void> {
  // Of timers that are due, that which was due first fires first.
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(resolve, 1)
  return promise
}
