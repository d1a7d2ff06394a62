import { foldLetters } from '../text/fold-letters.ts'
/** Two slips of the finger; with more, another word was meant. */
const DISTANCE_MAX = 2

/** In a word this short two slips leave nothing of it. */
const SHORT_CHARS = 3

/** No id or command is longer; what is, was not meant as one. */
const GIVEN_MAX_CHARS = 80

/**
 * The known name that `given` was most likely meant to be, or null: at most two slips away (one in a word of three
 * letters), or the only one that begins with it. Case and accents do not count. Of equals the first wins.
 */
export function closestName(given: string, known: readonly string[]): string | null {
  const wanted = foldLetters(given.trim())
  if (wanted === '' || wanted.length > GIVEN_MAX_CHARS) return null
  const allowed = wanted.length <= SHORT_CHARS ? 1 : DISTANCE_MAX
  const near = known
    .map((name) => ({ name, distance: editDistance(wanted, foldLetters(name)) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance)
  const [best] = near
  if (best) return best.name
  const begun = known.filter((name) => foldLetters(name).startsWith(wanted))
  return begun.length === 1 ? (begun[0] ?? null) : null
}

/**
 * Slips between two words: a letter put in, left out, changed, or two neighbours swapped (Damerau 1964; the restricted
 * form, in which no part is edited twice). Words whose lengths differ too much give Infinity without being compared.
 */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > DISTANCE_MAX) return Infinity
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
