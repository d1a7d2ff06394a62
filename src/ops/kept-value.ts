/** A value that takes time to make, made again in the background when somebody asks for it and it is old. */
export type KeptValue<Value> = {
  /** The last one that was made, and how old it is; null before the first. */
  latest(): { readonly value: Value; readonly ageMs: number } | null
  /** Sees to it that it is made again if it is old. Resolves when the first one is there, or could not be made. */
  ask(): Promise<void>
}

/** Making the value takes this share of the time at most, however often it is asked for. */
const SHARE_MAX = 0.02

/** `freshMs`: so long it is not made again. A fault is told to `onFault`, and what was made before stays. */
export function keepValue<Value>(
  make: () => Promise<Value>,
  { freshMs, onFault }: { readonly freshMs: number; readonly onFault: (error: unknown) => void },
): KeptValue<Value> {
  let kept: { readonly value: Value; readonly at: number } | null = null
  let restUntil = 0
  let making: Promise<void> | null = null

  async function makeAgain(): Promise<void> {
    const began = performance.now()
    try {
      kept = { value: await make(), at: began }
    } catch (error) {
      onFault(error)
    }
    const ended = performance.now()
    restUntil = Math.max(began + freshMs, ended + (ended - began) / SHARE_MAX)
  }

  return {
    latest: () => kept && { value: kept.value, ageMs: performance.now() - kept.at },
    ask: async () => {
      if (making === null && performance.now() >= restUntil) {
        making = makeAgain().finally(() => {
          making = null
        })
      }
      if (kept === null) await making
    },
  }
}
