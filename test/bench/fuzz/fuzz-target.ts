import type { Random } from '../../eval/mutations.ts'

/** One thing that reads what strangers write, with inputs made for it and what must hold of any of them. */
export type FuzzTarget = {
  readonly name: string
  /** Inputs of a thousand that are this target's: cheap ones get more. */
  readonly share: number
  /** One input, of one or several texts; the same for the same fractions. Bytes are texts of signs up to 255. */
  readonly make: (random: Random) => readonly string[]
  /** Throws where the input broke something: anything thrown, but for what the target's own contract allows, is a fault. */
  readonly check: (parts: readonly string[]) => void
}
