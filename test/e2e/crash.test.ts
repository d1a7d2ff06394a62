import { deepEqual } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeCrashDesk, runCrash } from './crash-run.ts'
import { seededRandom } from '../eval/mutations.ts'

// Many hundreds of runs: `npm run bench -- crash`.
const KILLS = 2

describe('a bot that is killed at random moments', { concurrency: 2 }, () => {
  for (const platform of ['slack', 'discord'] as const) {
    test(`loses no digest on ${platform}, posts none twice, and keeps their order`, async () => {
      const desk = await makeCrashDesk(platform)
      const { lost, double, disordered, violations, notSent } = await runCrash(desk, KILLS, seededRandom(1))
      deepEqual({ lost, double, disordered, violations, notSent }, NONE)
    })
  }
})

const NONE = { lost: [], double: [], disordered: [], violations: [], notSent: [] }
