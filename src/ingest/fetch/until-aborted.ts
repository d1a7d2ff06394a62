/** The task, or the signal's reason where that comes first; the task then ends by itself. */
export function untilAborted<Value>(task: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return Promise.race([task, promise]).finally(() => signal.removeEventListener('abort', stop))
}
