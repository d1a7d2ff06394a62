// Near-duplicates by the npm package `minhash` (0.0.9) over the texts that `npm run bench -- near-duplicates COUNT FILE` wrote:
// node test/bench/peers/near-duplicates-npm.cjs FILE. Prints one JSON object.
const { readFileSync } = require('node:fs')

const [file] = process.argv.slice(2)
const { Minhash, LshIndex } = require('minhash')

const RUN_WORDS = 3
/** As ours and DESIGN's: 128 rows in bands of three. */
const ROWS = 128
const BAND_ROWS = 3

const rows = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const stored = rows.filter((row) => row.of === undefined)
const asked = rows.filter((row) => row.of !== undefined)

function sign(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const shingles = new Set()
  for (let at = 0; at + RUN_WORDS <= words.length; at++) shingles.add(words.slice(at, at + RUN_WORDS).join(' '))
  const signature = new Minhash({ numPerm: ROWS })
  for (const shingle of shingles) signature.update(shingle)
  return signature
}

const index = new LshIndex({ bandSize: BAND_ROWS })
let began = performance.now()
for (const { id, text } of stored) index.insert(id, sign(text))
const insertMs = (performance.now() - began) / stored.length
const times = []
const groups = {}
for (const [at, { text, of, what }] of asked.entries()) {
  began = performance.now()
  const signature = sign(text)
  // It throws for a band that it does not know: so the text is put in first.
  index.insert(`asked ${at}`, signature)
  const found = index.query(signature)
  times.push(performance.now() - began)
  ;(groups[what] ??= []).push(found.includes(of))
}
times.sort((one, other) => one - other)
const part = (share) => Number(times[Math.floor(times.length * share)].toFixed(2))
const recall = Object.fromEntries(
  Object.entries(groups).map(([what, all]) => [what, Number((all.filter(Boolean).length / all.length).toFixed(3))]),
)
console.log(
  JSON.stringify({
    peer: 'npm minhash 0.0.9',
    texts: stored.length,
    'insert µs': Math.round(insertMs * 1_000),
    'p50 ms': part(0.5),
    'p99 ms': part(0.99),
    'resident MB': Math.round(process.memoryUsage().rss / 1e6),
    recall,
  }),
)
