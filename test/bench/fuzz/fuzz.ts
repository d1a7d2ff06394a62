// Feeds what strangers might write to everything that reads it: parsers, cleaner, differ, verifier, renderers, grammar. Each
// target runs in a process of its own, with little memory; an input that takes too long has its process killed.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOMS, targetsOf, type Room } from './targets.ts'

/** One input that takes longer hangs, also where other programs have the machine: the slowest take some seconds then. */
const HANG_MS = 30_000
/** As Linux counts the processor’s time. */
const MS_PER_TICK = 10
/** Until the first input: loading the program on a busy machine. */
const START_MS = 120_000
const LOOK_EVERY_MS = 250
/** As much as the thread has that reads the web. */
const HEAP_MEGABYTES = 256
/** Processes side by side. */
const SIDE_BY_SIDE = 2
/** Failures of one target that are printed; after so many the target is given up. */
const FAULTS_MAX = 20
/** Inputs after which a process is replaced: what it kept must not count for the next ones. */
const BATCH = 10_000

export type FuzzJob = {
  readonly room: Room
  readonly target: string
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly ledger: string
}
export type FuzzSaid =
  | { readonly kind: 'fault'; readonly at: number; readonly message: string; readonly parts: readonly string[] }
  | { readonly kind: 'done'; readonly slowestMs: number; readonly slowest: number }

export type FuzzRow = {
  readonly target: string
  readonly inputs: number
  readonly crashes: number
  readonly hangs: number
  readonly memory: number
  readonly slowestMs: number
  readonly seconds: number
  readonly seed: number
}

type Sums = { crashes: number; hangs: number; memory: number; slowestMs: number; done: number }

/** `count` inputs over all targets by their shares; the same for the same seed. Failures are printed. `only`: one target, by its name; `from`:
 * the number of its first input. */
export async function benchFuzz(
  count: number,
  { seed, only = null, from = 0 }: { readonly seed: number; readonly only?: string | null; readonly from?: number },
): Promise<readonly FuzzRow[]> {
  const all = await Promise.all(
    ROOMS.map(async (room) => (await targetsOf(room)).map((target) => ({ ...target, room }))),
  )
  const targets = all.flat().filter(({ name }) => only === null || name === only)
  const shares = targets.reduce((sum, { share }) => sum + share, 0)
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-fuzz-'))
  console.log(`seed ${seed}`)
  const left = targets.map(({ name, room, share }) => ({
    name,
    room,
    inputs: Math.max(1, Math.round((count * share) / shares)),
  }))
  const rows = new Map<string, FuzzRow>()
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { name, room, inputs } = next
      const begun = performance.now()
      const sums = { crashes: 0, hangs: 0, memory: 0, slowestMs: 0, done: from }
      const end = from + inputs
      while (sums.done < end && sums.crashes + sums.hangs + sums.memory < FAULTS_MAX) {
        const to = Math.min(end, sums.done + BATCH)
        await runBatch({ room, target: name, seed, from: sums.done, to, ledger: join(folder, name) }, sums)
      }
      const seconds = Math.round((performance.now() - begun) / 1_000)
      const { crashes, hangs, memory, done } = sums
      const row = { target: name, inputs: done - from, crashes, hangs, memory, slowestMs: Math.round(sums.slowestMs), seconds, seed } // prettier-ignore
      console.log(JSON.stringify(row))
      rows.set(name, row)
    }
  }
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  } finally {
    rmSync(folder, { recursive: true })
  }
  return targets.flatMap(({ name }) => rows.get(name) ?? [])
}

/** Runs a batch to its end, or until an input breaks its process; `sums.done` is where to go on. */
async function runBatch(job: FuzzJob, sums: Sums): Promise<void> {
  const placeOf = () => readFileSync(job.ledger).readDoubleLE(0)
  const nowhere = Buffer.alloc(8)
  nowhere.writeDoubleLE(-1)
  writeFileSync(job.ledger, nowhere)
  const entry = join(import.meta.dirname, 'fuzz-child.ts')
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, entry, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [rest, complaint, isHung, isDone] = ['', '', false, false]
  const hear = (line: string) => {
    const said = JSON.parse(line) as FuzzSaid
    if (said.kind === 'fault') {
      sums.crashes += 1
      console.log(`FAULT ${job.target}, input ${said.at}: ${said.message}\n  base64 of UTF-16: ${said.parts.join(' ')}`)
    } else {
      isDone = true
      if (said.slowestMs > sums.slowestMs) sums.slowestMs = said.slowestMs
    }
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  let [place, since] = [-1, processorMs(child.pid)]
  const timer = setInterval(() => {
    const now = placeOf()
    if (now !== place) [place, since] = [now, processorMs(child.pid)]
    else if (processorMs(child.pid) - since > (now < 0 ? START_MS : HANG_MS)) {
      isHung = true
      child.kill('SIGKILL')
    }
  }, LOOK_EVERY_MS)
  await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  sums.done = isDone ? job.to : Math.max(job.from, placeOf()) + 1
  if (isDone) return
  const what = isHung ? 'hangs' : /heap|memory/i.test(complaint) ? 'memory' : 'crashes'
  sums[what] += 1
  console.log(`FAULT ${job.target}, input ${sums.done - 1}: ${what}; npm run bench -- fuzz 1 --seed ${job.seed} --target '${job.target}' --from ${sums.done - 1}\n${complaint.slice(0, 600)}`) // prettier-ignore
}

/** What a process had of the processor: on a machine that others use, one that waits for its turn does not hang. */
function processorMs(pid: number | undefined): number {
  try {
    // proc_pid_stat(5): the fields behind the name, which may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
  } catch {
    return performance.now()
  }
}
