/** One figure of `npm run eval`: ours, those of peers measured on the same files, and the bar it should reach. */
export type EvalRow = {
  readonly name: string
  readonly ours: number
  readonly peers: Readonly<Record<string, number>>
  /** What we promise; absent where the figure is only watched. */
  readonly bar?: number
  /** Counts of faults and times are better when lower; all else when higher. */
  readonly better?: 'higher' | 'lower'
}

/** One part of the evaluation: null where its data is not here. */
export type EvalPart = () => readonly EvalRow[] | null | Promise<readonly EvalRow[] | null>
