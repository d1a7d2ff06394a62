/** Shared by all processes of one bot: which of them handles what a platform sent to several. */
export type EventClaims = {
  /**
   * True for the first who claims events with any of these ids: false where one of them was claimed in the last ten minutes, by a
   * clock that all share.
   */
  claimEvents(ids: readonly string[]): Promise<boolean>
}
