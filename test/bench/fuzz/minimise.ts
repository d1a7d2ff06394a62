/** Tries for one failure. */
const TRIES_MAX = 400

/**
 * A shorter input that fails alike, by leaving out halves, quarters … of each text for as long as that fails (Zeller &
 * Hildebrandt 2002, "Simplifying and isolating failure-inducing input"). `fails` tells whether an input still does.
 */
export function minimise(
  parts: readonly string[],
  fails: (parts: readonly string[]) => boolean,
  triesMax = TRIES_MAX,
): readonly string[] {
  let best = parts
  let tries = 0
  for (const at of parts.keys()) {
    let text = best[at] ?? ''
    for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < text.length && tries < triesMax;) {
        const shorter = text.slice(0, from) + text.slice(from + size)
        const candidate = best.with(at, shorter)
        tries += 1
        if (fails(candidate)) [best, text] = [candidate, shorter]
        else from += size
      }
    }
  }
  return best
}
