export type LinkedSignal = {
  readonly signal: AbortSignal
  abort(reason: unknown): void
  /** Lets go of the signals it is linked to. */
  end(): void
}

/**
 * A signal that ends with any of `sources`, for the reason `because` gives. Unlike AbortSignal.any it is let go of by hand:
 * sources live as long as the program, and what is linked to them must not.
 */
export function linkedSignal(sources: readonly AbortSignal[], because: () => unknown): LinkedSignal {
  const linked = new AbortController()
  const stop = () => linked.abort(because())
  for (const source of sources) {
    source.addEventListener('abort', stop, { once: true })
    if (source.aborted) stop()
  }
  return {
    signal: linked.signal,
    abort: (reason) => linked.abort(reason),
    end() {
      for (const source of sources) source.removeEventListener('abort', stop)
    },
  }
}
