// Kills a process with SIGKILL at random moments while it writes to the real store, looks whether the store is sound and
// holds all that was said to be kept, and opens copies of it whose write-ahead log is torn.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../../src/store/open-store.ts'
import { seededRandom } from '../../eval/mutations.ts'
import { lookInto } from './steps.ts'
import { tearCopies } from './torn-copies.ts'

/** A kill comes so long after the first step that was kept, at most. */
const KILL_AFTER_MAX_MS = 600
/** Torn copies of what each kill left. */
const COPIES = 10
/** So many kills hit one store; then another begins, so that the first steps are met too. */
const KILLS_A_STORE = 40
const START_MAX_MS = 60_000

export type SigkillRow = {
  readonly kills: number
  /** Steps that were kept, of articles, ledger, planned and sent deliveries. */
  readonly steps: number
  /** Kills after which a step was there that nobody had been told of yet: it was met between commit and word. */
  readonly unsaid: number
  readonly lost: number
  readonly unsound: number
  readonly tornCopies: number
  /** Of those, the ones that held less than all steps. */
  readonly prefixes: number
  readonly tornFaults: number
  readonly seconds: number
  readonly seed: number
}

/** Kills so often; what is wrong is printed. */
export async function benchSigkill(kills: number, seed: number): Promise<SigkillRow> {
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-sigkill-'))
  const begun = performance.now()
  const sums = { steps: 0, unsaid: 0, lost: 0, unsound: 0, tornCopies: 0, prefixes: 0, tornFaults: 0 }
  const tell = (kill: number, faults: readonly string[]) => {
    for (const fault of faults) console.log(`kill ${kill}: ${fault}`)
  }
  try {
    let [steps, file] = [0, '']
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill % KILLS_A_STORE === 0) {
        if (file !== '') rmSync(file, { force: true })
        ;[steps, file] = [0, join(folder, `store-${kill}.db`)]
      }
      const said = await killOne(file, steps, random() * KILL_AFTER_MAX_MS)
      // Before anybody opens the store again: opening it mends the log.
      const torn = tearCopies(file, COPIES, Math.max(said + 2, steps), random)
      const found = lookInto(file)
      tell(kill, [...found.faults, ...torn.faults])
      if (found.steps < said + 1) tell(kill, [`${said + 1} steps were said to be kept, ${found.steps} are there`])
      sums.lost += Math.max(0, said + 1 - found.steps)
      sums.unsaid += found.steps > said + 1 ? 1 : 0
      sums.unsound += found.faults.length > 0 || found.steps > said + 2 ? 1 : 0
      sums.steps += found.steps - steps
      sums.tornCopies += torn.copies
      sums.prefixes += torn.prefixes
      sums.tornFaults += torn.faults.length
      steps = found.steps
      const store = await openStore(file)
      const wrong = await store.checkIntegrity()
      await store.close()
      tell(kill, wrong)
      sums.unsound += wrong.length > 0 ? 1 : 0
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { kills, ...sums, seconds: Math.round((performance.now() - begun) / 1_000), seed }
}

/** The last step that was said to be kept; -1 for none. */
async function killOne(file: string, first: number, afterMs: number): Promise<number> {
  const entry = join(import.meta.dirname, 'writer.ts')
  const child = spawn(process.execPath, [entry, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const started = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([started, closed, sleep(START_MAX_MS, undefined, { ref: false })])
  await sleep(afterMs)
  child.kill('SIGKILL')
  await closed
  const last = said.split('\n').at(-2)
  return last === undefined ? first - 1 : Number(last)
}
