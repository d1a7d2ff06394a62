import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { CHAT_PLATFORMS, makeCrashDesk } from './crash-desk.ts'
import { runCrash } from './crash-run.ts'
import type { Kill } from './crash-run.ts'
import { seededRandom } from '../eval/mutations.ts'

// Hundreds of kills at random: `npm run bench -- crash`. Every request at which a bot can die: kill-points.test.ts.
const KILLS: readonly (Kill | null)[] = [{ kind: 'pulse', pulse: 9 }, null, null, { kind: 'moment', afterMs: 100 }]
const WEATHER = { random: seededRandom(1), faultShare: 0.05, limits: false, noncesKept: true }

test('a process that is killed while it delivers loses nothing, posts nothing twice, and keeps the order', async () => {
  const outcomes = await runCrash(await makeCrashDesk(), KILLS, WEATHER, 'program')
  for (const platform of CHAT_PLATFORMS) {
    const { lost, double, disordered, stale, violations, sent } = outcomes[platform]
    deepEqual({ lost, double, disordered, stale, violations }, NONE)
    ok((sent['digest'] ?? 0) > 8, 'digests went out')
  }
})

const NONE = { lost: [], double: [], disordered: [], stale: [], violations: [] }
