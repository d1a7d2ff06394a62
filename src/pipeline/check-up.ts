import type { Subscription } from '../news/subscription.ts'

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

type Found = { readonly found: string; readonly mend: string | null }

/** One thing to check, or several that are told one by one. What it throws is its fault, told with its message. */
export type Check = {
  readonly name: string
  readonly look: () => Promise<Found | readonly (Found & { readonly name: string })[]>
}

/**
 * Looks at everything in order; one fault hides no other. A check is ok when there is nothing to mend. Where several fail of the
 * same, as all do that look into a store that is away, the first tells it and the others name that one.
 */
export async function checkUp(checks: readonly Check[]): Promise<CheckUp> {
  const results: CheckUp['checks'][number][] = []
  const told = new Map<string, string>()
  for (const { name, look } of checks) {
    try {
      const findings = await look()
      for (const { found, mend, ...own } of Array.isArray(findings) ? findings : [findings]) {
        results.push({ name, ...own, ok: mend === null, found, mend })
      }
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error)
      const first = told.get(found)
      told.set(found, first ?? name)
      results.push(
        first === undefined
          ? { name, ok: false, found, mend: 'Do what the message says, then run doctor again.' }
          : { name, ok: false, found: `not looked at: “${first}” stands in the way`, mend: `Mend “${first}” first.` },
      )
    }
  }
  return { ok: results.every(({ ok }) => ok), checks: results }
}

/** Each paused subscription, why it is, and how to go on. */
export function checkPaused(subscriptions: readonly Subscription[]): readonly (Found & { readonly name: string })[] {
  return subscriptions.flatMap(({ id, story, channel, pausedBecause }) => {
    if (pausedBecause === null) return []
    const found = `${story} to ${channel.platform} ${channel.id} is paused: ${pausedBecause}`
    return [{ name: `subscription ${id}`, found, mend: `Mend that, then: standfirst subscriptions resume ${id}` }]
  })
}
