/** A publisher or agency, from config/outlets.yaml. */
export type Outlet = {
  readonly name: string
  /** Outlets of one owner share a family: together they are one origin. Null: it stands alone. */
  readonly family: string | null
  /** A wire is an agency whose copy others run. */
  readonly kind: 'outlet' | 'wire'
  /** Hosts it publishes on; a subdomain belongs too. */
  readonly domains: readonly string[]
  /** Other spellings in credits and bylines: `AFP`, `Agence France-Presse`. */
  readonly aliases: readonly string[]
  /** Lines that mark the whole text as its copy: `(AP)`, `REUTERS`. */
  readonly creditLines: readonly string[]
}
