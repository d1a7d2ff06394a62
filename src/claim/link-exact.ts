/** Sentences of the old text and what they became: one to one, one cut in parts, or parts joined to one. */
export type SentenceLink = { readonly old: readonly number[]; readonly new: readonly number[] }

/** Places of one sentence's twins that are looked at: a text of one line repeated would cost the square. */
const TWINS_MAX = 64

/** A sentence as a reader sees it: white space and invisible characters do not count. */
export function visibleText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Links of sentences that stayed as they were: those of the longest common subsequence (Hunt & Szymanski 1977, "A fast
 * algorithm for computing longest common subsequences"), then, in order, those that moved.
 */
export function linkExact(before: readonly string[], after: readonly string[]): readonly SentenceLink[] {
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const places = placesOf(after, head, after.length - tail)
  const inOrder = longestChain(before, places, head, before.length - tail)
  const links: SentenceLink[] = []
  for (let at = 0; at < head; at++) links.push({ old: [at], new: [at] })
  for (const [old, place] of inOrder) links.push({ old: [old], new: [place] })
  for (let back = tail; back > 0; back--) links.push({ old: [before.length - back], new: [after.length - back] })
  return [...links, ...linkMoved(before, after, links)]
}

function placesOf(texts: readonly string[], from: number, to: number): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (let at = from; at < to; at++) {
    const text = texts[at] ?? ''
    const known = places.get(text)
    if (known === undefined) places.set(text, [at])
    else if (known.length < TWINS_MAX) known.push(at)
  }
  return places
}

type Step = { readonly old: number; readonly new: number; readonly before: Step | null }

/** The longest chain of equal sentences that rises on both sides. */
function longestChain(
  before: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  // ends[n]: the chain of n + 1 links that ends earliest in the new text.
  const ends: Step[] = []
  for (let old = from; old < to; old++) {
    for (const place of (places.get(before[old] ?? '') ?? []).toReversed()) {
      let low = 0
      let high = ends.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((ends[middle]?.new ?? 0) < place) low = middle + 1
        else high = middle
      }
      ends[low] = { old, new: place, before: ends[low - 1] ?? null }
    }
  }
  const chain: (readonly [number, number])[] = []
  for (let step = ends.at(-1) ?? null; step !== null; step = step.before) chain.push([step.old, step.new])
  return chain.toReversed()
}

function linkMoved(
  before: readonly string[],
  after: readonly string[],
  links: readonly SentenceLink[],
): readonly SentenceLink[] {
  const takenOld = new Set(links.flatMap(({ old }) => old))
  const takenNew = new Set(links.flatMap((link) => link.new))
  const left = new Map<string, number[]>()
  for (const [at, text] of after.entries()) {
    if (takenNew.has(at)) continue
    left.set(text, [...(left.get(text) ?? []), at].slice(0, TWINS_MAX))
  }
  return before.flatMap((text, old) => {
    const place = takenOld.has(old) ? undefined : left.get(text)?.shift()
    return place === undefined ? [] : [{ old: [old], new: [place] }]
  })
}
