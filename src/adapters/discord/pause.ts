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

/** What the task gives, or `late` where it takes longer. */
export async function within<Value>(limitMs: number, task: Promise<Value>, late: Value): Promise<Value> {
  const { promise, resolve } = Promise.withResolvers<Value>()
  const timer = setTimeout(() => resolve(late), limitMs)
  try {
    return await Promise.race([task, promise])
  } finally {
    clearTimeout(timer)
  }
}
