/** The moment up to which everything stored has joined its story, for all replicas: whoever matched says so. */
export type KnownStore = {
  /** Null before anybody matched. */
  findMatched(): Promise<Temporal.Instant | null>
  /**
   * What was stored before `began` has been matched. Gives what is known now: of two that matched at one time the later moment
   * stands; one that lies in the future, by a clock that was set back since, does not.
   */
  saveMatched(began: Temporal.Instant): Promise<Temporal.Instant>
}
