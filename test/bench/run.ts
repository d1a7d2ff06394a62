// `npm run bench`: prints a table and writes test/bench/results.json. Figures hold for the machine they were made on.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { benchIngest, type BenchRow } from './ingest.ts'

const rows: BenchRow[] = []
for (const storyEvery of [50, 5]) rows.push(await benchIngest(5_000, storyEvery))
const table = rows.map(({ what, articles, seconds, perSecond }) => ({
  what,
  articles,
  seconds: Number(seconds.toFixed(1)),
  perSecond: Math.round(perSecond),
}))
console.table(table)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify({ machine, rows: table }, null, 2)}\n`)
