/** When something was used last, and that it is no longer. */
type UseWatch = {
  /** It is used. */
  now(): void
  /** Nothing is under way: from here on it may rest. */
  rest(): void
  stop(): void
}

/** Calls `onRest` once nothing is under way and nobody used it for `afterMs`; never, where that is left out. */
export function watchUse(afterMs: number | undefined, onRest: () => void): UseWatch {
  let usedAt = 0
  let timer: NodeJS.Timeout | null = null
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const look = (): void => {
    stop()
    if (afterMs === undefined) return
    const leftMs = usedAt + afterMs - performance.now()
    if (leftMs <= 0) onRest()
    else timer = setTimeout(look, leftMs).unref()
  }
  return {
    now: () => {
      usedAt = performance.now()
    },
    rest: look,
    stop,
  }
}
