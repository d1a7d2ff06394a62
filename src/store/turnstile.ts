export type Turnstile = { enter(): Promise<void>; leave(): void }

/** Lets `max` in at a time; the others wait in the order in which they came. */
export function turnstile(max: number): Turnstile {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    async enter() {
      if (inside < max) {
        inside += 1
        return
      }
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
    },

    leave() {
      const next = waiting.shift()
      // Whoever is let in takes the place of the one who leaves.
      if (next === undefined) inside -= 1
      else next()
    },
  }
}
