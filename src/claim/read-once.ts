import type { Passage } from './passage.ts'

/** A reading of passages that is made once of each: a passage is compared with many others. */
export function readOnce<Value extends object>(read: (passage: Passage) => Value): (passage: Passage) => Value {
  const known = new WeakMap<Passage, Value>()
  return (passage) => {
    const before = known.get(passage)
    if (before !== undefined) return before
    const value = read(passage)
    known.set(passage, value)
    return value
  }
}
