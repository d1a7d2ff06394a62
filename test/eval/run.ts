// `npm run eval [-- PART…]`: quality on other people's data and on generated sets, ours beside peers measured on the same
// files, and the change since the last recorded run. Writes test/eval/results.json, which is that record.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evalDates } from './eval-dates.ts'
import { evalDiffer } from './eval-differ.ts'
import { evalEdits } from './eval-edits.ts'
import { evalEmbeddings } from './eval-embeddings.ts'
import { evalFeeds } from './eval-feeds.ts'
import { evalGroups } from './eval-groups.ts'
import { evalModel } from './eval-model.ts'
import { evalPages } from './eval-pages.ts'
import { evalPairs } from './eval-pairs.ts'
import type { EvalPart, EvalRow } from './eval-row.ts'
import { evalSummary } from './eval-summary.ts'
import { evalStream } from './eval-stream.ts'
import { evalSupport } from './eval-support.ts'

const PARTS: Readonly<Record<string, EvalPart>> = {
  pairs: evalPairs,
  summary: evalSummary,
  support: evalSupport,
  groups: evalGroups,
  pages: evalPages,
  feeds: evalFeeds,
  stream: evalStream,
  dates: evalDates,
  edits: evalEdits,
  differ: evalDiffer,
  model: evalModel,
  embeddings: evalEmbeddings,
}

type Recorded = { readonly parts: Record<string, { seconds: number; rows: readonly EvalRow[] }> }

const RECORD = join(import.meta.dirname, 'results.json')
const recorded: Recorded = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : { parts: {} }
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`eval: there is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}

const parts = { ...recorded.parts }
const table: Record<string, string>[] = []
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`${name} …`)
  const from = performance.now()
  const rows = await part()
  if (rows === null) {
    console.log(`${name}: skipped, its data is not here`)
    continue
  }
  const before = new Map(recorded.parts[name]?.rows.map((row) => [row.name, row.ours]))
  for (const row of rows) table.push(toTableRow(row, before.get(row.name)))
  const seconds = Math.round((performance.now() - from) / 1000)
  console.error(`${name}: ${seconds} s`)
  parts[name] = { seconds, rows }
}
console.table(table)
writeFileSync(RECORD, `${JSON.stringify({ parts }, null, 2)}\n`)

function toTableRow({ name, ours, peers, bar, better }: EvalRow, before: number | undefined): Record<string, string> {
  const change = before === undefined ? 'new' : (ours - before).toFixed(3)
  const reached = bar !== undefined && (better === 'lower' ? ours <= bar : ours >= bar)
  return {
    name,
    ours: ours.toFixed(3),
    change: change === '0.000' || change === '-0.000' ? '' : change,
    bar: bar === undefined ? '' : `${better === 'lower' ? '≤' : '≥'} ${bar} ${reached ? '✓' : '✗'}`,
    peers: Object.entries(peers)
      .map(([peer, figure]) => `${peer} ${figure.toFixed(3)}`)
      .join(', '),
  }
}
