// Copies of a text among thousands: ours beside what others would use, each over the same texts in a process of its own.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { benchNearDuplicates } from './near-duplicates.ts'

type Row = Readonly<Record<string, number | string>>

const PEERS = join(import.meta.dirname, 'peers')
/** Debian's own, which Debian's scikit-learn is installed for. */
const PYTHON = '/usr/bin/python3'
/** A peer that takes longer is left out. */
const PEER_TIMEOUT_MS = 240_000
const OUTPUT_BYTES_MAX = 1e6

const told = z.object({
  peer: z.string(),
  'p50 ms': z.number().optional(),
  'p99 ms': z.number().optional(),
  'pair F1': z.number().optional(),
  recall: z.record(z.string(), z.number()).optional(),
})
type Told = z.output<typeof told>

/** Look-up, recall and pairs of reprints among `count` generated texts. A peer that is not installed is not told of. */
export async function benchCopies(count: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-copies-'))
  const material = join(folder, 'texts.jsonl')
  try {
    const ours = readOurs(await benchNearDuplicates(count, material))
    const peers = [
      ...(await askPeer(process.execPath, [join(PEERS, 'near-duplicates-npm.cjs'), material])),
      ...(await askPeer(PYTHON, [join(PEERS, 'near-duplicates.py'), material])),
    ]
    const among = `among ${count.toLocaleString('en')} texts`
    return [
      besides(`a copy looked up ${among}, p50`, 'ms', ours['p50 ms'], peers, (peer) => peer['p50 ms']),
      besides(`a copy looked up ${among}, p99`, 'ms', ours['p99 ms'], peers, (peer) => peer['p99 ms']),
      besides(`recall at Jaccard from .5, ${among}`, '', ours.recall, peers, recallOf),
      besides(`reprints paired ${among}, F1`, '', ours['pair F1'], peers, (peer) => peer['pair F1']),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function besides(
  what: string,
  unit: string,
  ours: number | null,
  peers: readonly Told[],
  of: (peer: Told) => number | null | undefined,
): Row {
  const figures = peers.flatMap((peer) => {
    const figure = of(peer)
    return typeof figure === 'number' ? [[peer.peer, figure] as const] : []
  })
  return { what, unit, ours: ours ?? '–', ...Object.fromEntries(figures) }
}

/** Of the rows that tell of ours: how long a look-up takes, what is found of what is half alike, and what is paired. */
function readOurs(rows: readonly Row[]) {
  const figure = (name: string) => rows.map((row) => row[name]).find((value) => typeof value === 'number') ?? null
  const like = rows.filter(({ what }) => isHalfAlike(String(what)))
  const sum = (name: (row: Row) => number) => like.reduce((all, row) => all + name(row), 0)
  const found = sum((row) => Number(row['recall']) * Number(row['pairs'])) / sum((row) => Number(row['pairs']))
  return {
    'p50 ms': figure('p50 ms'),
    'p99 ms': figure('p99 ms'),
    'pair F1': figure('pair F1'),
    recall: hundredths(found),
  }
}

/** The groups of a peer are as large as each other, within a few texts. */
function recallOf({ recall = {} }: Told): number | null {
  const like = Object.entries(recall).flatMap(([what, share]) => (isHalfAlike(what) ? [share] : []))
  return like.length === 0 ? null : hundredths(like.reduce((sum, share) => sum + share, 0) / like.length)
}

const isHalfAlike = (what: string) => Number(/^Jaccard from ([\d.]+)$/.exec(what)?.[1] ?? 0) >= 0.5
const hundredths = (value: number) => Math.round(value * 100) / 100

/** What a peer prints, a JSON object a line; nothing where it, or what it is written in, is not at hand. */
async function askPeer(program: string, args: readonly string[]): Promise<readonly Told[]> {
  try {
    const limits = { timeout: PEER_TIMEOUT_MS, maxBuffer: OUTPUT_BYTES_MAX }
    const { stdout } = await promisify(execFile)(program, [...args], limits)
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => told.parse(JSON.parse(line)))
  } catch (error) {
    console.log(`left out: ${program} ${args.join(' ')}: ${String(error).split('\n')[0]}`)
    return []
  }
}
