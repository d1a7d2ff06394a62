// `npm run bench [-- ingest | story-size]`: prints tables and writes test/bench/results.json. Figures hold for the machine
// they were made on. The story's sizes take some ten minutes.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { benchIngest } from './ingest.ts'
import { benchStorySizes } from './story-size.ts'

type Row = Readonly<Record<string, number | string>>

/** Articles of the story at which its cost is measured. */
const SIZES = [100, 1_000, 5_000, 10_000] as const

const BENCHES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  async ingest() {
    const rows: Row[] = []
    for (const storyEvery of [50, 5]) {
      const { what, articles, seconds, perSecond } = await benchIngest(5_000, storyEvery)
      rows.push({ what, articles, seconds: Number(seconds.toFixed(1)), perSecond: Math.round(perSecond) })
    }
    return rows
  },

  async 'story-size'() {
    const rows = await benchStorySizes(SIZES)
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Math.round(value)])))
  },
}

const RESULTS = join(import.meta.dirname, 'results.json')
const [wanted] = process.argv.slice(2)
const names = Object.keys(BENCHES).filter((name) => wanted === undefined || name === wanted)
if (names.length === 0) throw new RangeError(`no bench “${wanted}”: there are ${Object.keys(BENCHES).join(', ')}`)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
const results: Record<string, unknown> = readResults()
for (const name of names) {
  const rows = (await BENCHES[name]?.()) ?? []
  console.log(name)
  console.table(rows)
  results[name] = { machine, rows }
}
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)

/** What other benches wrote before. */
function readResults(): Record<string, unknown> {
  try {
    return { ...JSON.parse(readFileSync(RESULTS, 'utf8')) }
  } catch {
    return {}
  }
}
