/** What `doctor` answers: each check, what it found, and how to mend what is not right. */
export type CheckUp = {
  readonly ok: boolean
  readonly checks: readonly {
    readonly name: string
    readonly ok: boolean
    readonly found: string
    readonly mend: string | null
  }[]
}

/** One thing to check. What it throws is its fault, told with its message. */
export type Check = {
  readonly name: string
  readonly look: () => Promise<{ readonly found: string; readonly mend: string | null }>
}

/** Looks at everything in order; one fault hides no other. A check is ok when there is nothing to mend. */
export async function checkUp(checks: readonly Check[]): Promise<CheckUp> {
  const results: CheckUp['checks'][number][] = []
  for (const { name, look } of checks) {
    try {
      const { found, mend } = await look()
      results.push({ name, ok: mend === null, found, mend })
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error)
      results.push({ name, ok: false, found, mend: 'Do what the message says, then run doctor again.' })
    }
  }
  return { ok: results.every(({ ok }) => ok), checks: results }
}
