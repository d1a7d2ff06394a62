/**
 * A port of this machine for a server that is told its port beforehand: below those that the system gives to connections and to
 * servers that ask for any, as one of those may be another test's by the time it is listened on.
 */
export function pickPort(): number {
  return 20_000 + Math.floor(Math.random() * 12_000)
}
