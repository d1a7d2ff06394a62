// Kills the bot with SIGKILL at random moments while digests go out, on both platforms side by side, until so many kills have
// met open deliveries.
import { makeCrashDesk, runCrash } from '../e2e/crash-run.ts'
import { seededRandom } from '../eval/mutations.ts'

export type CrashRow = {
  readonly platform: string
  readonly runs: number
  /** Kills that met deliveries not yet out, and those that met one in the middle of being sent. */
  readonly kills: number
  readonly midway: number
  readonly lost: number
  readonly double: number
  readonly disordered: number
  readonly violations: number
  readonly seconds: number
}

const KILLS_EACH_RUN = 3
/** A run whose kills meet nothing would go on for ever. */
const RUNS_PER_KILL_MAX = 3

/** `kills` of each platform; faults are printed with the seed of their run. */
export async function benchCrash(kills: number): Promise<readonly CrashRow[]> {
  return Promise.all((['slack', 'discord'] as const).map((platform) => crashPlatform(platform, kills)))
}

async function crashPlatform(platform: 'slack' | 'discord', wanted: number): Promise<CrashRow> {
  const desk = await makeCrashDesk(platform)
  const start = performance.now()
  const sums = { runs: 0, kills: 0, midway: 0, lost: 0, double: 0, disordered: 0, violations: 0 }
  while (sums.kills < wanted && sums.runs < wanted * RUNS_PER_KILL_MAX) {
    sums.runs += 1
    const outcome = await runCrash(desk, KILLS_EACH_RUN, seededRandom(sums.runs))
    const { lost, double, disordered, violations, notSent } = outcome
    const faults = { lost, double, disordered, violations, notSent }
    if (Object.values(faults).some(({ length }) => length > 0)) console.log(platform, 'seed', sums.runs, faults)
    sums.kills += outcome.kills
    sums.midway += outcome.midway
    sums.lost += new Set([...lost, ...notSent]).size
    sums.double += double.length
    sums.disordered += disordered.length
    sums.violations += violations.length
  }
  return { platform, ...sums, seconds: Math.round((performance.now() - start) / 1_000) }
}
