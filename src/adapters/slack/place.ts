/** Where something was asked, and how it can be answered there. */
export type Place = {
  /** What was used; `home` is the Home tab, and `direct` a message to the bot itself. */
  readonly by: 'command' | 'press' | 'shortcut' | 'mention' | 'direct' | 'home'
  /** Null in the Home tab. */
  readonly channel: string | null
  readonly thread: string | null
  /** Slack's address for answers to what was used; null where it gave none. A secret. */
  readonly respond: RespondAt | null
}

/** An address for answers: Slack takes five in thirty minutes. */
export type RespondAt = {
  readonly url: string
  /** How many it has taken. */
  readonly uses: number
  /** Epoch milliseconds; null for now. */
  readonly since: number | null
}
