// `npm run eval`: quality on other people's data, ours beside peers measured on the same files. Writes test/eval/results.json.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evalFeeds } from './eval-feeds.ts'
import { evalPages, type EvalRow } from './eval-pages.ts'
import { evalPairs } from './eval-pairs.ts'
import { evalSupport } from './eval-support.ts'

const supportRows = (): EvalRow[] | null =>
  evalSupport()?.map(({ name, ours, peer }) => ({ name, ours, peers: peer === null ? {} : { peer } })) ?? null

const PARTS = { pairs: evalPairs, support: supportRows, pages: evalPages, feeds: evalFeeds } as const

const rows: EvalRow[] = []
for (const [name, part] of Object.entries(PARTS)) {
  const found = part()
  if (found === null) console.log(`${name}: skipped, its data is not here`)
  else rows.push(...found)
}
console.table(
  rows.map(({ name, ours, peers }) => ({
    name,
    ours: ours.toFixed(3),
    peers: Object.entries(peers)
      .map(([peer, figure]) => `${peer} ${figure}`)
      .join(', '),
  })),
)
writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(rows, null, 2)}\n`)
