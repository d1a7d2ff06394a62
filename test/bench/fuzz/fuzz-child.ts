// Runs some inputs of one target, and says on standard output what failed. Where it is, it writes into a file that its
// parent reads: a process that hangs or runs out of memory says nothing any more.
import { openSync, writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { hashText } from '../../../src/text/shingles.ts'
import { seededRandom } from '../../eval/mutations.ts'
import type { FuzzJob, FuzzSaid } from './fuzz.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { minimise } from './minimise.ts'

/** Failures of one target that are shortened; of the others the input is told as it was. */
const SHORTENED_MAX = 5
const MESSAGE_CHARS_MAX = 300

enableCompileCache()
const { targetsOf } = await import('./targets.ts')
const job = JSON.parse(process.argv[2] ?? '') as FuzzJob
const target = (await targetsOf(job.room)).find(({ name }) => name === job.target)
if (target === undefined) throw new Error(`no target ${job.target}`)
run(target)

function run({ name, make, check }: FuzzTarget): void {
  const ledger = openSync(job.ledger, 'r+')
  const place = Buffer.alloc(8)
  const faultOf = (parts: readonly string[]): Error | null => {
    try {
      check(parts)
      return null
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }
  const say = (said: FuzzSaid) => void writeSync(1, `${JSON.stringify(said)}\n`)
  let [slowestMs, slowest, failed] = [0, 0, 0]
  for (let at = job.from; at < job.to; at += 1) {
    place.writeDoubleLE(at)
    writeSync(ledger, place, 0, 8, 0)
    const parts = make(seededRandom(hashText(`${job.seed} ${name} ${at}`)))
    // Its own time, not that of others on the machine.
    const before = process.cpuUsage()
    const fault = faultOf(parts)
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1_000
    if (ms > slowestMs) [slowestMs, slowest] = [ms, at]
    if (fault === null) continue
    failed += 1
    const alike = (other: readonly string[]) => faultOf(other)?.name === fault.name
    const short = failed <= SHORTENED_MAX ? minimise(parts, alike) : parts
    const where = /(?:src|bench)\/\S+:\d+/.exec(fault.stack ?? '')?.[0] ?? ''
    const message = `${fault.name}: ${fault.message} ${where}`.slice(0, MESSAGE_CHARS_MAX)
    say({ kind: 'fault', at, message, parts: short.map((part) => Buffer.from(part, 'utf16le').toString('base64')) })
  }
  say({ kind: 'done', slowestMs, slowest })
}
