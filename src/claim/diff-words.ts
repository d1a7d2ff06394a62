/** A place where two word lists part: what only the first has, what only the second has there. Indexes, end exclusive. */
export type WordHunk = { readonly lost: readonly [number, number]; readonly gained: readonly [number, number] }

/** Words of a side that are compared one by one; what a longer side has beyond is one hunk. No sentence is so long. */
const WORDS_MAX = 1_200

/** Where two lists of words part: the complement of their longest common subsequence, in order. */
export function diffWords(before: readonly string[], after: readonly string[]): readonly WordHunk[] {
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail]
  if (oldEnd - head > WORDS_MAX || newEnd - head > WORDS_MAX) return [{ lost: [head, oldEnd], gained: [head, newEnd] }]
  const width = newEnd - head + 1
  const lengths = fillLengths(before.slice(head, oldEnd), after.slice(head, newEnd))
  const hunks: WordHunk[] = []
  let [old, fresh] = [head, head]
  let [oldFrom, newFrom] = [old, fresh]
  const close = (): void => {
    if (old > oldFrom || fresh > newFrom) hunks.push({ lost: [oldFrom, old], gained: [newFrom, fresh] })
  }
  while (old < oldEnd || fresh < newEnd) {
    const at = (old - head) * width + fresh - head
    if (old < oldEnd && fresh < newEnd && before[old] === after[fresh]) {
      close()
      old++
      fresh++
      oldFrom = old
      newFrom = fresh
    } else if (fresh < newEnd && (old === oldEnd || (lengths[at + 1] ?? 0) >= (lengths[at + width] ?? 0))) fresh++
    else old++
  }
  close()
  return hunks
}

/** Longest common subsequence of every pair of tails, row by row. */
function fillLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1
  const lengths = new Uint16Array((before.length + 1) * width)
  for (let old = before.length - 1; old >= 0; old--) {
    for (let fresh = after.length - 1; fresh >= 0; fresh--) {
      const at = old * width + fresh
      lengths[at] =
        before[old] === after[fresh]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0)
    }
  }
  return lengths
}
