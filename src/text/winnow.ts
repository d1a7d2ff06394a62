/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): from every window of `window` consecutive hashes the smallest, the
 * rightmost of equals, each place once. Any run of `window` hashes that two texts share gives both a common
 * fingerprint. `at` is the index of the hash. Fewer hashes than a window count as one window.
 */
export function winnow(hashes: ArrayLike<number>, window: number): readonly { hash: number; at: number }[] {
  const prints: { hash: number; at: number }[] = []
  const size = Math.max(1, Math.min(window, hashes.length))
  const hashAt = (at: number | undefined) => hashes[at ?? -1] ?? -1
  // Indexes of rising hashes within the window: the first is its minimum (a monotone queue).
  const queue = new Uint32Array(hashes.length)
  let [head, end] = [0, 0]
  let last = -1
  for (let at = 0; at < hashes.length; at++) {
    while (end > head && hashAt(queue[end - 1]) >= hashAt(at)) end--
    queue[end++] = at
    if ((queue[head] ?? at) <= at - size) head++
    const smallest = queue[head] ?? at
    if (at < size - 1 || smallest === last) continue
    prints.push({ hash: hashAt(smallest), at: smallest })
    last = smallest
  }
  return prints
}
