/**
 * Whose reporting a passage rests on. `credited`: an outlet not at hand that the text names as its source.
 * `primary`: a person's post or an office's statement, quoted. `unattributed`: all pages without outlet or credit.
 */
export type Origin = {
  readonly kind: 'wire' | 'outlet' | 'credited' | 'primary' | 'unattributed'
  /** The name people read, in one spelling: two origins are one when kind-independent names are equal. */
  readonly name: string
}
