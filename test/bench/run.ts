// `npm run bench [-- NAME [COUNT]]`: prints tables and writes test/bench/results.json. Figures hold for the machine they were
// made on. The story's sizes take some ten minutes, the crashes most of an hour; `crash 20` kills twenty times only.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { benchCrash } from './crash.ts'
import { benchIngest } from './ingest.ts'
import { benchStorySizes } from './story-size.ts'
import { benchThousand } from './thousand.ts'

type Row = Readonly<Record<string, number | string>>

/** Articles of the story at which its cost is measured. */
const SIZES = [100, 1_000, 5_000, 10_000] as const

/** Kills a platform that a crash bench makes, where it is not told otherwise. */
const KILLS = 300

/** Subscriptions due in one minute, over both platforms. */
const SUBSCRIPTIONS = 1_000

const BENCHES: Readonly<Record<string, (count: number | null) => Promise<readonly Row[]>>> = {
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

  crash: (count) => benchCrash(count ?? KILLS),

  thousand: (count) => benchThousand((count ?? SUBSCRIPTIONS) / 2),
}

const RESULTS = join(import.meta.dirname, 'results.json')
const [wanted, count] = process.argv.slice(2)
const names = Object.keys(BENCHES).filter((name) => wanted === undefined || name === wanted)
if (names.length === 0) throw new RangeError(`no bench “${wanted}”: there are ${Object.keys(BENCHES).join(', ')}`)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
const results: Record<string, unknown> = readResults()
for (const name of names) {
  const rows = (await BENCHES[name]?.(count === undefined ? null : Number(count))) ?? []
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
