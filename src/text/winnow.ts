/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): from every window of `window` consecutive hashes the smallest, the
 * rightmost of equals, each place once. Any run of `window` hashes that two texts share gives both a common
 * fingerprint. `at` is the index of the hash. Fewer hashes than a window count as one window.
 */
export function winnow(hashes: readonly number[], window: number): readonly { hash: number; at: number }[] {
  const prints: { hash: number; at: number }[] = []
  const size = Math.max(1, Math.min(window, hashes.length))
  // Indexes of rising hashes within the window: the first is its minimum (a monotone queue).
  const queue: { hash: number; at: number }[] = []
  let head = 0
  for (const [at, hash] of hashes.entries()) {
    while (queue.length > head && (queue.at(-1)?.hash ?? -1) >= hash) queue.pop()
    queue.push({ hash, at })
    if ((queue[head]?.at ?? at) <= at - size) head++
    const smallest = queue[head]
    if (at >= size - 1 && smallest !== undefined && smallest !== prints.at(-1)) prints.push(smallest)
  }
  return prints
}
