import { loadFixtures } from './fixtures.ts'
import type { FuzzTarget } from './fuzz-target.ts'

/** What is fuzzed, by what it needs to have loaded. */
export const ROOMS = ['reading', 'text', 'talk'] as const
export type Room = (typeof ROOMS)[number]

export async function targetsOf(room: Room): Promise<readonly FuzzTarget[]> {
  if (room === 'talk') return (await import('./talk-targets.ts')).talkTargets()
  const fixtures = loadFixtures('with data')
  if (room === 'text') return (await import('./text-targets.ts')).textTargets(fixtures)
  return (await import('./reading-targets.ts')).readingTargets(fixtures)
}
