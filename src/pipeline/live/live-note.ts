/** Something that an operator should know. */
export type LiveNote = {
  readonly level: 'info' | 'warn' | 'error'
  /** An address without what may be secret in it; null for a fault of our own. */
  readonly about: string | null
  readonly text: string
}
