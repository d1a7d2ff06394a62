// Kills the bot with SIGKILL at random moments while it delivers to both platforms at once, until so many kills have met open
// deliveries of each of them.
import { CHAT_PLATFORMS, makeCrashDesk } from '../e2e/crash-desk.ts'
import type { ChatPlatform } from '../e2e/crash-desk.ts'
import { randomKills, runCrash, warmUp } from '../e2e/crash-run.ts'
import type { CrashOutcome } from '../e2e/crash-run.ts'
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
  /** Digests that say what was corrected or withdrawn. */
  readonly stale: number
  readonly violations: number
  /** Requests that met a fault or a limit. */
  readonly troubled: number
  readonly digests: number
  readonly breaking: number
  readonly corrections: number
  readonly retractions: number
  readonly seconds: number
  readonly ended: string
}

/** Runs side by side: each is one bot at a time, and most of its time goes into starting. */
const SIDE_BY_SIDE = 5
/** A run whose kills meet nothing would go on for ever. */
const RUNS_PER_KILL_MAX = 1
/** Of the runs, one in so many kills the whole program, one in so many keeps the platforms' limits, one in so many meets no faults, and every other one keeps nonces. */
const LIMITED_EVERY = 4
const PROGRAM_EVERY = 5
const FAULTLESS_EVERY = 3
const FAULT_SHARE = 0.1

/** `kills` of each platform; faults are printed with the seed of their run. */
export async function benchCrash(kills: number): Promise<readonly CrashRow[]> {
  const desk = await makeCrashDesk()
  await warmUp(desk)
  const start = performance.now()
  const sums = { slack: zero(), discord: zero() }
  let [runs, isStopped] = [0, false]
  // It takes long: told to stop, it ends the runs it has begun and counts them.
  process.once('SIGINT', () => {
    isStopped = true
  })
  const isEnough = () => isStopped || CHAT_PLATFORMS.every((platform) => sums[platform].kills >= kills)
  const work = async () => {
    while (!isEnough() && runs < Math.max(2, kills * RUNS_PER_KILL_MAX)) {
      runs += 1
      const seed = runs
      // A run that breaks off counts as a loss, and the others go on.
      await oneRun(seed).catch((error: unknown) => {
        console.log(`run ${seed} broke off`, error)
        for (const platform of CHAT_PLATFORMS) sums[platform].lost += 1
      })
    }
  }
  const oneRun = async (seed: number) => {
    const random = seededRandom(seed)
    const weather = {
      random,
      faultShare: seed % FAULTLESS_EVERY === 0 ? 0 : FAULT_SHARE,
      limits: seed % LIMITED_EVERY === 0,
      noncesKept: seed % 2 === 0,
    }
    const entry = seed % PROGRAM_EVERY === 0 ? 'program' : 'bot'
    const outcomes = await runCrash(desk, randomKills(random), weather, entry)
    for (const platform of CHAT_PLATFORMS) count(sums[platform], outcomes[platform], `${platform}, seed ${seed}`)
    const [slack, discord] = CHAT_PLATFORMS.map((platform) => sums[platform].kills)
    console.log(`${Math.round((performance.now() - start) / 1_000)} s: run ${seed}, ${slack} and ${discord} kills`)
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  const seconds = Math.round((performance.now() - start) / 1_000)
  return CHAT_PLATFORMS.map((platform: ChatPlatform) => ({
    platform,
    runs,
    ...sums[platform],
    seconds,
    ended: Temporal.Now.plainDateISO().toString(),
  }))
}

type Sums = { -readonly [Name in keyof Omit<CrashRow, 'platform' | 'runs' | 'seconds' | 'ended'>]: number }

function zero(): Sums {
  const faults = { lost: 0, double: 0, disordered: 0, stale: 0, violations: 0, troubled: 0 }
  return { kills: 0, midway: 0, ...faults, digests: 0, breaking: 0, corrections: 0, retractions: 0 }
}

function count(sums: Sums, outcome: CrashOutcome, name: string): void {
  const { lost, double, disordered, stale, violations, sent } = outcome
  const faults = { lost, double, disordered, stale, violations }
  if (Object.values(faults).some(({ length }) => length > 0)) console.log(name, faults)
  for (const [fault, { length }] of Object.entries(faults)) sums[fault as keyof typeof faults] += length
  sums.kills += outcome.kills
  sums.midway += outcome.midway
  sums.troubled += outcome.troubled
  sums.digests += sent['digest'] ?? 0
  sums.breaking += sent['breaking'] ?? 0
  sums.corrections += sent['correction'] ?? 0
  sums.retractions += sent['retraction'] ?? 0
}
