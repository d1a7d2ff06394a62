import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Random } from '../../eval/mutations.ts'
import { lookInto } from './steps.ts'

/** The write-ahead log's header, and that of each page in it (sqlite.org/fileformat2.html, §4). */
const HEADER_BYTES = 32
const PAGE_HEADER_BYTES = 24
const PAGE_SIZE_AT = 8
/**
 * In the index beside the log: how many of its pages were written into the database already, and how many may have been by one
 * who was killed while writing them: the log had reached the disk before (sqlite.org/walformat.html, §2.1).
 */
const WRITTEN_BACK_AT = [96, 128]
const FLIPPED_BYTES = 8

export type Torn = { readonly copies: number; readonly prefixes: number; readonly faults: readonly string[] }

/**
 * Copies a store that nobody has open, with its log cut at random places or with its end garbled, and opens each copy: it
 * must be sound and hold the first so many steps. Only what was not yet written into the database is torn: the rest had
 * reached the disk before that, which is what SQLite relies on.
 */
export function tearCopies(file: string, count: number, steps: number, random: Random): Torn {
  const log = `${file}-wal`
  if (!existsSync(log)) return { copies: 0, prefixes: 0, faults: [] }
  const bytes = readFileSync(log)
  if (bytes.length <= HEADER_BYTES) return { copies: 0, prefixes: 0, faults: [] }
  const frame = bytes.readUInt32BE(PAGE_SIZE_AT) + PAGE_HEADER_BYTES
  const index = existsSync(`${file}-shm`) ? readFileSync(`${file}-shm`) : null
  const writtenBack = WRITTEN_BACK_AT.map((place) => index?.readUInt32LE(place) ?? 0)
  const from = HEADER_BYTES + Math.max(...writtenBack) * frame
  const faults: string[] = []
  const copy = `${file}-torn`
  let prefixes = 0
  for (let made = 0; made < count; made += 1) {
    const at = from + Math.floor(random() * (bytes.length - from))
    const isCut = random() < 0.5
    const torn = isCut ? bytes.subarray(0, at) : Buffer.from(bytes)
    if (!isCut) for (let byte = at; byte < Math.min(at + FLIPPED_BYTES, torn.length); byte += 1) torn[byte] = (torn[byte] ?? 0) ^ 0xff // prettier-ignore
    copyFileSync(file, copy)
    writeFileSync(`${copy}-wal`, torn)
    rmSync(`${copy}-shm`, { force: true })
    const what = `the log ${isCut ? 'cut' : 'garbled'} at byte ${at} of ${bytes.length}`
    try {
      const found = lookInto(copy)
      if (found.steps > steps) faults.push(`${what}: ${found.steps} steps of ${steps}`)
      if (found.steps < steps) prefixes += 1
      faults.push(...found.faults.map((fault) => `${what}: ${fault}`))
    } catch (error) {
      faults.push(`${what}: ${String(error)}`)
    }
  }
  for (const ending of ['', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true })
  return { copies: count, prefixes, faults }
}
