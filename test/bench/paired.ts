/** Times each side once in every round, in turns, so that what else the machine does meanwhile falls on all of them alike. */
export async function runPaired<Name extends string>(
  sides: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Promise<Paired<Name>> {
  const names = Object.keys(sides) as Name[]
  const times = new Map<Name, number[]>(names.map((name) => [name, []]))
  // The first round compiles.
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const began = performance.now()
      await sides[name]()
      if (round > 0) times.get(name)?.push(performance.now() - began)
    }
  }
  const of = (name: Name) => times.get(name) ?? []
  return {
    ms: (name) => median(of(name)),
    ratio: (one, other) => median(of(one).map((time, round) => time / (of(other)[round] ?? Number.NaN))),
  }
}

export type Paired<Name extends string> = {
  /** The middle time of a side. */
  readonly ms: (name: Name) => number
  /** The middle of the rounds' ratios of two sides' times: how many times as long `one` takes as `other`. */
  readonly ratio: (one: Name, other: Name) => number
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((one, other) => one - other)
  return ordered[Math.floor(ordered.length / 2)] ?? Number.NaN
}
