/** A word this many letters off, or a third of its length, may be a slip of the hand; further off it is another word. */
const SLIPS_MAX = 3
/** Words longer than this are never slips of the hand; it also bounds the work. */
const WORD_LENGTH_MAX = 64

/** How many letters must be put in, taken out, replaced or swapped to make one word the other (Damerau 1964, restricted). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known word nearest to what was written, or null when none is near enough to be meant. */
export function nearestWord(written: string, known: Iterable<string>): string | null {
  const wanted = written.toLowerCase()
  if (wanted.length > WORD_LENGTH_MAX) return null
  let nearest: string | null = null
  let least = Math.min(SLIPS_MAX, Math.max(1, Math.floor(wanted.length / 3))) + 1
  for (const word of known) {
    if (Math.abs(word.length - wanted.length) >= least) continue
    const distance = editDistance(wanted, word.toLowerCase())
    if (distance < least) {
      least = distance
      nearest = word
    }
  }
  return nearest
}
